//! Bringing what is known to be in conflict in line with the records that a transaction wrote.

use std::collections::HashMap;

use domain::RegisterValue;

use super::Session;
use crate::StoreError;
use crate::error::Attempt;
use crate::log::values_of;
use crate::record_state::Winner;
use crate::statement::{Cell, json_numbers, write_rows};

/// The register that stands for the record itself.
pub(crate) const WHOLE_RECORD: i64 = -1;

impl Session<'_> {
    pub(super) async fn write_conflicts(&mut self) -> Result<(), StoreError> {
        let contested = self
            .records
            .iter()
            .filter(|record| record.is_written)
            .filter(|record| record.was_contested || record.state.is_contested());
        let (mut gone, mut found, mut contended) = (Vec::new(), Vec::new(), Vec::new());
        let writers = &self.memory.writers;
        for record in contested {
            if record.was_contested {
                gone.push(record.row);
            }
            if !record.state.is_visible() {
                continue;
            }
            let is_workstation = |number| writers.is_workstation(number);
            if !record.state.disputed(&writers.contexts, is_workstation).is_empty() {
                found.extend([Cell::Integer(record.row), Cell::Integer(WHOLE_RECORD)]);
            }
            for (register, heads) in record.state.contended() {
                contended.push((record.row, register, heads));
            }
        }
        let heads = contended.iter().flat_map(|(_, _, heads)| heads);
        let values = values_of(self.connection, heads.map(Winner::place)).await?;
        for (row, register, heads) in contended {
            if differ(&heads, &values) {
                found.extend([Cell::Integer(row), Cell::Integer(register.into())]);
            }
        }
        let what = "noting what is in conflict";
        if !gone.is_empty() {
            sqlx::query("DELETE FROM log_conflict WHERE row IN (SELECT value FROM json_each(?))")
                .bind(json_numbers(gone))
                .execute(&mut *self.connection)
                .await
                .attempting(what)?;
        }
        let head = "INSERT OR IGNORE INTO log_conflict (row, register)";
        write_rows(self.connection, what, head, 2, "", found).await
    }
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
