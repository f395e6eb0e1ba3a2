//! Writing a transaction down, and saying what it came to.

use std::collections::BTreeMap;

use domain::{ChangeId, KindId, Stamp, UnixMillis};

use super::{AT_A_TIME, Body, Memory, Session, Step, Touched};
use crate::StoreError;
use crate::action::{ActionId, Counts, Outcome, Purpose, Topic};
use crate::contexts;
use crate::log::BodyWriter;
use crate::record_state::PENDING;
use crate::statement::{Cell, json_numbers, write_rows};
use crate::tables::{Derived, Table};

/// More records of a kind than this are told of as the kind alone.
const MOST_TOPICS: u32 = 500;

/// How many columns an entry of the log has.
const ENTRY_CELLS: usize = 8;

/// The source of what was done on this workstation.
const DONE_HERE: i64 = -1;

/// How actions are written, eight cells each.
pub(crate) const ACTION_HEAD: &str = "INSERT INTO log_action (first_entry, last_entry, writer, sequence, actor, purpose, at, source)";
/// How entries are written, eight cells each.
pub(crate) const ENTRY_HEAD: &str =
    "INSERT INTO log_entry (entry, writer, first, size, class, stamp, row, body)";
/// How writers are written, four cells each.
pub(crate) const WRITER_HEAD: &str = "INSERT INTO log_writer (writer, id, last, clock)";
/// How they are written that are known.
pub(crate) const WRITER_TAIL: &str =
    "ON CONFLICT (writer) DO UPDATE SET last = excluded.last, clock = excluded.clock";

/// The cells of writers whose end has moved or who are new, which the caller is about to write.
pub(crate) fn writer_cells(memory: &mut Memory) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (number, writer) in memory.writers.moved() {
        let clock = if number == memory.own { memory.clock } else { Stamp::default() };
        cells.extend([
            Cell::Integer(number.into()),
            Cell::Blob(writer.id.0.to_vec()),
            Cell::Integer(writer.last as i64),
            Cell::Integer(clock.0 as i64),
        ]);
    }
    cells
}

/// A piece of an action: the steps up to `end` that belong to it.
#[derive(Debug)]
pub(super) struct Piece {
    end: usize,
    id: Option<ActionId>,
    actor: String,
    purpose: Purpose,
    at: UnixMillis,
    source: Option<u32>,
}

impl Session<'_> {
    /// Closes a piece of an action: every step since the last one belongs to it. `id` is what
    /// colleagues call it; an action of this workstation gets its own.
    pub(crate) fn end_piece(
        &mut self,
        id: Option<ActionId>,
        actor: String,
        purpose: Purpose,
        at: UnixMillis,
    ) {
        let begin = self.pieces.last().map_or(0, |piece| piece.end);
        if self.steps.len() > begin {
            let (end, source) = (self.steps.len(), self.source);
            self.pieces.push(Piece { end, id, actor, purpose, at, source });
        }
    }

    /// Gives this workstation's changes their stamp: later than the wall clock, than every stamp
    /// before, and than everything that they overwrite. Only the first two are remembered, so that
    /// a colleague's wrong clock is not caught.
    pub(crate) fn stamp(&mut self, now: UnixMillis) {
        let own = |step: &&mut Step| step.stamp == PENDING;
        if !self.steps.iter().any(|step| step.stamp == PENDING) {
            return;
        }
        let clock = Stamp::at(now).max(self.memory.clock.next());
        self.memory.clock = clock;
        let floor =
            if self.rules.lift { Stamp(self.floor.0.saturating_add(1)) } else { Stamp::default() };
        let stamp = clock.max(floor);
        for step in self.steps.iter_mut().filter(own) {
            step.stamp = stamp;
            let state = &mut self.records[step.record].state;
            match step.body {
                Body::Set { .. } => {
                    state.stamp_pending(stamp);
                    state.date(stamp);
                }
                Body::Erase(_) => state.stamp_pending(stamp),
                Body::Touch | Body::Delete(_) => {}
            }
        }
    }

    /// Writes everything down; what it came to, or `None` if there was nothing to write.
    pub(crate) async fn write(mut self) -> Result<Option<Outcome>, StoreError> {
        if self.steps.is_empty() && self.places.is_empty() && self.heard.is_empty() {
            return Ok(None);
        }
        contexts::write(self.connection, std::mem::take(&mut self.heard)).await?;
        self.write_places().await?;
        if self.steps.is_empty() {
            self.write_writers().await?;
            return Ok(Some(Outcome::default()));
        }
        let action = self.action_id();
        let erased = self.newly_erased();
        self.write_log().await?;
        self.write_writers().await?;
        self.write_states().await?;
        self.write_erased(erased).await?;
        self.write_conflicts().await?;
        let mut by_kind: BTreeMap<KindId, Vec<usize>> = BTreeMap::new();
        for (at, record) in self.records.iter().enumerate() {
            if record.is_written {
                by_kind.entry(record.kind).or_default().push(at);
            }
        }
        let mut outcome = Outcome { action: Some(action), ..Outcome::default() };
        for (kind, mut records) in by_kind {
            if let Some(table) = self.schema.table(kind) {
                records.sort_unstable_by_key(|&at| self.records[at].row);
                let counts = self.write_table(table, &records, &mut outcome).await?;
                if counts != Counts::default() {
                    outcome.topics.insert(Topic { kind, record: None });
                    outcome.counts.insert(kind, counts);
                }
            }
        }
        Ok(Some(outcome))
    }

    async fn write_places(&mut self) -> Result<(), StoreError> {
        let cells = self.places.iter().flat_map(|(writer, place)| {
            [
                Cell::Blob(writer.0.to_vec()),
                Cell::Integer(place.segment as i64),
                Cell::Blob(place.hash.to_vec()),
            ]
        });
        let head = "INSERT INTO sync_place (writer, segment, hash)";
        let tail =
            "ON CONFLICT (writer) DO UPDATE SET segment = excluded.segment, hash = excluded.hash";
        let cells = cells.collect();
        write_rows(self.connection, "noting what was taken in", head, 3, tail, cells).await
    }

    fn action_id(&self) -> ActionId {
        if let Some(id) = self.pieces.last().and_then(|piece| piece.id) {
            return id;
        }
        let own = self.steps.iter().find(|step| step.writer == self.memory.own);
        let step = own.unwrap_or(&self.steps[0]);
        ActionId(self.memory.writers.change_id(step.writer, step.sequence))
    }

    async fn write_log(&mut self) -> Result<(), StoreError> {
        let own_id = self.action_id();
        let (mut actions, mut entries) = (Vec::new(), Vec::new());
        let mut steps = std::mem::take(&mut self.steps).into_iter().enumerate().peekable();
        for piece in std::mem::take(&mut self.pieces) {
            let first_entry = self.memory.next_entry;
            while let Some((_, step)) = steps.next_if(|(at, _)| *at < piece.end) {
                let mut body = BodyWriter::default();
                let mut size = 1;
                push_body(&mut body, &step.body);
                while let Some((_, next)) = steps.next_if(|(at, next)| {
                    *at < piece.end
                        && next.record == step.record
                        && next.writer == step.writer
                        && next.class == step.class
                        && next.stamp == step.stamp
                }) {
                    push_body(&mut body, &next.body);
                    size += 1;
                }
                entries.extend([
                    Cell::Integer(self.memory.next_entry),
                    Cell::Integer(step.writer.into()),
                    Cell::Integer(step.sequence as i64),
                    Cell::Integer(size),
                    Cell::Integer(step.class as i64),
                    Cell::Integer(step.stamp.0 as i64),
                    Cell::Integer(self.records[step.record].row),
                    Cell::Text(body.finish()),
                ]);
                self.memory.next_entry += 1;
                if entries.len() >= AT_A_TIME * ENTRY_CELLS {
                    let some = std::mem::take(&mut entries);
                    write_rows(
                        self.connection,
                        "writing the log",
                        ENTRY_HEAD,
                        ENTRY_CELLS,
                        "",
                        some,
                    )
                    .await?;
                }
            }
            let ChangeId { writer, sequence } = piece.id.unwrap_or(own_id).0;
            actions.extend([
                Cell::Integer(first_entry),
                Cell::Integer(self.memory.next_entry - 1),
                Cell::Blob(writer.0.to_vec()),
                Cell::Integer(sequence as i64),
                Cell::Text(piece.actor),
                Cell::Text(piece.purpose.to_string()),
                Cell::Integer(piece.at.0),
                Cell::Integer(piece.source.map_or(DONE_HERE, i64::from)),
            ]);
        }
        let what = "writing the log";
        write_rows(self.connection, what, ENTRY_HEAD, ENTRY_CELLS, "", entries).await?;
        write_rows(self.connection, what, ACTION_HEAD, 8, "", actions).await
    }

    /// Writes every writer down whose end has moved or who is new.
    async fn write_writers(&mut self) -> Result<(), StoreError> {
        let cells = writer_cells(self.memory);
        let what = "writing the ends of the log";
        write_rows(self.connection, what, WRITER_HEAD, 4, WRITER_TAIL, cells).await
    }

    async fn write_states(&mut self) -> Result<(), StoreError> {
        let mut written: Vec<&Touched<'_>> =
            self.records.iter().filter(|record| record.is_written).collect();
        written.sort_unstable_by_key(|record| record.row);
        let mut cells = Vec::with_capacity(written.len() * 4);
        for record in written {
            cells.extend([
                Cell::Integer(record.row),
                Cell::Integer(record.kind.0.into()),
                Cell::Blob(record.id.as_bytes().to_vec()),
                Cell::Blob(record.state.encode()),
            ]);
        }
        let head = "INSERT INTO log_record (row, kind, id, state)";
        let tail = "ON CONFLICT (row) DO UPDATE SET state = excluded.state";
        write_rows(self.connection, "writing what merging knows", head, 4, tail, cells).await
    }

    /// Brings the table of a kind in line with the records at these places.
    async fn write_table(
        &mut self,
        table: &Table,
        places: &[usize],
        outcome: &mut Outcome,
    ) -> Result<Counts, StoreError> {
        let mut counts = Counts::default();
        let mut changed = Vec::new();
        for places in places.chunks(AT_A_TIME) {
            let mut derived = Derived::default();
            let mut gone = Vec::new();
            let mut keys_gone = Vec::new();
            for &at in places {
                let record = &self.records[at];
                match (record.was_visible, record.state.is_visible()) {
                    (false, false) => continue,
                    (false, true) => {
                        counts.created += 1;
                        derived.add_row(table, record, RowChange::New);
                        derived.push(table, record.row, &record.values);
                    }
                    (true, true) if record.differs() => {
                        counts.changed += 1;
                        derived.replace(table, record, &mut keys_gone);
                    }
                    (true, true) => {
                        if record.has_won {
                            derived.add_row(table, record, RowChange::Values);
                        }
                        continue;
                    }
                    (true, false) => {
                        counts.deleted += 1;
                        gone.push(record.row);
                        let keys = table.match_keys(&record.before()).into_iter();
                        keys_gone.extend(keys.map(|key| (key, record.row)));
                    }
                }
                changed.push(record.id);
            }
            self.forget(table, &gone, keys_gone).await?;
            derived.write(self.connection, table).await?;
        }
        if changed.len() as u32 <= MOST_TOPICS {
            let kind = table.kind.id;
            outcome.topics.extend(changed.into_iter().map(|id| Topic { kind, record: Some(id) }));
        }
        Ok(counts)
    }

    /// Takes records and keys out of the table of a kind and of what follows from it.
    async fn forget(
        &mut self,
        table: &Table,
        gone: &[i64],
        keys: Vec<((domain::FieldId, String), i64)>,
    ) -> Result<(), StoreError> {
        use crate::error::Attempt;
        let name = table.kind.name;
        if !gone.is_empty() {
            let rows = json_numbers(gone.iter().copied());
            let mut all = vec![format!(
                "DELETE FROM \"{name}\" WHERE _row IN (SELECT value FROM json_each(?))"
            )];
            if table.is_searched {
                all.push(format!(
                    "DELETE FROM \"search_{name}\" WHERE rowid IN (SELECT value FROM json_each(?))"
                ));
            }
            for sql in all {
                let statement = sqlx::query(&sql).bind(&rows);
                statement.execute(&mut *self.connection).await.attempting("taking records out")?;
            }
        }
        if !keys.is_empty() {
            let keys: Vec<_> =
                keys.into_iter().map(|((field, key), row)| (field.0, key, row)).collect();
            let keys = serde_json::to_string(&keys).unwrap_or_default();
            sqlx::query(
                "DELETE FROM match_key WHERE (kind, field, key, row) IN \
                 (SELECT ?, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))",
            )
            .bind(i64::from(table.kind.id.0))
            .bind(keys)
            .execute(&mut *self.connection)
            .await
            .attempting("forgetting match keys")?;
        }
        Ok(())
    }
}

impl Derived {
    fn add_row(&mut self, table: &Table, record: &Touched<'_>, change: RowChange) {
        let cells = match change {
            RowChange::New => &mut self.rows,
            RowChange::Keys => &mut self.rows_with_keys,
            RowChange::Values => &mut self.rows_with_values,
        };
        table.push_row(cells, record.row, &record.id, record.state.dates(), &record.values);
    }

    /// Adds what follows from new values, where it differs from what followed from the old ones.
    fn replace(
        &mut self,
        table: &Table,
        record: &Touched<'_>,
        keys_gone: &mut Vec<((domain::FieldId, String), i64)>,
    ) {
        let changed: Vec<usize> = record.changed().map(|(at, _)| *at).collect();
        let is_keyed = changed.iter().any(|at| table.is_key(*at));
        let change = if is_keyed { RowChange::Keys } else { RowChange::Values };
        self.add_row(table, record, change);
        if !changed.iter().any(|at| table.is_derived_from(*at)) {
            return;
        }
        let before = record.before();
        if table.is_searched && table.searched_text(&before) != table.searched_text(&record.values)
        {
            let (title, rest) = table.searched_text(&record.values);
            self.search.extend([Cell::Integer(record.row), Cell::Text(title), Cell::Text(rest)]);
        }
        let (old, new) = (table.match_keys(&before), table.match_keys(&record.values));
        if old != new {
            keys_gone.extend(
                old.into_iter().filter(|key| !new.contains(key)).map(|key| (key, record.row)),
            );
            self.push_keys(table, record.row, new);
        }
    }
}

/// What becomes of a row of a kind's table.
#[derive(Debug, Clone, Copy)]
enum RowChange {
    /// It is new.
    New,
    /// Values change that it is looked up by.
    Keys,
    /// Others change.
    Values,
}

impl Touched<'_> {
    /// The fields whose values have changed, by their place, with what they were.
    fn changed(&self) -> impl Iterator<Item = &(usize, domain::Value)> {
        self.before.iter().filter(|(at, before)| self.values[*at] != *before)
    }

    fn differs(&self) -> bool {
        self.changed().next().is_some()
    }

    /// All values as they were.
    fn before(&self) -> Vec<domain::Value> {
        let mut values = self.values.clone();
        for (at, before) in &self.before {
            values[*at].clone_from(before);
        }
        values
    }
}

fn push_body(body: &mut BodyWriter, step: &Body) {
    match step {
        Body::Set { register, json } => body.set(*register, json),
        Body::Touch => body.touch(),
        Body::Delete(seen) => body.delete(seen),
        Body::Erase(register) => body.erase(*register),
    }
}
