//! Text made canonical: Unicode NFC, no invisible characters, spaces tidied.

use unicode_normalization::UnicodeNormalization;

/// Makes one line of what was typed: NFC, each run of white space (no-break spaces and line ends
/// too) one space, none at the ends, no control or zero-width characters.
pub fn one_line(text: &str) -> String {
    let visible: String = text.nfc().filter(|c| !is_invisible(*c) || c.is_whitespace()).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Makes lines of what was typed: NFC, line feeds alone, no white space at line ends, no empty
/// lines around, no control or zero-width characters. Indentation and empty lines within stay.
pub fn many_lines(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let visible: String =
        unified.nfc().filter(|c| !is_invisible(*c) || matches!(c, '\n' | '\t')).collect();
    let lines: Vec<&str> = visible.split('\n').map(str::trim_end).collect();
    let full = |line: &&str| !line.is_empty();
    match (lines.iter().position(full), lines.iter().rposition(full)) {
        (Some(first), Some(last)) => lines[first..=last].join("\n"),
        _ => String::new(),
    }
}

/// Control characters, soft hyphens, byte order marks and zero-width characters; the joiners that
/// Persian or Indic names need are kept.
fn is_invisible(c: char) -> bool {
    c.is_control() || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffe}')
}

/// Splits at any of `separators` and line ends into tidy lines, without empty ones and doubles,
/// in the order in which they were first written.
pub(crate) fn entries(text: &str, separators: &[char]) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for part in text.split(|c| c == '\n' || c == '\r' || separators.contains(&c)) {
        let entry = one_line(part);
        if !entry.is_empty() && !entries.contains(&entry) {
            entries.push(entry);
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_are_tidied_and_composed() {
        assert_eq!(
            one_line(" Maija\u{a0}\u{200b} Meika\u{308}la\u{308}inen\r\n"),
            "Maija Meikäläinen"
        );
        assert_eq!(many_lines("\n  \nEka  \r\n  toka\r\rkolmas\n\n"), "Eka\n  toka\n\nkolmas");
    }

    proptest! {
        #[test]
        fn tidying_twice_changes_nothing(text in any::<String>()) {
            let line = one_line(&text);
            prop_assert_eq!(one_line(&line), line.clone());
            let lines = many_lines(&text);
            prop_assert_eq!(many_lines(&lines), lines.clone());
        }
    }
}
