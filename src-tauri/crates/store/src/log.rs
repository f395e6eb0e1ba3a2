//! Reading the log: entries, and the values that the changes in them wrote.

use std::collections::HashMap;

use domain::{ChangeBody, ChangeId, RegisterId, RegisterValue, WriterId};
use serde_json::Value as Json;
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Row, query};

use crate::StoreError;
use crate::error::Attempt;
use crate::record_state::RecordState;
use crate::statement::{json_numbers, push_hex};

/// The body of an entry being written.
#[derive(Debug, Default)]
pub(crate) struct BodyWriter(String);

impl BodyWriter {
    /// Adds a set.
    pub(crate) fn set(&mut self, register: u16, value: &str) {
        self.next();
        self.0 += &format!("[{register},{value}]");
    }

    /// Adds a touch.
    pub(crate) fn touch(&mut self) {
        self.next();
        self.0.push('0');
    }

    /// Adds a delete.
    pub(crate) fn delete(&mut self, seen: &[ChangeId]) {
        self.next();
        self.0.push('"');
        for change in seen {
            push_hex(&mut self.0, &change.writer.0);
            push_hex(&mut self.0, &change.sequence.to_be_bytes());
        }
        self.0.push('"');
    }

    /// Adds an erasure.
    pub(crate) fn erase(&mut self, register: Option<u16>) {
        self.next();
        match register {
            Some(register) => self.0 += &format!("{{\"erase\":{register}}}"),
            None => self.0 += "{\"erase\":null}",
        }
    }

    fn next(&mut self) {
        self.0.push(if self.0.is_empty() { '[' } else { ',' });
    }

    /// The body.
    pub(crate) fn finish(mut self) -> String {
        self.0.push(']');
        self.0
    }
}

/// Reads a body; `None` if it is something else.
pub(crate) fn read_body(body: &str) -> Option<Vec<ChangeBody>> {
    let Ok(Json::Array(items)) = serde_json::from_str(body) else { return None };
    items
        .into_iter()
        .map(|item| match item {
            Json::Number(_) => Some(ChangeBody::Touch),
            Json::String(hex) => Some(ChangeBody::Delete { seen: read_seen(&hex)? }),
            Json::Array(mut set) if set.len() == 2 => {
                let value: RegisterValue = serde_json::from_value(set.pop()?).ok()?;
                let register = u16::try_from(set.pop()?.as_u64()?).ok()?;
                Some(ChangeBody::Set { register: RegisterId(register), value })
            }
            Json::Object(erase) if erase.len() == 1 => {
                let register = match erase.get("erase")? {
                    Json::Null => None,
                    register => Some(RegisterId(u16::try_from(register.as_u64()?).ok()?)),
                };
                Some(ChangeBody::Erase { register })
            }
            _ => None,
        })
        .collect()
}

fn read_seen(hex: &str) -> Option<Vec<ChangeId>> {
    let digits: Vec<u8> = hex
        .chars()
        .map(|digit| digit.to_digit(16).map(|digit| digit as u8))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> =
        digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    bytes
        .chunks(24)
        .map(|change| {
            let (writer, sequence) = change.split_first_chunk::<16>()?;
            Some(ChangeId {
                writer: WriterId(*writer),
                sequence: u64::from_be_bytes(sequence.try_into().ok()?),
            })
        })
        .collect()
}

/// An entry of the log.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its number, in the order of arrival.
    pub(crate) number: i64,
    /// Its writer's local number.
    pub(crate) writer: u32,
    /// The sequence of its first change.
    pub(crate) first: u64,
    /// The class of its changes.
    pub(crate) class: domain::Class,
    /// Their stamp.
    pub(crate) stamp: domain::Stamp,
    /// The record.
    pub(crate) row: i64,
    /// The changes.
    pub(crate) bodies: Vec<ChangeBody>,
}

/// The columns that [`Entry::read`] reads, of `log_entry` as `e`.
pub(crate) const ENTRY_COLUMNS: &str =
    "e.entry, e.writer, e.first, e.class, e.stamp, e.row, e.body";

impl Entry {
    /// Reads the [`ENTRY_COLUMNS`].
    pub(crate) fn read(row: &SqliteRow) -> Result<Entry, StoreError> {
        let damaged = |why: &str| StoreError::Damaged {
            path: "the workspace database".into(),
            why: why.into(),
        };
        let class: i64 = row.get(3);
        Ok(Entry {
            number: row.get(0),
            writer: row.get::<i64, _>(1) as u32,
            first: row.get::<i64, _>(2) as u64,
            class: crate::record_state::encoding::class_from(class as u8)
                .ok_or_else(|| damaged("an entry of the log has an unknown class"))?,
            stamp: domain::Stamp(row.get::<i64, _>(4) as u64),
            row: row.get(5),
            bodies: read_body(row.get(6))
                .ok_or_else(|| damaged("an entry of the log cannot be read"))?,
        })
    }
}

/// Of entries, each with how many changes it has, the one with which they are more than
/// `most_changes`, or else the last: how far to read, since what bounds memory is changes.
pub(crate) fn end_of(sizes: &[(i64, i64)], most_changes: u32) -> Option<i64> {
    let mut changes = 0;
    let mut is_more = |size: i64| {
        changes += size;
        changes > i64::from(most_changes)
    };
    sizes.iter().find(|(_, size)| is_more(*size)).or(sizes.last()).map(|(entry, _)| *entry)
}

/// Every entry of the records, in the order of arrival.
pub(crate) async fn entries_of(
    connection: &mut SqliteConnection,
    rows: impl IntoIterator<Item = i64>,
) -> Result<Vec<Entry>, StoreError> {
    let sql = format!(
        "SELECT {ENTRY_COLUMNS} FROM json_each(?) j CROSS JOIN log_entry e ON e.row = j.value ORDER BY e.entry"
    );
    query(&sql)
        .bind(json_numbers(rows))
        .fetch_all(connection)
        .await
        .attempting("reading the log")?
        .iter()
        .map(Entry::read)
        .collect()
}

/// The value of every register of the records, by row and register.
pub(crate) async fn winning_values(
    connection: &mut SqliteConnection,
    states: &HashMap<i64, &RecordState>,
) -> Result<HashMap<i64, Vec<(u16, RegisterValue)>>, StoreError> {
    let mut values: HashMap<i64, Vec<_>> = HashMap::with_capacity(states.len());
    if states.is_empty() {
        return Ok(values);
    }
    for entry in entries_of(connection, states.keys().copied()).await? {
        let state = states[&entry.row];
        for (sequence, body) in (entry.first..).zip(entry.bodies) {
            let (register, value) = match body {
                ChangeBody::Set { register, value } => (register, value),
                ChangeBody::Erase { register: Some(register) } => {
                    (register, RegisterValue::default())
                }
                _ => continue,
            };
            if state
                .winner(register.0)
                .is_some_and(|winner| winner.writer == entry.writer && winner.sequence == sequence)
            {
                values.entry(entry.row).or_default().push((register.0, value));
            }
        }
    }
    Ok(values)
}

/// The entries that these changes are in.
pub(crate) async fn entries_with(
    connection: &mut SqliteConnection,
    changes: impl IntoIterator<Item = (u32, u64)>,
) -> Result<Vec<Entry>, StoreError> {
    let changes: Vec<(u32, u64)> = changes.into_iter().collect();
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT DISTINCT {ENTRY_COLUMNS} FROM json_each(?) j CROSS JOIN log_entry e \
         ON e.writer = j.value ->> 0 AND e.first = (SELECT max(first) FROM log_entry \
         WHERE writer = j.value ->> 0 AND first <= j.value ->> 1)"
    );
    let changes = serde_json::to_string(&changes).unwrap_or_default();
    query(&sql)
        .bind(changes)
        .fetch_all(connection)
        .await
        .attempting("reading the log")?
        .iter()
        .map(Entry::read)
        .collect()
}

/// The values that these changes wrote, by the change's writer and count.
pub(crate) async fn values_of(
    connection: &mut SqliteConnection,
    changes: impl IntoIterator<Item = (u32, u64)>,
) -> Result<HashMap<(u32, u64), RegisterValue>, StoreError> {
    let mut values = HashMap::new();
    for entry in entries_with(connection, changes).await? {
        for (sequence, body) in (entry.first..).zip(entry.bodies) {
            if let ChangeBody::Set { value, .. } = body {
                values.insert((entry.writer, sequence), value);
            }
        }
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_read_back_as_written() {
        let seen = vec![ChangeId { writer: WriterId([0xA7; 16]), sequence: u64::MAX - 1 }];
        let value = RegisterValue([(1, Json::from("ä\"")), (20, Json::Null)].into());
        let mut writer = BodyWriter::default();
        writer.set(7, &serde_json::to_string(&value).unwrap());
        writer.touch();
        writer.delete(&seen);
        writer.delete(&[]);
        writer.erase(None);
        writer.erase(Some(7));
        let bodies = read_body(&writer.finish()).unwrap();
        assert_eq!(
            bodies,
            [
                ChangeBody::Set { register: RegisterId(7), value },
                ChangeBody::Touch,
                ChangeBody::Delete { seen },
                ChangeBody::Delete { seen: Vec::new() },
                ChangeBody::Erase { register: None },
                ChangeBody::Erase { register: Some(RegisterId(7)) },
            ]
        );
    }

    #[test]
    fn a_body_that_is_something_else_is_no_panic() {
        for body in [
            "",
            "[",
            "{}",
            "[[1]]",
            "[\"zz\"]",
            "[\"abc\"]",
            "[\"é\"]",
            "[[70000,{}]]",
            "[null]",
            "[{}]",
            "[{\"erase\":-1}]",
        ] {
            assert!(read_body(body).is_none(), "{body}");
        }
    }
}
