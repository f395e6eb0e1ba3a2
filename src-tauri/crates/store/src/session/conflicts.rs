//! Bringing what is known to be in conflict in line with the records that a transaction wrote.

use std::collections::HashMap;

use domain::RegisterValue;
use sqlx::sqlite::SqliteConnection;

use super::Session;
use crate::StoreError;
use crate::error::Attempt;
use crate::log::values_of;
use crate::record_state::{RecordState, Winner};
use crate::statement::{Cell, json_numbers, write_rows};
use crate::writers::Writers;

/// The register that stands for the record itself.
pub(crate) const WHOLE_RECORD: i64 = -1;

impl Session<'_> {
    pub(super) async fn write_conflicts(&mut self) -> Result<(), StoreError> {
        let written = || self.records.iter().filter(|record| record.is_written);
        let gone: Vec<i64> =
            written().filter(|record| record.was_contested).map(|record| record.row).collect();
        let states: Vec<(i64, &RecordState)> =
            written().map(|record| (record.row, &record.state)).collect();
        if !gone.is_empty() {
            sqlx::query("DELETE FROM log_conflict WHERE row IN (SELECT value FROM json_each(?))")
                .bind(json_numbers(gone))
                .execute(&mut *self.connection)
                .await
                .attempting("noting what is in conflict")?;
        }
        note_conflicts(self.connection, &self.memory.writers, &states).await
    }
}

/// Takes down what is in conflict of these records, of which nothing is taken down yet.
pub(crate) async fn note_conflicts(
    connection: &mut SqliteConnection,
    writers: &Writers,
    states: &[(i64, &RecordState)],
) -> Result<(), StoreError> {
    let (mut found, mut contended) = (Vec::new(), Vec::new());
    for (row, state) in states {
        if !state.is_contested() || !state.is_visible() {
            continue;
        }
        let is_workstation = |number| writers.is_workstation(number);
        if !state.disputed(&writers.contexts, is_workstation).is_empty() {
            found.extend([Cell::Integer(*row), Cell::Integer(WHOLE_RECORD)]);
        }
        for (register, heads) in state.contended() {
            contended.push((*row, register, heads));
        }
    }
    let heads: Vec<_> =
        contended.iter().flat_map(|(_, _, heads)| heads.iter().map(Winner::place)).collect();
    let values = values_of(connection, heads).await?;
    for (row, register, heads) in contended {
        if differ(&heads, &values) {
            found.extend([Cell::Integer(row), Cell::Integer(register.into())]);
        }
    }
    let head = "INSERT OR IGNORE INTO log_conflict (row, register)";
    write_rows(connection, "noting what is in conflict", head, 2, "", found).await
}

/// Whether the changes say different things. A field that one leaves out and another says to be
/// empty is no difference.
pub(crate) fn differ(heads: &[Winner], values: &HashMap<(u32, u64), RegisterValue>) -> bool {
    let said = |head: &Winner| {
        values
            .get(&head.place())
            .map(|value| value.0.iter().filter(|(_, json)| !json.is_null()).collect::<Vec<_>>())
    };
    heads.windows(2).any(|pair| said(&pair[0]) != said(&pair[1]))
}
