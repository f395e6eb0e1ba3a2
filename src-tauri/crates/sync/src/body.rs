//! What a segment, a pack or a snapshot says, before it is compressed and sealed: batches of
//! actions as columns.
//!
//! Columns because equal things then lie side by side, which is what the compressor wants: all
//! stamps, all rows, all registers, all texts. What repeats is said once, in dictionaries: writers,
//! actors, records. Reading trusts nothing: every count is held against the bytes that are left and
//! every piece of memory against a [`Budget`](budget::Budget) before it is taken.

mod budget;
mod columns;
mod decode;
mod encode;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use columns::{BLIND, COLUMNS, split_columns};
pub(crate) use decode::decode;
pub(crate) use encode::encode;

use crate::wire::Malformed;

/// The most bytes of a body.
pub(crate) const MOST_BYTES: usize = 12 << 20;

/// How deep a value may be nested; as deep as the log reads.
const MOST_DEPTH: usize = 128;

/// Why a body cannot be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyError {
    /// It is not what any version writes.
    Damaged(&'static str),
    /// It says what only a newer version understands.
    Newer(&'static str),
    /// It would take more memory than is allowed.
    TooLarge,
}

impl From<Malformed> for BodyError {
    fn from(_: Malformed) -> BodyError {
        BodyError::Damaged("a part of it ends too early")
    }
}
