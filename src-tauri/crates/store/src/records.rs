//! Reading records of any kind, by the names of the domain.

use std::collections::BTreeMap;

use domain::{Field, FieldId, FieldType, KindId, RecordId, Stamp, Value};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Row, query_with};

use crate::error::Attempt;
use crate::fold::FINNISH;
use crate::search::matching;
use crate::statement::{Cell, bind, json_hex};
use crate::tables::Table;
use crate::values::{column_type, from_column, record_id, to_cell};
use crate::{Store, StoreError};

/// A living record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its kind.
    pub kind: KindId,
    /// Its identity.
    pub id: RecordId,
    /// Its values; fields with nothing known are left out.
    pub values: BTreeMap<FieldId, Value>,
    /// The earliest dated change; zero if no change bears a date.
    pub created: Stamp,
    /// The latest change.
    pub updated: Stamp,
}

impl Record {
    /// The value of a field; [`Value::Empty`] where nothing is known.
    pub fn value(&self, field: FieldId) -> &Value {
        self.values.get(&field).unwrap_or(&Value::Empty)
    }
}

/// Which records of a kind to read, and in what order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordQuery {
    /// All of these must hold.
    pub filters: Vec<Filter>,
    /// The order; ties fall to the id.
    pub order: Order,
    /// How many to skip.
    pub offset: u32,
    /// How many to read at most.
    pub limit: u32,
}

impl Default for RecordQuery {
    fn default() -> Self {
        RecordQuery { filters: Vec::new(), order: Order::Id, offset: 0, limit: u32::MAX }
    }
}

/// A condition on records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// A field compared with a value.
    Field(FieldId, Comparison, Value),
    /// Any field refers to the record, alone or in a list.
    RefersTo(RecordId),
    /// The field refers to one of these records, alone or in a list.
    RefersToAny(FieldId, Vec<RecordId>),
    /// Search finds the text in the record.
    Text(String),
    /// The record is one of these.
    Ids(Vec<RecordId>),
}

/// How a field is compared. A field with nothing known is only ever [`Comparison::Is`] empty or
/// [`Comparison::IsNot`] something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// Equal.
    Is,
    /// Not equal.
    IsNot,
    /// Equal or greater: later dates, larger numbers.
    AtLeast,
    /// Equal or less.
    AtMost,
}

/// The order of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By id, the same on every workstation.
    Id,
    /// By title, Finnish alphabetical order.
    Title,
    /// By a field; texts in Finnish alphabetical order, records without a value last.
    Field {
        /// The field.
        field: FieldId,
        /// From the greatest down.
        descending: bool,
    },
    /// The latest changed first.
    Updated,
}

impl Store {
    /// Reads a record; `None` if there is none, or no longer.
    pub async fn record(&self, kind: KindId, id: RecordId) -> Result<Option<Record>, StoreError> {
        let query = RecordQuery { filters: vec![Filter::Ids(vec![id])], ..RecordQuery::default() };
        Ok(self.records(kind, query).await?.pop())
    }

    /// Reads records of a kind.
    pub async fn records(
        &self,
        kind: KindId,
        query: RecordQuery,
    ) -> Result<Vec<Record>, StoreError> {
        let table = self.table(kind)?;
        let (condition, mut cells) = condition(table, &query.filters)?;
        let order = order(table, query.order)?;
        let sql = format!(
            "SELECT {} FROM \"{}\" t WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?",
            record_columns(table),
            table.kind.name
        );
        cells.extend([Cell::Integer(query.limit.into()), Cell::Integer(query.offset.into())]);
        let rows = query_with(&sql, arguments(cells)?)
            .fetch_all(self.pool())
            .await
            .attempting("reading records")?;
        rows.iter().map(|row| read_record(table, row, 0)).collect()
    }

    /// Counts the records of a kind that the query's filters let through.
    pub async fn count(&self, kind: KindId, query: &RecordQuery) -> Result<u32, StoreError> {
        let table = self.table(kind)?;
        let (condition, cells) = condition(table, &query.filters)?;
        let sql = format!("SELECT count(*) FROM \"{}\" t WHERE {condition}", table.kind.name);
        let row = query_with(&sql, arguments(cells)?)
            .fetch_one(self.pool())
            .await
            .attempting("counting records")?;
        Ok(u32::try_from(row.get::<i64, _>(0)).unwrap_or(u32::MAX))
    }

    /// The table of a kind that this version declares.
    pub(crate) fn table(&self, kind: KindId) -> Result<&Table, StoreError> {
        self.schema().table(kind).ok_or(StoreError::Undeclared { kind: kind.0, field: 0 })
    }
}

/// The columns that [`read_record`] reads, of a kind's table as `t`.
pub(crate) fn record_columns(table: &Table) -> String {
    format!("t.id, t._created, t._updated, {}", table.columns("t."))
}

/// Reads a record from its [`record_columns`], of which the first is column `first`.
pub(crate) fn read_record(
    table: &Table,
    row: &SqliteRow,
    first: usize,
) -> Result<Record, StoreError> {
    let mut values = BTreeMap::new();
    for (at, field) in table.kind.fields.iter().enumerate() {
        let value =
            from_column(field.field_type, row, first + 3 + at).attempting("reading a value")?;
        if !value.is_empty() {
            values.insert(field.id, value);
        }
    }
    Ok(Record {
        kind: table.kind.id,
        id: record_id(row.get(first)).ok_or_else(|| StoreError::Damaged {
            path: "the workspace database".into(),
            why: "a record has no proper id".into(),
        })?,
        values,
        created: Stamp(row.get::<i64, _>(first + 1) as u64),
        updated: Stamp(row.get::<i64, _>(first + 2) as u64),
    })
}

/// Cells as the arguments of a statement.
pub(crate) fn arguments(cells: Vec<Cell>) -> Result<SqliteArguments<'static>, StoreError> {
    let mut arguments = SqliteArguments::default();
    for cell in cells {
        bind(&mut arguments, cell)?;
    }
    Ok(arguments)
}

fn condition(table: &Table, filters: &[Filter]) -> Result<(String, Vec<Cell>), StoreError> {
    let mut conditions = vec!["1".to_owned()];
    let mut cells = Vec::new();
    for filter in filters {
        conditions.push(match filter {
            Filter::Field(field, comparison, value) => {
                cells.push(to_cell(value));
                format!("t.\"{}\" {} ?", declared(table, *field)?.name, operator(*comparison))
            }
            Filter::RefersTo(id) => referring(table, *id, &mut cells),
            Filter::RefersToAny(field, ids) => {
                let field = declared(table, *field)?;
                if let FieldType::References(_) = field.field_type {
                    cells.extend(listed_cells(table, field, json_texts(ids)));
                    format!("t._row IN ({LISTED})")
                } else {
                    cells.push(Cell::Text(json_hex(ids.iter().map(|id| &id.as_bytes()[..]))));
                    format!(
                        "t.\"{}\" IN (SELECT unhex(value) FROM json_each(?))",
                        field.name
                    )
                }
            }
            Filter::Text(text) => match matching(text) {
                Some(words) if table.is_searched => {
                    let name = table.kind.name;
                    cells.push(Cell::Text(words));
                    format!("t._row IN (SELECT rowid FROM \"search_{name}\" WHERE \"search_{name}\" MATCH ?)")
                }
                Some(_) => "0".to_owned(),
                None => "1".to_owned(),
            },
            Filter::Ids(ids) => {
                cells.push(Cell::Text(json_hex(ids.iter().map(|id| &id.as_bytes()[..]))));
                "t.id IN (SELECT unhex(value) FROM json_each(?))".to_owned()
            }
        });
    }
    Ok((conditions.join(" AND "), cells))
}

/// The rows that have one of the records in a list of references; see [`listed_cells`].
pub(crate) const LISTED: &str = "SELECT m.row FROM json_each(?) j CROSS JOIN match_key m \
     ON m.kind = ? AND m.field = ? AND m.key >= j.value || ' ' AND m.key < j.value || '!'";

/// What [`LISTED`] is asked: the records, the kind and the field of the list.
pub(crate) fn listed_cells(table: &Table, field: &Field, ids: String) -> [Cell; 3] {
    [Cell::Text(ids), Cell::Integer(table.kind.id.0.into()), Cell::Integer(field.id.0.into())]
}

/// Ids as a JSON array of texts.
pub(crate) fn json_texts(ids: &[RecordId]) -> String {
    let texts: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    format!("[{}]", texts.join(","))
}

fn operator(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Is => "IS",
        Comparison::IsNot => "IS NOT",
        Comparison::AtLeast => ">=",
        Comparison::AtMost => "<=",
    }
}

fn referring(table: &Table, id: RecordId, cells: &mut Vec<Cell>) -> String {
    let mut ways = vec!["0".to_owned()];
    for field in table.kind.fields {
        match field.field_type {
            FieldType::Reference(_) => {
                cells.push(Cell::Blob(id.as_bytes().to_vec()));
                ways.push(format!("t.\"{}\" = ?", field.name));
            }
            FieldType::References(_) => {
                cells.extend(listed_cells(table, field, json_texts(&[id])));
                ways.push(format!("t._row IN ({LISTED})"));
            }
            _ => {}
        }
    }
    format!("({})", ways.join(" OR "))
}

fn order(table: &Table, order: Order) -> Result<String, StoreError> {
    Ok(match order {
        Order::Id => "t.id".to_owned(),
        Order::Title => "t._sort, t.id".to_owned(),
        Order::Updated => "t._updated DESC, t.id".to_owned(),
        Order::Field { field, descending } => {
            let field = declared(table, field)?;
            let collation =
                if column_type(field.field_type) == "TEXT" { FINNISH } else { "BINARY" };
            let direction = if descending { "DESC" } else { "ASC" };
            let name = field.name;
            format!("t.\"{name}\" IS NULL, t.\"{name}\" COLLATE {collation} {direction}, t.id")
        }
    })
}

fn declared(table: &Table, field: FieldId) -> Result<&'static Field, StoreError> {
    let undeclared = StoreError::Undeclared { kind: table.kind.id.0, field: field.0 };
    table.kind.field_by_id(field).ok_or(undeclared)
}
