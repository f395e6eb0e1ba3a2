use std::borrow::Cow;

/// Characters that make a spreadsheet read a csv cell as a formula or a command.
const DANGEROUS: [char; 8] = ['=', '+', '-', '@', '|', '%', '\t', '\r'];

/// Makes a text safe to open in a spreadsheet from a csv file.
///
/// A text that a spreadsheet would take for a formula gets an apostrophe in front, and its `|` a
/// backslash, as the widespread `defusedcsv` does it; plain numbers such as `-12,5` stay. A text
/// that looks guarded already is guarded once more, so that
/// [`strip_formula_guard`] gives every text back exactly.
pub fn guard_formula(text: &str) -> Cow<'_, str> {
    if is_plain_number(text) || !(text.starts_with(DANGEROUS) || looks_guarded(text)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("'{}", text.replace('|', "\\|")))
}

/// Takes off the guard that form tools put in front of formula-like cells of their csv exports.
///
/// `'+358401234567` becomes `+358401234567`, `'-` becomes `-`, `'\|a` becomes `|a`; a text with an
/// apostrophe before anything else, such as `'s-Hertogenbosch`, stays as it is.
pub fn strip_formula_guard(text: &str) -> Cow<'_, str> {
    let Some(inner) = text.strip_prefix('\'') else {
        return Cow::Borrowed(text);
    };
    if !looks_guarded(text) {
        return Cow::Borrowed(text);
    }
    if inner.contains("\\|") {
        return Cow::Owned(inner.replace("\\|", "|"));
    }
    Cow::Borrowed(inner)
}

/// Says whether apostrophes stand before a dangerous character, or before the `\|` that a guarded
/// `|` has become.
fn looks_guarded(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.len() < text.len()
        && (bare.starts_with(DANGEROUS) || bare.trim_start_matches('\\').starts_with('|'))
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn guards_of_form_tools_come_off() {
        for (guarded, bare) in [
            ("'+358401234567", "+358401234567"),
            ("'-", "-"),
            ("'\\|a", "|a"),
            ("'=HYPERLINK(\"x\")", "=HYPERLINK(\"x\")"),
            ("'@handle", "@handle"),
            ("'s-Hertogenbosch", "'s-Hertogenbosch"),
            ("O'Dubhlaing", "O'Dubhlaing"),
            ("'", "'"),
            ("", ""),
        ] {
            assert_eq!(strip_formula_guard(guarded), bare);
        }
    }

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        assert_eq!(guard_formula("=1+1"), "'=1+1");
        assert_eq!(guard_formula("+358 40"), "'+358 40");
        assert_eq!(guard_formula("-12,5"), "-12,5");
        assert_eq!(guard_formula("-5 astetta"), "'-5 astetta");
        assert_eq!(guard_formula("Maija"), "Maija");
    }

    proptest! {
        #[test]
        fn what_is_guarded_comes_back_exactly(text in r"['=+\-@|%\\\ta-c1]{0,8}") {
            let guarded = guard_formula(&text).into_owned();
            prop_assert!(is_plain_number(&guarded) || !guarded.starts_with(DANGEROUS));
            prop_assert_eq!(strip_formula_guard(&guarded), text);
        }
    }
}
