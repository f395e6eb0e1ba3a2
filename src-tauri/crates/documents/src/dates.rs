//! Dates, times and durations as paper writes them.
//!
//! Finnish: Kielikello 3/1998 and SFS 4175 (dot in times, en dash without spaces in ranges).
//! Swedish: Språkrådet's Skrivregler with the time notation used in Finland (`kl. 9.00`).
//! English: day, month in words, year; 24-hour times with a dot, as on Finnish timetables.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use domain::Language;

const WEEKDAYS: [[&str; 7]; 3] = [
    ["ma", "ti", "ke", "to", "pe", "la", "su"],
    ["må", "ti", "on", "to", "fr", "lö", "sö"],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
];

const LONG_WEEKDAYS: [[&str; 7]; 3] = [
    ["Maanantai", "Tiistai", "Keskiviikko", "Torstai", "Perjantai", "Lauantai", "Sunnuntai"],
    ["Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag", "Lördag", "Söndag"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

const MONTHS_SV: [&str; 12] = [
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
];

const MONTHS_EN: [&str; 12] = [
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
];

const EN_DASH: char = '\u{2013}';

fn month(language: Language, date: NaiveDate) -> &'static str {
    let names = if language == Language::Sv { &MONTHS_SV } else { &MONTHS_EN };
    names[date.month0() as usize]
}

/// A date: `1.10.2026`, `1 oktober 2026`, `1 October 2026`.
pub fn date(language: Language, date: NaiveDate) -> String {
    match language {
        Language::Fi => format!("{}.{}.{}", date.day(), date.month(), date.year()),
        Language::Sv | Language::En => {
            format!("{} {} {}", date.day(), month(language, date), date.year())
        }
    }
}

/// A date with its weekday: `to 1.10.2026`, `to 1.10.2026`, `Thu 1 October 2026`.
pub fn weekday_date(language: Language, day: NaiveDate) -> String {
    let weekday = day.weekday().num_days_from_monday() as usize;
    let (name, written) = match language {
        Language::Fi => (WEEKDAYS[0][weekday], date(language, day)),
        Language::Sv => (WEEKDAYS[1][weekday], date(Language::Fi, day)),
        Language::En => (WEEKDAYS[2][weekday], date(language, day)),
    };
    format!("{name} {written}")
}

/// A date as a heading: `Torstai 1.10.2026`, `Torsdag 1 oktober 2026`,
/// `Thursday 1 October 2026`.
pub fn day_heading(language: Language, day: NaiveDate) -> String {
    let weekday = day.weekday().num_days_from_monday() as usize;
    let names = match language {
        Language::Fi => &LONG_WEEKDAYS[0],
        Language::Sv => &LONG_WEEKDAYS[1],
        Language::En => &LONG_WEEKDAYS[2],
    };
    format!("{} {}", names[weekday], date(language, day))
}

/// A span of days, the repeated parts said once: `1.–3.10.2026`, `1–3 oktober 2026`,
/// `30 September – 1 October 2026`. One day is written with its weekday.
pub fn days(language: Language, first: NaiveDate, last: NaiveDate) -> String {
    if last <= first {
        return weekday_date(language, first);
    }
    let same_year = first.year() == last.year();
    let same_month = same_year && first.month() == last.month();
    let end = date(language, last);
    match language {
        Language::Fi if same_month => format!("{}.{EN_DASH}{end}", first.day()),
        Language::Fi if same_year => format!("{}.{}.{EN_DASH}{end}", first.day(), first.month()),
        Language::Fi => format!("{}{EN_DASH}{end}", date(language, first)),
        _ if same_month => format!("{}{EN_DASH}{end}", first.day()),
        _ if same_year => {
            format!("{} {} {EN_DASH} {end}", first.day(), month(language, first))
        }
        _ => format!("{} {EN_DASH} {end}", date(language, first)),
    }
}

/// A time without a leading zero: `9.00`.
pub fn time(at: NaiveDateTime) -> String {
    format!("{}.{:02}", at.hour(), at.minute())
}

/// A span of time for columns whose head says that times stand there: `9.00–15.30`.
pub fn time_span(from: NaiveDateTime, to: NaiveDateTime) -> String {
    if to <= from {
        return time(from);
    }
    format!("{}{EN_DASH}{}", time(from), time(to))
}

/// A span of time in running text: `klo 9.00–15.30`, `kl. 9.00–15.30`, `9.00–15.30`.
pub fn spoken_time_span(language: Language, from: NaiveDateTime, to: NaiveDateTime) -> String {
    let span = time_span(from, to);
    match language {
        Language::Fi => format!("klo {span}"),
        Language::Sv => format!("kl. {span}"),
        Language::En => span,
    }
}

/// A length of time: whole and quarter hours as a decimal number of hours (`6,5 tuntia`), others
/// in hours and minutes (`1 timme 20 minuter`).
pub fn duration(language: Language, minutes: u32) -> String {
    let (hour, hours, minute, many_minutes, comma) = match language {
        Language::Fi => ("tunti", "tuntia", "minuutti", "minuuttia", ','),
        Language::Sv => ("timme", "timmar", "minut", "minuter", ','),
        Language::En => ("hour", "hours", "minute", "minutes", '.'),
    };
    let (whole, rest) = (minutes / 60, minutes % 60);
    let whole_text = format!("{whole} {}", if whole == 1 { hour } else { hours });
    let minute_text = format!("{rest} {}", if rest == 1 { minute } else { many_minutes });
    match (whole, rest) {
        (_, 0) => whole_text,
        (0, _) => minute_text,
        (_, 15) => format!("{whole}{comma}25 {hours}"),
        (_, 30) => format!("{whole}{comma}5 {hours}"),
        (_, 45) => format!("{whole}{comma}75 {hours}"),
        _ => format!("{whole_text} {minute_text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn at(hour: u32, minute: u32) -> NaiveDateTime {
        day(2026, 10, 1).and_hms_opt(hour, minute, 0).unwrap()
    }

    #[test]
    fn a_single_day_carries_its_weekday() {
        let first = day(2026, 10, 1);
        assert_eq!(days(Language::Fi, first, first), "to 1.10.2026");
        assert_eq!(days(Language::Sv, first, first), "to 1.10.2026");
        assert_eq!(days(Language::En, first, first), "Thu 1 October 2026");
    }

    #[test]
    fn spans_of_days_say_repeated_parts_once() {
        let cases = [
            (Language::Fi, day(2026, 10, 1), day(2026, 10, 3), "1.–3.10.2026"),
            (Language::Fi, day(2026, 9, 30), day(2026, 10, 1), "30.9.–1.10.2026"),
            (Language::Fi, day(2026, 12, 30), day(2027, 1, 2), "30.12.2026–2.1.2027"),
            (Language::Sv, day(2026, 10, 1), day(2026, 10, 3), "1–3 oktober 2026"),
            (Language::En, day(2026, 9, 30), day(2026, 10, 1), "30 September – 1 October 2026"),
        ];
        for (language, first, last, expected) in cases {
            assert_eq!(days(language, first, last), expected);
        }
    }

    #[test]
    fn times_have_a_dot_and_no_leading_zero() {
        assert_eq!(spoken_time_span(Language::Fi, at(9, 0), at(15, 30)), "klo 9.00–15.30");
        assert_eq!(spoken_time_span(Language::Sv, at(9, 0), at(15, 30)), "kl. 9.00–15.30");
        assert_eq!(spoken_time_span(Language::En, at(9, 0), at(15, 30)), "9.00–15.30");
        assert_eq!(time_span(at(9, 5), at(9, 5)), "9.05");
    }

    #[test]
    fn durations_are_decimal_hours_where_they_are_quarters() {
        assert_eq!(duration(Language::Fi, 390), "6,5 tuntia");
        assert_eq!(duration(Language::Fi, 60), "1 tunti");
        assert_eq!(duration(Language::Sv, 80), "1 timme 20 minuter");
        assert_eq!(duration(Language::En, 405), "6.75 hours");
        assert_eq!(duration(Language::En, 45), "45 minutes");
    }
}
