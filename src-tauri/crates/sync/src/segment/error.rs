//! What can be wrong with a segment.

/// Why a segment cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SegmentError {
    /// It is still arriving, or was cut off.
    #[error(
        "the segment has {have} of {want} bytes; it may still be arriving: read it again later"
    )]
    TooShort {
        /// How many bytes there are.
        have: u64,
        /// How many there must be, as far as can be told.
        want: u64,
    },
    /// It is something else.
    #[error("the file is no segment: it does not begin like one")]
    NotASegment,
    /// A newer version of the program wrote it.
    #[error("the segment says what only a newer version can read ({what}); update the program")]
    NewerFormat {
        /// What is newer.
        what: &'static str,
    },
    /// Its head was altered.
    #[error("the head of the segment is damaged ({why}); fetch it again from the share")]
    DamagedHeader {
        /// What shows it.
        why: &'static str,
    },
    /// It belongs to another workspace.
    #[error("the segment belongs to another workspace; it does not belong in this folder")]
    WrongWorkspace,
    /// It is not the one that its place or its name says.
    #[error("the segment is not the one that its name says; it was renamed or swapped")]
    WrongName,
    /// Its key is not known here.
    #[error("the segment is sealed under key {epoch}, which this workstation does not have")]
    UnknownEpoch {
        /// The epoch of the key.
        epoch: u32,
    },
    /// It is whole, but the key does not open it.
    #[error("the segment is whole, but the key of its epoch does not open it; it is not applied")]
    WrongKey,
    /// It was not signed by the workstation that it names.
    #[error("the segment is not signed by the workstation that it names; it is not applied")]
    BadSignature,
    /// What it says was altered.
    #[error("the body of the segment is damaged ({why}); fetch it again from the share")]
    DamagedBody {
        /// What shows it.
        why: &'static str,
    },
    /// Reading it would take more memory than is allowed.
    #[error("the segment says more than a workstation takes in at once; it is not applied")]
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
