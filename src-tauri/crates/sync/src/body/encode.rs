//! Writing a body.

use std::collections::HashMap;

use domain::{Change, ChangeBody, ChangeId, KindId, RecordId, Stamp, UnixMillis, WriterId};
use serde_json::Value as Json;
use store::{LoggedAction, Place, Purpose, RemoteBatch};

use super::BodyError;
use super::budget::Budget;
use super::columns::{BLIND, Column, Columns};
use super::value::{put_value, record_in};
use crate::wire::{put_number, put_signed, put_text};

/// The class of a change takes the two lowest bits of its op, what it does the rest.
pub(super) mod op {
    /// Writes the one field of a register that bears the register's number.
    pub(in crate::body) const SET: u8 = 0;
    /// Writes a register of any fields.
    pub(in crate::body) const SET_FIELDS: u8 = 1;
    pub(in crate::body) const TOUCH: u8 = 2;
    pub(in crate::body) const DELETE: u8 = 3;
    /// Erases a record.
    pub(in crate::body) const ERASE_RECORD: u8 = 4;
    /// Erases a register.
    pub(in crate::body) const ERASE: u8 = 5;
}

/// Purposes that have a number, which is their place here plus [`FIRST_PURPOSE`].
pub(super) const PURPOSES: [&str; 5] = ["edit", "import", "merge", "erasure", "decision"];
/// A purpose by its name.
pub(super) const NAMED_PURPOSE: u64 = 0;
/// An undo, before the action that it takes back.
pub(super) const UNDO_PURPOSE: u64 = 1;
pub(super) const FIRST_PURPOSE: u64 = 2;

/// Writes batches. `known` are the next changes of writers that the reader will know without being
/// told, `base` a time near those of the actions that it will know too.
pub(crate) fn encode(
    batches: &[RemoteBatch],
    known: &[ChangeId],
    base: UnixMillis,
    blind: [u8; BLIND],
) -> Result<Vec<u8>, BodyError> {
    let mut encoder = Encoder::new(known, base);
    encoder.enter_records(batches)?;
    encoder.budget.batches(batches.len())?;
    put_number(encoder.columns.of(Column::Batches), batches.len() as u64);
    for batch in batches {
        encoder.batch(batch)?;
    }
    encoder.columns.finish(blind)
}

struct Encoder {
    columns: Columns,
    budget: Budget,
    writers: HashMap<WriterId, usize>,
    /// Per writer, the sequence that would come next.
    expected: HashMap<WriterId, u64>,
    names: HashMap<String, usize>,
    records: Records,
    last_at: i64,
    last_stamp: u64,
    last_row: usize,
    rows_named: usize,
}

/// The dictionary of records.
struct Records {
    places: HashMap<(KindId, RecordId), usize>,
    /// Any place of a record, for values, which name no kind.
    by_id: HashMap<RecordId, usize>,
    last_time: i64,
}

impl Records {
    fn place(
        &mut self,
        columns: &mut Columns,
        budget: &mut Budget,
        kind: KindId,
        id: RecordId,
    ) -> Result<usize, BodyError> {
        let next = self.places.len();
        if let Some(place) = self.places.get(&(kind, id)) {
            return Ok(*place);
        }
        budget.entries(1)?;
        self.places.insert((kind, id), next);
        self.by_id.entry(id).or_insert(next);
        put_number(columns.of(Column::Kinds), kind.0.into());
        let (time, tail) = split_id(&id);
        put_signed(columns.of(Column::Times), time - self.last_time);
        self.last_time = time;
        columns.of(Column::Tails).extend_from_slice(&tail);
        Ok(next)
    }
}

/// The first six bytes as a number, the time of a UUIDv7, and the other ten.
fn split_id(id: &RecordId) -> (i64, [u8; 10]) {
    let [a, b, c, d, e, f, tail @ ..] = *id.as_bytes();
    (i64::from_be_bytes([0, 0, a, b, c, d, e, f]), tail)
}

impl Encoder {
    fn new(known: &[ChangeId], base: UnixMillis) -> Encoder {
        // A time of 48 bits, like those of the ids that follow it.
        let last_time = base.0.clamp(0, (1 << 48) - 1);
        Encoder {
            columns: Columns::default(),
            budget: Budget::new(),
            writers: known.iter().map(|next| next.writer).zip(0..).collect(),
            expected: known.iter().map(|next| (next.writer, next.sequence)).collect(),
            names: HashMap::new(),
            records: Records { places: HashMap::new(), by_id: HashMap::new(), last_time },
            last_at: base.0,
            last_stamp: 0,
            last_row: 0,
            rows_named: 0,
        }
    }

    /// Records go into the dictionary in the order in which changes name them, those that only
    /// values name after them.
    fn enter_records(&mut self, batches: &[RemoteBatch]) -> Result<(), BodyError> {
        let actions = batches.iter().flat_map(|batch| &batch.actions);
        for change in actions.flat_map(|action| &action.changes) {
            self.records.place(&mut self.columns, &mut self.budget, change.kind, change.record)?;
        }
        Ok(())
    }

    fn writer(&mut self, writer: WriterId) -> Result<u64, BodyError> {
        let next = self.writers.len();
        if let Some(place) = self.writers.get(&writer) {
            return Ok(*place as u64);
        }
        self.budget.writers(1)?;
        self.writers.insert(writer, next);
        self.columns.of(Column::Writers).extend_from_slice(&writer.0);
        Ok(next as u64)
    }

    fn name(&mut self, name: &str) -> Result<u64, BodyError> {
        let next = self.names.len();
        if let Some(place) = self.names.get(name) {
            return Ok(*place as u64);
        }
        self.budget.names(1)?;
        self.names.insert(name.to_owned(), next);
        put_text(self.columns.of(Column::Names), name);
        Ok(next as u64)
    }

    fn batch(&mut self, batch: &RemoteBatch) -> Result<(), BodyError> {
        let source = self.writer(batch.source)?;
        self.budget.seen(batch.seen.len())?;
        let mut seen = Vec::with_capacity(batch.seen.len());
        for (writer, sequence) in &batch.seen {
            seen.push((self.writer(*writer)?, *sequence));
        }
        let to = self.columns.of(Column::Batches);
        put_number(to, source);
        match batch.place {
            None => to.push(0),
            Some(Place { segment, hash }) => {
                to.push(1);
                put_number(to, segment);
                to.extend_from_slice(&hash);
            }
        }
        put_number(to, seen.len() as u64);
        for (writer, sequence) in seen {
            put_number(to, writer);
            put_number(to, sequence);
        }
        put_number(to, batch.actions.len() as u64);
        self.budget.actions(batch.actions.len())?;
        batch.actions.iter().try_for_each(|action| self.action(action, batch.source))
    }

    fn action(&mut self, action: &LoggedAction, source: WriterId) -> Result<(), BodyError> {
        self.budget.changes(action.changes.len())?;
        self.budget.text(action.actor.len())?;
        let follows = |one: &Change, other: &Change| {
            one.id.writer == other.id.writer
                && one.id.sequence.checked_add(1) == Some(other.id.sequence)
        };
        let runs: Vec<&[Change]> = action.changes.chunk_by(follows).collect();
        // Mostly an action is the next changes of one writer and bears the name of the first; then
        // that is said by their number alone.
        let expected = |writer| self.expected.get(&writer).copied().unwrap_or(1);
        match runs[..] {
            [run]
                if run[0].id == action.id.0
                    && run[0].id.writer == source
                    && run[0].id.sequence == expected(source) =>
            {
                put_number(self.columns.of(Column::Actions), run.len() as u64);
                self.follow(run[0].id, run.len() as u64)?;
            }
            _ => self.identities(action, &runs)?,
        }
        let actor = self.name(&action.actor)?;
        let to = self.columns.of(Column::Actions);
        put_number(to, actor);
        put_signed(to, action.at.0.wrapping_sub(self.last_at));
        self.last_at = action.at.0;
        self.purpose(&action.purpose)?;
        self.last_stamp = Stamp::at(action.at).0;
        action.changes.iter().try_for_each(|change| self.change(change))
    }

    /// Behind a zero: the changes by writer, and the name of the action.
    fn identities(&mut self, action: &LoggedAction, runs: &[&[Change]]) -> Result<(), BodyError> {
        self.columns.of(Column::Actions).push(0);
        put_number(self.columns.of(Column::Actions), runs.len() as u64);
        for run in runs {
            let (first, length) = (run[0].id, run.len() as u64);
            let writer = self.writer(first.writer)?;
            let expected = self.expected.get(&first.writer).copied().unwrap_or(1);
            let to = self.columns.of(Column::Actions);
            put_number(to, writer);
            put_signed(to, first.sequence.wrapping_sub(expected) as i64);
            put_number(to, length);
            self.follow(first, length)?;
        }
        let near = runs.iter().find(|run| run[0].id.writer == action.id.0.writer);
        let near = near.map_or(0, |run| run[0].id.sequence);
        let writer = self.writer(action.id.0.writer)?;
        let to = self.columns.of(Column::Actions);
        put_number(to, writer);
        put_signed(to, action.id.0.sequence.wrapping_sub(near) as i64);
        Ok(())
    }

    fn follow(&mut self, first: ChangeId, length: u64) -> Result<(), BodyError> {
        let expected = self.expected.entry(first.writer).or_insert(1);
        *expected = first
            .sequence
            .checked_add(length)
            .ok_or(BodyError::Damaged("a sequence is out of range"))?;
        Ok(())
    }

    fn purpose(&mut self, purpose: &Purpose) -> Result<(), BodyError> {
        if let Purpose::Undo(action) = purpose {
            let writer = self.writer(action.0.writer)?;
            let to = self.columns.of(Column::Actions);
            put_number(to, UNDO_PURPOSE);
            put_number(to, writer);
            put_number(to, action.0.sequence);
            return Ok(());
        }
        let name = purpose.to_string();
        match PURPOSES.iter().position(|known| *known == name) {
            Some(place) => {
                put_number(self.columns.of(Column::Actions), FIRST_PURPOSE + place as u64);
            }
            None => {
                self.budget.text(name.len())?;
                let name = self.name(&name)?;
                put_number(self.columns.of(Column::Actions), NAMED_PURPOSE);
                put_number(self.columns.of(Column::Actions), name);
            }
        }
        Ok(())
    }

    fn change(&mut self, change: &Change) -> Result<(), BodyError> {
        let row =
            self.records.place(&mut self.columns, &mut self.budget, change.kind, change.record)?;
        let code = if row == self.rows_named {
            self.rows_named += 1;
            1
        } else if row == self.last_row {
            0
        } else {
            self.rows_named - row + 1
        };
        self.last_row = row;
        put_number(self.columns.of(Column::Rows), code as u64);
        let step = change.stamp.0.wrapping_sub(self.last_stamp) as i64;
        put_signed(self.columns.of(Column::Stamps), step);
        self.last_stamp = change.stamp.0;
        let op = self.body(&change.body)?;
        self.columns.of(Column::Ops).push(change.class as u8 | op << 2);
        Ok(())
    }

    fn body(&mut self, body: &ChangeBody) -> Result<u8, BodyError> {
        Ok(match body {
            ChangeBody::Set { register, value } => {
                put_number(self.columns.of(Column::Registers), register.0.into());
                self.budget.fields(value.0.len())?;
                let alone = value.0.len() == 1 && value.0.contains_key(&register.0);
                if !alone {
                    let to = self.columns.of(Column::Registers);
                    put_number(to, value.0.len() as u64);
                    value.0.keys().for_each(|field| put_number(to, (*field).into()));
                }
                value.0.values().try_for_each(|value| self.value(value))?;
                if alone { op::SET } else { op::SET_FIELDS }
            }
            ChangeBody::Touch => op::TOUCH,
            ChangeBody::Delete { seen } => {
                self.budget.deleted(seen.len())?;
                put_number(self.columns.of(Column::Deletes), seen.len() as u64);
                for change in seen {
                    let writer = self.writer(change.writer)?;
                    let to = self.columns.of(Column::Deletes);
                    put_number(to, writer);
                    put_number(to, change.sequence);
                }
                op::DELETE
            }
            ChangeBody::Erase { register: None } => op::ERASE_RECORD,
            ChangeBody::Erase { register: Some(register) } => {
                put_number(self.columns.of(Column::Registers), register.0.into());
                op::ERASE
            }
        })
    }

    fn value(&mut self, value: &Json) -> Result<(), BodyError> {
        // Records that only values name enter the dictionary before the value is written.
        self.enter_named(value, 0)?;
        let by_id = &self.records.by_id;
        let mut place_of = |id: RecordId| by_id.get(&id).copied().unwrap_or_default();
        put_value(&mut self.columns, &mut self.budget, value, &mut place_of, 1)
    }

    fn enter_named(&mut self, value: &Json, depth: usize) -> Result<(), BodyError> {
        if depth > super::MOST_DEPTH {
            return Err(BodyError::TooLarge);
        }
        match value {
            Json::String(text) => match record_in(text) {
                Some(id) if !self.records.by_id.contains_key(&id) => {
                    let (columns, budget) = (&mut self.columns, &mut self.budget);
                    self.records.place(columns, budget, KindId(0), id).map(|_| ())
                }
                _ => Ok(()),
            },
            Json::Array(items) => {
                items.iter().try_for_each(|item| self.enter_named(item, depth + 1))
            }
            Json::Object(pairs) => {
                pairs.values().try_for_each(|item| self.enter_named(item, depth + 1))
            }
            _ => Ok(()),
        }
    }
}
