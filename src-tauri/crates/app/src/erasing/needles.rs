//! What names a person in a text: the full name in its usual orders, addresses, numbers. Found
//! only whole, so that nobody else's name loses letters.

use std::collections::{BTreeMap, BTreeSet};

use domain::Value;
use serde_json::Value as Json;

/// What stands in a text where a person was named.
pub(super) const GONE: &str = "[…]";

/// The fewest letters of something that is looked for in texts: shorter ones are everywhere.
const SHORTEST: usize = 4;

/// The fewest digits of a phone number that is looked for.
const FEWEST_DIGITS: usize = 6;

/// What a person is named by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Needles {
    /// In lower case.
    texts: BTreeSet<String>,
    /// The digits of phone numbers after the zero or the code of the country.
    numbers: BTreeSet<String>,
    /// Records that are going, by their ids as texts.
    ids: BTreeSet<String>,
}

impl Needles {
    /// Looks for a full name, in every usual order.
    pub(super) fn name(&mut self, first: &str, last: &str) {
        let (first, last) = (first.trim().to_lowercase(), last.trim().to_lowercase());
        if !first.is_empty() && !last.is_empty() {
            self.texts.extend([
                format!("{first} {last}"),
                format!("{last} {first}"),
                format!("{last}, {first}"),
            ]);
        }
    }

    /// Looks for something that names the person and nobody else, such as an address.
    pub(super) fn text(&mut self, text: &str) {
        let text = text.trim().to_lowercase();
        if text.chars().count() >= SHORTEST {
            if let Some((name, domain)) = text.split_once('@') {
                self.texts.insert(format!("{name}(at){domain}"));
            }
            self.texts.insert(text);
        }
    }

    /// Looks for a phone number, however it is written.
    pub(super) fn phone(&mut self, number: &str) {
        let digits = national(&digits(number));
        if digits.len() >= FEWEST_DIGITS {
            self.numbers.insert(digits);
        }
    }

    /// Looks for references to a record that is going.
    pub(super) fn id(&mut self, id: impl ToString) {
        self.ids.insert(id.to_string());
    }

    /// Whether a value as the log has it names the person.
    pub(super) fn is_in_json(&self, value: &Json) -> bool {
        match value {
            Json::String(text) => self.ids.contains(text) || self.is_in(text),
            Json::Array(values) => values.iter().any(|value| self.is_in_json(value)),
            Json::Object(values) => {
                values.iter().any(|(key, value)| self.is_in(key) || self.is_in_json(value))
            }
            _ => false,
        }
    }

    /// Whether a text names the person.
    pub(super) fn is_in(&self, text: &str) -> bool {
        !self.places(text).is_empty()
    }

    /// A value without the person; none where it does not name the person.
    pub(super) fn redacted(&self, value: &Value, is_prose: bool) -> Option<Value> {
        let without = match value {
            Value::Text(text) if self.is_in(text) && is_prose => {
                Value::Text(self.redacted_text(text))
            }
            Value::Text(text) if self.is_in(text) => Value::Empty,
            Value::Text(text) if self.ids.contains(text) => Value::Empty,
            Value::Reference(id) if self.ids.contains(&id.to_string()) => Value::Empty,
            Value::References(ids) => {
                let left: Vec<_> =
                    ids.iter().filter(|id| !self.ids.contains(&id.to_string())).copied().collect();
                if left.is_empty() { Value::Empty } else { Value::References(left) }
            }
            Value::List(entries) => {
                let left: Vec<String> = entries
                    .iter()
                    .filter(|entry| is_prose || !self.is_in(entry))
                    .map(|entry| self.redacted_text(entry))
                    .collect();
                if left.is_empty() { Value::Empty } else { Value::List(left) }
            }
            Value::Answers(answers) => {
                let left = answers.iter().map(|(question, given)| {
                    let given = given.iter().map(|text| self.redacted_text(text)).collect();
                    (self.redacted_text(question), given)
                });
                Value::Answers(left.collect::<BTreeMap<_, _>>())
            }
            _ => return None,
        };
        (without != *value).then_some(without)
    }

    fn redacted_text(&self, text: &str) -> String {
        let mut left = String::with_capacity(text.len());
        let mut from = 0;
        for (start, end) in self.places(text) {
            left.push_str(&text[from..start]);
            left.push_str(GONE);
            from = end;
        }
        left.push_str(&text[from..]);
        left
    }

    /// Where a text names the person: ranges of bytes, apart from each other, in order.
    fn places(&self, text: &str) -> Vec<(usize, usize)> {
        let mut found = self.numbers_in(text);
        let (lower, origins) = lowered(text);
        for needle in &self.texts {
            for (at, _) in lower.match_indices(needle.as_str()) {
                let end = at + needle.len();
                if is_whole(&lower, at, end) {
                    found.push((origins[at], origins[end]));
                }
            }
        }
        found.sort_unstable();
        let mut apart: Vec<(usize, usize)> = Vec::with_capacity(found.len());
        for (start, end) in found {
            match apart.last_mut() {
                Some(last) if start < last.1 => last.1 = last.1.max(end),
                _ => apart.push((start, end)),
            }
        }
        apart
    }

    /// Runs of digits, with what people write between them, that are one of the numbers.
    fn numbers_in(&self, text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        if self.numbers.is_empty() {
            return found;
        }
        let is_part = |letter: char| letter.is_ascii_digit() || " \u{a0}-()+.".contains(letter);
        let mut run: Option<(usize, usize)> = None;
        let mut letters = text.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            if letter.is_ascii_digit() || (letter == '+' && run.is_none()) {
                let end = at + letter.len_utf8();
                run = Some((run.map_or(at, |(start, _)| start), end));
            }
            let goes_on = letters.peek().is_some_and(|(_, next)| is_part(*next));
            if (!is_part(letter) || !goes_on)
                && let Some((start, end)) = run.take()
                && self.numbers.contains(&national(&digits(&text[start..end])))
            {
                found.push((start, end));
            }
        }
        found
    }
}

/// The text in lower case and, for each byte of it and its end, where that comes from.
fn lowered(text: &str) -> (String, Vec<usize>) {
    let mut lower = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len() + 1);
    for (at, letter) in text.char_indices() {
        for small in letter.to_lowercase() {
            lower.push(small);
            origins.resize(lower.len(), at);
        }
    }
    origins.push(text.len());
    (lower, origins)
}

fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if text.trim_start().starts_with('+') { format!("+{digits}") } else { digits }
}

/// What is left of a number without the code of Finland or the zero before it; numbers of other
/// countries are left whole.
fn national(digits: &str) -> String {
    let rest = digits
        .strip_prefix("+358")
        .or_else(|| digits.strip_prefix("00358"))
        .or_else(|| digits.strip_prefix('0'))
        .unwrap_or(digits);
    rest.trim_start_matches(['+', '0']).to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn maija() -> Needles {
        let mut needles = Needles::default();
        needles.name("Maija", "Öhman");
        needles.text("maija.ohman@esimerkki.fi");
        needles.phone("+358504390172");
        needles.id("01920c3e-8a5b-7c3d-9e4f-0123456789ab");
        needles
    }

    #[test]
    fn a_person_is_found_as_people_write_names_addresses_and_numbers() {
        let needles = maija();
        for text in [
            "Puhuin: Maija Öhman (projektipäällikkö)",
            "ÖHMAN MAIJA",
            "öhman, maija",
            "maija.ohman@esimerkki.fi",
            "kirjoita Maija.Ohman(at)esimerkki.fi",
            "soita 050 439 0172.",
            "puh. +358 50 439 0172",
            "puh. (050) 439-0172, iltaisin",
            "00358504390172",
        ] {
            assert!(needles.is_in(text), "{text}");
        }
    }

    #[test]
    fn nobody_else_is_found() {
        let needles = maija();
        for text in [
            "Maija Öhmanin sisar",
            "Anna-Maija Öhmann",
            "Maija",
            "Öhman",
            "050 439 01721",
            "1050 439 0172",
            "amaija.ohman@esimerkki.fi",
            "",
        ] {
            assert!(!needles.is_in(text), "{text}");
        }
    }

    #[test]
    fn the_rest_of_a_text_stays() {
        let needles = maija();
        let note = Value::from("Sovittu: Maija Öhman soittaa, 050 439 0172. Kahvit!");
        assert_eq!(
            needles.redacted(&note, true),
            Some(Value::from("Sovittu: […] soittaa, […]. Kahvit!"))
        );
        let list = Value::List(vec!["Liisa Laine".into(), "Maija Öhman".into()]);
        assert_eq!(
            needles.redacted(&list, true),
            Some(Value::List(vec!["Liisa Laine".into(), GONE.into()]))
        );
        assert_eq!(needles.redacted(&Value::from("Kahvit!"), true), None);
        assert_eq!(
            needles.redacted(&Value::from("maija.ohman@esimerkki.fi"), false),
            Some(Value::Empty)
        );
    }

    #[test]
    fn references_to_what_goes_are_taken_out() {
        let needles = maija();
        let gone: domain::RecordId = "01920c3e-8a5b-7c3d-9e4f-0123456789ab".parse().unwrap();
        let other: domain::RecordId = "01920c3e-8a5b-7c3d-9e4f-0123456789ac".parse().unwrap();
        assert_eq!(needles.redacted(&Value::Reference(gone), false), Some(Value::Empty));
        assert_eq!(needles.redacted(&Value::Reference(other), false), None);
        assert_eq!(
            needles.redacted(&Value::References(vec![gone, other]), false),
            Some(Value::References(vec![other]))
        );
    }

    proptest! {
        #[test]
        fn what_was_taken_out_of_a_text_is_found_no_more(
            before in any::<String>(), after in any::<String>(), again in any::<bool>()
        ) {
            let needles = maija();
            let name = if again { "Maija Öhman maija öhman" } else { "maija.ohman@esimerkki.fi" };
            let text = format!("{before} {name} {after}");
            let left = needles.redacted_text(&text);
            prop_assert!(!needles.is_in(&left), "{}", left);
        }
    }
}
