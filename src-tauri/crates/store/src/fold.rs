//! Texts as search and alphabetical order see them.
//!
//! Finnish and Swedish hold å, ä and ö for letters of their own, after z; every other diacritic is
//! an ornament of a plain letter, so that `šu` and `su` are found by either.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in lower case, foreign diacritics removed, å ä ö kept, anything but letters and digits
/// made a space, spaces single.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfc().flat_map(char::to_lowercase) {
        match character {
            'a'..='z' | '0'..='9' | 'å' | 'ä' | 'ö' => folded.push(character),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            'þ' => folded.push_str("th"),
            'ø' | 'ő' => folded.push('ö'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ŋ' => folded.push('n'),
            'ŧ' => folded.push('t'),
            'ħ' => folded.push('h'),
            '\u{300}'..='\u{36f}' | '\'' | '’' => {}
            other if other.is_alphanumeric() => {
                folded
                    .extend(std::iter::once(other).nfd().filter(|part| !is_combining_mark(*part)));
            }
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A key whose byte order is the alphabetical order of Finnish, and whose prefixes are those of
/// the folded text.
pub(crate) fn alphabetical(text: &str) -> String {
    fold(text)
        .chars()
        .map(|character| match character {
            'å' => '{',
            'ä' => '|',
            'ö' => '}',
            other => other,
        })
        .collect()
}

/// The name under which connections know [`alphabetical`] order.
pub(crate) const FINNISH: &str = "finnish";

/// Compares two texts in the alphabetical order of Finnish.
pub(crate) fn compare(one: &str, other: &str) -> std::cmp::Ordering {
    alphabetical(one).cmp(&alphabetical(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_diacritics_go_and_finnish_letters_stay() {
        for (text, folded) in [
            ("Šuštić", "sustic"),
            ("Väinö Åkerström", "väinö åkerström"),
            ("A\u{308}ka\u{308}slompolo", "äkäslompolo"),
            ("Jean-Luc  O’Brien ", "jean luc obrien"),
            ("Øresund & Łódź", "öresund lodz"),
            ("Straße", "strasse"),
            ("  ", ""),
            ("Дмитрий", "дмитрии"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn finnish_letters_come_after_z_in_their_order() {
        let mut names = ["Öhman", "Zetterberg", "Ääri", "Åberg", "Aalto", "aalto oy"];
        names.sort_by_key(|name| alphabetical(name));
        assert_eq!(names, ["Aalto", "aalto oy", "Zetterberg", "Åberg", "Ääri", "Öhman"]);
    }
}
