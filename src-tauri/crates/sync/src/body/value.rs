//! Values of fields, as a type and a length or number in one, the texts apart.

use domain::RecordId;
use serde_json::{Map, Number, Value as Json};

use super::budget::Budget;
use super::columns::{Column, ColumnReaders, Columns};
use super::{BodyError, MOST_DEPTH};
use crate::wire::put_number;

/// The types of values, the lowest three bits of a shape; the rest is a length or a number.
mod shape {
    /// Nothing, no, yes, a fraction: see [`NULL`] and those below it.
    pub(super) const PLAIN: u64 = 0;
    /// A text of so many bytes.
    pub(super) const TEXT: u64 = 1;
    /// This whole number.
    pub(super) const NUMBER: u64 = 2;
    /// Minus one minus this whole number.
    pub(super) const NEGATIVE: u64 = 3;
    /// The text of the id of the record at this place of the dictionary.
    pub(super) const RECORD: u64 = 4;
    /// So many values.
    pub(super) const ARRAY: u64 = 5;
    /// So many pairs of a text and a value.
    pub(super) const OBJECT: u64 = 6;

    pub(super) const NULL: u64 = 0;
    pub(super) const FALSE: u64 = 1;
    pub(super) const TRUE: u64 = 2;
    /// Eight bytes among the texts.
    pub(super) const FRACTION: u64 = 3;
}

/// The id that a text is the usual writing of.
pub(super) fn record_in(text: &str) -> Option<RecordId> {
    if text.len() != 36 {
        return None;
    }
    text.parse().ok().filter(|id: &RecordId| id.to_string() == text)
}

/// Writes a value; `place_of` finds a record in the dictionary, or puts it there.
pub(super) fn put_value(
    columns: &mut Columns,
    budget: &mut Budget,
    value: &Json,
    place_of: &mut dyn FnMut(RecordId) -> usize,
    depth: usize,
) -> Result<(), BodyError> {
    if depth > MOST_DEPTH {
        return Err(BodyError::TooLarge);
    }
    match value {
        Json::Null => put_shape(columns, shape::PLAIN, shape::NULL),
        Json::Bool(false) => put_shape(columns, shape::PLAIN, shape::FALSE),
        Json::Bool(true) => put_shape(columns, shape::PLAIN, shape::TRUE),
        Json::Number(number) => put_json_number(columns, number),
        Json::String(text) => {
            budget.text(text.len())?;
            match record_in(text) {
                Some(id) => put_shape(columns, shape::RECORD, place_of(id) as u64),
                None => put_text(columns, text),
            }
        }
        Json::Array(items) => {
            budget.array(items.len())?;
            put_shape(columns, shape::ARRAY, items.len() as u64);
            for item in items {
                put_value(columns, budget, item, place_of, depth + 1)?;
            }
        }
        Json::Object(pairs) => {
            budget.object(pairs.len())?;
            put_shape(columns, shape::OBJECT, pairs.len() as u64);
            for (key, item) in pairs {
                budget.text(key.len())?;
                put_text(columns, key);
                put_value(columns, budget, item, place_of, depth + 1)?;
            }
        }
    }
    Ok(())
}

fn put_shape(columns: &mut Columns, kind: u64, number: u64) {
    // A number that does not fit beside the type follows it whole.
    let shapes = columns.of(Column::Shapes);
    if number < u64::MAX >> 4 {
        put_number(shapes, (number + 1) << 3 | kind);
    } else {
        put_number(shapes, kind);
        put_number(shapes, number);
    }
}

fn put_text(columns: &mut Columns, text: &str) {
    put_shape(columns, shape::TEXT, text.len() as u64);
    columns.of(Column::Texts).extend_from_slice(text.as_bytes());
}

fn put_json_number(columns: &mut Columns, number: &Number) {
    if let Some(number) = number.as_u64() {
        put_shape(columns, shape::NUMBER, number);
    } else if let Some(number) = number.as_i64() {
        put_shape(columns, shape::NEGATIVE, !number as u64);
    } else {
        put_shape(columns, shape::PLAIN, shape::FRACTION);
        let bits = number.as_f64().unwrap_or_default().to_bits();
        columns.of(Column::Texts).extend_from_slice(&bits.to_le_bytes());
    }
}

/// A list or an object whose parts are being read.
enum Open {
    Array { left: usize, items: Vec<Json> },
    Object { left: usize, pairs: Map<String, Json>, key: String },
}

/// Reads a value. The parts of lists and objects wait on a stack of their own, so that no nesting
/// exhausts the thread's.
pub(super) fn read_value(
    columns: &mut ColumnReaders<'_>,
    budget: &mut Budget,
    record_at: &dyn Fn(usize) -> Option<RecordId>,
) -> Result<Json, BodyError> {
    let mut open: Vec<Open> = Vec::new();
    loop {
        let (kind, number) = read_shape(columns)?;
        let mut value = match kind {
            shape::PLAIN => read_plain(columns, number)?,
            shape::TEXT => Json::String(read_text(columns, budget, number)?),
            shape::NUMBER => Json::from(number),
            shape::NEGATIVE => match i64::try_from(number) {
                Ok(number) => Json::from(!number),
                Err(_) => return Err(BodyError::Damaged("a number is too small")),
            },
            shape::RECORD => {
                budget.text(36)?;
                let id = usize::try_from(number).ok().and_then(record_at);
                Json::String(
                    id.ok_or(BodyError::Damaged("it names an unknown record"))?.to_string(),
                )
            }
            shape::ARRAY => {
                let left = held(columns, number)?;
                budget.array(left)?;
                if left > 0 {
                    push(&mut open, Open::Array { left, items: Vec::with_capacity(left) })?;
                    continue;
                }
                Json::Array(Vec::new())
            }
            shape::OBJECT => {
                let left = held(columns, number)?;
                budget.object(left)?;
                if left > 0 {
                    let key = read_key(columns, budget)?;
                    push(&mut open, Open::Object { left, pairs: Map::new(), key })?;
                    continue;
                }
                Json::Object(Map::new())
            }
            _ => return Err(BodyError::Newer("a value of an unknown type")),
        };
        loop {
            match open.pop() {
                None => return Ok(value),
                Some(Open::Array { left, mut items }) => {
                    items.push(value);
                    if left > 1 {
                        open.push(Open::Array { left: left - 1, items });
                        break;
                    }
                    value = Json::Array(items);
                }
                Some(Open::Object { left, mut pairs, key }) => {
                    if pairs.insert(key, value).is_some() {
                        return Err(BodyError::Damaged("an object names a key twice"));
                    }
                    if left > 1 {
                        let key = read_key(columns, budget)?;
                        open.push(Open::Object { left: left - 1, pairs, key });
                        break;
                    }
                    value = Json::Object(pairs);
                }
            }
        }
    }
}

fn push(open: &mut Vec<Open>, part: Open) -> Result<(), BodyError> {
    if open.len() >= MOST_DEPTH {
        return Err(BodyError::Damaged("a value is nested too deeply"));
    }
    open.push(part);
    Ok(())
}

fn read_shape(columns: &mut ColumnReaders<'_>) -> Result<(u64, u64), BodyError> {
    let shapes = columns.of(Column::Shapes);
    let shape = shapes.number()?;
    match shape >> 3 {
        0 => Ok((shape & 7, shapes.number()?)),
        number => Ok((shape & 7, number - 1)),
    }
}

/// How many parts follow; each takes at least one byte.
fn held(columns: &mut ColumnReaders<'_>, number: u64) -> Result<usize, BodyError> {
    usize::try_from(number)
        .ok()
        .filter(|count| *count <= columns.of(Column::Shapes).left())
        .ok_or(BodyError::Damaged("a list is longer than what follows it"))
}

fn read_plain(columns: &mut ColumnReaders<'_>, number: u64) -> Result<Json, BodyError> {
    Ok(match number {
        shape::NULL => Json::Null,
        shape::FALSE => Json::Bool(false),
        shape::TRUE => Json::Bool(true),
        shape::FRACTION => {
            let bits = u64::from_le_bytes(columns.of(Column::Texts).array()?);
            let fraction = Number::from_f64(f64::from_bits(bits));
            Json::Number(fraction.ok_or(BodyError::Damaged("a fraction is no number"))?)
        }
        _ => return Err(BodyError::Newer("a value of an unknown type")),
    })
}

fn read_text(
    columns: &mut ColumnReaders<'_>,
    budget: &mut Budget,
    length: u64,
) -> Result<String, BodyError> {
    let length = usize::try_from(length).map_err(|_| BodyError::Damaged("a text is too long"))?;
    let bytes = columns.of(Column::Texts).bytes(length)?;
    let text = std::str::from_utf8(bytes);
    let text = text.map_err(|_| BodyError::Damaged("a text is not UTF-8"))?;
    budget.text(length)?;
    Ok(text.to_owned())
}

fn read_key(columns: &mut ColumnReaders<'_>, budget: &mut Budget) -> Result<String, BodyError> {
    match read_shape(columns)? {
        (shape::TEXT, length) => read_text(columns, budget, length),
        _ => Err(BodyError::Damaged("a key is no text")),
    }
}
