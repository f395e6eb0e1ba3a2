//! Fetching the records that a transaction touches, as they are.

use std::collections::HashMap;

use domain::{KindId, RecordId};
use sqlx::{Row, query};

use super::{AT_A_TIME, Session, Touched};
use crate::StoreError;
use crate::error::Attempt;
use crate::log::winning_values;
use crate::record_state::RecordState;
use crate::statement::{json_hex, json_numbers};
use crate::tables::Table;
use crate::values::{from_column, record_id};

impl Session<'_> {
    /// Makes sure that the records are at hand: in few statements, however many they are.
    pub(crate) async fn load(
        &mut self,
        wanted: impl IntoIterator<Item = (KindId, RecordId)>,
    ) -> Result<(), StoreError> {
        let first = self.records.len();
        let mut by_kind: HashMap<KindId, Vec<usize>> = HashMap::new();
        for (kind, id) in wanted {
            let at = self.records.len();
            if *self.index.entry((kind, id)).or_insert(at) != at {
                continue;
            }
            by_kind.entry(kind).or_default().push(at);
            let table = self.schema.table(kind);
            self.records.push(Touched {
                kind,
                id,
                table,
                row: 0,
                is_new: true,
                state: RecordState::default(),
                values: table.map(Table::nothing).unwrap_or_default(),
                was_visible: false,
                was_contested: false,
                before: Vec::new(),
                is_written: false,
                has_won: false,
                foreign: HashMap::new(),
            });
        }
        for (kind, wanted) in by_kind {
            for some in wanted.chunks(AT_A_TIME) {
                self.load_states(kind, some).await?;
            }
            // In the order in which they lie, so that each page is read once.
            let mut wanted = wanted;
            wanted.sort_unstable_by_key(|&at| self.records[at].row);
            for some in wanted.chunks(AT_A_TIME) {
                self.load_visible(kind, some).await?;
            }
        }
        for from in (first..self.records.len()).step_by(AT_A_TIME) {
            self.load_from_log(from, self.records.len().min(from + AT_A_TIME)).await?;
        }
        for record in &mut self.records[first..] {
            if record.is_new {
                record.row = self.memory.next_row;
                self.memory.next_row += 1;
            }
        }
        Ok(())
    }

    async fn load_states(&mut self, kind: KindId, wanted: &[usize]) -> Result<(), StoreError> {
        let ids = json_hex(wanted.iter().map(|&at| &self.records[at].id.as_bytes()[..]));
        let rows = query(
            "SELECT r.row, r.id, r.state FROM json_each(?) j \
             CROSS JOIN log_record r ON r.kind = ? AND r.id = unhex(j.value)",
        )
        .bind(ids)
        .bind(i64::from(kind.0))
        .fetch_all(&mut *self.connection)
        .await
        .attempting("looking records up")?;
        for row in rows {
            let Some(&at) = record_id(row.get(1)).and_then(|id| self.index.get(&(kind, id))) else {
                continue;
            };
            let record = &mut self.records[at];
            record.row = row.get(0);
            record.is_new = false;
            record.state = RecordState::decode(row.get(2)).ok_or_else(|| StoreError::Damaged {
                path: "the workspace database".into(),
                why: "what merging knows of a record cannot be read".into(),
            })?;
            record.was_visible = record.state.is_visible();
            record.was_contested = record.state.is_contested();
        }
        Ok(())
    }

    /// Reads the values of records that readers see from the table of their kind.
    async fn load_visible(&mut self, kind: KindId, wanted: &[usize]) -> Result<(), StoreError> {
        let Some(table) = self.schema.table(kind) else { return Ok(()) };
        let visible: HashMap<i64, usize> = wanted
            .iter()
            .filter(|&&at| self.records[at].was_visible)
            .map(|&at| (self.records[at].row, at))
            .collect();
        if visible.is_empty() {
            return Ok(());
        }
        let rows = wanted.iter().map(|&at| self.records[at].row);
        let sql = format!(
            "SELECT t._row, {} FROM json_each(?) j CROSS JOIN \"{}\" t ON t._row = j.value",
            table.columns("t."),
            table.kind.name
        );
        let rows = query(&sql)
            .bind(json_numbers(rows))
            .fetch_all(&mut *self.connection)
            .await
            .attempting("reading records")?;
        for row in rows {
            let Some(&at) = visible.get(&row.get(0)) else { continue };
            for (column, field) in table.kind.fields.iter().enumerate() {
                self.records[at].values[column] = from_column(field.field_type, &row, column + 1)
                    .attempting("reading a value")?;
            }
        }
        Ok(())
    }

    /// Reads from the log what the tables do not have: the values of records that readers do not
    /// see, and those of registers with fields that this version does not know.
    async fn load_from_log(&mut self, first: usize, end: usize) -> Result<(), StoreError> {
        let mut states = HashMap::new();
        let mut places = HashMap::new();
        for (at, record) in self.records.iter().enumerate().take(end).skip(first) {
            let is_foreign = record.state.winners().iter().any(|winner| winner.foreign);
            if record.table.is_some()
                && (is_foreign || !record.was_visible)
                && !record.state.winners().is_empty()
            {
                states.insert(record.row, &record.state);
                places.insert(record.row, at);
            }
        }
        let values = winning_values(self.connection, &states).await?;
        for (row, registers) in values {
            let record = &mut self.records[places[&row]];
            let Some(table) = record.table else { continue };
            for (register, value) in registers {
                table.take_register(register, &value, &mut record.values);
                if record.state.winner(register).is_some_and(|winner| winner.foreign) {
                    record.foreign.insert(register, value);
                }
            }
        }
        Ok(())
    }
}
