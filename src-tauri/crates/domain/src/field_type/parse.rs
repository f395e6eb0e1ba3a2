//! Values from what a person typed or pasted.

use std::collections::BTreeMap;

use crate::dates::{
    iso_date, iso_local_date_time, parse_date, parse_instant, parse_local_date_time,
};
use crate::fold::fold;
use crate::numbers::parse_integer;
use crate::text::{entries, many_lines, one_line};
use crate::web_address::parse_web_address;
use crate::{
    BusinessId, Cents, Choice, EmailAddress, FieldType, Language, NotARecordId, Phone, RecordId,
    Value, ValueError,
};

impl FieldType {
    /// Reads a value as a person types it and makes it canonical; nothing but white space is
    /// [`Value::Empty`].
    ///
    /// Lists take an entry a line or separated by `;` (addresses, numbers and ids also by `,`).
    /// A choice is known by its name or its label in any language, a flag by yes or no in any
    /// language. Answers are a JSON object or lines of `Question: answer; answer`. Points in time
    /// without an offset are local to Finland.
    ///
    /// # Errors
    /// What is wrong and what to write instead; see [`ValueError`].
    pub fn parse(&self, text: &str) -> Result<Value, ValueError> {
        let line = one_line(text);
        if line.is_empty() {
            return Ok(Value::Empty);
        }
        Ok(match self {
            FieldType::Text => Value::from(line),
            FieldType::LongText => Value::from(many_lines(text)),
            FieldType::TextList => list(entries(text, &[';'])),
            FieldType::BusinessId => Value::from(BusinessId::parse(&line)?.as_str()),
            FieldType::Email => Value::from(EmailAddress::parse(&line)?.as_str()),
            FieldType::EmailList => {
                list(each(text, |entry| Ok(EmailAddress::parse(entry)?.as_str().to_owned()))?)
            }
            FieldType::Phone => Value::from(Phone::parse(&line)?.phone.as_str()),
            FieldType::PhoneList => {
                list(each(text, |entry| Ok(Phone::parse(entry)?.phone.as_str().to_owned()))?)
            }
            FieldType::Url => Value::from(parse_web_address(&line)?),
            FieldType::Date => Value::from(iso_date(parse_date(&line)?)),
            FieldType::LocalDateTime => {
                Value::from(iso_local_date_time(parse_local_date_time(&line)?))
            }
            FieldType::Instant => Value::Integer(parse_instant(&line)?.0),
            FieldType::Integer => Value::Integer(parse_integer(&line)?),
            FieldType::Money => Value::Integer(Cents::parse(&line)?.0),
            FieldType::Flag => Value::Integer(i64::from(flag(&line)?)),
            FieldType::Choice(choices) => Value::from(chosen(choices, &line)?),
            FieldType::Reference(_) => Value::Reference(record_id(&line)?),
            FieldType::References(_) => {
                let ids = each(text, record_id)?;
                if ids.is_empty() { Value::Empty } else { Value::References(ids) }
            }
            FieldType::Answers => answers(text)?,
        })
    }
}

pub(super) fn list(entries: Vec<String>) -> Value {
    if entries.is_empty() { Value::Empty } else { Value::List(entries) }
}

/// Reads each entry of a list of addresses, numbers or ids, without doubles.
fn each<T: PartialEq>(
    text: &str,
    read: impl Fn(&str) -> Result<T, ValueError>,
) -> Result<Vec<T>, ValueError> {
    let mut values = Vec::new();
    for entry in entries(text, &[';', ',']) {
        let value = read(&entry)?;
        if !values.contains(&value) {
            values.push(value);
        }
    }
    Ok(values)
}

pub(super) fn record_id(text: &str) -> Result<RecordId, ValueError> {
    text.parse().map_err(|NotARecordId(text)| ValueError::NotARecordId(text))
}

fn flag(text: &str) -> Result<bool, ValueError> {
    match fold(text).as_str() {
        "kyllä" | "kylla" | "joo" | "k" | "yes" | "y" | "true" | "ja" | "j" | "on" | "x" | "1" => {
            Ok(true)
        }
        "ei" | "e" | "no" | "n" | "false" | "nej" | "off" | "0" => Ok(false),
        _ => Err(ValueError::NotAFlag(text.to_owned())),
    }
}

pub(super) fn chosen(choices: &'static [Choice], text: &str) -> Result<&'static str, ValueError> {
    let folded = fold(text);
    let by_name = choices.iter().find(|choice| choice.name == folded);
    let by_label = || {
        choices.iter().find(|choice| {
            Language::ALL.iter().any(|language| fold(choice.label.text(*language)) == folded)
        })
    };
    by_name.or_else(by_label).map(|choice| choice.name).ok_or_else(|| ValueError::UnknownChoice {
        text: text.to_owned(),
        choices: choices.iter().map(|choice| choice.name).collect(),
    })
}

fn answers(text: &str) -> Result<Value, ValueError> {
    let tidy = many_lines(text);
    if tidy.starts_with('{') {
        return match serde_json::from_str(&tidy) {
            Ok(json) => FieldType::Answers.from_json(&json),
            Err(_) => Err(ValueError::NotAnswers(tidy)),
        };
    }
    let mut answers = BTreeMap::new();
    for line in tidy.lines().filter(|line| !line.trim().is_empty()) {
        let (question, given) = line
            .split_once(": ")
            .or_else(|| line.strip_suffix(':').map(|question| (question, "")))
            .ok_or_else(|| ValueError::NotAnswers(line.to_owned()))?;
        answers.insert(one_line(question), entries(given, &[';']));
    }
    Ok(tidy_answers(answers))
}

/// Answers without those that are empty.
pub(super) fn tidy_answers(answers: BTreeMap<String, Vec<String>>) -> Value {
    let answers: BTreeMap<String, Vec<String>> = answers
        .into_iter()
        .filter(|(question, given)| !question.is_empty() && !given.is_empty())
        .collect();
    if answers.is_empty() { Value::Empty } else { Value::Answers(answers) }
}
