//! Phone numbers as lists hold them, around what [`domain::Phone`] reads.

use domain::{Phone, PhoneReading};

/// What a phone cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PhoneCell {
    /// Nothing, or that there is none.
    Nothing,
    /// A number.
    Number(PhoneReading),
    /// Something that is no number.
    NotUnderstood,
}

/// Reads a phone cell; of several numbers the first that can be read.
pub(crate) fn read(text: &str) -> PhoneCell {
    if !text.chars().any(|c| c.is_ascii_digit()) {
        return PhoneCell::Nothing;
    }
    // A spreadsheet that took the number for one of its own shows it with a decimal.
    let text = text.strip_suffix(".0").unwrap_or(text);
    if let Ok(reading) = Phone::parse(text) {
        return PhoneCell::Number(reading);
    }
    let mut parts = text
        .split([',', ';', '/', '\n'])
        .flat_map(|part| part.split(" tai "))
        .map(str::trim)
        // The halves of a number cut at a slash are too short to be numbers of their own.
        .filter(|part| part.chars().filter(char::is_ascii_digit).count() >= 7);
    match parts.find_map(|part| Phone::parse(part).ok()) {
        Some(reading) => PhoneCell::Number(reading),
        None => PhoneCell::NotUnderstood,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_lists_are_read() {
        for (text, number, guessed) in [
            ("'+358 40 000 0100", "+358400000100", false),
            ("040 000 0107 / 050 000 0107", "+358400000107", false),
            ("358400000111.0", "+358400000111", false),
            ("400000102", "+358400000102", true),
            ("040 000 0107; työ 09 123", "+358400000107", false),
        ] {
            let PhoneCell::Number(reading) = read(text) else { panic!("{text}") };
            assert_eq!((reading.phone.as_str(), reading.guessed), (number, guessed), "{text}");
        }
        for text in ["", "-", "ei ole"] {
            assert_eq!(read(text), PhoneCell::Nothing, "{text}");
        }
        for text in ["12345", "+3584000001O9", "3,58401E+11"] {
            assert_eq!(read(text), PhoneCell::NotUnderstood, "{text}");
        }
    }
}
