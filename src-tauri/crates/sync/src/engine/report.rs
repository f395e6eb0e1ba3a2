//! What a cycle is asked for, what it tells, and what it finds wrong.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::WriterId;
use store::{Outcome, StoreError};

use crate::vault::VaultError;
use crate::workspace::NotAWorkspace;
use crate::{FileError, MediumError, SealError};

/// What a cycle is asked for beyond the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Demand {
    /// Seal whatever was done, however lately: before the program ends, or when somebody asks.
    pub seal_all: bool,
    /// List every folder of every workstation, whatever the heads say.
    pub look_everywhere: bool,
    /// How much is taken in at once.
    pub pace: Pace,
}

impl Demand {
    /// Everything that a person who presses "now" wants.
    pub fn now() -> Demand {
        Demand { seal_all: true, look_everywhere: true, pace: Pace::Background }
    }
}

/// How much is taken in at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pace {
    /// Little, so that whoever works meanwhile does not wait.
    #[default]
    Background,
    /// Much, for whoever waits for it to end.
    CatchUp,
}

/// Ends a cycle early when somebody asks for it; clones are one.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks for the end.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked for.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How far a cycle is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it does.
    pub phase: Phase,
    /// How much of it is done.
    pub done: u64,
    /// How much there is, as far as is known; segments, or changes while merging.
    pub total: u64,
}

/// What a cycle does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Looks what is there.
    Looking,
    /// Reads files of the share.
    Fetching,
    /// Checks what it read.
    Checking,
    /// Takes it in.
    Merging,
    /// Writes what was done here.
    Publishing,
}

/// What a cycle came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CycleReport {
    /// Whether the share answered and was the right one.
    pub reached: bool,
    /// Segments that were sealed.
    pub sealed: u32,
    /// Segments that were written to the share.
    pub published: u32,
    /// Segments that were taken in.
    pub received_segments: u32,
    /// Changes that were taken in.
    pub received_changes: u64,
    /// Changes done here that the share does not have.
    pub waiting: u64,
    /// Segments of colleagues that are on the share, or that heads tell of, and were not taken in.
    pub behind: u64,
    /// What is wrong, in a lasting order.
    pub problems: Vec<Problem>,
    /// What screens may have to read again.
    pub outcome: Outcome,
    /// Whether it was ended early.
    pub cancelled: bool,
    /// Own segments that were issued again without what was erased.
    pub reissued: u32,
    /// Whether a new key was begun after an erasure that was ordered here.
    pub began_epoch: bool,
    /// The writer that this workstation is now, if it became a new one in this cycle.
    pub reincarnated: Option<WriterId>,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// The share does not answer.
    Unreachable {
        /// What the system said.
        why: String,
    },
    /// The folder is there, but nothing says that it is a workspace: the drive is another, or
    /// somebody emptied it. Nothing is written there.
    Emptied,
    /// The folder is that of another workspace. Nothing is written there.
    ForeignShare {
        /// What its file says.
        found: String,
    },
    /// The share has no room.
    Full {
        /// What could not be written.
        path: String,
    },
    /// The share forbids it.
    Denied {
        /// What could not be read or written.
        path: String,
    },
    /// The share failed otherwise.
    Failed {
        /// On what.
        path: String,
        /// What was said.
        why: String,
    },
    /// A file cannot be read: it may still be arriving. It is read again, and colleagues are asked
    /// for it.
    Incomplete {
        /// The file.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// A file has been unreadable for a day.
    Damaged {
        /// The file.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// A second file under a name of ours, made by whatever carries the folder.
    ConflictCopy {
        /// The file.
        path: String,
    },
    /// A file that is nobody's.
    Foreign {
        /// The file.
        path: String,
    },
    /// Two computers wrote as the same workstation; from this segment on, nothing of it is taken
    /// in. Both tell what they did again, as new workstations.
    Fork {
        /// The workstation.
        writer: WriterId,
        /// The first segment that there are two of.
        segment: u64,
    },
    /// The share has less of a workstation than this one has already taken in: it is an older copy.
    Rollback {
        /// The workstation.
        writer: WriterId,
    },
    /// A segment is missing before others that are there.
    Gap {
        /// The workstation.
        writer: WriterId,
        /// The missing segment.
        segment: u64,
    },
    /// A colleague's program is newer and writes what this one cannot read.
    NewerVersion {
        /// The colleague's workstation.
        writer: WriterId,
    },
    /// A file is sealed under a key that this workstation does not have (yet).
    UnknownKey {
        /// The file.
        path: String,
        /// The epoch of its key.
        epoch: u32,
    },
    /// A file is not signed by the workstation that it names.
    Forged {
        /// The file.
        path: String,
    },
    /// This database is a copy, or an older one. It publishes nothing under the name that it had.
    Clone {
        /// What it was.
        old: WriterId,
        /// What it is; the same as long as it has not become another workstation.
        new: WriterId,
    },
    /// A colleague has taken in the same segments and sees something else.
    Divergence {
        /// The colleague's workstation.
        writer: WriterId,
    },
    /// A colleague's clock is far from this one's.
    Skew {
        /// The colleague's workstation.
        writer: WriterId,
        /// How far it is ahead.
        millis: i64,
    },
    /// A colleague has removed this workstation; nothing is written any more.
    Removed,
    /// Nobody can join by passphrase until a new one is set.
    NoPassphrase,
}

impl Problem {
    /// What a failure of the share means.
    pub(super) fn of(error: &MediumError) -> Problem {
        let path = error.path().to_owned();
        match error {
            MediumError::Unreachable { source, .. } => {
                Problem::Unreachable { why: source.to_string() }
            }
            MediumError::Full { .. } => Problem::Full { path },
            MediumError::Denied { .. } => Problem::Denied { path },
            other => Problem::Failed { path, why: other.to_string() },
        }
    }

    /// Whether it is for a person to do something about.
    pub fn needs_you(&self) -> bool {
        if let Problem::Clone { old, new } = self {
            return old == new;
        }
        !matches!(
            self,
            Problem::Unreachable { .. }
                | Problem::Foreign { .. }
                | Problem::Rollback { .. }
                | Problem::Gap { .. }
                | Problem::Incomplete { .. }
                | Problem::UnknownKey { .. }
                | Problem::Failed { .. }
        )
    }
}

/// Why sharing cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The share failed.
    #[error(transparent)]
    Medium(#[from] MediumError),
    /// Something could not be sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The folder of segments beside the database failed.
    #[error(
        "{attempt} {path} failed; check that the disk has room and that the folder may be written"
    )]
    Archive {
        /// What was attempted, such as "writing".
        attempt: &'static str,
        /// On what.
        path: std::path::PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The vault failed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A file that is needed to join cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file that says which workspace a folder is cannot be read.
    #[error(transparent)]
    NotAWorkspace(#[from] NotAWorkspace),
    /// A share was to be founded where something lies already.
    #[error("the folder is not empty; choose an empty one, or join the workspace in it")]
    NotEmpty,
    /// There is no share to join.
    #[error("there is no shared workspace in this folder; choose another, or found one")]
    NoShare,
    /// The keys are gone.
    #[error("the keys of the shared drive are not on this computer any more; join it again")]
    NoKeys,
    /// The passphrase opens nothing.
    #[error("the passphrase is not that of this workspace; ask a colleague, or for an invitation")]
    WrongPassphrase,
    /// The code opens nothing.
    #[error("the code does not open this invitation; ask for it again")]
    WrongCode,
    /// There is no passphrase to join by.
    #[error("no passphrase has been set since the keys were changed; ask for an invitation")]
    NoPassphrase,
    /// The share could not be told.
    #[error("the share could not be reached, or not everything got there; try again later")]
    NotTold,
    /// A thread ended before its work was done.
    #[error("the work was interrupted; try again")]
    Interrupted,
}

impl SyncError {
    /// The failure, if it is the share's.
    pub(super) fn share(&self) -> Option<&MediumError> {
        match self {
            SyncError::Medium(error) => Some(error),
            _ => None,
        }
    }
}
