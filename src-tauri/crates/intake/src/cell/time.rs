//! When something happened, from cells that may hold a date, a time, both, or a number.

use chrono::{LocalResult, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use domain::UnixMillis;
use exchange::Cell;
use exchange::dates::{self, Epoch, Moment, Order};

/// How times of one file are to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    /// What comes first in dates such as `5/10/2026`.
    pub order: Order,
    /// The zone of times that state none.
    pub zone: Tz,
}

/// Reads a moment from a cell, which may be a spreadsheet's serial number.
pub(crate) fn moment(cell: &Cell, order: Order) -> Option<Moment> {
    match cell {
        Cell::Empty | Cell::Flag(_) | Cell::Time(_) => None,
        Cell::Date(date) => Some(Moment { date: *date, time: None, offset: None }),
        Cell::DateTime(at) => Some(Moment { date: at.date(), time: Some(at.time()), offset: None }),
        Cell::Number(number) => dates::from_serial(number.value, Epoch::From1900).map(bare),
        Cell::Text(text) => dates::parse(text, order)
            .or_else(|| dates::parse_serial(text, Epoch::From1900).map(bare)),
    }
}

fn bare(at: NaiveDateTime) -> Moment {
    Moment { date: at.date(), time: Some(at.time()), offset: None }
}

/// Reads a time of day from a cell.
pub(crate) fn time_of_day(cell: &Cell) -> Option<NaiveTime> {
    match cell {
        Cell::Time(time) => Some(*time),
        Cell::DateTime(at) => Some(at.time()),
        Cell::Text(text) => dates::parse_time(text),
        _ => None,
    }
}

/// The point in time that a moment is, in the zone of the file where it states none.
pub(crate) fn instant(moment: &Moment, zone: Tz) -> UnixMillis {
    if let Some(instant) = moment.instant() {
        return UnixMillis(instant.timestamp_millis());
    }
    UnixMillis(local(moment.wall_clock(), zone))
}

fn local(at: NaiveDateTime, zone: Tz) -> i64 {
    match zone.from_local_datetime(&at) {
        LocalResult::Single(at) => at.timestamp_millis(),
        // The hour that comes twice: its first run, so that an order of rows stays one.
        LocalResult::Ambiguous(first, _) => first.timestamp_millis(),
        // The hour that is left out: clocks that did not follow were an hour behind.
        LocalResult::None => {
            let before = at - chrono::TimeDelta::hours(1);
            zone.from_local_datetime(&before).earliest().map_or_else(
                || at.and_utc().timestamp_millis(),
                |at| at.timestamp_millis() + 3_600_000,
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Helsinki;

    use super::*;

    fn read(text: &str) -> Option<i64> {
        let moment = moment(&Cell::Text(text.to_owned()), Order::DayMonth)?;
        Some(instant(&moment, Helsinki).0 / 1_000)
    }

    #[test]
    fn times_without_a_zone_are_those_of_the_file() {
        for (text, seconds) in [
            ("2026-09-14 08:05:11", 1_789_362_311),
            ("14.9.2026 klo 8.05.11", 1_789_362_311),
            ("2026-09-14 05:05:11+00:00", 1_789_362_311),
            ("2026-11-02T06:15:30Z", 1_793_600_130),
        ] {
            assert_eq!(read(text), Some(seconds), "{text}");
        }
        assert_eq!(read("huomenna"), None);
    }

    #[test]
    fn the_hours_of_the_clock_change_are_read() {
        let (twice, skipped) =
            (read("2026-10-25 03:30:00").unwrap(), read("2026-03-29 03:30:00").unwrap());
        assert_eq!(twice, read("2026-10-25 00:30:00+00:00").unwrap());
        assert_eq!(skipped, read("2026-03-29 01:30:00+00:00").unwrap());
    }
}
