//! Texts made comparable.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters and digits alone, lower case, without any diacritic: as names become in e-mail
/// addresses. `Ylä-Outinen` becomes `ylaoutinen`.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.nfd().flat_map(char::to_lowercase) {
        match character {
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'ł' => plain.push('l'),
            'ı' => plain.push('i'),
            'ŋ' => plain.push('n'),
            'ŧ' => plain.push('t'),
            'ħ' => plain.push('h'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            other if other.is_alphanumeric() && !is_combining_mark(other) => plain.push(other),
            _ => {}
        }
    }
    plain
}

/// Words in lower case with single spaces; å, ä and ö are letters of their own, other diacritics
/// go: what tells one organisation from another.
pub(crate) fn words(text: &str) -> Vec<String> {
    // `r.y.` and `s.r.o.` are words; a point elsewhere parts words.
    let lower = text.nfc().collect::<String>().to_lowercase();
    let lower: String = lower.split_whitespace().map(without_points).collect::<Vec<_>>().join(" ");
    lower
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .map(|word| {
            word.chars().fold(String::new(), |mut folded, character| {
                match character {
                    'å' | 'ä' | 'ö' => folded.push(character),
                    other => folded.push_str(&plain(other.encode_utf8(&mut [0; 4]))),
                }
                folded
            })
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// Takes the points out of a word of single letters, such as `s.r.o.`.
fn without_points(word: &str) -> String {
    let bare = word.trim_end_matches(',');
    let letters = bare.trim_end_matches('.').split('.');
    let is_initials = bare.contains('.') && letters.clone().all(|part| part.chars().count() == 1);
    if is_initials { letters.collect() } else { word.to_owned() }
}

/// Legal forms that a name may carry or lack.
const FORMS: [&str; 31] = [
    "oy", "oyj", "ab", "abp", "ky", "kb", "tmi", "osk", "anl", "ry", "rf", "rs", "sr", "ltd",
    "limited", "inc", "llc", "plc", "gmbh", "ag", "as", "asa", "aps", "oü", "ou", "sa", "sas", "bv",
    "nv", "srl", "sro",
];

/// The key by which two spellings of an organisation's name are one: folded, without its legal
/// form at either end. A name that is nothing but a legal form keeps it.
pub fn organisation_key(name: &str) -> String {
    let words = words(name);
    let is_form = |word: &String| FORMS.contains(&word.as_str());
    let start = words.iter().take_while(|word| is_form(word)).count();
    let end = words.len() - words.iter().rev().take_while(|word| is_form(word)).count();
    if start < end { words[start..end].join(" ") } else { words.join(" ") }
}

/// Whether two names can be the same person's: the same words in any order, or one name's words
/// among the other's with at least two in common.
pub(crate) fn same_person(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        let words = name.split(|c: char| c.is_whitespace() || matches!(c, '-' | ','));
        words.map(plain).filter(|word| !word.is_empty()).collect::<std::collections::BTreeSet<_>>()
    };
    let (one, other) = (words(one), words(other));
    let (shorter, longer) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    shorter == longer || (shorter.len() >= 2 && shorter.is_subset(&longer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_what_addresses_make_of_them() {
        for (name, folded) in [
            ("Ylä-Outinen", "ylaoutinen"), ("Łęcki", "lecki"), ("Đorđe", "dorde"), ("İpek", "ipek"),
            ("O'Dubhlaing", "odubhlaing"), ("Nguyễn Thị", "nguyenthi"), ("Sørvåg", "sorvag"),
        ] {
            assert_eq!(plain(name), folded);
        }
    }

    #[test]
    fn one_organisation_has_one_key() {
        for (one, other) in [
            ("Hirvilammen Höyry Oy", "HIRVILAMMEN HÖYRY"),
            ("Oy Hirvilammen Höyry Ab", "Hirvilammen Höyry Oy"),
            ("Élan & Fils SAS", "Elan & Fils"),
            ("Bílá Sova s.r.o.", "Bila Sova, s.r.o."),
            ("Saunalahden Yrittäjät ry", "Saunalahden yrittäjät r.y."),
        ] {
            assert_eq!(organisation_key(one), organisation_key(other), "{one}");
        }
        for (one, other) in [("Hämeen Oy", "Hameen Oy"), ("Säkki Oy", "Sakki Oy"), ("Oy Ab", "Ky")] {
            assert_ne!(organisation_key(one), organisation_key(other), "{one}");
        }
    }

    #[test]
    fn spellings_of_one_persons_name_are_told_from_another_persons() {
        for (one, other) in [
            ("Maija Koivulehto", "Koivulehto Maija"),
            ("Maija Liisa Koivulehto", "Maija Koivulehto"),
            ("Aino-Inkeri Käpynen", "aino inkeri kapynen"),
            ("Sukanya", "sukanya"),
        ] {
            assert!(same_person(one, other), "{one}");
        }
        for (one, other) in [
            ("Maija Koivulehto", "Jyrki Ylä-Outinen"),
            ("Maija Koivulehto", "Matti Koivulehto"),
            ("Maija", "Maija Koivulehto"),
        ] {
            assert!(!same_person(one, other), "{one}");
        }
    }
}
