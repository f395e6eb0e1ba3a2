//! The columns of a body, and how they lie behind each other.

use super::{BodyError, MOST_BYTES};
use crate::wire::{Malformed, Reader, put_number};

/// Random bytes before everything else. The hash of a body is known to all, also after a value in
/// it was erased; with these gone nobody can try guesses against it.
pub(crate) const BLIND: usize = 8;

/// A column. The order is that in the file; new ones go to the end, where versions that do not know
/// them pass over them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Column {
    /// Writers that the reader does not know already, 16 bytes each.
    Writers,
    /// Batches: source, place, what was seen, how many actions.
    Batches,
    /// Actions: changes by writer, identity, actor, purpose, time.
    Actions,
    /// Texts of actors and of purposes without a number.
    Names,
    /// The kinds of the records.
    Kinds,
    /// The first six bytes of the ids of the records: of a UUIDv7 the time, as steps.
    Times,
    /// The other ten bytes.
    Tails,
    /// The record of each change.
    Rows,
    /// The stamp of each change, as steps.
    Stamps,
    /// The class and the kind of each change.
    Ops,
    /// Registers and fields.
    Registers,
    /// The shapes of values: type, and length or number.
    Shapes,
    /// The texts of values, and fractions.
    Texts,
    /// What deletes saw.
    Deletes,
}

/// How many columns this version writes.
pub(crate) const COLUMNS: usize = 14;

/// The most columns of any version.
const MOST_COLUMNS: usize = 64;

/// Columns being written.
#[derive(Debug, Default)]
pub(super) struct Columns([Vec<u8>; COLUMNS]);

impl Columns {
    pub(super) fn of(&mut self, column: Column) -> &mut Vec<u8> {
        &mut self.0[column as usize]
    }

    #[cfg(test)]
    pub(super) fn at(&mut self, place: usize) -> &mut Vec<u8> {
        &mut self.0[place]
    }

    pub(super) fn finish(self, blind: [u8; BLIND]) -> Result<Vec<u8>, BodyError> {
        let mut body = blind.to_vec();
        put_number(&mut body, COLUMNS as u64);
        for column in &self.0 {
            put_number(&mut body, column.len() as u64);
        }
        for column in &self.0 {
            body.extend_from_slice(column);
        }
        if body.len() > MOST_BYTES { Err(BodyError::TooLarge) } else { Ok(body) }
    }
}

/// Columns being read.
#[derive(Debug)]
pub(super) struct ColumnReaders<'a>([Reader<'a>; COLUMNS]);

impl<'a> ColumnReaders<'a> {
    pub(super) fn open(body: &'a [u8]) -> Result<ColumnReaders<'a>, BodyError> {
        let columns = split_columns(body)?;
        let mut readers = [Reader::new(&[]); COLUMNS];
        if columns.len() < COLUMNS {
            return Err(BodyError::Damaged("it has too few columns"));
        }
        for (reader, column) in readers.iter_mut().zip(columns) {
            *reader = Reader::new(column);
        }
        Ok(ColumnReaders(readers))
    }

    pub(super) fn of(&mut self, column: Column) -> &mut Reader<'a> {
        &mut self.0[column as usize]
    }

    /// Every column must have been read to its end.
    pub(super) fn finish(&self) -> Result<(), BodyError> {
        if self.0.iter().all(Reader::is_empty) {
            Ok(())
        } else {
            Err(BodyError::Damaged("it says more than was announced"))
        }
    }
}

/// The columns of a body, also those of newer versions.
pub(crate) fn split_columns(body: &[u8]) -> Result<Vec<&[u8]>, Malformed> {
    let mut reader = Reader::new(body);
    reader.bytes(BLIND)?;
    let count = reader.count(1)?;
    if count > MOST_COLUMNS {
        return Err(Malformed);
    }
    let mut lengths = [0_usize; MOST_COLUMNS];
    for length in &mut lengths[..count] {
        *length = reader.small()?;
    }
    let columns =
        lengths[..count].iter().map(|length| reader.bytes(*length)).collect::<Result<_, _>>()?;
    if reader.is_empty() { Ok(columns) } else { Err(Malformed) }
}
