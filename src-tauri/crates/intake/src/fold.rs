//! Texts made comparable.

use std::collections::BTreeSet;

use domain::{fold, fold_organisation_name};

/// Letters and digits alone, lower case, without any diacritic: as names become in e-mail
/// addresses. `Ylä-Outinen` becomes `ylaoutinen`.
pub(crate) fn plain(text: &str) -> String {
    let letters = fold(text);
    let letters = letters.chars().filter(|c| c.is_alphanumeric());
    letters
        .map(|c| match c {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            other => other,
        })
        .collect()
}

/// The key by which two spellings of an organisation's name are one.
pub fn organisation_key(name: &str) -> String {
    fold_organisation_name(name)
}

/// The words of a person's name.
fn name_words(name: &str) -> BTreeSet<String> {
    let words = name.split(|c: char| c.is_whitespace() || matches!(c, '-' | ','));
    words.map(plain).filter(|word| !word.is_empty()).collect()
}

/// The key by which two spellings of a person's name are one, whichever name stands first.
pub(crate) fn name_key(name: &str) -> String {
    name_words(name).into_iter().collect::<Vec<_>>().join(" ")
}

/// Whether two names can be the same person's: the same words in any order, or one name's words
/// among the other's with at least two in common.
pub(crate) fn same_person(one: &str, other: &str) -> bool {
    let (one, other) = (name_words(one), name_words(other));
    let (shorter, longer) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    shorter == longer || (shorter.len() >= 2 && shorter.is_subset(&longer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_what_addresses_make_of_them() {
        for (name, folded) in [
            ("Ylä-Outinen", "ylaoutinen"),
            ("Łęcki", "lecki"),
            ("Đorđe", "dorde"),
            ("İpek", "ipek"),
            ("O'Dubhlaing", "odubhlaing"),
            ("Nguyễn Thị", "nguyenthi"),
            ("Sørvåg", "sorvag"),
        ] {
            assert_eq!(plain(name), folded);
        }
    }

    #[test]
    fn one_organisation_has_one_key() {
        for (one, other) in [
            ("Hirvilammen Höyry Oy", "HIRVILAMMEN HÖYRY"),
            ("Oy Hirvilammen Höyry Ab", "Hirvilammen Höyry Oy"),
            ("Élan & Fils", "Elan &amp; fils"),
            ("Saunalahden Yrittäjät ry", "Saunalahden yrittäjät r.y."),
        ] {
            assert_eq!(organisation_key(one), organisation_key(other), "{one}");
        }
        for (one, other) in [("Hämeen Oy", "Hameen Oy"), ("Säkki Oy", "Sakki Oy"), ("Oy Ab", "Ky")]
        {
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
