//! Days and times as Finns write them, and back; Swedish as in Finland, and English.
//!
//! Finnish follows Kielikello 3/1998: a dot between hours and minutes, `klo`, no leading zeros, an
//! en dash without spaces in ranges, with spaces where an end has several parts. Swedish follows
//! the usage of Finland (`kl. 9.00`, no dot after the month where no year follows). English has
//! the day before the month in words, since `1/10` means two days, and 24 hours with a colon.

mod ranges;
mod read;
mod words;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

pub use ranges::{date_range, moment_range, time_range, times, weekday_range};
pub use read::{
    parse_date, parse_instant, parse_iso_date, parse_iso_local_date_time, parse_local_date_time,
    parse_time,
};

use crate::{Language, UnixMillis};
pub use words::is_month;
use words::{month_in_date, month_name, weekday_in_full, weekday_short};

/// A day: `1.10.2018`, Swedish `1.10.2018`, English `1 October 2018`.
pub fn date(day: NaiveDate, language: Language) -> String {
    match language {
        Language::Fi | Language::Sv => format!("{}.{}.{}", day.day(), day.month(), day.year()),
        Language::En => date_in_words(day, language),
    }
}

/// A day with its month in words: `1. lokakuuta 2018`, `1 oktober 2018`, `1 October 2018`.
pub fn date_in_words(day: NaiveDate, language: Language) -> String {
    let dot = if language == Language::Fi { "." } else { "" };
    format!("{}{dot} {} {}", day.day(), month_in_date(day, language), day.year())
}

/// A day with its weekday: `ma 1.10.2018`, `må 1.10.2018`, `Mon 1 October 2018`.
pub fn weekday_date(day: NaiveDate, language: Language) -> String {
    format!("{} {}", weekday_short(day, language), date(day, language))
}

/// A day as a heading: `Maanantai 1.10.2018`, `Måndag 1.10.2018`, `Monday 1 October 2018`.
pub fn day_heading(day: NaiveDate, language: Language) -> String {
    let weekday = weekday_in_full(day, language);
    let mut letters = weekday.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{} {}", letters.as_str(), date(day, language))
}

/// A month of a year: `lokakuu 2018`, `oktober 2018`, `October 2018`.
pub fn month(day: NaiveDate, language: Language) -> String {
    format!("{} {}", month_name(day, language), day.year())
}

/// A time of day alone: `9.00`, Swedish `9.00`, English `9:00`; seconds are left out.
pub fn time(time: NaiveTime, language: Language) -> String {
    let separator = if language == Language::En { ':' } else { '.' };
    format!("{}{separator}{:02}", time.hour(), time.minute())
}

/// A time of day in a sentence: `klo 9.00`, `kl. 9.00`, `at 9:00`.
pub fn clock(moment: NaiveTime, language: Language) -> String {
    let word = match language {
        Language::Fi => "klo",
        Language::Sv => "kl.",
        Language::En => "at",
    };
    format!("{word} {}", time(moment, language))
}

/// A day and a time: `1.10.2018 klo 9.00`, `1.10.2018 kl. 9.00`, `1 October 2018 at 9:00`.
pub fn date_time(moment: NaiveDateTime, language: Language) -> String {
    format!("{} {}", date(moment.date(), language), clock(moment.time(), language))
}

/// The local time in Finland of a point in time; none outside the calendar's years.
pub fn in_finland(instant: UnixMillis) -> Option<NaiveDateTime> {
    let utc = chrono::DateTime::from_timestamp_millis(instant.0)?;
    Some(utc.with_timezone(&chrono_tz::Europe::Helsinki).naive_local())
}

/// A day as it is kept: `2018-10-01`.
pub fn iso_date(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// A day and a time as they are kept: `2018-10-01T09:00`; seconds are left out.
pub fn iso_local_date_time(moment: NaiveDateTime) -> String {
    moment.format("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests;
