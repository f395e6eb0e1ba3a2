//! What people type, made fit for paper.

use std::borrow::Cow;

/// Drops what has no place on paper (control characters, invisible direction marks), makes runs
/// of spaces one space, and keeps single line breaks. No letter is changed or dropped.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let untouched = !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && text.chars().all(|letter| !is_odd(letter));
    if untouched {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                cleaned.truncate(cleaned.trim_end_matches(' ').len());
                if !cleaned.is_empty() && !cleaned.ends_with('\n') {
                    cleaned.push('\n');
                }
            }
            _ if is_dropped(letter) => {}
            _ if letter == ' ' || is_breaking_space(letter) => {
                if !cleaned.is_empty() && !cleaned.ends_with([' ', '\n']) {
                    cleaned.push(' ');
                }
            }
            _ => cleaned.push(letter),
        }
    }
    cleaned.truncate(cleaned.trim_end_matches([' ', '\n']).len());
    Cow::Owned(cleaned)
}

/// As [`clean`], with one space kept at either end: a span's neighbours decide about it.
pub(super) fn clean_span(text: &str) -> Cow<'_, str> {
    let cleaned = clean(text);
    let (before, after) = (text.starts_with(' '), text.ends_with(' '));
    if cleaned.is_empty() && before {
        return Cow::Borrowed(" ");
    }
    if cleaned.len() == text.len() || !before && !after {
        return cleaned;
    }
    let space = |wanted: bool| if wanted { " " } else { "" };
    Cow::Owned(format!("{}{cleaned}{}", space(before), space(after)))
}

fn is_odd(letter: char) -> bool {
    letter == '\n'
        || letter == '\u{2028}'
        || letter == '\u{2029}'
        || is_dropped(letter)
        || is_breaking_space(letter)
}

fn is_breaking_space(letter: char) -> bool {
    letter == '\t'
        || letter == '\u{1680}'
        || matches!(letter, '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}')
        || letter == '\u{205f}'
        || letter == '\u{3000}'
}

/// Controls, unassigned-to-paper invisibles and noncharacters. The joiners U+200C and U+200D
/// shape letters and stay; the soft hyphen is asked for anew when a line is broken.
fn is_dropped(letter: char) -> bool {
    (letter.is_control() && !matches!(letter, '\t' | '\n'))
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}')
        || matches!(letter, '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}')
        || matches!(letter, '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(letter, '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}')
        || (letter as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_not_copied() {
        assert!(matches!(clean("Žofia Šimkus"), Cow::Borrowed(_)));
    }

    #[test]
    fn spaces_and_breaks_are_single_and_controls_are_gone() {
        assert_eq!(clean("  a\t b\u{0}\u{202e}c \r\n\r\n d "), "a bc\nd");
    }

    #[test]
    fn no_break_spaces_stay() {
        assert_eq!(clean("5\u{a0}€"), "5\u{a0}€");
    }
}
