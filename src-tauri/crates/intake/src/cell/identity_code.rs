//! Finnish personal identity codes, which the program never keeps.

use std::borrow::Cow;

use chrono::NaiveDate;

/// The check characters by remainder (Digital and Population Data Services Agency, "Personal
/// identity code": the nine digits as one number modulo 31).
const CHECK: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";

/// Whether a column asks for the code.
pub(crate) fn is_asked_by(title: &str) -> bool {
    let title = title.to_lowercase();
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    let starts =
        |stems: &[&str]| words.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    starts(&[
        "henkilötunnu",
        "hetu",
        "sotu",
        "sosiaaliturvatunnu",
        "personbeteckning",
        "personnummer",
    ]) || ["personal identity code", "national identification number", "social security number"]
        .iter()
        .any(|phrase| title.contains(phrase))
}

/// Takes every valid code out of a text; borrowed when there is none.
pub(crate) fn without(text: &str) -> Cow<'_, str> {
    if text.len() < 11 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let is_part = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric());
    let mut kept = String::new();
    let (mut from, mut at) = (0, 0);
    while at + 11 <= bytes.len() {
        let starts_word = at == 0 || !is_part(at - 1);
        if starts_word && !is_part(at + 11) && is_valid(&bytes[at..at + 11]) {
            kept.push_str(&text[from..at]);
            at += 11;
            from = at;
        } else {
            at += 1;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept.trim().to_owned())
}

/// Whether eleven bytes are a code: `DDMMYY`, a sign of the century, three digits and the check
/// character; the day must exist.
fn is_valid(code: &[u8]) -> bool {
    let digits = |range: std::ops::Range<usize>| {
        code[range].iter().try_fold(0_u32, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
        })
    };
    let century = match code[6].to_ascii_uppercase() {
        b'+' => 1800,
        b'-' | b'Y' | b'X' | b'W' | b'V' | b'U' => 1900,
        b'A'..=b'F' => 2000,
        _ => return false,
    };
    let (Some(birth), Some(number)) = (digits(0..6), digits(7..10)) else { return false };
    let (day, month, year) = (birth / 10_000, birth / 100 % 100, birth % 100);
    let check = CHECK[((birth * 1_000 + number) % 31) as usize];
    NaiveDate::from_ymd_opt(century + year as i32, month, day).is_some()
        && code[10].to_ascii_uppercase() == check
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn codes_go_and_what_surrounds_them_stays() {
        // 131052-308T is the example of the Digital and Population Data Services Agency.
        for (text, kept) in [
            ("131052-308T", ""),
            ("131052-308t", ""),
            ("131052Y308T", ""),
            ("hetu 131052-308T, kiitos", "hetu , kiitos"),
            ("Åke 131052-308T ja 131052-308T", "Åke  ja"),
        ] {
            assert_eq!(without(text), kept, "{text}");
        }
    }

    #[test]
    fn what_only_resembles_a_code_stays() {
        for text in [
            "131052-308U",
            "321052-308T",
            "131052/308T",
            "x131052-308T",
            "131052-308TT",
            "1.10.2018",
            "+358501234567",
            "2026-10-01 09:15:00",
            "YPAAA-1",
            "ää131052",
            "",
        ] {
            assert_eq!(without(text), text, "{text}");
        }
    }

    #[test]
    fn columns_that_ask_for_a_code_are_recognised() {
        assert!(
            is_asked_by("Henkilötunnus (hetu)")
                && is_asked_by("Hetu")
                && is_asked_by("Personbeteckning")
        );
        assert!(!is_asked_by("Tunnus") && !is_asked_by("Tilauskoodi") && !is_asked_by("Y-tunnus"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_nothing_is_added(text in any::<String>()) {
            prop_assert!(without(&text).len() <= text.len());
        }
    }
}
