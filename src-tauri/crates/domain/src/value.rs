//! Values as they are kept: few shapes, each canonical, so that equal values are equal bytes on
//! every workstation.

use std::collections::BTreeMap;

use crate::RecordId;

/// A value of a field.
///
/// Which shape a field has follows from its [`FieldType`](crate::FieldType), whose `parse` and
/// `from_json` are the only ways from outside to a value; so a date is always an ISO 8601 text and
/// a list never holds an empty entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Value {
    /// Nothing known.
    #[default]
    Empty,
    /// Text in Unicode NFC; also dates (`2018-10-01`), local date-times (`2018-10-01T09:00`),
    /// choices by their name, e-mail addresses, phone numbers (E.164) and Y-tunnus.
    Text(String),
    /// A whole number; also money in cents, instants in milliseconds since 1970 UTC, and flags as
    /// 0 and 1.
    Integer(i64),
    /// Another record.
    Reference(RecordId),
    /// Several texts, in order.
    List(Vec<String>),
    /// Several other records, in order.
    References(Vec<RecordId>),
    /// Answers to questions of a form: the title of each question and what was chosen or written.
    Answers(BTreeMap<String, Vec<String>>),
}

impl Value {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        matches!(self, Value::Empty)
    }

    /// The text of a text value.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number of a number value.
    pub fn integer(&self) -> Option<i64> {
        match self {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The record that a reference names.
    pub fn reference(&self) -> Option<RecordId> {
        match self {
            Value::Reference(id) => Some(*id),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        if text.is_empty() { Value::Empty } else { Value::Text(text) }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Integer(number)
    }
}

impl From<RecordId> for Value {
    fn from(id: RecordId) -> Value {
        Value::Reference(id)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Empty, Into::into)
    }
}
