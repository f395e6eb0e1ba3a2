//! Ranges of days and times, the repeated parts said once.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::words::{month_in_date, weekday_short};
use super::{clock, date, date_time, time, weekday_date};
use crate::Language;

/// A range of times where the place says that times stand there: `9.00–15.30`, English
/// `9:00–15:30`. An end that is not after the start is left out.
pub fn times(start: NaiveTime, end: NaiveTime, language: Language) -> String {
    if end <= start {
        return time(start, language);
    }
    format!("{}–{}", time(start, language), time(end, language))
}

/// A range of times of one day: `klo 9.00–15.30`, `kl. 9.00–15.30`, `9:00–15:30`.
pub fn time_range(start: NaiveTime, end: NaiveTime, language: Language) -> String {
    let times = times(start, end, language);
    match language {
        Language::Fi => format!("klo {times}"),
        Language::Sv => format!("kl. {times}"),
        Language::En => times,
    }
}

/// A range of days: `1.–3.10.2018`, `30.9.–1.10.2018`, `30.12.2018–2.1.2019`; Swedish
/// `1–3.10.2018`, `30.9–1.10.2018`; English `1–3 October 2018`, `30 September – 1 October 2018`.
/// One day, or an end before the start, is written as the first day.
pub fn date_range(first: NaiveDate, last: NaiveDate, language: Language) -> String {
    if last <= first {
        return date(first, language);
    }
    let end = date(last, language);
    let (same_month, same_year) = (first.month() == last.month(), first.year() == last.year());
    match (language, same_year, same_month) {
        (Language::Fi, true, true) => format!("{}.–{end}", first.day()),
        (Language::Fi, true, false) => format!("{}.{}.–{end}", first.day(), first.month()),
        (Language::Sv, true, true) => format!("{}–{end}", first.day()),
        (Language::Sv, true, false) => format!("{}.{}–{end}", first.day(), first.month()),
        (Language::Fi | Language::Sv, false, _) => format!("{}–{end}", date(first, language)),
        (Language::En, true, true) => format!("{}–{end}", first.day()),
        (Language::En, true, false) => {
            format!("{} {} – {end}", first.day(), month_in_date(first, language))
        }
        (Language::En, false, _) => format!("{} – {end}", date(first, language)),
    }
}

/// A range of days with their weekdays and without years: `ma 21.12. – su 27.12.`, Swedish
/// `må 21.12 – sö 27.12`, English `Mon 21 December – Sun 27 December`. One day stands alone.
pub fn weekday_range(first: NaiveDate, last: NaiveDate, language: Language) -> String {
    let end = |day: NaiveDate| {
        let weekday = weekday_short(day, language);
        match language {
            Language::Fi => format!("{weekday} {}.{}.", day.day(), day.month()),
            Language::Sv => format!("{weekday} {}.{}", day.day(), day.month()),
            Language::En => format!("{weekday} {} {}", day.day(), month_in_date(day, language)),
        }
    };
    if last <= first {
        return end(first);
    }
    format!("{} – {}", end(first), end(last))
}

/// From one moment to another: `ma 1.10.2018 klo 9.00–15.30`, over days
/// `30.9.2018 klo 9.00 – 1.10.2018 klo 15.30`. Without an end, or with one that is not after the
/// start, the start alone.
pub fn moment_range(
    start: NaiveDateTime,
    end: Option<NaiveDateTime>,
    language: Language,
) -> String {
    match end.filter(|end| *end > start) {
        None => {
            format!("{} {}", weekday_date(start.date(), language), clock(start.time(), language))
        }
        Some(end) if end.date() == start.date() => {
            let comma = if language == Language::En { "," } else { "" };
            format!(
                "{}{comma} {}",
                weekday_date(start.date(), language),
                time_range(start.time(), end.time(), language)
            )
        }
        Some(end) => format!("{} – {}", date_time(start, language), date_time(end, language)),
    }
}
