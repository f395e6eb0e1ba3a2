use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Cleans the text of a cell without changing what it says.
///
/// Blanks at both ends go, no-break spaces become spaces, line breaks become `\n`, zero bytes go,
/// and the rest is composed to Unicode NFC (texts from macOS come decomposed). Line breaks and
/// double spaces inside stay.
pub fn clean_text(text: &str) -> Cow<'_, str> {
    let text = text.trim_matches(is_blank);
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(text);
    }
    let cleaned = if text.contains(['\0', '\r', '\u{a0}', '\u{202f}']) {
        let folded = text.replace("\r\n", "\n").replace('\0', "");
        let folded = folded.replace('\r', "\n").replace(['\u{a0}', '\u{202f}'], " ");
        Cow::Owned(folded.trim_matches(is_blank).to_owned())
    } else {
        Cow::Borrowed(text)
    };
    // Every character below U+0300 is composed already, and its UTF-8 starts below 0xCC.
    if cleaned.bytes().all(|byte| byte < 0xcc) || is_nfc(&cleaned) {
        return cleaned;
    }
    Cow::Owned(cleaned.nfc().collect())
}

/// Cleans a column title: as [`clean_text`], and all runs of blanks become one space, and
/// characters that are not seen (soft hyphens, zero-width spaces) go.
pub fn clean_title(text: &str) -> String {
    let seen: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'))
        .collect();
    let cleaned = clean_text(&seen);
    let mut title = String::with_capacity(cleaned.len());
    for word in cleaned.split_whitespace() {
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    title
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\0' | '\u{feff}' | '\u{200b}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_keeps_what_it_says() {
        for (raw, cleaned) in [
            ("Maija", "Maija"),
            ("\u{a0} Maija \u{a0}", "Maija"),
            ("A\u{30a}sa", "Åsa"),
            ("yksi\r\nkaksi\rkolme", "yksi\nkaksi\nkolme"),
            ("a\0b", "ab"),
            ("\u{feff}id", "id"),
            ("12\u{a0}000", "12 000"),
            ("kaksi  väliä", "kaksi  väliä"),
            ("👩\u{200d}🔬", "👩\u{200d}🔬"),
            (" \u{a0}\t", ""),
        ] {
            assert_eq!(clean_text(raw), cleaned);
        }
    }

    #[test]
    fn a_title_is_one_line_without_unseen_characters() {
        assert_eq!(clean_title("\u{a0}Suku\u{ad}nimi "), "Sukunimi");
        assert_eq!(clean_title("Mihin\r\n osallistut?"), "Mihin osallistut?");
        assert_eq!(clean_title("Sa\u{308}hko\u{308}posti"), "Sähköposti");
        assert_eq!(clean_title("  "), "");
    }
}
