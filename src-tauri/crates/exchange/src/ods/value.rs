use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use quick_xml::events::BytesRef;

use crate::{Cell, Number, dates, delimited::text_cell, spreadsheet::plain_number};

/// What a cell's own attributes say of its value.
pub(super) struct Stated<'t> {
    pub attributes: &'t [(String, String)],
}

impl Stated<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Makes a cell of what its attributes state and its paragraphs show.
pub(super) fn cell(stated: &Stated<'_>, shown: String) -> Cell {
    let kind = stated.get("office:value-type").or_else(|| stated.get("calcext:value-type"));
    let typed = match kind.unwrap_or_default() {
        "float" | "currency" | "percentage" => {
            stated.get("office:value").and_then(|value| number(value, &shown))
        }
        "boolean" => stated.get("office:boolean-value").map(|value| Cell::Flag(value == "true")),
        "date" => stated.get("office:date-value").and_then(moment),
        "time" => stated.get("office:time-value").and_then(time),
        _ => None,
    };
    typed.unwrap_or_else(|| match stated.get("office:string-value") {
        Some(value) if shown.is_empty() => text_cell(value),
        _ => text_cell(&shown),
    })
}

/// A number, with the leading zeros that the cell shows.
fn number(value: &str, shown: &str) -> Option<Cell> {
    let value: f64 = value.trim().parse().ok()?;
    // A formula of yes or no is kept as a number that shows a word.
    match shown.to_lowercase().as_str() {
        "true" | "tosi" | "sant" if value == 1.0 => return Some(Cell::Flag(true)),
        "false" | "epätosi" | "falskt" if value == 0.0 => return Some(Cell::Flag(false)),
        _ => {}
    }
    let shows_digits = shown.starts_with('0')
        && shown.len() <= 20
        && shown.bytes().all(|byte| byte.is_ascii_digit())
        && shown.parse::<f64>() == Ok(value);
    match plain_number(value, if shows_digits { shown.len() as u8 } else { 0 }) {
        Cell::Number(Number { digits: 1, value }) => Some(Cell::Number(value.into())),
        Cell::Empty => None,
        cell => Some(cell),
    }
}

fn moment(value: &str) -> Option<Cell> {
    if let Ok(date) = value.parse::<NaiveDate>() {
        return Some(Cell::Date(date));
    }
    if let Ok(moment) = value.parse::<NaiveDateTime>() {
        return Some(Cell::DateTime(rounded(moment)?));
    }
    let moment = dates::parse(value, dates::Order::Undecidable)?;
    Some(Cell::DateTime(moment.date.and_time(moment.time?)))
}

/// Spreadsheets write the noise of binary fractions as nanoseconds.
fn rounded(moment: NaiveDateTime) -> Option<NaiveDateTime> {
    let millis = moment.and_utc().timestamp_micros().checked_add(500)?.div_euclid(1_000);
    chrono::DateTime::from_timestamp_millis(millis).map(|moment| moment.naive_utc())
}

/// Reads a time of day written as a duration, `PT09H05M00S`; longer durations are as they show.
fn time(value: &str) -> Option<Cell> {
    let (hours, rest) = value.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds: f64 = rest.strip_suffix('S')?.replace(',', ".").parse().ok()?;
    let time = NaiveTime::from_hms_opt(
        hours.parse().ok()?,
        minutes.parse().ok()?,
        seconds.round().clamp(0.0, 59.0) as u32,
    )?;
    Some(Cell::Time(time))
}

/// The character that a reference such as `&amp;` or `&#228;` stands for; others stand for nothing,
/// because only a document that declares its own entities has them.
pub(super) fn referred(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        return c.to_string();
    }
    match reference.as_ref() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
    .to_owned()
}
