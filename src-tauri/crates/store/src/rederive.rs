//! Deriving anew from the log what follows from it: what merging knows of records, their tables,
//! what search looks into, what matching finds them by.

use std::collections::HashMap;

use domain::{ChangeBody, KindId, RecordId, RegisterValue};
use sqlx::sqlite::SqliteConnection;
use sqlx::{Row, query};

use crate::error::Attempt;
use crate::log::{Entry, entries_of};
use crate::record_state::{RecordState, Rules, Winner};
use crate::session::conflicts::note_conflicts;
use crate::statement::{Cell, write_rows};
use crate::store::Reworking;
use crate::tables::{Derived, Schema, Table};
use crate::values::record_id;
use crate::writers::Writers;
use crate::{Store, StoreError};

/// How many records are derived at a time.
const AT_A_TIME: i64 = 2_000;

impl Store {
    /// Makes anew from the log everything that follows from it. It changes nothing unless what
    /// follows was damaged: the repair for a workstation whose digest differs from its colleagues'.
    pub async fn rederive(&self) -> Result<(), StoreError> {
        self.rework(|work| Box::pin(rederive_all(work))).await
    }
}

/// A record of the log.
#[derive(Debug, Clone, Copy)]
struct Named {
    row: i64,
    kind: KindId,
    id: RecordId,
}

/// What the log makes of a record.
#[derive(Debug, Default)]
struct Made {
    state: RecordState,
    registers: HashMap<u16, RegisterValue>,
}

/// Derives every record of the log.
pub(crate) async fn rederive_all(work: Reworking<'_>) -> Result<(), StoreError> {
    let Reworking { connection, memory, schema, rules } = work;
    query("DELETE FROM log_conflict")
        .execute(&mut *connection)
        .await
        .attempting("forgetting what is in conflict")?;
    for at in 0..schema.tables().len() {
        empty(connection, &schema.tables()[at]).await?;
    }
    let mut after = 0;
    loop {
        let found =
            query("SELECT row, kind, id FROM log_record WHERE row > ? ORDER BY row LIMIT ?")
                .bind(after)
                .bind(AT_A_TIME)
                .fetch_all(&mut *connection)
                .await
                .attempting("reading records of the log")?;
        let records: Vec<Named> = found.iter().filter_map(named).collect();
        let Some(last) = records.last() else { return Ok(()) };
        after = last.row;
        derive(connection, &mut memory.writers, schema, rules, &records).await?;
    }
}

fn named(row: &sqlx::sqlite::SqliteRow) -> Option<Named> {
    Some(Named {
        row: row.get(0),
        kind: KindId(row.get::<i64, _>(1) as u16),
        id: record_id(row.get(2))?,
    })
}

/// Takes everything out of the table of a kind and of what follows from it.
async fn empty(connection: &mut SqliteConnection, table: &Table) -> Result<(), StoreError> {
    let (name, kind) = (table.kind.name, table.kind.id.0);
    let mut all = vec![
        format!("DELETE FROM \"{name}\""),
        format!("DELETE FROM match_key WHERE kind = {kind}"),
    ];
    if table.is_searched {
        all.push(format!(
            "INSERT INTO \"search_{name}\" (\"search_{name}\") VALUES ('delete-all')"
        ));
    }
    for sql in all {
        query(&sql).execute(&mut *connection).await.attempting("emptying a table")?;
    }
    Ok(())
}

/// Derives records that no table holds.
async fn derive(
    connection: &mut SqliteConnection,
    writers: &mut Writers,
    schema: &Schema,
    rules: Rules,
    records: &[Named],
) -> Result<(), StoreError> {
    let mut made: HashMap<i64, Made> =
        records.iter().map(|record| (record.row, Made::default())).collect();
    let tables: HashMap<i64, Option<&Table>> =
        records.iter().map(|record| (record.row, schema.table(record.kind))).collect();
    for entry in entries_of(connection, records.iter().map(|record| record.row)).await? {
        let table = tables[&entry.row];
        if let Some(made) = made.get_mut(&entry.row) {
            replay(entry, made, table, writers, rules);
        }
    }
    let mut states = Vec::with_capacity(records.len() * 4);
    for record in records {
        states.extend([
            Cell::Integer(record.row),
            Cell::Integer(record.kind.0.into()),
            Cell::Blob(record.id.as_bytes().to_vec()),
            Cell::Blob(made[&record.row].state.encode()),
        ]);
    }
    let head = "INSERT INTO log_record (row, kind, id, state)";
    let tail = "ON CONFLICT (row) DO UPDATE SET state = excluded.state";
    write_rows(connection, "writing what merging knows", head, 4, tail, states).await?;
    let states: Vec<(i64, &RecordState)> =
        records.iter().map(|record| (record.row, &made[&record.row].state)).collect();
    note_conflicts(connection, writers, &states).await?;
    for at in 0..schema.tables().len() {
        let table = &schema.tables()[at];
        let mut derived = Derived::default();
        for record in records.iter().filter(|record| record.kind == table.kind.id) {
            let Made { state, registers } = &made[&record.row];
            if !state.is_visible() {
                continue;
            }
            let mut values = table.nothing();
            for (register, value) in registers {
                table.take_register(*register, value, &mut values);
            }
            table.push_row(&mut derived.rows, record.row, &record.id, state.dates(), &values);
            derived.push(table, record.row, &values);
        }
        derived.write(connection, table).await?;
    }
    Ok(())
}

/// Applies an entry to what the entries before it made of a record.
fn replay(
    entry: Entry,
    made: &mut Made,
    table: Option<&Table>,
    writers: &mut Writers,
    rules: Rules,
) {
    let Entry { class, stamp, writer, first, bodies, .. } = entry;
    for (sequence, body) in (first..).zip(bodies) {
        let change = |register: u16, foreign: bool| Winner {
            register,
            class,
            stamp,
            writer,
            sequence,
            foreign,
            covered: false,
        };
        match body {
            ChangeBody::Set { register, value } => {
                let foreign = table.is_none_or(|table| table.is_foreign(register.0, &value));
                if made.state.set(change(register.0, foreign), writers, rules) {
                    made.registers.insert(register.0, value);
                }
            }
            ChangeBody::Touch => made.state.touch(writer, sequence, writers),
            ChangeBody::Delete { seen } => {
                made.state.delete((writer, sequence), &seen, writers, rules)
            }
            ChangeBody::Erase { register: None } => {
                made.state.erase();
                made.registers.clear();
            }
            ChangeBody::Erase { register: Some(register) } => {
                let change = change(register.0, false);
                made.state.erase_register(change, writers, rules);
                if made.state.winner(register.0) == Some(&change) {
                    made.registers.remove(&register.0);
                }
            }
        }
    }
}
