//! How much memory reading a body may take.

use std::mem::size_of;

use domain::{Change, ChangeId};
use serde_json::Value as Json;
use store::{LoggedAction, RemoteBatch};

use super::BodyError;

/// The most bytes of memory for what one body says. With the body itself and its compressed form
/// (12 MiB each at most, never both beside all of this) reading stays below 64 MiB.
const MOST_MEMORY: usize = 36 << 20;

/// Memory that is still free to take. Writing charges the same amounts as reading, so that nothing
/// is ever sealed that a colleague refuses to read.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn new() -> Budget {
        Budget(MOST_MEMORY)
    }

    fn take(&mut self, bytes: usize) -> Result<(), BodyError> {
        self.0 = self.0.checked_sub(bytes).ok_or(BodyError::TooLarge)?;
        Ok(())
    }

    /// So many things of so many bytes, in one piece of memory.
    fn take_each(&mut self, count: usize, bytes: usize) -> Result<(), BodyError> {
        self.take(count.checked_mul(bytes).ok_or(BodyError::TooLarge)?)
    }

    /// Entries of the dictionary of records: kind and id.
    pub(super) fn entries(&mut self, count: usize) -> Result<(), BodyError> {
        self.take_each(count, 24)
    }

    /// Entries of the dictionary of writers, with what is kept of each while reading.
    pub(super) fn writers(&mut self, count: usize) -> Result<(), BodyError> {
        self.take_each(count, 192)
    }

    /// Entries of the dictionary of actors.
    pub(super) fn names(&mut self, count: usize) -> Result<(), BodyError> {
        self.take_each(count, 32)
    }

    pub(super) fn batches(&mut self, count: usize) -> Result<(), BodyError> {
        self.take_each(count, size_of::<RemoteBatch>())
    }

    /// Entries of a version vector; a tree of half-filled nodes.
    pub(super) fn seen(&mut self, count: usize) -> Result<(), BodyError> {
        self.take(320)?;
        self.take_each(count, 80)
    }

    pub(super) fn actions(&mut self, count: usize) -> Result<(), BodyError> {
        self.take_each(count, size_of::<LoggedAction>())
    }

    pub(super) fn text(&mut self, length: usize) -> Result<(), BodyError> {
        self.take(length)
    }

    /// Changes, and their identities while they are read.
    pub(super) fn changes(&mut self, count: usize) -> Result<(), BodyError> {
        self.take_each(count, size_of::<Change>() + size_of::<ChangeId>())
    }

    /// What a delete saw.
    pub(super) fn deleted(&mut self, count: usize) -> Result<(), BodyError> {
        self.take_each(count, 24)
    }

    /// The fields of a register; a node of the tree holds eleven.
    pub(super) fn fields(&mut self, count: usize) -> Result<(), BodyError> {
        self.take(11 * (size_of::<Json>() + 2) + 32)?;
        self.take_each(count.saturating_sub(1), 96)
    }

    pub(super) fn array(&mut self, count: usize) -> Result<(), BodyError> {
        self.take_each(count, size_of::<Json>())
    }

    pub(super) fn object(&mut self, count: usize) -> Result<(), BodyError> {
        self.take(11 * (size_of::<Json>() + size_of::<String>()) + 32)?;
        self.take_each(count.saturating_sub(1), 192)
    }
}
