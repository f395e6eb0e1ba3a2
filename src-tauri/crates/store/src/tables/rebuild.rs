//! Making the tables of the kinds anew from the log.

use std::collections::HashMap;

use sqlx::sqlite::SqliteConnection;
use sqlx::{Row, query};

use super::{OWN_COLUMN_COUNT, OWN_COLUMNS, Schema, Table};
use crate::StoreError;
use crate::error::Attempt;
use crate::log::winning_values;
use crate::record_state::RecordState;
use crate::statement::{Cell, write_rows};
use crate::values::record_id;

/// How many records are made anew at a time.
const AT_A_TIME: usize = 2_000;

/// Whether the tables are not what the declarations make of them.
pub(crate) async fn is_outdated(
    connection: &mut SqliteConnection,
    schema: &Schema,
) -> Result<bool, StoreError> {
    let made = fingerprints(connection).await?;
    Ok(made.len() != schema.tables().len()
        || schema.tables().iter().any(|table| !table.is_made(&made)))
}

/// Makes the tables that are missing or follow from an older declaration.
pub(crate) async fn bring_up_to_date(
    connection: &mut SqliteConnection,
    schema: &Schema,
) -> Result<(), StoreError> {
    let made = fingerprints(connection).await?;
    for &kind in made.keys() {
        if !schema.tables().iter().any(|table| i64::from(table.kind.id.0) == kind) {
            // A newer version made that table; it must not trust it after this one has written.
            query("DELETE FROM local_kind WHERE kind = ?")
                .bind(kind)
                .execute(&mut *connection)
                .await
                .attempting("forgetting the table of an unknown kind")?;
        }
    }
    let outdated: Vec<_> = schema.tables().iter().filter(|table| !table.is_made(&made)).collect();
    let mut sql = String::new();
    for table in &outdated {
        let name = table.kind.name;
        sql +=
            &format!("DROP TABLE IF EXISTS \"{name}\";\nDROP TABLE IF EXISTS \"search_{name}\";\n");
        sql += &table.definition();
    }
    sqlx::raw_sql(&sql)
        .execute(&mut *connection)
        .await
        .attempting("making the tables of the kinds")?;
    for table in outdated {
        query("DELETE FROM match_key WHERE kind = ?")
            .bind(i64::from(table.kind.id.0))
            .execute(&mut *connection)
            .await
            .attempting("forgetting match keys")?;
        fill(connection, table).await?;
        query("INSERT INTO local_kind (kind, fingerprint) VALUES (?, ?) ON CONFLICT (kind) DO UPDATE SET fingerprint = excluded.fingerprint")
            .bind(i64::from(table.kind.id.0))
            .bind(&table.fingerprint()[..])
            .execute(&mut *connection)
            .await
            .attempting("noting what a table follows from")?;
    }
    Ok(())
}

impl Table {
    fn is_made(&self, made: &HashMap<i64, Vec<u8>>) -> bool {
        made.get(&i64::from(self.kind.id.0)).is_some_and(|print| print[..] == self.fingerprint())
    }
}

async fn fingerprints(
    connection: &mut SqliteConnection,
) -> Result<HashMap<i64, Vec<u8>>, StoreError> {
    sqlx::query_as::<_, (i64, Vec<u8>)>("SELECT kind, fingerprint FROM local_kind")
        .fetch_all(connection)
        .await
        .map(|rows| rows.into_iter().collect())
        .attempting("reading what the tables follow from")
}

async fn fill(connection: &mut SqliteConnection, table: &Table) -> Result<(), StoreError> {
    let mut after = -1;
    loop {
        let rows = query(
            "SELECT row, id, state FROM log_record WHERE kind = ? AND row > ? ORDER BY row LIMIT ?",
        )
        .bind(i64::from(table.kind.id.0))
        .bind(after)
        .bind(AT_A_TIME as i64)
        .fetch_all(&mut *connection)
        .await
        .attempting("reading records of the log")?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.get(0);
        let mut visible = Vec::with_capacity(rows.len());
        for row in &rows {
            let number: i64 = row.get(0);
            let (Some(id), Some(state)) = (record_id(row.get(1)), RecordState::decode(row.get(2)))
            else {
                continue;
            };
            if state.is_visible() {
                visible.push((number, id, state));
            }
        }
        let states = visible.iter().map(|(row, _, state)| (*row, state)).collect();
        let registers = winning_values(connection, &states).await?;
        let mut derived = Derived::default();
        for (row, id, state) in &visible {
            let mut values = table.nothing();
            for (register, value) in registers.get(row).into_iter().flatten() {
                table.take_register(*register, value, &mut values);
            }
            table.push_row(&mut derived.rows, *row, id, state.dates(), &values);
            derived.push(table, *row, &values);
        }
        derived.write(connection, table).await?;
    }
}

/// Rows to be written to the table of one kind and to what follows from it.
#[derive(Debug, Default)]
pub(crate) struct Derived {
    /// New rows of the table.
    pub(crate) rows: Vec<Cell>,
    /// Rows that are there, with other values that they are looked up by.
    pub(crate) rows_with_keys: Vec<Cell>,
    /// Rows that are there, with other values of other fields: no index has to be touched for them.
    pub(crate) rows_with_values: Vec<Cell>,
    /// Rows of its search.
    pub(crate) search: Vec<Cell>,
    /// Rows of `match_key`.
    pub(crate) keys: Vec<Cell>,
}

impl Table {
    /// What makes an insert alter the row that is there, with or without what it is looked up by.
    fn in_place(&self, with_keys: bool) -> String {
        let fields = self.kind.fields.iter().enumerate();
        let fields = fields.filter(|(at, _)| with_keys || !self.is_key(*at));
        let fields = fields.map(|(_, field)| field.name);
        let titles = ["_title", "_sort"].into_iter().filter(|_| with_keys);
        let columns = ["_created", "_updated"].into_iter().chain(titles).chain(fields);
        let set: Vec<_> =
            columns.map(|column| format!("\"{column}\" = excluded.\"{column}\"")).collect();
        format!("ON CONFLICT (_row) DO UPDATE SET {}", set.join(", "))
    }
}

impl Derived {
    /// Adds what follows from the values of a record.
    pub(crate) fn push(&mut self, table: &Table, row: i64, values: &[domain::Value]) {
        if table.is_searched {
            let (title, rest) = table.searched_text(values);
            self.search.extend([Cell::Integer(row), Cell::Text(title), Cell::Text(rest)]);
        }
        self.push_keys(table, row, table.match_keys(values));
    }

    /// Adds keys that a record is matched by.
    pub(crate) fn push_keys(
        &mut self,
        table: &Table,
        row: i64,
        keys: Vec<(domain::FieldId, String)>,
    ) {
        for (field, key) in keys {
            self.keys.extend([
                Cell::Integer(table.kind.id.0.into()),
                Cell::Integer(field.0.into()),
                Cell::Text(key),
                Cell::Integer(row),
            ]);
        }
    }

    /// Writes everything in place of what was there of the same records.
    pub(crate) async fn write(
        self,
        connection: &mut SqliteConnection,
        table: &Table,
    ) -> Result<(), StoreError> {
        let name = table.kind.name;
        let head = format!("INSERT INTO \"{name}\" ({OWN_COLUMNS}, {})", table.columns(""));
        let columns = OWN_COLUMN_COUNT + table.kind.fields.len();
        for (tail, rows) in [
            (String::new(), self.rows),
            (table.in_place(true), self.rows_with_keys),
            (table.in_place(false), self.rows_with_values),
        ] {
            write_rows(connection, "writing records", &head, columns, &tail, rows).await?;
        }
        let head = format!("INSERT OR REPLACE INTO \"search_{name}\" (rowid, title, rest)");
        write_rows(connection, "writing what search looks into", &head, 3, "", self.search).await?;
        let head = "INSERT OR IGNORE INTO match_key (kind, field, key, row)";
        write_rows(connection, "writing match keys", head, 4, "", self.keys).await
    }
}
