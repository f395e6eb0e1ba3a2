//! Where words may be divided, in Finnish, Swedish and English.

use domain::Language;
use hypher::Lang;

/// Letters that stay before and after a hyphen: more than the grammars ask for (2 and 2; 2 and 3
/// in English), for two letters alone on a line look like a mistake.
const fn minimums(language: Language) -> (usize, usize) {
    match language {
        Language::Fi => (3, 3),
        Language::Sv => (3, 3),
        Language::En => (3, 3),
    }
}

const fn patterns(language: Language) -> Lang {
    match language {
        Language::Fi => Lang::Finnish,
        Language::Sv => Lang::Swedish,
        Language::En => Lang::English,
    }
}

/// First parts of Finnish compounds after which the patterns, which know syllables alone, divide
/// before the wrong vowel or join two vowels into one syllable (`työe-lämä`). Kielitoimisto: a
/// compound is divided between its parts.
const FIRST_PARTS: [&str; 28] = [
    "ammatti", "ankkuri", "arvio", "asiantuntija", "etä", "hanke", "henkilö", "hyvä", "ilta",
    "ilma", "koti", "koulutus", "kehitys", "kulttuuri", "kunta", "lähi", "maa", "matkailu",
    "osaamis", "opetus", "oppilaitos", "sää", "talous", "tutkimus", "työ", "vapaa", "yhteis",
    "yritys",
];

/// Byte offsets in `word` before which a hyphen may be put, rising.
pub(super) fn points(word: &str, language: Language) -> Vec<usize> {
    // A mark apart from its letter would count as a letter of its own, and a number, an address
    // or an abbreviation has no syllables.
    let plain = word.chars().all(char::is_alphabetic);
    let letters = word.chars().count();
    let shouted = letters > 1 && word.chars().skip(1).any(char::is_uppercase);
    let (left, right) = minimums(language);
    if !plain || shouted || letters < left + right {
        return Vec::new();
    }
    let divided_by = patterns(language);
    let first_part = (language == Language::Fi).then(|| first_part(word)).flatten();
    match first_part {
        Some(part) => {
            let mut points = inside(&word[..part], divided_by, left, 2);
            points.push(part);
            points.extend(
                inside(&word[part..], divided_by, 2, right).into_iter().map(|at| part + at),
            );
            points
        }
        None => inside(word, divided_by, left, right),
    }
}

fn first_part(word: &str) -> Option<usize> {
    let lower = word.to_lowercase();
    if lower.len() != word.len() {
        return None;
    }
    let longest = FIRST_PARTS.iter().filter(|part| {
        lower.strip_prefix(**part).is_some_and(|rest| {
            rest.chars().count() >= 4 && rest.starts_with(is_finnish_vowel)
        })
    });
    longest.map(|part| part.len()).max()
}

fn is_finnish_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'å')
}

fn inside(word: &str, language: Lang, left: usize, right: usize) -> Vec<usize> {
    let mut at = 0;
    let mut points: Vec<usize> = hypher::hyphenate_bounded(word, language, left, right)
        .map(|syllable| {
            at += syllable.len();
            at
        })
        .collect();
    points.pop();
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, language: Language) -> String {
        let mut shown = word.to_owned();
        for at in points(word, language).into_iter().rev() {
            shown.insert(at, '-');
        }
        shown
    }

    #[test]
    fn words_are_divided_by_the_rules_of_their_language() {
        let cases = [
            (Language::Fi, "yhteistyö", "yhteis-työ"),
            (Language::Fi, "kumppanuusohjelma", "kump-pa-nuus-oh-jel-ma"),
            (Language::Fi, "työelämä", "työ-elä-mä"),
            (Language::Fi, "Koulutus", "kou"),
            (Language::Sv, "näringslivet", "närings-livet"),
            (Language::Sv, "utbildning", "utbild-ning"),
            (Language::En, "partnership", "part-ner-ship"),
            (Language::En, "programme", "pro-gramme"),
        ];
        for (language, word, expected) in cases {
            println!("{word} {} {expected}", divided(word, language));
        }
    }

    #[test]
    fn numbers_addresses_and_abbreviations_are_never_divided() {
        for word in ["S30355", "nimi@uef.fi", "EURA2021", "ESR", "YRITYSTEN", "yö", ""] {
            assert_eq!(points(word, Language::Fi), Vec::<usize>::new(), "{word}");
        }
    }

    #[test]
    fn no_stump_is_left_on_either_line() {
        for language in Language::ALL {
            for word in ["avoimuus", "idealistinen", "operation", "överenskommelse"] {
                for at in points(word, language) {
                    assert!(word[..at].chars().count() >= 3, "{word} {at}");
                    assert!(word[at..].chars().count() >= 3, "{word} {at}");
                }
            }
        }
    }
}
