//! Values as JSON: typed for screens and the command line, plain for the log and the share.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value as Json, json};

use super::parse::{list, record_id, tidy_answers};
use crate::text::one_line;
use crate::{FieldType, Value, ValueError};

impl FieldType {
    /// The value as typed JSON: a flag is a boolean, a point in time RFC 3339 in UTC
    /// (`2018-10-01T06:00:00Z`), money cents as a number, a reference an id as text, lists arrays,
    /// answers an object of arrays, nothing known null. Everything else is as it is kept.
    pub fn to_json(&self, value: &Value) -> Json {
        match (self, value) {
            (FieldType::Flag, Value::Integer(flag)) => Json::Bool(*flag != 0),
            (FieldType::Instant, Value::Integer(millis)) => {
                match DateTime::<Utc>::from_timestamp_millis(*millis) {
                    Some(time) => Json::String(time.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
                    None => json!(millis),
                }
            }
            _ => self.to_stored_json(value),
        }
    }

    /// Reads typed JSON as [`FieldType::to_json`] writes it. Text is read as
    /// [`FieldType::parse`] reads it, so that a screen may hand on what a person typed; empty text
    /// and null are [`Value::Empty`].
    ///
    /// # Errors
    /// Those of [`FieldType::parse`], and [`ValueError::WrongShape`] for JSON of another shape.
    pub fn from_json(&self, json: &Json) -> Result<Value, ValueError> {
        match (self, json) {
            (_, Json::Null) => Ok(Value::Empty),
            (_, Json::String(text)) => self.parse(text),
            (FieldType::Flag, Json::Bool(flag)) => Ok(Value::Integer(i64::from(*flag))),
            (FieldType::Flag, Json::Number(number)) => match number.as_i64() {
                Some(flag @ (0 | 1)) => Ok(Value::Integer(flag)),
                _ => Err(ValueError::NotAFlag(number.to_string())),
            },
            (FieldType::Integer | FieldType::Money | FieldType::Instant, Json::Number(number)) => {
                let whole = number.as_i64().map(Value::Integer);
                whole.ok_or_else(|| ValueError::NotANumber(number.to_string()))
            }
            (FieldType::TextList, Json::Array(entries)) => {
                let mut lines: Vec<String> = Vec::new();
                for entry in entries {
                    let line = one_line(text_of(entry)?);
                    if !line.is_empty() && !lines.contains(&line) {
                        lines.push(line);
                    }
                }
                Ok(list(lines))
            }
            (
                FieldType::EmailList | FieldType::PhoneList | FieldType::References(_),
                Json::Array(entries),
            ) => {
                let lines: Result<Vec<&str>, ValueError> = entries.iter().map(text_of).collect();
                self.parse(&lines?.join("\n"))
            }
            (FieldType::Answers, Json::Object(questions)) => {
                let mut answers = BTreeMap::new();
                for (question, given) in questions {
                    answers.insert(one_line(question), given_answers(given)?);
                }
                Ok(tidy_answers(answers))
            }
            _ => Err(self.wrong_shape(json)),
        }
    }

    /// The value as it is kept in a register: numbers as numbers (flags 0 and 1, points in time
    /// in milliseconds), the rest as text, arrays and objects; nothing known is null.
    pub fn to_stored_json(&self, value: &Value) -> Json {
        match value {
            Value::Empty => Json::Null,
            Value::Text(text) => json!(text),
            Value::Integer(number) => json!(number),
            Value::Reference(id) => json!(id),
            Value::List(entries) => json!(entries),
            Value::References(ids) => json!(ids),
            Value::Answers(answers) => json!(answers),
        }
    }

    /// Reads what [`FieldType::to_stored_json`] wrote. It is taken as it stands, without making it
    /// canonical again, so that every workstation reads the same from the same bytes.
    ///
    /// # Errors
    /// [`ValueError::WrongShape`] for JSON of another shape, [`ValueError::NotARecordId`] for
    /// references that are none.
    pub fn from_stored_json(&self, json: &Json) -> Result<Value, ValueError> {
        match (self, json) {
            (_, Json::Null) => Ok(Value::Empty),
            (
                FieldType::Instant | FieldType::Integer | FieldType::Money | FieldType::Flag,
                Json::Number(number),
            ) => number.as_i64().map(Value::Integer).ok_or_else(|| self.wrong_shape(json)),
            (FieldType::Reference(_), Json::String(id)) => Ok(Value::Reference(record_id(id)?)),
            (FieldType::References(_), Json::Array(ids)) => {
                let ids: Result<Vec<_>, _> = ids.iter().map(|id| record_id(text_of(id)?)).collect();
                Ok(Value::References(ids?))
            }
            (
                FieldType::TextList | FieldType::EmailList | FieldType::PhoneList,
                Json::Array(entries),
            ) => Ok(Value::List(owned_texts(entries)?)),
            (FieldType::Answers, Json::Object(questions)) => {
                let mut answers = BTreeMap::new();
                for (question, given) in questions {
                    let Json::Array(given) = given else {
                        return Err(self.wrong_shape(json));
                    };
                    answers.insert(question.clone(), owned_texts(given)?);
                }
                Ok(Value::Answers(answers))
            }
            (
                FieldType::Text
                | FieldType::LongText
                | FieldType::BusinessId
                | FieldType::Email
                | FieldType::Phone
                | FieldType::Url
                | FieldType::Date
                | FieldType::LocalDateTime
                | FieldType::Choice(_),
                Json::String(text),
            ) => Ok(Value::from(text.as_str())),
            _ => Err(self.wrong_shape(json)),
        }
    }

    fn wrong_shape(&self, json: &Json) -> ValueError {
        let expected = match self {
            FieldType::TextList | FieldType::EmailList | FieldType::PhoneList => {
                "an array of texts"
            }
            FieldType::References(_) => "an array of record ids",
            FieldType::Instant => "an RFC 3339 text or a number of milliseconds",
            FieldType::Integer | FieldType::Money => "a whole number",
            FieldType::Flag => "true or false",
            FieldType::Answers => "an object of questions and arrays of answers",
            _ => "a text",
        };
        ValueError::WrongShape { expected, found: shape(json) }
    }
}

/// What was answered to one question: several texts, or one text, number or truth value.
fn given_answers(given: &Json) -> Result<Vec<String>, ValueError> {
    let one = |answer: &Json| match answer {
        Json::String(text) => Ok(one_line(text)),
        Json::Number(number) => Ok(number.to_string()),
        Json::Bool(flag) => Ok(flag.to_string()),
        Json::Null => Ok(String::new()),
        other => Err(ValueError::WrongShape { expected: "a text", found: shape(other) }),
    };
    let answers = match given {
        Json::Array(answers) => answers.iter().map(one).collect::<Result<Vec<_>, _>>()?,
        answer => vec![one(answer)?],
    };
    Ok(answers.into_iter().filter(|answer| !answer.is_empty()).collect())
}

fn owned_texts(entries: &[Json]) -> Result<Vec<String>, ValueError> {
    entries.iter().map(|entry| text_of(entry).map(str::to_owned)).collect()
}

fn text_of(json: &Json) -> Result<&str, ValueError> {
    json.as_str().ok_or_else(|| ValueError::WrongShape { expected: "a text", found: shape(json) })
}

const fn shape(json: &Json) -> &'static str {
    match json {
        Json::Null => "null",
        Json::Bool(_) => "a truth value",
        Json::Number(_) => "a number",
        Json::String(_) => "a text",
        Json::Array(_) => "an array",
        Json::Object(_) => "an object",
    }
}
