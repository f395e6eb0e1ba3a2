//! Spaces and dashes at which a careful typesetter does not break a line.

/// True where a line must not end just before byte `at` of `text`, though the general rules of
/// line breaking (UAX 14) allow it: within times and sums, dates, initials and ranges.
pub(super) fn holds_together(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let Some(next) = after.chars().next() else { return false };
    let held = before.strip_suffix(' ').unwrap_or(before);
    let Some(last) = held.chars().next_back() else { return false };
    if held.len() == before.len() {
        return joins_range(held, last, next);
    }
    let word = held.rsplit([' ', '\n']).next().unwrap_or_default();
    let following = after.split([' ', '\n']).next().unwrap_or_default();
    let after_digit = last.is_ascii_digit();
    clock_or_weekday(word, next)
        || is_initial(word) && next.is_uppercase()
        || after_digit && is_unit(following)
        || after_digit && is_dash(next)
        || date_part(word, following)
        || is_dash(next) && following.chars().count() == 1
        || last == '§' && next.is_ascii_digit()
}

/// A range of numbers or of short words without spaces (`9.00–15.30`, `ma–pe`) stays whole.
fn joins_range(held: &str, last: char, next: char) -> bool {
    if !is_dash(last) {
        return false;
    }
    let start = held.trim_end_matches(is_dash).rsplit(char::is_whitespace).next();
    let short = |start: &str| (1..=3).contains(&start.chars().count());
    next.is_ascii_digit() || start.is_some_and(short)
}

fn clock_or_weekday(word: &str, next: char) -> bool {
    const LEADS: [&str; 24] = [
        "klo", "kl.", "kl", "at", "n.", "s.", "nro", "nr", "No.", "no.", "ma", "ti", "ke", "to",
        "pe", "la", "su", "må", "on", "fr", "lö", "sö", "p.", "puh.",
    ];
    let bare = word.trim_start_matches(['(', '"', '\u{201d}']);
    next.is_ascii_digit() && (LEADS.contains(&bare) || is_english_weekday(bare))
}

fn is_english_weekday(word: &str) -> bool {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains(&word)
}

/// `A.` or `J.-P.`, not the end of a sentence such as `vaihtoehto B.`: a capital follows.
fn is_initial(word: &str) -> bool {
    !word.is_empty()
        && word.ends_with('.')
        && word.split(['.', '-']).all(|part| {
            part.is_empty() || part.chars().count() == 1 && part.chars().all(char::is_uppercase)
        })
}

fn is_unit(following: &str) -> bool {
    const UNITS: [&str; 27] = [
        "€", "$", "£", "%", "‰", "°C", "h", "t", "min", "s", "km", "m", "cm", "mm", "kg", "g",
        "kpl", "st", "op", "sp", "ECTS", "cr", "v", "krs", "Mb", "milj.", "§",
    ];
    let bare = following.trim_end_matches([',', ';', ':', ')', '!', '?']);
    UNITS.contains(&bare) || bare.strip_suffix('.').is_some_and(|bare| UNITS.contains(&bare))
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '\u{2013}' | '\u{2014}')
}

/// `1. lokakuuta`, `1 oktober`, `1 October`: the day stays with its month.
fn date_part(word: &str, following: &str) -> bool {
    let day = word.strip_suffix('.').unwrap_or(word);
    let is_day = (1..=2).contains(&day.len()) && day.bytes().all(|byte| byte.is_ascii_digit());
    let bare = following.trim_end_matches(|letter: char| !letter.is_alphabetic());
    is_day && domain::dates::is_month(&bare.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_together_stays_together() {
        let cases = [
            ("klo |9.00", true),
            ("kl. |9.00", true),
            ("to |1.10.2026", true),
            ("1. |lokakuuta", true),
            ("1 |oktober 2026", true),
            ("30 |September, 2026", true),
            ("5 |€", true),
            ("12 |%.", true),
            ("A. |Virtanen", true),
            ("J.-P. |Roos", true),
            ("9.00–|15.30", true),
            ("Turku |–", true),
            ("s. |12", true),
            ("§ |4", true),
            ("4 |§", true),
            ("J.-P. |Väänänen", true),
            ("klo |yhdeksän", false),
            ("vaihtoehto |B", false),
            ("päättyi. |Seuraava", false),
            ("3 |yritystä", false),
            ("Turku – |Tampere", false),
        ];
        for (marked, expected) in cases {
            let at = marked.find('|').unwrap();
            let text = marked.replace('|', "");
            assert_eq!(holds_together(&text, at), expected, "{marked}");
        }
    }
}
