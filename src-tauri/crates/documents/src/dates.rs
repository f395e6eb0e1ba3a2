//! What paper says of time beyond the house's own dates ([`domain::dates`]): the days of an event,
//! and lengths of time.

use chrono::NaiveDate;
use domain::Language;
use domain::dates::{date_range, weekday_date};

/// The days of an event: one with its weekday, several as a range.
pub(crate) fn days(first: NaiveDate, last: NaiveDate, language: Language) -> String {
    if last <= first { weekday_date(first, language) } else { date_range(first, last, language) }
}

/// A length of time: whole and quarter hours as a decimal number of hours (`6,5 tuntia`), others
/// in hours and minutes (`1 timme 20 minuter`).
pub(crate) fn duration(minutes: u32, language: Language) -> String {
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

    #[test]
    fn a_single_day_carries_its_weekday_and_several_say_repeated_parts_once() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 10, day).unwrap();
        assert_eq!(days(day(1), day(1), Language::Fi), "to 1.10.2026");
        assert_eq!(days(day(1), day(3), Language::Fi), "1.–3.10.2026");
    }

    #[test]
    fn durations_are_decimal_hours_where_they_are_quarters() {
        assert_eq!(duration(390, Language::Fi), "6,5 tuntia");
        assert_eq!(duration(60, Language::Fi), "1 tunti");
        assert_eq!(duration(80, Language::Sv), "1 timme 20 minuter");
        assert_eq!(duration(405, Language::En), "6.75 hours");
        assert_eq!(duration(45, Language::En), "45 minutes");
    }
}
