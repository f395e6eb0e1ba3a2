//! What was done to a share, by whom: the evidence for what must never be done.

use domain::UnixMillis;

/// One operation that had an effect, or that was refused because something was there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// When.
    pub at: UnixMillis,
    /// By which desk.
    pub desk: usize,
    /// On which file.
    pub path: String,
    /// What was done.
    pub what: What,
    /// Whether the share was the right one, and not an empty or a foreign one in its place.
    pub is_home: bool,
}

/// What was done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It was made, with bytes of this hash.
    Made([u8; 32]),
    /// It was to be made, with bytes of this hash, and something stood there.
    Refused([u8; 32]),
    /// It was removed.
    Removed,
}

/// How many operations a desk has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Listings.
    pub lists: u64,
    /// Files opened.
    pub reads: u64,
    /// Files made, or tried to.
    pub creates: u64,
    /// Files removed, or tried to.
    pub removes: u64,
    /// Looks at the root.
    pub probes: u64,
}
