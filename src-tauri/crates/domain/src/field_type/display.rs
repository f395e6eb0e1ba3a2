//! Values as people read them.

use crate::{BusinessId, Cents, FieldType, Language, Phone, UnixMillis, Value, dates, numbers};

impl FieldType {
    /// The value as a person reads it in `language`: dates, numbers, money and phone numbers as
    /// they are written there, choices and flags by their words, lists joined by `; `, answers a
    /// question a line. References are shown as ids, since names lie with their records. Points in
    /// time are shown in Finnish time. What cannot be understood, because a newer version wrote
    /// it, is shown as it is kept.
    pub fn display(&self, value: &Value, language: Language) -> String {
        match value {
            Value::Empty => String::new(),
            Value::Text(text) => self.display_text(text, language),
            Value::Integer(number) => self.display_number(*number, language),
            Value::Reference(id) => id.to_string(),
            Value::List(entries) => joined(entries.iter().map(|entry| match self {
                FieldType::PhoneList => national(entry),
                _ => entry.clone(),
            })),
            Value::References(ids) => joined(ids.iter().map(ToString::to_string)),
            Value::Answers(answers) => answers
                .iter()
                .map(|(question, given)| format!("{question}: {}", given.join("; ")))
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }

    fn display_text(&self, text: &str, language: Language) -> String {
        let shown = match self {
            FieldType::Date => dates::parse_iso_date(text).map(|day| dates::date(day, language)),
            FieldType::LocalDateTime => dates::parse_iso_local_date_time(text)
                .map(|moment| dates::date_time(moment, language)),
            FieldType::Phone => Some(national(text)),
            FieldType::BusinessId => BusinessId::parse(text).ok().map(|id| id.to_string()),
            FieldType::Choice(choices) => choices
                .iter()
                .find(|choice| choice.name == text)
                .map(|choice| choice.label.text(language).to_owned()),
            _ => None,
        };
        shown.unwrap_or_else(|| text.to_owned())
    }

    fn display_number(&self, number: i64, language: Language) -> String {
        match self {
            FieldType::Money => Cents(number).text(language),
            FieldType::Flag => match (number != 0, language) {
                (true, Language::Fi) => "kyllä".to_owned(),
                (true, Language::Sv) => "ja".to_owned(),
                (true, Language::En) => "yes".to_owned(),
                (false, Language::Fi) => "ei".to_owned(),
                (false, Language::Sv) => "nej".to_owned(),
                (false, Language::En) => "no".to_owned(),
            },
            FieldType::Instant => dates::in_finland(UnixMillis(number))
                .map_or_else(|| number.to_string(), |moment| dates::date_time(moment, language)),
            _ => numbers::integer(number, language),
        }
    }
}

fn national(text: &str) -> String {
    Phone::parse(text).map_or_else(|_| text.to_owned(), |reading| reading.phone.national())
}

fn joined(entries: impl Iterator<Item = String>) -> String {
    entries.collect::<Vec<_>>().join("; ")
}
