//! Reading days and times as people write them.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Europe::Helsinki;

use super::words::{is_weekday, month_number};
use crate::{UnixMillis, ValueError, text::one_line};

/// Years that a partnership programme can speak of; others are slips of the pen.
const YEARS: RangeInclusive<i32> = 1900..=2199;

/// Reads a day: `1.10.2018`, `1. 10. 2018`, `1.10.18`, `2018-10-01`, `1. lokakuuta 2018`,
/// `1 oktober 2018`, `October 1, 2018`, each with or without a weekday before it.
///
/// # Errors
/// [`ValueError::NotADate`] for anything else: days that the calendar lacks, years outside
/// 1900–2199, and `1/10/2018`, which means two days.
pub fn parse_date(text: &str) -> Result<NaiveDate, ValueError> {
    let typed = one_line(text);
    match take_date(&typed.to_lowercase()) {
        Some((day, rest)) if rest.trim().is_empty() => Ok(day),
        _ => Err(ValueError::NotADate(typed)),
    }
}

/// Reads a time of day: `9`, `9.00`, `09:00`, `klo 9`, `kl. 9.30`, `9.30 pm`; seconds are dropped.
///
/// # Errors
/// [`ValueError::NotATime`] for anything else.
pub fn parse_time(text: &str) -> Result<NaiveTime, ValueError> {
    let typed = one_line(text);
    time_of(&typed.to_lowercase()).ok_or(ValueError::NotATime(typed))
}

/// Reads a day and a time: `1.10.2018 klo 9.00`, `1.10.2018 9`, `2018-10-01T09:00`, any day of
/// [`parse_date`] followed by any time of [`parse_time`].
///
/// # Errors
/// [`ValueError::TimeMissing`] for a day alone, [`ValueError::NotATime`] for a day followed by no
/// time, [`ValueError::NotADate`] for anything else.
pub fn parse_local_date_time(text: &str) -> Result<NaiveDateTime, ValueError> {
    let typed = one_line(text);
    let lower = typed.to_lowercase();
    let Some((day, rest)) = take_date(&lower) else {
        return Err(ValueError::NotADate(typed));
    };
    let rest = rest.trim_start_matches([',', ' ']);
    if rest.is_empty() {
        return Err(ValueError::TimeMissing(typed));
    }
    match time_of(rest.strip_prefix('t').unwrap_or(rest)) {
        Some(time) => Ok(day.and_time(time)),
        None => Err(ValueError::NotATime(typed)),
    }
}

/// Reads a point in time: RFC 3339 with its offset (`2018-10-01T06:00:00Z`), or a day and a time
/// in Finland as in [`parse_local_date_time`]. An hour that autumn has twice means its first.
///
/// # Errors
/// Those of [`parse_local_date_time`], and [`ValueError::NoSuchTime`] for the hour that spring
/// leaves out.
pub fn parse_instant(text: &str) -> Result<UnixMillis, ValueError> {
    let typed = one_line(text);
    if let Ok(instant) = DateTime::parse_from_rfc3339(&typed) {
        return Ok(UnixMillis(instant.timestamp_millis()));
    }
    let local = parse_local_date_time(&typed)?;
    match Helsinki.from_local_datetime(&local).earliest() {
        Some(instant) => Ok(UnixMillis(instant.timestamp_millis())),
        None => Err(ValueError::NoSuchTime(typed)),
    }
}

/// Reads a day as it is kept, `2018-10-01`, and nothing else.
pub fn parse_iso_date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10)
}

/// Reads a day and a time as they are kept, `2018-10-01T09:00`, and nothing else.
pub fn parse_iso_local_date_time(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok().filter(|_| text.len() == 16)
}

/// The day that `text`, tidy and in lower case, begins with, and what follows it.
fn take_date(text: &str) -> Option<(NaiveDate, &str)> {
    let text = match text.split_once(' ') {
        Some((word, rest)) if is_weekday(word) => rest,
        _ => text,
    };
    let (day, rest) =
        take_iso(text).or_else(|| take_numeric(text)).or_else(|| take_worded(text))?;
    let is_whole = rest.is_empty() || rest.starts_with([' ', ',', 't']);
    (is_whole && YEARS.contains(&day.year())).then_some((day, rest))
}

fn take_iso(text: &str) -> Option<(NaiveDate, &str)> {
    let (year, rest) = digits(text, 4..=4)?;
    let (month, rest) = digits(rest.strip_prefix('-')?, 2..=2)?;
    let (day, rest) = digits(rest.strip_prefix('-')?, 2..=2)?;
    Some((day_of(year, month, day)?, rest))
}

fn take_numeric(text: &str) -> Option<(NaiveDate, &str)> {
    let (day, rest) = digits(text, 1..=2)?;
    let (month, rest) = digits(rest.strip_prefix('.')?.trim_start(), 1..=2)?;
    let (year, rest) = take_year(rest.strip_prefix('.')?.trim_start())?;
    Some((day_of(year, month, day)?, rest))
}

/// `1. lokakuuta 2018`, `1 oktober 2018`, `1 Oct 2018` and `October 1, 2018`.
fn take_worded(text: &str) -> Option<(NaiveDate, &str)> {
    let (day, month, rest) = match digits(text, 1..=2) {
        Some((day, rest)) => {
            let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start();
            let (month, rest) = rest.split_once(' ')?;
            (day, month_number(month)?, rest)
        }
        None => {
            let (month, rest) = text.split_once(' ')?;
            let (day, rest) = digits(rest, 1..=2)?;
            (day, month_number(month)?, rest.strip_prefix(',').unwrap_or(rest).trim_start())
        }
    };
    let (year, rest) = digits(rest, 4..=4)?;
    Some((day_of(year, month, day)?, rest))
}

/// Four digits, or two that mean 1970–2069.
fn take_year(text: &str) -> Option<(u32, &str)> {
    digits(text, 4..=4).or_else(|| {
        let (year, rest) = digits(text, 2..=2)?;
        Some((if year < 70 { 2000 + year } else { 1900 + year }, rest))
    })
}

fn day_of(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// The number that `text` begins with, of as many digits as `length` allows, no fewer and no more.
fn digits(text: &str, length: RangeInclusive<usize>) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    length.contains(&end).then(|| number.parse().ok()).flatten().map(|number| (number, rest))
}

/// The time that `text`, tidy and in lower case, is.
fn time_of(text: &str) -> Option<NaiveTime> {
    let text = ["klo", "kello", "kl.", "kl", "at", "@"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
        .trim_start();
    let (hour, rest) = digits(text, 1..=2)?;
    let (minute, rest) = match rest.strip_prefix(['.', ':']) {
        Some(rest) => digits(rest, 2..=2)?,
        None => (0, rest),
    };
    let rest = match rest.strip_prefix(['.', ':']) {
        Some(seconds) => {
            let (second, rest) = digits(seconds, 2..=2)?;
            (second < 60).then_some(())?;
            rest.strip_prefix('.').map_or(Some(rest), |rest| digits(rest, 1..=9).map(|(_, r)| r))?
        }
        None => rest,
    };
    let hour = match (rest.trim(), hour) {
        ("", hour) => hour,
        ("am" | "a.m.", 1..=12) => hour % 12,
        ("pm" | "p.m.", 1..=12) => hour % 12 + 12,
        _ => return None,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}
