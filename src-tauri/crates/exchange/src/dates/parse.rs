use chrono::{FixedOffset, NaiveDate, NaiveTime};

use super::{Moment, Order, scan::Scan, words};
use crate::clean_title;

/// Reads a date, with or without a time and an offset; `None` where the text is no date, or where
/// it depends on an order that is undecidable.
///
/// Reads ISO 8601 and its looser kin (`2026-10-05 09:15:00+00:00`, `2026/09/27 3:00:00 PM GMT+3`),
/// Finnish (`1.10.2018`, `1.10.2018 klo 9.00`, `ma 1. lokakuuta 2018`), Swedish (`1 oktober 2018
/// kl. 9.00`) and English dates (`Sep 26, 2026 7:05 PM`, `26-Sep-2026`), and dates with slashes or
/// hyphens in the given order. A year of two digits is taken as 1970–2069. The whole text must be
/// a date: a date inside a sentence is not one.
pub fn parse(text: &str, order: Order) -> Option<Moment> {
    let folded = fold(text)?;
    let mut scan = Scan::new(&folded);
    let date = match scan_date(&mut scan)? {
        Written::Known(date) => date,
        Written::Open { first, second, year } => resolve(first, second, year, order)?,
    };
    let (time, offset) = scan_rest(&mut scan)?;
    Some(Moment { date, time, offset })
}

/// Reads a time of day: `9.00`, `9:00`, `09:15:00`, `klo 9`, `9:05 AM`; `None` for anything else.
pub fn parse_time(text: &str) -> Option<NaiveTime> {
    let folded = fold(text)?;
    let mut scan = Scan::new(&folded);
    let time = scan_time(&mut scan)?;
    scan.at_end().then_some(time)
}

/// Returns the two numbers of a date that is read by [`Order`], in the order they stand.
pub(super) fn order_dependent(text: &str) -> Option<(u32, u32)> {
    let folded = fold(text)?;
    let mut scan = Scan::new(&folded);
    let Written::Open { first, second, .. } = scan_date(&mut scan)? else {
        return None;
    };
    scan_rest(&mut scan)?;
    Some((first, second))
}

/// A date as it stands in the text.
enum Written {
    Known(NaiveDate),
    Open { first: u32, second: u32, year: i32 },
}

/// Folds blanks and case; refuses early what is too long or too plain to be a date.
fn fold(text: &str) -> Option<String> {
    if text.len() > 80 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(clean_title(text).to_lowercase())
}

fn resolve(first: u32, second: u32, year: i32, order: Order) -> Option<NaiveDate> {
    let (day, month) = match order {
        _ if first == second => (first, second),
        Order::DayMonth => (first, second),
        Order::MonthDay => (second, first),
        Order::Undecidable if first > 12 => (first, second),
        Order::Undecidable if second > 12 => (second, first),
        Order::Undecidable => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

fn scan_date(scan: &mut Scan<'_>) -> Option<Written> {
    if words::is_weekday(scan.word()) {
        scan.next_word();
        scan.take_any(&['.', ',']);
        scan.skip_blanks();
    }
    if let Some(month) = words::month(scan.word()) {
        scan.next_word();
        scan.take('.');
        scan.skip_blanks();
        let day = scan.digits()?;
        scan.take_any(&['.', ',']);
        scan.skip_blanks();
        let year = year(scan)?;
        return NaiveDate::from_ymd_opt(year, month, day.value).map(Written::Known);
    }
    let first = scan.digits()?;
    let mark = scan.take_any(&['.', '/', '-']);
    scan.skip_blanks();
    if let Some(month) = words::month(scan.word()) {
        scan.next_word();
        scan.take_any(&['.', ',', '-', '/']);
        scan.skip_blanks();
        let year = year(scan)?;
        return NaiveDate::from_ymd_opt(year, month, first.value).map(Written::Known);
    }
    let mark = mark?;
    let second = scan.digits().filter(|digits| digits.length <= 2)?;
    if !scan.take(mark) {
        return None;
    }
    scan.skip_blanks();
    if first.length == 4 {
        let day = scan.digits().filter(|digits| digits.length <= 2)?;
        let year = i32::try_from(first.value).ok()?;
        return NaiveDate::from_ymd_opt(year, second.value, day.value).map(Written::Known);
    }
    if first.length > 2 {
        return None;
    }
    let year = year(scan)?;
    if mark == '.' {
        return NaiveDate::from_ymd_opt(year, second.value, first.value).map(Written::Known);
    }
    Some(Written::Open { first: first.value, second: second.value, year })
}

fn year(scan: &mut Scan<'_>) -> Option<i32> {
    let year = scan.digits()?;
    let value = i32::try_from(year.value).ok()?;
    match year.length {
        4 => Some(value),
        2 if value < 70 => Some(2000 + value),
        2 => Some(1900 + value),
        _ => None,
    }
}

/// Reads what follows a date: nothing, or a time with or without an offset.
fn scan_rest(scan: &mut Scan<'_>) -> Option<(Option<NaiveTime>, Option<FixedOffset>)> {
    if scan.at_end() {
        return Some((None, None));
    }
    scan.take(',');
    if !scan.take_word(&["t"]) {
        scan.skip_blanks();
        scan.take_word(&["at"]);
        scan.skip_blanks();
    }
    if scan.at_end() {
        return Some((None, None));
    }
    let time = scan_time(scan)?;
    let offset = scan_offset(scan)?;
    scan.at_end().then_some((Some(time), offset))
}

fn scan_time(scan: &mut Scan<'_>) -> Option<NaiveTime> {
    let announced = scan.take_word(&["klo", "kl", "kello", "klockan"]);
    if announced {
        scan.take('.');
        scan.skip_blanks();
    }
    let mut hour = scan.digits().filter(|digits| digits.length <= 2)?.value;
    let (mut minute, mut second, mut nano) = (None, 0, 0);
    if scan.take_any(&[':', '.']).is_some() {
        minute = Some(scan.digits().filter(|digits| digits.length == 2)?.value);
        if scan.take_any(&[':', '.']).is_some() {
            second = scan.digits().filter(|digits| digits.length == 2)?.value;
            if scan.take_any(&['.', ',']).is_some() {
                let fraction = scan.digits()?;
                let scale = u32::try_from(9 - fraction.length).ok()?;
                nano = fraction.value * 10u32.pow(scale);
            }
        }
    }
    let half = scan_half(scan);
    if minute.is_none() && half.is_none() && !announced {
        return None;
    }
    if let Some(half) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + half;
    }
    NaiveTime::from_hms_nano_opt(hour, minute.unwrap_or(0), second, nano)
}

/// Takes AM or PM; returns the hours it adds.
fn scan_half(scan: &mut Scan<'_>) -> Option<u32> {
    let mut ahead = scan.clone();
    ahead.skip_blanks();
    let half =
        match ahead.next_word() {
            "am" => 0,
            "pm" => 12,
            letter @ ("a" | "p")
                if ahead.take('.') && ahead.take_word(&["m"]) && ahead.take('.') =>
            {
                if letter == "a" { 0 } else { 12 }
            }
            _ => return None,
        };
    *scan = ahead;
    Some(half)
}

/// Reads an offset where one stands; `None` when what stands there is no offset.
fn scan_offset(scan: &mut Scan<'_>) -> Option<Option<FixedOffset>> {
    scan.skip_blanks();
    if scan.at_end() {
        return Some(None);
    }
    let named = match scan.next_word() {
        "" => None,
        "z" | "utc" | "gmt" => Some(0),
        "eet" => Some(2 * 3600),
        "eest" => Some(3 * 3600),
        _ => return None,
    };
    let seconds = match (scan.take_any(&['+', '-', '−']), named) {
        (Some(sign), None | Some(0)) => {
            let hours = scan.digits()?;
            let (hours, minutes) = match hours.length {
                1 | 2 if scan.take(':') => (hours.value, scan.digits()?.value),
                1 | 2 => (hours.value, 0),
                4 => (hours.value / 100, hours.value % 100),
                _ => return None,
            };
            if hours > 14 || minutes > 59 {
                return None;
            }
            let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
            if sign == '+' { seconds } else { -seconds }
        }
        (None, Some(named)) => named,
        _ => return None,
    };
    FixedOffset::east_opt(seconds).map(Some)
}
