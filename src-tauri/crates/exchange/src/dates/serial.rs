use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// The day a workbook counts its dates from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Epoch {
    /// Day 1 is 1 January 1900, and the 29 February 1900 that never was is counted as day 60.
    From1900,
    /// Day 0 is 1 January 1904, as in workbooks from old Macs.
    From1904,
}

/// Turns a spreadsheet's serial number into a day and time, to the nearest millisecond.
///
/// `None` for numbers that are no date: below the first day, the day 60 that never was, and beyond
/// the year 9999. Source of the two systems: ECMA-376 part 1, 18.17.4.
pub fn from_serial(serial: f64, epoch: Epoch) -> Option<NaiveDateTime> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let days = serial.floor();
    let (year, month, day) = match epoch {
        Epoch::From1904 => (1904, 1, 1),
        Epoch::From1900 if (1.0..60.0).contains(&days) => (1899, 12, 31),
        Epoch::From1900 if days > 60.0 => (1899, 12, 30),
        Epoch::From1900 => return None,
    };
    let milliseconds = ((serial - days) * 86_400_000.0).round();
    NaiveDate::from_ymd_opt(year, month, day)?
        .and_hms_opt(0, 0, 0)?
        .checked_add_signed(TimeDelta::days(days as i64))?
        .checked_add_signed(TimeDelta::milliseconds(milliseconds as i64))
}

/// Reads a serial number that was saved as text, with a point or a comma, such as `46295,5`.
///
/// Only what falls in the years 1954–2119 (serials 20,000–80,000) counts, and nothing with other
/// characters; whether a column holds serials at all is for the caller to know.
pub fn parse_serial(text: &str, epoch: Epoch) -> Option<NaiveDateTime> {
    let text = text.trim().replace(',', ".");
    if text.bytes().any(|b| !b.is_ascii_digit() && b != b'.') {
        return None;
    }
    let serial: f64 = text.parse().ok()?;
    if !(20_000.0..80_000.0).contains(&serial) {
        return None;
    }
    from_serial(serial, epoch)
}
