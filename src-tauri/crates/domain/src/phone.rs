//! Phone numbers: kept as E.164, shown as Finns group them.

use std::fmt;

use crate::{ValueError, text::one_line};

/// A phone number in E.164, `+358504390172`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(String);

/// A phone number as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneReading {
    /// The number.
    pub phone: Phone,
    /// Whether a leading zero was put back that a spreadsheet had dropped.
    pub guessed: bool,
}

impl Phone {
    /// Reads a number as people and spreadsheets write it.
    ///
    /// An apostrophe in front, words such as `puh.` around it, `(0)` after a country code, spaces,
    /// hyphens and brackets fall away. `+…` and `00…` are international. `358…` of 11–13 digits
    /// lost its plus; `0…` is Finnish. Eight to ten digits that begin like a Finnish mobile or
    /// nationwide number (4, 50, 10, 20, 29) lost their zero, which is put back and marked as
    /// guessed. Anything else could be any country's and is refused.
    ///
    /// # Errors
    /// [`ValueError::NotAPhone`] for what cannot be dialled.
    pub fn parse(text: &str) -> Result<PhoneReading, ValueError> {
        let typed = one_line(text);
        let refuse = || ValueError::NotAPhone(typed.clone());
        let dialled = dialled(&typed).ok_or_else(refuse)?;
        let (international, guessed) = international(&dialled).ok_or_else(refuse)?;
        let international = match international.strip_prefix("358") {
            Some(rest) => format!("358{}", rest.trim_start_matches('0')),
            None => international,
        };
        let length = match international.strip_prefix("358") {
            Some(_) => 8..=14,
            None => 7..=15,
        };
        if international.starts_with('0') || !length.contains(&international.len()) {
            return Err(refuse());
        }
        Ok(PhoneReading { phone: Phone(format!("+{international}")), guessed })
    }

    /// The number in E.164.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as it is dialled in Finland: `050 439 0172`; foreign ones as
    /// [`Phone::international`].
    pub fn national(&self) -> String {
        match self.0.strip_prefix("+358") {
            Some(number) => format!("0{}", finnish_groups(number)),
            None => self.international(),
        }
    }

    /// The number with its country code: `+358 50 439 0172`.
    pub fn international(&self) -> String {
        match self.0.strip_prefix("+358") {
            Some(number) => format!("+358 {}", finnish_groups(number)),
            None => {
                let digits = &self.0[1..];
                let (country, number) = digits.split_at(country_code_length(digits));
                format!("+{country} {}", grouped(number))
            }
        }
    }
}

/// The digits that would be dialled, with a plus in front if there was one.
fn dialled(typed: &str) -> Option<String> {
    let lower = typed.to_lowercase();
    let text = lower.trim_start_matches(['\'', '’']).trim();
    let start = text.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(')?;
    let label = text[..start].trim().trim_end_matches([':', '.', ' ']);
    let is_label = matches!(
        label,
        "" | "p"
            | "puh"
            | "puhelin"
            | "gsm"
            | "mob"
            | "mobile"
            | "tel"
            | "tfn"
            | "phone"
            | "matkapuhelin"
    );
    let number = &text[start..];
    let number = match number.rfind('(') {
        Some(open) if !number[open..].contains(|c: char| c.is_ascii_digit()) => &number[..open],
        _ => number,
    };
    let is_abroad = number.starts_with('+') || number.starts_with("00");
    let number = if is_abroad { number.replacen("(0)", "", 1) } else { number.to_owned() };
    let mut dialled = String::new();
    for c in number.chars() {
        match c {
            '0'..='9' => dialled.push(c),
            '+' if dialled.is_empty() => dialled.push(c),
            ' ' | '-' | '–' | '‐' | '‑' | '/' | '.' | '(' | ')' => {}
            _ => return None,
        }
    }
    is_label.then_some(dialled)
}

/// The digits after the plus of E.164, and whether a zero was guessed.
fn international(dialled: &str) -> Option<(String, bool)> {
    let length = dialled.len();
    if let Some(rest) = dialled.strip_prefix('+').or_else(|| dialled.strip_prefix("00")) {
        Some((rest.to_owned(), false))
    } else if let Some(rest) = dialled.strip_prefix('0') {
        Some((format!("358{rest}"), false))
    } else if dialled.starts_with("358") && (11..=13).contains(&length) {
        Some((dialled.to_owned(), false))
    } else if (8..=10).contains(&length)
        && ["4", "50", "10", "20", "29"].iter().any(|start| dialled.starts_with(start))
    {
        Some((format!("358{dialled}"), true))
    } else {
        None
    }
}

/// Groups a Finnish number after the country code by its prefix: mobile and nationwide numbers
/// `50 439 0172`, 029 numbers `294 45 1111`, 0800 and its like `800 123 45`, area codes of one
/// digit `9 123 4567` or of two `13 123 456`.
fn finnish_groups(number: &str) -> String {
    let prefix = match number.as_bytes() {
        [b'2', b'9', ..] if number.len() == 9 => {
            return format!("{} {} {}", &number[..3], &number[3..5], &number[5..]);
        }
        [b'2', b'9', ..] | [b'3' | b'6' | b'7' | b'8', b'0', b'0', ..] => 3,
        [b'4', ..] | [b'5', b'0', ..] | [b'1', ..] | [b'2', b'0', ..] | [b'7', ..] => 2,
        _ => 1,
    };
    match number.split_at_checked(prefix) {
        Some((prefix, rest)) if !rest.is_empty() => format!("{prefix} {}", grouped(rest)),
        _ => number.to_owned(),
    }
}

/// Groups of three, with twos and fours where the end asks for them.
fn grouped(number: &str) -> String {
    let mut groups = Vec::new();
    let mut rest = number;
    while rest.len() > 4 {
        let (group, remainder) = rest.split_at(match rest.len() {
            5 => 2,
            8 => 4,
            _ => 3,
        });
        groups.push(group);
        rest = remainder;
    }
    groups.push(rest);
    groups.join(" ")
}

/// How many digits the country code has (ITU-T E.164, list of assigned country codes).
fn country_code_length(digits: &str) -> usize {
    match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7', ..]
        | [b'3', b'0'..=b'4' | b'6' | b'9', ..]
        | [b'4', b'0' | b'1' | b'3'..=b'9', ..]
        | [b'5', b'1'..=b'8', ..]
        | [b'6', b'0'..=b'6', ..]
        | [b'8', b'1' | b'2' | b'4' | b'6', ..]
        | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        _ => 3,
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (String, bool) {
        let reading = Phone::parse(text).unwrap();
        (reading.phone.0, reading.guessed)
    }

    #[test]
    fn numbers_are_read_as_people_and_spreadsheets_write_them() {
        for (text, number) in [
            ("050 439 0172", "+358504390172"),
            ("'0504390172", "+358504390172"),
            ("050-4390172", "+358504390172"),
            ("+358 50 439 0172", "+358504390172"),
            ("+358 (0)50 439 0172", "+358504390172"),
            ("+3580504390172", "+358504390172"),
            ("00358504390172", "+358504390172"),
            ("358504390172", "+358504390172"),
            ("puh. 050 439 0172", "+358504390172"),
            ("tel:+358504390172", "+358504390172"),
            ("050\u{a0}439\u{a0}0172 (työ)", "+358504390172"),
            ("(050) 439 0172", "+358504390172"),
            ("0294 45 1111", "+358294451111"),
            ("+46 70 123 45 67", "+46701234567"),
            ("0046 70 123 4567", "+46701234567"),
            ("+1 (212) 555-0100", "+12125550100"),
        ] {
            assert_eq!(read(text), (number.to_owned(), false), "{text}");
        }
    }

    #[test]
    fn a_zero_that_a_spreadsheet_dropped_is_put_back_and_marked() {
        assert_eq!(read("401234567"), ("+358401234567".to_owned(), true));
        assert_eq!(read("50 439 0172"), ("+358504390172".to_owned(), true));
        assert_eq!(read("294451111"), ("+358294451111".to_owned(), true));
    }

    #[test]
    fn what_cannot_be_dialled_is_refused() {
        for text in [
            "",
            "-",
            "ei ole",
            "123456",
            "701234567",
            "46701234567",
            "0",
            "00",
            "+",
            "+0123456789",
            "+35850",
            "050 439 0172 alanumero 12",
            "1234567890123456789",
            "nimi@uef.fi",
            "050 439 0172 / 040 123 4567",
        ] {
            assert_eq!(Phone::parse(text).unwrap_err().code(), "not_a_phone", "{text}");
        }
    }

    #[test]
    fn numbers_are_grouped_as_finns_group_them() {
        for (number, shown) in [
            ("+358504390172", "050 439 0172"),
            ("+358294451111", "0294 45 1111"),
            ("+35840123456", "040 123 456"),
            ("+35891234567", "09 123 4567"),
            ("+35813123456", "013 123 456"),
            ("+35880012345", "0800 12 345"),
            ("+358201234567", "020 123 4567"),
            ("+46701234567", "+46 701 234 567"),
            ("+37251234567", "+372 5123 4567"),
            ("+12125550100", "+1 212 555 0100"),
        ] {
            assert_eq!(Phone::parse(number).unwrap().phone.national(), shown);
        }
        let phone = Phone::parse("0504390172").unwrap().phone;
        assert_eq!(phone.international(), "+358 50 439 0172");
    }

    proptest! {
        #[test]
        fn a_number_read_once_reads_the_same_again(text in "[+'(]{0,2}(0|00|358|\\+358)?[0-9() -]{4,14}") {
            if let Ok(reading) = Phone::parse(&text) {
                let again = Phone::parse(reading.phone.as_str()).unwrap();
                prop_assert_eq!(&again.phone, &reading.phone);
                prop_assert!(!again.guessed);
            }
        }

        #[test]
        fn a_number_shown_reads_back(number in "\\+(358[1-9][0-9]{4,9}|46[1-9][0-9]{6,8}|372[0-9]{7,8}|1[0-9]{10})") {
            let phone = Phone::parse(&number).unwrap().phone;
            prop_assert_eq!(&Phone::parse(&phone.national()).unwrap().phone, &phone);
            prop_assert_eq!(&Phone::parse(&phone.international()).unwrap().phone, &phone);
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            let _ = Phone::parse(&text).map(|reading| reading.phone.national());
        }
    }
}
