//! Dates and times as files write them: parsing one, and deciding for a whole column whether the
//! day or the month comes first.
//!
//! Nothing here guesses. `5/10/2026` is read only when its column, or the one who was asked, has
//! said what comes first; and a time without a zone stays without one.

mod parse;
mod scan;
mod serial;
mod words;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::Cell;
pub use parse::{parse, parse_time};
pub use serial::{Epoch, from_serial, parse_serial};

/// Which number comes first in dates such as `5/10/2026` and `5-10-2026`.
///
/// Years first (`2026/10/05`), points (`5.10.2026`, always day first) and names of months need no
/// such decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Order {
    /// The day.
    DayMonth,
    /// The month, as in the United States.
    MonthDay,
    /// The values do not tell: somebody has to be asked.
    Undecidable,
}

/// A date that was read, with as much as its text said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The day.
    pub date: NaiveDate,
    /// The time of day, where there is one.
    pub time: Option<NaiveTime>,
    /// The offset from UTC, where one is stated.
    pub offset: Option<FixedOffset>,
}

impl Moment {
    /// Returns the day and time as a clock on the wall showed them; midnight where no time is given.
    pub fn wall_clock(&self) -> NaiveDateTime {
        self.date.and_time(self.time.unwrap_or_default())
    }

    /// Returns the instant, where the text states both a time and an offset.
    pub fn instant(&self) -> Option<DateTime<Utc>> {
        self.time?;
        let local = self.wall_clock().and_local_timezone(self.offset?);
        local.single().map(|moment| moment.to_utc())
    }
}

/// Reads the date of a cell: a typed one as it is, a text by [`parse`].
///
/// Numbers are no dates here; a column of serial numbers is for the caller to recognise and for
/// [`from_serial`] to read.
pub fn of_cell(cell: &Cell, order: Order) -> Option<Moment> {
    let (date, time) = match cell {
        Cell::Text(text) => return parse(text, order),
        Cell::Date(date) => (*date, None),
        Cell::DateTime(moment) => (moment.date(), Some(moment.time())),
        Cell::Empty | Cell::Number(_) | Cell::Time(_) | Cell::Flag(_) => return None,
    };
    let offset = None;
    Some(Moment { date, time, offset })
}

/// Decides for a column whether the day or the month comes first, by looking at all its values.
///
/// One value with a number over 12 decides. Values that need no decision, and texts that are no
/// dates, do not take part; where no value needs one the answer is [`Order::DayMonth`], which then
/// changes nothing. Where values contradict each other, or all numbers stay under 13, the answer
/// is [`Order::Undecidable`].
pub fn decide_order<'a>(values: impl IntoIterator<Item = &'a str>) -> Order {
    let (mut day_first, mut month_first, mut open) = (false, false, false);
    for value in values {
        let Some((first, second)) = parse::order_dependent(value) else {
            continue;
        };
        match (first > 12, second > 12) {
            (true, false) => day_first = true,
            (false, true) => month_first = true,
            (false, false) if first != second => open = true,
            _ => {}
        }
    }
    match (day_first, month_first) {
        (true, true) => Order::Undecidable,
        (true, false) => Order::DayMonth,
        (false, true) => Order::MonthDay,
        (false, false) if open => Order::Undecidable,
        (false, false) => Order::DayMonth,
    }
}

#[cfg(test)]
mod tests;
