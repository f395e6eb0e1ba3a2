//! The Finnish order of names: … z å ä ö.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A key whose byte order is the Finnish order of names, so that it can be kept and indexed.
///
/// Words are compared one by one, then letters without case and accents: a–z, å, ä with æ, ö with
/// ø; ü sorts as y, đ and ð as d, v and w are letters of their own; digits come before letters,
/// punctuation is passed over (SFS-EN 13710, as in the Unicode locale data for Finnish). Names
/// alike so far are told apart by their accents, then by case.
pub fn sort_key(text: &str) -> String {
    let tidy: String = text.nfc().collect::<String>();
    let lower: String = tidy.to_lowercase().nfc().collect();
    let mut words = String::with_capacity(lower.len());
    for c in lower.chars() {
        push_primary(c, &mut words);
    }
    let primary = words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{primary}\u{1}{lower}\u{1}{tidy}")
}

/// Letters after z are put at the three characters that follow `z` in ASCII.
fn push_primary(c: char, words: &mut String) {
    match c {
        'å' => words.push('{'),
        'ä' | 'æ' => words.push('|'),
        'ö' | 'ø' | 'ő' | 'õ' | 'œ' => words.push('}'),
        'ü' | 'ű' => words.push('y'),
        'ß' => words.push_str("ss"),
        'þ' => words.push_str("th"),
        'đ' | 'ð' => words.push('d'),
        'ł' => words.push('l'),
        'ı' => words.push('i'),
        '-' | '–' | '‐' | '‑' | '/' | ',' => words.push(' '),
        c if c.is_whitespace() => words.push(' '),
        c => {
            let base = std::iter::once(c).nfkd().filter(|part| !is_combining_mark(*part));
            words.extend(base.filter(|part| part.is_alphanumeric()));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_sort_in_the_finnish_order() {
        let expected = [
            "3D Osaajat",
            "Aalto",
            "Dahl",
            "de la Cruz",
            "Müller",
            "Myllynen",
            "Mynttinen",
            "Särkkä",
            "Sørensen",
            "van Dijk",
            "Virtanen",
            "Wallin",
            "Zetterberg",
            "Åberg",
            "Ärväs",
            "Äänekoski",
            "Öhman",
        ];
        let mut names = expected;
        names.reverse();
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, expected);
    }

    #[test]
    fn accents_and_case_decide_only_between_names_otherwise_alike() {
        assert!(sort_key("Andre Z") > sort_key("André A"));
        assert!(sort_key("Andre") < sort_key("André"));
        assert!(sort_key("Virtanen A") < sort_key("Virtanen-Laine A"));
        assert!(sort_key("Meri Aho") < sort_key("Merikoski Aho"));
        assert_eq!(sort_key("A\u{308}a"), sort_key("Äa"));
    }

    proptest! {
        #[test]
        fn equal_keys_mean_equal_names(a in any::<String>(), b in any::<String>()) {
            let same = a.nfc().eq(b.nfc());
            prop_assert_eq!(sort_key(&a) == sort_key(&b), same);
        }
    }
}
