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

/// Later parts of Finnish compounds, most of which begin with a vowel. The patterns know syllables alone
/// and draw the consonant before such a part into it, or its vowel out of it (`työe-lämä`,
/// `tuotannonoh-jaus`); a compound is divided between its parts (Kielitoimisto).
const PARTS: [&str; 57] = [
    "aineist",
    "ajatte",
    "akatemia",
    "alue",
    "alust",
    "ammat",
    "analyysi",
    "arvioin",
    "arviointi",
    "asema",
    "asiakas",
    "asiantunti",
    "avustus",
    "edusta",
    "ekosyst",
    "elinkein",
    "elämä",
    "energia",
    "erityis",
    "esimerk",
    "esite",
    "esitte",
    "esitys",
    "etiik",
    "etujen",
    "idea",
    "ilmoit",
    "infrastruk",
    "innovaat",
    "instituut",
    "instrument",
    "investoin",
    "kehit",
    "koulu",
    "ohja",
    "ohjelm",
    "oikeu",
    "olosuht",
    "omista",
    "opetta",
    "opetus",
    "opinnot",
    "opiskel",
    "opisto",
    "oppi",
    "organisaat",
    "osaaj",
    "osaami",
    "osallist",
    "osoit",
    "uudist",
    "yhdist",
    "yhtei",
    "yhtey",
    "yhtiö",
    "yliopist",
    "yritys",
];

/// Later parts that are too short to be told from the inside of other words (`kuor-ala`,
/// `työp-aikat`), unless the part before ends as first parts do: in `s`, `n` or a vowel.
const SHORT_PARTS: [&str; 5] = ["aika", "ajan", "antaj", "olot", "osuu"];

/// `ala` and its forms, which as a beginning would be found in `kansalainen`.
const FIELDS: [&str; 9] =
    ["alaa", "alaan", "alalla", "alalle", "alalta", "alan", "alat", "alojen", "aloilla"];

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
    let mut parts = if language == Language::Fi { compound_parts(word) } else { Vec::new() };
    parts.push(word.len());
    let mut points = Vec::new();
    let mut from = 0;
    for to in parts {
        // Within a compound, the inner ends of its parts are no ends of the word.
        let left = if from == 0 { left } else { 2 };
        let right = if to == word.len() { right } else { 2 };
        points.extend(inside(&word[from..to], divided_by, left, right).iter().map(|at| from + at));
        if to < word.len() {
            points.push(to);
        }
        from = to;
    }
    points
}

/// Where later parts begin, each at least three letters from the last.
fn compound_parts(word: &str) -> Vec<usize> {
    let lower = word.to_lowercase();
    if lower.len() != word.len() {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut last = 0;
    for (at, _) in lower.char_indices() {
        let before = lower[last..at].chars().count();
        let rest = &lower[at..];
        let ends_part =
            || lower[..at].ends_with(['s', 'n', 'a', 'e', 'i', 'o', 'u', 'y', 'ä', 'ö']);
        let short =
            || SHORT_PARTS.iter().any(|part| rest.starts_with(part)) || FIELDS.contains(&rest);
        let begins = || PARTS.iter().any(|part| rest.starts_with(part)) || ends_part() && short();
        if before >= 3 && lower[at..].chars().count() >= 4 && begins() {
            parts.push(at);
            last = at;
        }
    }
    parts
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
mod compounds;

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
            (Language::Fi, "kumppanuudessa", "kump-pa-nuu-dessa"),
            (Language::Fi, "työelämä", "työ-elämä"),
            (Language::Fi, "tuotannonohjauksessa", "tuo-tan-non-oh-jauk-sessa"),
            (Language::Fi, "kumppanuusohjelma", "kump-pa-nuus-oh-jelma"),
            (Language::Sv, "näringslivet", "närings-li-vet"),
            (Language::Sv, "utbildning", "utbild-ning"),
            (Language::En, "partnership", "part-ner-ship"),
            (Language::En, "programme", "pro-gramme"),
        ];
        for (language, word, expected) in cases {
            assert_eq!(divided(word, language), expected);
        }
    }

    #[test]
    fn numbers_addresses_and_abbreviations_are_never_divided() {
        for word in ["S30355", "nimi@uef.fi", "EURA2021", "ESR", "YRITYSTEN", "yö", ""] {
            assert_eq!(points(word, Language::Fi), Vec::<usize>::new(), "{word}");
        }
    }

    #[test]
    fn a_word_of_any_length_is_divided() {
        let compound = "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas";
        assert!(!points(compound, Language::Fi).is_empty());
        for language in Language::ALL {
            for letter in ["a", "ä", "é", "ж", "א"] {
                let word = letter.repeat(300);
                let inside = |at: &usize| word.is_char_boundary(*at) && *at < word.len();
                assert!(points(&word, language).iter().all(inside), "{letter}");
            }
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
