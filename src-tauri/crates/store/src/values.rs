//! How values stand in the log and in the tables of the kinds.
//!
//! The log has JSON, where a reference is the text of its id; tables have columns, where it is the
//! 16 bytes of it, so that tables join.

use std::collections::BTreeMap;

use domain::{FieldType, RecordId, Value};
use serde_json::Value as Json;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, ValueRef};

use crate::statement::Cell;

/// Whether a value has the shape that fields of the type have.
pub(crate) fn fits(field_type: FieldType, value: &Value) -> bool {
    use FieldType::*;
    match value {
        Value::Empty => true,
        Value::Text(_) => matches!(
            field_type,
            Text | LongText | BusinessId | Email | Phone | Url | Date | LocalDateTime | Choice(_)
        ),
        Value::Integer(_) => matches!(field_type, Instant | Integer | Money | Flag),
        Value::Reference(_) => matches!(field_type, Reference(_)),
        Value::List(_) => matches!(field_type, TextList | EmailList | PhoneList),
        Value::References(_) => matches!(field_type, References(_)),
        Value::Answers(_) => matches!(field_type, Answers),
    }
}

/// The value as the log has it.
pub(crate) fn to_json(value: &Value) -> Json {
    match value {
        Value::Empty => Json::Null,
        Value::Text(text) => Json::String(text.clone()),
        Value::Integer(number) => Json::from(*number),
        Value::Reference(id) => Json::String(id.to_string()),
        Value::List(texts) => texts.iter().cloned().collect(),
        Value::References(ids) => ids.iter().map(RecordId::to_string).collect(),
        Value::Answers(answers) => Json::Object(
            answers.iter().map(|(k, v)| (k.clone(), v.iter().cloned().collect())).collect(),
        ),
    }
}

/// Reads a value of the log. What does not fit the type, because a newer version wrote it, is
/// [`Value::Empty`]; the log keeps it.
pub(crate) fn from_json(field_type: FieldType, json: &Json) -> Value {
    let texts = |list: &Vec<Json>| -> Option<Vec<String>> {
        list.iter().map(|text| text.as_str().map(str::to_owned)).collect()
    };
    let value = match (field_type, json) {
        (FieldType::Reference(_), Json::String(text)) => text.parse().ok().map(Value::Reference),
        (FieldType::References(_), Json::Array(list)) => list
            .iter()
            .map(|id| id.as_str().and_then(|id| id.parse().ok()))
            .collect::<Option<_>>()
            .map(Value::References),
        (_, Json::String(text)) => Some(Value::Text(text.clone())),
        (_, Json::Number(number)) => number.as_i64().map(Value::Integer),
        (_, Json::Array(list)) => texts(list).map(Value::List),
        (_, Json::Object(answers)) => answers
            .iter()
            .map(|(question, chosen)| Some((question.clone(), texts(chosen.as_array()?)?)))
            .collect::<Option<BTreeMap<_, _>>>()
            .map(Value::Answers),
        _ => None,
    };
    value.filter(|value| fits(field_type, value)).unwrap_or_default()
}

/// The type of a field's column.
pub(crate) fn column_type(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Instant | FieldType::Integer | FieldType::Money | FieldType::Flag => "INTEGER",
        FieldType::Reference(_) => "BLOB",
        _ => "TEXT",
    }
}

/// The value as its column has it.
pub(crate) fn to_cell(value: &Value) -> Cell {
    match value {
        Value::Empty => Cell::Null,
        Value::Text(text) => Cell::Text(text.clone()),
        Value::Integer(number) => Cell::Integer(*number),
        Value::Reference(id) => Cell::Blob(id.as_bytes().to_vec()),
        list => Cell::Text(to_json(list).to_string()),
    }
}

/// Reads the value of a column.
pub(crate) fn from_column(
    field_type: FieldType,
    row: &SqliteRow,
    column: usize,
) -> Result<Value, sqlx::Error> {
    if row.try_get_raw(column)?.is_null() {
        return Ok(Value::Empty);
    }
    Ok(match field_type {
        FieldType::Instant | FieldType::Integer | FieldType::Money | FieldType::Flag => {
            Value::Integer(row.try_get(column)?)
        }
        FieldType::Reference(_) => {
            record_id(row.try_get(column)?).map(Value::Reference).unwrap_or_default()
        }
        FieldType::TextList
        | FieldType::EmailList
        | FieldType::PhoneList
        | FieldType::References(_)
        | FieldType::Answers => serde_json::from_str(row.try_get(column)?)
            .map(|json| from_json(field_type, &json))
            .unwrap_or_default(),
        _ => Value::Text(row.try_get(column)?),
    })
}

/// The record id of a column; none if it is no 16 bytes.
pub(crate) fn record_id(bytes: &[u8]) -> Option<RecordId> {
    bytes.try_into().ok().map(RecordId::from_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_read_from_the_log_as_it_was_written() {
        let id = RecordId::from_bytes([7; 16]);
        let answers = BTreeMap::from([("Tuletko?".to_owned(), vec!["Kyllä".to_owned()])]);
        for (field_type, value) in [
            (FieldType::Text, Value::Text("ä".into())),
            (FieldType::Text, Value::Text("01920c3e-8a5b-7c3d-9e4f-0123456789ab".into())),
            (FieldType::Money, Value::Integer(-5)),
            (FieldType::Reference("person"), Value::Reference(id)),
            (FieldType::References("person"), Value::References(vec![id, id])),
            (FieldType::TextList, Value::List(vec!["b".into(), "a".into()])),
            (FieldType::Answers, Value::Answers(answers)),
            (FieldType::Date, Value::Empty),
        ] {
            assert!(fits(field_type, &value));
            assert_eq!(from_json(field_type, &to_json(&value)), value);
        }
    }

    #[test]
    fn what_does_not_fit_the_type_is_empty() {
        assert_eq!(from_json(FieldType::Integer, &Json::from("many")), Value::Empty);
        assert_eq!(from_json(FieldType::Reference("person"), &Json::from("nobody")), Value::Empty);
        assert_eq!(from_json(FieldType::TextList, &serde_json::json!(["a", 1])), Value::Empty);
        assert!(!fits(FieldType::Text, &Value::Integer(1)));
    }
}
