//! Whole numbers, money and durations as Finns write them.

use crate::{Language, ValueError, text::one_line};

const NO_BREAK_SPACE: char = '\u{a0}';

/// An amount of euros in cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Cents(pub i64);

/// A duration in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Minutes(pub u32);

/// Reads a whole number: `1234`, `1 234` with any space between thousands, `−5`.
///
/// # Errors
/// [`ValueError::NotANumber`] for anything else, decimals too.
pub fn parse_integer(text: &str) -> Result<i64, ValueError> {
    let typed = one_line(text);
    let (negative, digits) = signed(&typed);
    whole(digits)
        .and_then(|number| if negative { number.checked_neg() } else { Some(number) })
        .ok_or(ValueError::NotANumber(typed))
}

/// Writes a whole number with its thousands apart: `1 234` with a no-break space, English `1,234`.
pub fn integer(number: i64, language: Language) -> String {
    let digits = number.unsigned_abs().to_string();
    let separator = match language {
        Language::Fi | Language::Sv => NO_BREAK_SPACE,
        Language::En => ',',
    };
    let mut text = String::from(if number < 0 { "−" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

impl Cents {
    /// Reads an amount: `12,50 €`, `1 234,5`, `12.50`, `1.234,50`, `€12`, `12 euroa`; at most two
    /// decimals.
    ///
    /// # Errors
    /// [`ValueError::NotAnAmount`] for anything else; `1.234` too, which could be either.
    pub fn parse(text: &str) -> Result<Cents, ValueError> {
        let typed = one_line(text);
        let lower = typed.to_lowercase();
        let bare = ["euroa", "euros", "euro", "eur", "€", "e"]
            .iter()
            .find_map(|unit| lower.strip_suffix(unit).or_else(|| lower.strip_prefix(unit)))
            .unwrap_or(&lower)
            .trim();
        let (negative, bare) = signed(bare);
        let bare = bare.strip_prefix('€').unwrap_or(bare).trim();
        amount(bare)
            .map(|cents| Cents(if negative { -cents } else { cents }))
            .ok_or(ValueError::NotAnAmount(typed))
    }

    /// Writes the amount: `1 234,50 €` with no-break spaces, English `€1,234.50`.
    pub fn text(self, language: Language) -> String {
        let euros = i64::try_from(self.0.unsigned_abs() / 100).unwrap_or(i64::MAX);
        let cents = self.0.unsigned_abs() % 100;
        let sign = if self.0 < 0 { "−" } else { "" };
        let euros = integer(euros, language);
        match language {
            Language::Fi | Language::Sv => {
                format!("{sign}{euros},{cents:02}{NO_BREAK_SPACE}€")
            }
            Language::En => format!("{sign}€{euros}.{cents:02}"),
        }
    }
}

impl Minutes {
    /// Reads a duration: `90`, `90 min`, `1 h 30 min`, `1,5 h`, `2 t`, `1:30`.
    ///
    /// # Errors
    /// [`ValueError::NotADuration`] for anything else.
    pub fn parse(text: &str) -> Result<Minutes, ValueError> {
        let typed = one_line(text);
        duration(&typed.to_lowercase()).map(Minutes).ok_or(ValueError::NotADuration(typed))
    }

    /// Writes the duration, the same in every language: `45 min`, `2 h`, `1 h 30 min`, with
    /// no-break spaces.
    pub fn text(self) -> String {
        let unit = |number: u32, unit: &str| format!("{number}{NO_BREAK_SPACE}{unit}");
        match (self.0 / 60, self.0 % 60) {
            (0, minutes) => unit(minutes, "min"),
            (hours, 0) => unit(hours, "h"),
            (hours, minutes) => {
                format!("{}{NO_BREAK_SPACE}{}", unit(hours, "h"), unit(minutes, "min"))
            }
        }
    }
}

fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    }
}

/// Digits alone, or groups of three apart.
fn whole(text: &str) -> Option<i64> {
    let mut groups = text.split(' ');
    let first = groups.next()?;
    let is_numeric =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut digits = first.to_owned();
    let mut has_groups = false;
    for group in groups {
        if group.len() != 3 || !is_numeric(group) {
            return None;
        }
        has_groups = true;
        digits.push_str(group);
    }
    if !is_numeric(first) || (has_groups && first.len() > 3) {
        return None;
    }
    digits.parse().ok()
}

fn amount(text: &str) -> Option<i64> {
    let (euros, decimals) = match text.rfind([',', '.']) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, "0"),
    };
    let thousands = match text.rfind([',', '.']).map(|at| &text[at..=at]) {
        Some(",") => '.',
        _ => ',',
    };
    let euros = whole(&euros.replace(thousands, " "))?;
    if !matches!(decimals.len(), 1 | 2) || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let cents: i64 = format!("{decimals:0<2}").parse().ok()?;
    euros.checked_mul(100)?.checked_add(cents)
}

fn duration(text: &str) -> Option<u32> {
    if let Some((hours, minutes)) = text.split_once(':') {
        let minutes: u32 = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
        return hours.parse::<u32>().ok()?.checked_mul(60)?.checked_add(minutes);
    }
    let hours_end = ["tuntia", "tunti", "timmar", "timme", "hours", "hour", "h", "t"]
        .iter()
        .find_map(|unit| text.find(unit).map(|at| (at, at + unit.len())));
    let (hours, rest) = match hours_end {
        Some((at, end)) => (hundredths(text[..at].trim())?, text[end..].trim()),
        None => (0, text),
    };
    let minutes = ["minuuttia", "minuutti", "minuter", "minutes", "minut", "min", "m"]
        .iter()
        .find_map(|unit| rest.strip_suffix(unit))
        .unwrap_or(rest)
        .trim();
    let minutes: u32 = match (minutes, hours_end) {
        ("", Some(_)) => 0,
        (minutes, _) => minutes.parse().ok()?,
    };
    hours.checked_mul(60)?.checked_add(50)?.checked_div(100)?.checked_add(minutes)
}

fn hundredths(text: &str) -> Option<u32> {
    u32::try_from(amount(text)?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_finns_write_them() {
        for (text, cents) in [
            ("12,50 €", 1250),
            ("1 234,5", 123_450),
            ("1\u{a0}234,50\u{a0}€", 123_450),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("12.5", 1250),
            ("€12", 1200),
            ("12 euroa", 1200),
            ("12e", 1200),
            ("-5", -500),
            ("−€5.00", -500),
            ("0", 0),
        ] {
            assert_eq!(Cents::parse(text), Ok(Cents(cents)), "{text}");
        }
        for text in [
            "",
            "€",
            "kymppi",
            "1.234",
            "12,345",
            "1 23,00",
            "12,5,0",
            "1 2",
            "99999999999999999999",
            "12,",
        ] {
            assert_eq!(Cents::parse(text).unwrap_err().code(), "not_an_amount", "{text}");
        }
    }

    #[test]
    fn numbers_are_shown_with_their_thousands_apart() {
        assert_eq!(integer(1_234_567, Language::Fi), "1\u{a0}234\u{a0}567");
        assert_eq!(integer(-1234, Language::En), "−1,234");
        assert_eq!(Cents(123_450).text(Language::Sv), "1\u{a0}234,50\u{a0}€");
        assert_eq!(Cents(-5).text(Language::En), "−€0.05");
        assert_eq!(parse_integer("12,5").unwrap_err().code(), "not_a_number");
    }

    #[test]
    fn durations_are_read_in_hours_and_minutes() {
        for (text, minutes) in [
            ("90", 90),
            ("90 min", 90),
            ("1 h 30 min", 90),
            ("1h30", 90),
            ("1,5 h", 90),
            ("1.5 h", 90),
            ("2 tuntia", 120),
            ("2 t", 120),
            ("1:30", 90),
            ("1 tunti 15 minuuttia", 75),
            ("2 timmar", 120),
        ] {
            assert_eq!(Minutes::parse(text), Ok(Minutes(minutes)), "{text}");
        }
        for text in ["", "h", "pitkään", "1:75", "-5", "1,5", "9999999999"] {
            assert_eq!(Minutes::parse(text).unwrap_err().code(), "not_a_duration", "{text}");
        }
        assert_eq!(Minutes(135).text(), "2\u{a0}h\u{a0}15\u{a0}min");
    }

    proptest! {
        #[test]
        fn amounts_shown_in_any_language_read_back(cents in -10_i64.pow(15)..10_i64.pow(15)) {
            for language in Language::ALL {
                prop_assert_eq!(Cents::parse(&Cents(cents).text(language)), Ok(Cents(cents)));
            }
        }

        #[test]
        fn numbers_shown_in_finnish_read_back(number in -i64::MAX..i64::MAX) {
            prop_assert_eq!(parse_integer(&integer(number, Language::Fi)), Ok(number));
        }

        #[test]
        fn durations_shown_read_back(minutes in 0u32..100_000) {
            prop_assert_eq!(Minutes::parse(&Minutes(minutes).text()), Ok(Minutes(minutes)));
        }

        #[test]
        fn no_text_makes_them_panic(text in any::<String>(), number in any::<i64>()) {
            let _ = (parse_integer(&text), Cents::parse(&text), Minutes::parse(&text));
            let _ = (integer(number, Language::Fi), Cents(number).text(Language::En));
        }
    }
}
