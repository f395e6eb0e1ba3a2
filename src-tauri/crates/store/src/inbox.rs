//! The ledger of the watched folder: which files were seen, and what became of them. It belongs to
//! this workstation and is never synced.

use domain::{RecordId, UnixMillis};

use crate::action::ActionId;
use crate::{Store, StoreError};

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InboxState {
    /// Seen, not yet whole or not yet looked into.
    Waiting,
    /// Taken in.
    Imported,
    /// Waits for a person, for example to map its columns.
    SetAside,
    /// No registration file, or a broken one.
    Rejected,
    /// Says nothing that was not known.
    Unchanged,
}

/// A file of the watched folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxFile {
    /// Its path, as the watcher names it.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// When it was last written, as the file system says.
    pub modified: UnixMillis,
    /// The hash of its bytes, once read.
    pub content_hash: Option<[u8; 32]>,
    /// What became of it.
    pub state: InboxState,
    /// The event that it brought registrations for.
    pub event: Option<RecordId>,
    /// Registrations: new, changed, unchanged, unclear.
    pub counts: InboxCounts,
    /// Why it was rejected or set aside, as a code that screens word.
    pub reason_code: Option<String>,
    /// The action that took it in.
    pub action: Option<ActionId>,
    /// When this was found.
    pub seen_at: UnixMillis,
}

/// What a file brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InboxCounts {
    /// Registrations not known before.
    pub new: u32,
    /// Registrations that changed.
    pub changed: u32,
    /// Registrations that said nothing new.
    pub unchanged: u32,
    /// Rows that a person must look at.
    pub unclear: u32,
}

impl Store {
    /// Every file of the ledger, the latest first.
    pub async fn inbox_files(&self) -> Result<Vec<InboxFile>, StoreError> {
        todo!()
    }

    /// Writes down a file, in place of what was known of the same path.
    pub async fn inbox_record(&self, file: InboxFile) -> Result<(), StoreError> {
        let _ = file;
        todo!()
    }
}
