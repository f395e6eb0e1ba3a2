//! The Finnish business id (Y-tunnus).

use std::fmt;

use crate::ValueError;

/// A Finnish business id of the right form, `2285733-9`.
///
/// Seven digits, a hyphen and a check digit: the digits times 7, 9, 10, 5, 8, 4, 2 summed, modulo
/// 11; remainder 0 gives 0, remainder 1 no number at all, any other r gives 11 − r (the Finnish
/// Tax Administration's rule for Y-tunnus). The right form does not mean that it was given to
/// anybody.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BusinessId(String);

impl BusinessId {
    /// Reads a business id: with or without hyphen, as a VAT number (`FI22857339`), or an old one
    /// of six digits and a check digit, which is given its leading zero.
    ///
    /// # Errors
    /// [`ValueError::NotABusinessId`] for another form, [`ValueError::CheckDigit`] for a check
    /// digit that does not fit.
    pub fn parse(text: &str) -> Result<BusinessId, ValueError> {
        let typed = text.trim();
        let unknown = || ValueError::NotABusinessId(typed.to_owned());
        let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
        let compact = compact.replace(['–', '‐', '‑', '−'], "-");
        let bare = match compact.get(..2) {
            Some(prefix) if prefix.eq_ignore_ascii_case("fi") => {
                compact[2..].strip_prefix('-').unwrap_or(&compact[2..])
            }
            _ => compact.as_str(),
        };
        let (digits, check) = match bare.split_once('-') {
            Some(parts) => parts,
            None => bare.split_at_checked(bare.len().wrapping_sub(1)).ok_or_else(unknown)?,
        };
        let is_numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !matches!(digits.len(), 6 | 7)
            || check.len() != 1
            || !is_numeric(digits)
            || !is_numeric(check)
        {
            return Err(unknown());
        }
        let digits = format!("{digits:0>7}");
        if digits == "0000000" {
            return Err(unknown());
        }
        match check_digit(&digits) {
            Some(expected) if check == expected.to_string() => {
                Ok(BusinessId(format!("{digits}-{check}")))
            }
            _ => Err(ValueError::CheckDigit(typed.to_owned())),
        }
    }

    /// The id as it is written, `2285733-9`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The VAT number of whoever has this id, `FI22857339`.
    pub fn vat_number(&self) -> String {
        format!("FI{}", self.0.replace('-', ""))
    }
}

/// The check digit of seven digits; none where no number is given out.
fn check_digit(digits: &str) -> Option<u32> {
    let sum: u32 = digits
        .bytes()
        .zip([7, 9, 10, 5, 8, 4, 2])
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    match sum % 11 {
        0 => Some(0),
        1 => None,
        remainder => Some(11 - remainder),
    }
}

impl fmt::Display for BusinessId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_that_were_given_out_are_read() {
        for id in [
            "2285733-9",
            "0139545-4",
            "1474763-1",
            "0170262-9",
            "2528160-3",
            "0204427-7",
            "0204023-3",
            "0204819-8",
            "2077474-0",
        ] {
            assert_eq!(BusinessId::parse(id).unwrap().as_str(), id);
        }
    }

    #[test]
    fn other_ways_of_writing_mean_the_same() {
        for (text, id) in [
            (" 2285733-9 ", "2285733-9"),
            ("22857339", "2285733-9"),
            ("FI22857339", "2285733-9"),
            ("fi 2285733–9", "2285733-9"),
            ("FI-22857339", "2285733-9"),
            ("139545-4", "0139545-4"),
            ("1395454", "0139545-4"),
        ] {
            assert_eq!(BusinessId::parse(text).unwrap().as_str(), id, "{text}");
        }
        assert_eq!(BusinessId::parse("2285733-9").unwrap().vat_number(), "FI22857339");
    }

    #[test]
    fn anything_else_is_refused_with_its_reason() {
        for text in [
            "",
            "-",
            "ei ole",
            "228573-39",
            "12345-6",
            "228573399",
            "SE22857339",
            "0000000-0",
            "２２８５７３３-9",
            "ä",
        ] {
            assert_eq!(BusinessId::parse(text).unwrap_err().code(), "not_a_business_id", "{text}");
        }
        assert_eq!(BusinessId::parse("2077474-1").unwrap_err().code(), "check_digit");
    }

    proptest! {
        #[test]
        fn exactly_the_right_check_digit_is_read(digits in 1u32..10_000_000, check in 0u32..10) {
            let digits = format!("{digits:07}");
            let parsed = BusinessId::parse(&format!("{digits}-{check}"));
            prop_assert_eq!(parsed.is_ok(), check_digit(&digits) == Some(check));
        }

        #[test]
        fn one_mistyped_digit_is_always_noticed(
            digits in 1u32..10_000_000,
            at in 0usize..7,
            step in 1u8..10,
        ) {
            let mut digits = format!("{digits:07}").into_bytes();
            let check = check_digit(std::str::from_utf8(&digits).unwrap());
            digits[at] = b'0' + (digits[at] - b'0' + step) % 10;
            let wrong = String::from_utf8(digits).unwrap();
            if let Some(check) = check {
                let parsed = BusinessId::parse(&format!("{wrong}-{check}"));
                prop_assert!(parsed.is_err());
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            let _ = BusinessId::parse(&text);
        }
    }
}
