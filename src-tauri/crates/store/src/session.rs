//! One write transaction: the records that it touches, as they are and as they become, and what is
//! to be written of it.

use std::collections::HashMap;

use domain::{ChangeId, Class, KindId, RecordId, RegisterValue, Stamp, Value, WriterId};
use sqlx::sqlite::SqliteConnection;

use crate::action::Place;
use crate::contexts::Heard;
use crate::record_state::{PENDING, RecordState, Rules, Winner};
use crate::tables::{Schema, Table};

mod commit;
pub(crate) mod conflicts;
mod erasing;
mod load;
mod memory;

pub(crate) use commit::{ACTION_HEAD, ENTRY_HEAD, WRITER_HEAD, WRITER_TAIL, writer_cells};
pub(crate) use erasing::{ERASED_HEAD, Erased, UNSCRUBBED};
pub(crate) use memory::{Memory, NEVER, data_version, is_still};

/// How many records are read or written by one statement at most: rows that are read stay in memory
/// whole until the last of them.
pub(crate) const AT_A_TIME: usize = 1_024;

/// A record that a transaction touches.
#[derive(Debug)]
pub(crate) struct Touched<'s> {
    /// Its kind.
    pub(crate) kind: KindId,
    /// Its identity.
    pub(crate) id: RecordId,
    /// Its table, if this version knows the kind.
    pub(crate) table: Option<&'s Table>,
    /// Its number.
    pub(crate) row: i64,
    /// Whether the log had never heard of it.
    pub(crate) is_new: bool,
    /// What merging knows of it.
    pub(crate) state: RecordState,
    /// Its values, by field; empty if the kind is not known.
    pub(crate) values: Vec<Value>,
    /// Whether readers saw it.
    was_visible: bool,
    /// Whether it may have been in conflict.
    was_contested: bool,
    /// The values of fields before they were written to, where they were seen, by their place.
    before: Vec<(usize, Value)>,
    /// Whether merging knows anything new of it.
    is_written: bool,
    /// Whether a register has a new change.
    has_won: bool,
    /// Registers whose winning value has fields unknown here, whole.
    foreign: HashMap<u16, RegisterValue>,
}

/// A change about to be logged.
#[derive(Debug)]
struct Step {
    record: usize,
    writer: u32,
    sequence: u64,
    class: Class,
    stamp: Stamp,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Set { register: u16, json: String },
    Touch,
    Delete(Vec<ChangeId>),
    Erase(Option<u16>),
}

/// One write transaction.
#[derive(Debug)]
pub(crate) struct Session<'s> {
    /// The connection, inside the transaction.
    pub(crate) connection: &'s mut SqliteConnection,
    /// What the connection remembers.
    pub(crate) memory: &'s mut Memory,
    /// What the program knows of kinds.
    pub(crate) schema: &'s Schema,
    /// How to merge.
    pub(crate) rules: Rules,
    /// The records.
    pub(crate) records: Vec<Touched<'s>>,
    index: HashMap<(KindId, RecordId), usize>,
    steps: Vec<Step>,
    /// Where steps of one action end.
    pieces: Vec<commit::Piece>,
    /// The greatest stamp of what this workstation overwrites in this transaction.
    floor: Stamp,
    /// The workstation that tells what is taken in, by local number; `None` for what is done here.
    pub(crate) source: Option<u32>,
    /// What is newly known of the contexts of changes.
    heard: Vec<Heard>,
    /// Whether this workstation's own context has been taken down.
    has_heard: bool,
    /// How far segments have been taken in.
    pub(crate) places: Vec<(WriterId, Place)>,
    /// The steps that erase.
    erasing: Vec<usize>,
}

impl<'s> Session<'s> {
    /// Begins to gather.
    pub(crate) fn new(
        connection: &'s mut SqliteConnection,
        memory: &'s mut Memory,
        schema: &'s Schema,
        rules: Rules,
    ) -> Session<'s> {
        Session {
            connection,
            memory,
            schema,
            rules,
            records: Vec::new(),
            index: HashMap::new(),
            steps: Vec::new(),
            pieces: Vec::new(),
            floor: Stamp::default(),
            source: None,
            heard: Vec::new(),
            has_heard: false,
            places: Vec::new(),
            erasing: Vec::new(),
        }
    }

    /// Takes down what a workstation had taken in when it made a change.
    fn hear(&mut self, heard: Heard) {
        if self.memory.writers.contexts.note(heard) {
            self.heard.push(heard);
        }
    }

    /// Takes down what the memory has come to know of contexts.
    pub(crate) fn take_down(&mut self, news: Vec<Heard>) {
        self.heard.extend(news);
    }

    /// Takes down what this workstation knows of the others, before its first change here.
    fn hear_own(&mut self, by: By) {
        let own = self.memory.own;
        if by.writer != own || self.has_heard {
            return;
        }
        self.has_heard = true;
        let from = self.memory.writers.get(own).last + 1;
        for at in 0..self.memory.writers.workstations().len() {
            let of = self.memory.writers.workstations()[at];
            self.hear(Heard { writer: own, of, from, upto: self.memory.writers.get(of).last });
        }
    }

    /// Where a record is that was loaded.
    pub(crate) fn position(&self, kind: KindId, id: RecordId) -> usize {
        self.index[&(kind, id)]
    }

    /// Writes a register, without asking whether that changes anything.
    ///
    /// A change of this workstation bears [`PENDING`] until [`Session::stamp`].
    pub(crate) fn set(&mut self, record: usize, by: By, register: u16, value: &RegisterValue) {
        self.hear_own(by);
        let class = match by.stamp {
            PENDING => self.class_over(record, register, by.class),
            _ => by.class,
        };
        let by = By { class, ..by };
        let blank = RegisterValue::default();
        let value = if self.is_blanked(record, by, register) { &blank } else { value };
        let touched = &mut self.records[record];
        if by.stamp == PENDING
            && let Some(winner) = touched.state.winner(register)
            && winner.class == by.class
            && winner.stamp != PENDING
        {
            self.floor = self.floor.max(winner.stamp);
        }
        let foreign = touched.table.is_none_or(|table| table.is_foreign(register, value));
        let sequence = self.memory.writers.get(by.writer).last + 1;
        let change = Winner {
            register,
            class: by.class,
            stamp: by.stamp,
            writer: by.writer,
            sequence,
            foreign,
            covered: false,
        };
        touched.is_written = true;
        let dates = touched.state.dates();
        if touched.state.set(change, &self.memory.writers, self.rules) {
            touched.has_won = true;
            if let Some(table) = touched.table {
                touched.keep_before(table, register);
                table.take_register(register, value, &mut touched.values);
                touched.foreign.remove(&register);
                if foreign {
                    touched.foreign.insert(register, value.clone());
                }
            }
        }
        touched.has_won |= touched.state.dates() != dates;
        let json = json_of(value);
        self.step(record, by, Body::Set { register, json });
    }

    /// Shows a record to be in use.
    pub(crate) fn touch(&mut self, record: usize, by: By) {
        self.hear_own(by);
        let sequence = self.memory.writers.get(by.writer).last + 1;
        let touched = &mut self.records[record];
        touched.is_written = true;
        touched.state.touch(by.writer, sequence, &self.memory.writers);
        self.step(record, by, Body::Touch);
    }

    /// Deletes a record, as far as `seen` goes.
    pub(crate) fn delete(&mut self, record: usize, by: By, seen: Vec<ChangeId>) {
        self.hear_own(by);
        let this = (by.writer, self.memory.writers.get(by.writer).last + 1);
        let touched = &mut self.records[record];
        touched.is_written = true;
        touched.state.delete(this, &seen, &mut self.memory.writers, self.rules);
        self.step(record, by, Body::Delete(seen));
    }

    fn step(&mut self, record: usize, by: By, body: Body) {
        let sequence = self.memory.writers.get(by.writer).last + 1;
        self.memory.writers.advance(by.writer, sequence);
        self.steps.push(Step {
            record,
            writer: by.writer,
            sequence,
            class: by.class,
            stamp: by.stamp,
            body,
        });
    }

    /// How many changes there are so far.
    pub(crate) fn step_count(&self) -> usize {
        self.steps.len()
    }

    /// This workstation as the author of a change.
    pub(crate) fn own(&self, class: Class) -> By {
        By { writer: self.memory.own, class, stamp: PENDING }
    }

    /// The whole value of a register after `named` fields are written over the present ones.
    pub(crate) fn merged(
        &self,
        record: usize,
        register: u16,
        named: &[(usize, Value)],
    ) -> RegisterValue {
        let touched = &self.records[record];
        let mut value = touched.foreign.get(&register).cloned().unwrap_or_default();
        if let Some(table) = touched.table {
            for (at, field) in table.fields_of(register) {
                let new =
                    named.iter().rev().find(|(named, _)| *named == at).map(|(_, value)| value);
                let json = crate::values::to_json(new.unwrap_or(&touched.values[at]));
                value.0.insert(field.id.0, json);
            }
        }
        value
    }
}

/// Who makes a change, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct By {
    /// The writer's local number.
    pub(crate) writer: u32,
    /// How much the change counts.
    pub(crate) class: Class,
    /// When it is made.
    pub(crate) stamp: Stamp,
}

impl Touched<'_> {
    fn keep_before(&mut self, table: &Table, register: u16) {
        for (at, _) in table.fields_of(register) {
            if self.was_visible && !self.before.iter().any(|(kept, _)| *kept == at) {
                self.before.push((at, self.values[at].clone()));
            }
        }
    }
}

/// The value of a register as JSON, the same bytes for the same value.
pub(crate) fn json_of(value: &RegisterValue) -> String {
    let mut json = String::from("{");
    for (field, value) in &value.0 {
        if json.len() > 1 {
            json.push(',');
        }
        json += &format!("\"{field}\":{value}");
    }
    json.push('}');
    json
}
