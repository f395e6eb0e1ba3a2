//! Reading records of any kind, by the names of the domain.

use std::collections::BTreeMap;

use domain::{FieldId, KindId, RecordId, Stamp, Value};

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
        let _ = (kind, id);
        todo!()
    }

    /// Reads records of a kind.
    pub async fn records(&self, kind: KindId, query: RecordQuery) -> Result<Vec<Record>, StoreError> {
        let _ = (kind, query);
        todo!()
    }

    /// Counts the records of a kind that the query's filters let through.
    pub async fn count(&self, kind: KindId, query: &RecordQuery) -> Result<u32, StoreError> {
        let _ = (kind, query);
        todo!()
    }
}
