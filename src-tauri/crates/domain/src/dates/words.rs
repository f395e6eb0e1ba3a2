//! Names of weekdays and months in the three languages.

use chrono::{Datelike, NaiveDate};

use crate::Language;

const WEEKDAYS: [[&str; 7]; 3] = [
    ["ma", "ti", "ke", "to", "pe", "la", "su"],
    ["må", "ti", "on", "to", "fr", "lö", "sö"],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
];

const WEEKDAYS_IN_FULL: [[&str; 7]; 3] = [
    ["maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"],
    ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

const MONTHS: [[&str; 12]; 3] = [
    [
        "tammikuu",
        "helmikuu",
        "maaliskuu",
        "huhtikuu",
        "toukokuu",
        "kesäkuu",
        "heinäkuu",
        "elokuu",
        "syyskuu",
        "lokakuu",
        "marraskuu",
        "joulukuu",
    ],
    [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

pub(super) fn weekday_short(day: NaiveDate, language: Language) -> &'static str {
    WEEKDAYS[row(language)][day.weekday().num_days_from_monday() as usize]
}

pub(super) fn weekday_in_full(day: NaiveDate, language: Language) -> &'static str {
    WEEKDAYS_IN_FULL[row(language)][day.weekday().num_days_from_monday() as usize]
}

/// Whether `word`, in lower case, names a month in any language, in full or by its first three
/// letters in Swedish and English.
pub fn is_month(word: &str) -> bool {
    month_number(word).is_some()
}

pub(super) fn month_name(day: NaiveDate, language: Language) -> &'static str {
    MONTHS[row(language)][day.month0() as usize]
}

/// The month after a day: Finnish in the partitive, `lokakuuta`.
pub(super) fn month_in_date(day: NaiveDate, language: Language) -> String {
    let ending = if language == Language::Fi { "ta" } else { "" };
    format!("{}{ending}", month_name(day, language))
}

/// The number of the month that `word`, in lower case, names in any language, in full (Finnish in
/// nominative or partitive) or by its first three letters in Swedish and English.
pub(super) fn month_number(word: &str) -> Option<u32> {
    let bare = word.strip_suffix("kuuta").map(|stem| format!("{stem}kuu"));
    let word = bare.as_deref().unwrap_or(word).trim_end_matches('.');
    let at = MONTHS[0].iter().position(|month| *month == word).or_else(|| {
        (0..12).find(|at| {
            MONTHS[1..].iter().any(|months| {
                let month = months[*at].to_lowercase();
                month == word || month.get(..3) == Some(word)
            })
        })
    })?;
    u32::try_from(at + 1).ok()
}

/// Whether `word`, in lower case, names a weekday in any language, shortened or in full; Finnish
/// also in the essive (`maanantaina`).
pub(super) fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']);
    let word = word.strip_suffix("na").unwrap_or(word);
    let names = WEEKDAYS.iter().chain(&WEEKDAYS_IN_FULL).flatten();
    names.into_iter().any(|name| name.to_lowercase() == word)
}

const fn row(language: Language) -> usize {
    match language {
        Language::Fi => 0,
        Language::Sv => 1,
        Language::En => 2,
    }
}
