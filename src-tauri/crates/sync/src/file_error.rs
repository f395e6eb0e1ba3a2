//! What can be wrong with a file on the share.

use crate::body::BodyError;

/// Why a file on the share cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It is still arriving, or was cut off.
    #[error("the file has {have} of {want} bytes; it may still be arriving: read it again later")]
    TooShort {
        /// How many bytes there are.
        have: u64,
        /// How many there must be, as far as can be told.
        want: u64,
    },
    /// It is a file of another kind.
    #[error("the file does not begin like one of the kind that its name says")]
    NotThisKind,
    /// A newer version of the program wrote it.
    #[error("the file says what only a newer version can read ({what}); update the program")]
    NewerFormat {
        /// What is newer.
        what: &'static str,
    },
    /// Its head was altered.
    #[error("the head of the file is damaged ({why}); fetch it again from the share")]
    DamagedHeader {
        /// What shows it.
        why: &'static str,
    },
    /// It belongs to another workspace.
    #[error("the file belongs to another workspace; it does not belong in this folder")]
    WrongWorkspace,
    /// It is not the one that its place or its name says.
    #[error("the file is not the one that its name says; it was renamed or swapped")]
    WrongName,
    /// Its key is not known here.
    #[error("the file is sealed under key {epoch}, which this workstation does not have")]
    UnknownEpoch {
        /// The epoch of the key.
        epoch: u32,
    },
    /// It is whole, but the key does not open it.
    #[error("the file is whole, but the key of its epoch does not open it; it is not applied")]
    WrongKey,
    /// It was not signed by the workstation that it names.
    #[error("the file is not signed by the workstation that it names; it is not applied")]
    BadSignature,
    /// What it says was altered.
    #[error("the body of the file is damaged ({why}); fetch it again from the share")]
    DamagedBody {
        /// What shows it.
        why: &'static str,
    },
    /// Reading it would take more memory than is allowed.
    #[error("the file says more than a workstation takes in at once; it is not applied")]
    TooLarge,
}

/// Why actions cannot be sealed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// They do not fit one file.
    #[error("what is to be sealed does not fit one file; seal fewer changes at a time")]
    TooLarge,
    /// They hold what no version can write.
    #[error(
        "what is to be sealed cannot be written ({why}); report this as a fault of the program"
    )]
    Unwritable {
        /// What it is.
        why: &'static str,
    },
    /// There is no key to seal them with.
    #[error("the key of epoch {epoch} is not there; join the workspace again")]
    UnknownEpoch {
        /// The epoch of the key.
        epoch: u32,
    },
}

impl From<BodyError> for FileError {
    fn from(error: BodyError) -> FileError {
        match error {
            BodyError::Damaged(why) => FileError::DamagedBody { why },
            BodyError::Newer(what) => FileError::NewerFormat { what },
            BodyError::TooLarge => FileError::TooLarge,
        }
    }
}

impl From<BodyError> for SealError {
    fn from(error: BodyError) -> SealError {
        match error {
            BodyError::Damaged(why) | BodyError::Newer(why) => SealError::Unwritable { why },
            BodyError::TooLarge => SealError::TooLarge,
        }
    }
}
