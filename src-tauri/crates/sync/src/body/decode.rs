//! Reading a body.

use std::collections::{BTreeMap, HashMap};

use domain::{
    Change, ChangeBody, ChangeId, Class, KindId, RecordId, RegisterId, RegisterValue, Stamp,
    UnixMillis, WriterId,
};
use store::{ActionId, LoggedAction, Place, Purpose, RemoteBatch, VersionVector};

use super::BodyError;
use super::budget::Budget;
use super::columns::{Column, ColumnReaders};
use super::encode::{FIRST_PURPOSE, NAMED_PURPOSE, PURPOSES, UNDO_PURPOSE, op};
use super::value::read_value;
use crate::wire::Reader;

/// Reads what [`encode`](super::encode) wrote, given the same `known` and `base`.
pub(crate) fn decode(
    body: &[u8],
    known: &[ChangeId],
    base: UnixMillis,
) -> Result<Vec<RemoteBatch>, BodyError> {
    let mut columns = ColumnReaders::open(body)?;
    let mut budget = Budget::new();
    let writers = read_writers(columns.of(Column::Writers), &mut budget, known)?;
    let names = read_names(columns.of(Column::Names), &mut budget)?;
    let records = read_records(&mut columns, &mut budget, base)?;
    let count = columns.of(Column::Batches).count(4)?;
    budget.batches(count)?;
    let mut decoder = Decoder {
        columns,
        budget,
        writers,
        names,
        records,
        expected: known.iter().map(|next| (next.writer, next.sequence)).collect(),
        last_at: base.0,
        last_stamp: 0,
        last_row: 0,
        rows_named: 0,
    };
    let mut batches = Vec::with_capacity(count);
    for _ in 0..count {
        batches.push(decoder.batch()?);
    }
    decoder.columns.finish()?;
    Ok(batches)
}

fn read_writers(
    column: &mut Reader<'_>,
    budget: &mut Budget,
    known: &[ChangeId],
) -> Result<Vec<WriterId>, BodyError> {
    let count = column.left() / 16;
    budget.writers(count)?;
    let mut writers = Vec::with_capacity(known.len() + count);
    writers.extend(known.iter().map(|next| next.writer));
    for _ in 0..count {
        writers.push(WriterId(column.array()?));
    }
    Ok(writers)
}

fn read_names<'a>(column: &mut Reader<'a>, budget: &mut Budget) -> Result<Vec<&'a str>, BodyError> {
    let mut again = *column;
    let mut count = 0;
    while !again.is_empty() {
        again.text()?;
        count += 1;
    }
    budget.names(count)?;
    let mut names = Vec::with_capacity(count);
    while !column.is_empty() {
        names.push(column.text()?);
    }
    Ok(names)
}

fn read_records(
    columns: &mut ColumnReaders<'_>,
    budget: &mut Budget,
    base: UnixMillis,
) -> Result<Vec<(KindId, RecordId)>, BodyError> {
    let count = columns.of(Column::Tails).left() / 10;
    budget.entries(count)?;
    let mut records = Vec::with_capacity(count);
    let mut time = base.0.clamp(0, (1 << 48) - 1);
    for _ in 0..count {
        let kind = KindId(columns.of(Column::Kinds).small()?);
        time = time.wrapping_add(columns.of(Column::Times).signed()?);
        if !(0..1 << 48).contains(&time) {
            return Err(BodyError::Damaged("the time of an id is out of range"));
        }
        let mut id = [0; 16];
        id[..6].copy_from_slice(&time.to_be_bytes()[2..]);
        id[6..].copy_from_slice(columns.of(Column::Tails).bytes(10)?);
        records.push((kind, RecordId::from_bytes(id)));
    }
    Ok(records)
}

fn push_run(ids: &mut Vec<ChangeId>, first: ChangeId, length: usize) {
    let ChangeId { writer, sequence } = first;
    ids.extend((sequence..).take(length).map(|sequence| ChangeId { writer, sequence }));
}

struct Decoder<'a> {
    columns: ColumnReaders<'a>,
    budget: Budget,
    writers: Vec<WriterId>,
    names: Vec<&'a str>,
    records: Vec<(KindId, RecordId)>,
    expected: HashMap<WriterId, u64>,
    last_at: i64,
    last_stamp: u64,
    last_row: usize,
    rows_named: usize,
}

impl Decoder<'_> {
    fn writer(&mut self, column: Column) -> Result<WriterId, BodyError> {
        let place: usize = self.columns.of(column).small()?;
        let writer = self.writers.get(place).copied();
        writer.ok_or(BodyError::Damaged("it names an unknown writer"))
    }

    fn name(&mut self) -> Result<String, BodyError> {
        let place: usize = self.columns.of(Column::Actions).small()?;
        let name = *self.names.get(place).ok_or(BodyError::Damaged("it names an unknown actor"))?;
        self.budget.text(name.len())?;
        Ok(name.to_owned())
    }

    fn batch(&mut self) -> Result<RemoteBatch, BodyError> {
        let source = self.writer(Column::Batches)?;
        let from = self.columns.of(Column::Batches);
        let place = match from.byte()? {
            0 => None,
            1 => Some(Place { segment: from.number()?, hash: from.array()? }),
            _ => return Err(BodyError::Damaged("a place is neither there nor not")),
        };
        let count = from.count(2)?;
        self.budget.seen(count)?;
        let mut seen = VersionVector::new();
        for _ in 0..count {
            let writer = self.writer(Column::Batches)?;
            let sequence = self.columns.of(Column::Batches).number()?;
            if seen.insert(writer, sequence).is_some() {
                return Err(BodyError::Damaged("it says twice what was seen of a writer"));
            }
        }
        let count = self.columns.of(Column::Batches).small()?;
        if count > self.columns.of(Column::Actions).left() / 4 {
            return Err(BodyError::Damaged("it announces more actions than follow"));
        }
        self.budget.actions(count)?;
        let mut actions = Vec::with_capacity(count);
        for _ in 0..count {
            actions.push(self.action(source)?);
        }
        Ok(RemoteBatch { source, seen, place, actions })
    }

    fn action(&mut self, source: WriterId) -> Result<LoggedAction, BodyError> {
        let (id, ids) = match self.columns.of(Column::Actions).small()? {
            0 => self.identities()?,
            count => {
                self.announced(count)?;
                let first = self.follow(source, 0, count)?;
                let mut ids = Vec::with_capacity(count);
                push_run(&mut ids, first, count);
                (first, ids)
            }
        };
        let actor = self.name()?;
        let from = self.columns.of(Column::Actions);
        self.last_at = self.last_at.wrapping_add(from.signed()?);
        let at = UnixMillis(self.last_at);
        let purpose = self.purpose()?;
        self.last_stamp = Stamp::at(at).0;
        let mut changes = Vec::with_capacity(ids.len());
        for id in ids {
            changes.push(self.change(id)?);
        }
        Ok(LoggedAction { id: ActionId(id), actor, purpose, at, changes })
    }

    /// Makes sure that so many changes can follow.
    fn announced(&mut self, count: usize) -> Result<(), BodyError> {
        if count > self.columns.of(Column::Ops).left() {
            return Err(BodyError::Damaged("it announces more changes than follow"));
        }
        self.budget.changes(count)
    }

    /// The name of an action and those of its changes.
    fn identities(&mut self) -> Result<(ChangeId, Vec<ChangeId>), BodyError> {
        let runs = self.columns.of(Column::Actions).count(3)?;
        // The runs are read twice: once to see how many changes there will be, once for them.
        let again = *self.columns.of(Column::Actions);
        let mut count = 0_usize;
        for _ in 0..runs {
            let from = self.columns.of(Column::Actions);
            from.number()?;
            from.signed()?;
            count = count.saturating_add(from.small()?);
        }
        self.announced(count)?;
        *self.columns.of(Column::Actions) = again;
        let mut ids = Vec::with_capacity(count);
        let mut firsts: HashMap<WriterId, u64> = HashMap::new();
        for _ in 0..runs {
            let writer = self.writer(Column::Actions)?;
            let from = self.columns.of(Column::Actions);
            let (step, length) = (from.signed()?, from.small()?);
            let first = self.follow(writer, step, length)?;
            firsts.entry(writer).or_insert(first.sequence);
            push_run(&mut ids, first, length);
        }
        let writer = self.writer(Column::Actions)?;
        let near = firsts.get(&writer).copied().unwrap_or(0);
        let sequence = near.wrapping_add(self.columns.of(Column::Actions).signed()? as u64);
        Ok((ChangeId { writer, sequence }, ids))
    }

    /// The first of so many changes of a writer, a step away from the one that would come next.
    fn follow(
        &mut self,
        writer: WriterId,
        step: i64,
        length: usize,
    ) -> Result<ChangeId, BodyError> {
        let expected = self.expected.entry(writer).or_insert(1);
        let sequence = expected.wrapping_add(step as u64);
        *expected = sequence
            .checked_add(length as u64)
            .ok_or(BodyError::Damaged("a sequence is out of range"))?;
        Ok(ChangeId { writer, sequence })
    }

    fn purpose(&mut self) -> Result<Purpose, BodyError> {
        match self.columns.of(Column::Actions).number()? {
            NAMED_PURPOSE => self.name().map(|name| Purpose::from(name.as_str())),
            UNDO_PURPOSE => {
                let writer = self.writer(Column::Actions)?;
                let sequence = self.columns.of(Column::Actions).number()?;
                Ok(Purpose::Undo(ActionId(ChangeId { writer, sequence })))
            }
            number => usize::try_from(number - FIRST_PURPOSE)
                .ok()
                .and_then(|place| PURPOSES.get(place))
                .map(|name| Purpose::from(*name))
                .ok_or(BodyError::Newer("an action of an unknown purpose")),
        }
    }

    fn change(&mut self, id: ChangeId) -> Result<Change, BodyError> {
        let code: usize = self.columns.of(Column::Rows).small()?;
        let row = match code {
            0 => self.last_row,
            1 => {
                self.rows_named += 1;
                self.rows_named - 1
            }
            back => (self.rows_named + 1)
                .checked_sub(back)
                .ok_or(BodyError::Damaged("it names an unknown record"))?,
        };
        self.last_row = row;
        let (kind, record) =
            *self.records.get(row).ok_or(BodyError::Damaged("it names an unknown record"))?;
        let step = self.columns.of(Column::Stamps).signed()?;
        self.last_stamp = self.last_stamp.wrapping_add(step as u64);
        let stamp = Stamp(self.last_stamp);
        let op = self.columns.of(Column::Ops).byte()?;
        let class = match op & 3 {
            0 => Class::Import,
            1 => Class::Person,
            2 => Class::Erasure,
            _ => return Err(BodyError::Newer("a change of an unknown class")),
        };
        let body = self.body(op >> 2)?;
        Ok(Change { id, class, stamp, kind, record, body })
    }

    fn body(&mut self, op: u8) -> Result<ChangeBody, BodyError> {
        Ok(match op {
            op::SET => {
                let register = self.columns.of(Column::Registers).small()?;
                self.budget.fields(1)?;
                let value = BTreeMap::from([(register, self.value()?)]);
                ChangeBody::Set { register: RegisterId(register), value: RegisterValue(value) }
            }
            op::SET_FIELDS => {
                let from = self.columns.of(Column::Registers);
                let register = RegisterId(from.small()?);
                let count = from.count(1)?;
                self.budget.fields(count)?;
                let mut value = BTreeMap::new();
                for _ in 0..count {
                    let field = self.columns.of(Column::Registers).small()?;
                    if value.last_key_value().is_some_and(|(last, _)| *last >= field) {
                        return Err(BodyError::Damaged("the fields of a register are disordered"));
                    }
                    let read = self.value()?;
                    value.insert(field, read);
                }
                ChangeBody::Set { register, value: RegisterValue(value) }
            }
            op::TOUCH => ChangeBody::Touch,
            op::DELETE => {
                let count = self.columns.of(Column::Deletes).count(2)?;
                self.budget.deleted(count)?;
                let mut seen = Vec::with_capacity(count);
                for _ in 0..count {
                    let writer = self.writer(Column::Deletes)?;
                    let sequence = self.columns.of(Column::Deletes).number()?;
                    seen.push(ChangeId { writer, sequence });
                }
                ChangeBody::Delete { seen }
            }
            op::ERASE_RECORD => ChangeBody::Erase { register: None },
            op::ERASE => {
                let register = self.columns.of(Column::Registers).small()?;
                ChangeBody::Erase { register: Some(RegisterId(register)) }
            }
            _ => return Err(BodyError::Newer("a change of an unknown kind")),
        })
    }

    fn value(&mut self) -> Result<serde_json::Value, BodyError> {
        let records = &self.records;
        let record_at = |place: usize| records.get(place).map(|(_, id)| *id);
        read_value(&mut self.columns, &mut self.budget, &record_at)
    }
}
