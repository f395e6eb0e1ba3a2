//! What can go wrong, and what to do next.

use std::path::PathBuf;

use domain::WriterId;

use crate::action::ActionId;
use crate::place::UnsafePlace;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database would lie where SQLite loses data.
    #[error(transparent)]
    UnsafePlace(#[from] UnsafePlace),
    /// There is nothing to open.
    #[error("there is no workspace at {0}; make one first, or choose another folder")]
    Missing(PathBuf),
    /// A file that must not be overwritten.
    #[error("{0} exists already and is not overwritten; choose another name")]
    Exists(PathBuf),
    /// A file that is no workspace, or a damaged one.
    #[error("{path} cannot be used as a workspace: {why}; restore it from a backup")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite found.
        why: String,
    },
    /// A colleague's changes arrived with some missing before them.
    #[error(
        "changes of writer {writer} arrived from number {found}, but number {expected} is the next; fetch the missing ones first"
    )]
    Gap {
        /// Whose changes.
        writer: WriterId,
        /// The number that must come next.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// A colleague's batch tells changes of this very workstation that it never made.
    #[error(
        "the share holds changes of this workstation that it does not know (number {0}); its database is an older copy: restore it as a new workstation"
    )]
    OlderThanShare(u64),
    /// A segment was sealed whose doings another program has sealed meanwhile.
    #[error(
        "segment {number} cannot be sealed, because another program has sealed these changes meanwhile; ask again for what is unsealed"
    )]
    SealedMeanwhile {
        /// The segment that was to be sealed.
        number: u64,
    },
    /// A workstation was to get an id that looks like a registration file's.
    #[error(
        "the id {0} looks like that of a registration file; draw another one for the workstation"
    )]
    WriterLikeFile(WriterId),
    /// A workstation was to get an id that is known already.
    #[error("the id {0} is that of another workstation; draw another one")]
    WriterTaken(WriterId),
    /// Another program has made a new workstation of the database since it was opened here.
    #[error(
        "another program has made this workspace that of a new workstation; nothing is written under the old name: open it again"
    )]
    BecameAnother,
    /// A whole log was to be loaded where there is one.
    #[error(
        "this workspace has records already, so a whole log is not loaded into it; take it in part by part"
    )]
    NotEmpty,
    /// A decision on a conflict that is none, or none any longer.
    #[error(
        "there is nothing to decide here, or the choice is no longer one of the sides; look at the conflicts again"
    )]
    NothingToDecide,
    /// An operation names what the program does not declare.
    #[error("kind {kind} has no field {field}, or there is no such kind; update the program")]
    Undeclared {
        /// The kind's number.
        kind: u16,
        /// The field's number; 0 for the kind itself.
        field: u16,
    },
    /// An operation writes a value that its field cannot hold.
    #[error(
        "a value of the wrong shape was to be written to {kind}.{field}; give one that the field's type can hold"
    )]
    WrongShape {
        /// The kind.
        kind: &'static str,
        /// The field.
        field: &'static str,
    },
    /// A file tried to delete, which only people may.
    #[error("a file cannot delete records; set a state instead")]
    FileDeletes,
    /// A file is larger than what is kept.
    #[error(
        "a file of {size} bytes cannot be kept, the most is {} bytes (8 MiB); save it smaller, for example with fewer pixels, and attach it again",
        crate::ATTACHMENT_LIMIT
    )]
    AttachmentTooLarge {
        /// Bytes.
        size: usize,
    },
    /// A file that was kept is no longer what it was.
    #[error(
        "the file {hash} is damaged in the workspace database; attach it again, or restore a backup"
    )]
    AttachmentDamaged {
        /// Its hash.
        hash: String,
    },
    /// The store has been closed.
    #[error("the workspace has been closed; open it again")]
    Closed,
    /// A file or folder could not be read or written.
    #[error(
        "{what} {path} failed; check that the disk has room and that the folder may be written"
    )]
    Io {
        /// What was attempted, such as "copying".
        what: &'static str,
        /// On what.
        path: PathBuf,
        /// The cause.
        source: std::io::Error,
    },
    /// SQLite refused.
    #[error(
        "the workspace database refused {what}; try again, and restore a backup if it stays so"
    )]
    Database {
        /// What was attempted.
        what: &'static str,
        /// The cause.
        source: sqlx::Error,
    },
    /// The tables could not be brought up to this version.
    #[error(
        "the workspace database could not be brought up to this version; the copy beside it is as it was before"
    )]
    Migration(#[from] sqlx::migrate::MigrateError),
}

/// A failure to take an action back.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    /// There is nothing to take back, or nothing left.
    #[error("action {action} cannot be undone: {refusal}")]
    Refused {
        /// The action.
        action: ActionId,
        /// Why.
        refusal: UndoRefusal,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why an action cannot be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UndoRefusal {
    /// The log does not know it.
    #[error("this workstation does not know it")]
    Unknown,
    /// Every value that it wrote has been overwritten since.
    #[error("everything it did has been changed since")]
    Superseded,
    /// An erasure stays.
    #[error("an erasure required by law stays")]
    Erasure,
}

/// Names what was attempted when SQLite refuses.
pub(crate) trait Attempt<T> {
    /// Wraps the error with what was attempted.
    fn attempting(self, what: &'static str) -> Result<T, StoreError>;
}

impl<T> Attempt<T> for Result<T, sqlx::Error> {
    fn attempting(self, what: &'static str) -> Result<T, StoreError> {
        self.map_err(|source| StoreError::Database { what, source })
    }
}
