use chrono::{NaiveDate, NaiveDateTime};

use super::*;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
}

#[test]
fn dates_of_every_exporter_are_read() {
    for (text, wall_clock) in [
        ("2026-11-10 09:30:15", "2026-11-10 09:30:15"),
        ("2026-11-10T09:30:15.250Z", "2026-11-10 09:30:15"),
        ("2026-11-02 06:15:30+00:00", "2026-11-02 06:15:30"),
        ("2026/09/20 10:00:00 AM", "2026-09-20 10:00:00"),
        ("2026/09/27 3:00:00 PM GMT+3", "2026-09-27 15:00:00"),
        ("2027-02-03", "2027-02-03 00:00:00"),
        ("1.10.2018", "2018-10-01 00:00:00"),
        ("01.10.2018", "2018-10-01 00:00:00"),
        ("1. 10. 2018", "2018-10-01 00:00:00"),
        ("1.10.2018 klo 9.00", "2018-10-01 09:00:00"),
        ("1.10.2018 klo 18", "2018-10-01 18:00:00"),
        ("20.9.2026 klo 10.05.00", "2026-09-20 10:05:00"),
        ("2.11.2026 9.05", "2026-11-02 09:05:00"),
        ("2.11.2026 9:05", "2026-11-02 09:05:00"),
        ("1.10.18", "2018-10-01 00:00:00"),
        ("ma 1.10.2018", "2018-10-01 00:00:00"),
        ("maanantaina 1. lokakuuta 2018 klo 9.30", "2018-10-01 09:30:00"),
        ("1 oktober 2018 kl. 9.00", "2018-10-01 09:00:00"),
        ("Sep 26, 2026 7:05 PM", "2026-09-26 19:05:00"),
        ("September 26, 2026 at 7:05 p.m.", "2026-09-26 19:05:00"),
        ("26-Sep-2026", "2026-09-26 00:00:00"),
        ("Mon, 26 Oct 2026 12:00 AM", "2026-10-26 00:00:00"),
        ("2026-09-20\u{a0}12:30 PM", "2026-09-20 12:30:00"),
        ("13/5/2026 08:00", "2026-05-13 08:00:00"),
        ("5/13/26 08:00:01", "2026-05-13 08:00:01"),
        ("5/5/2026", "2026-05-05 00:00:00"),
        ("5/10/2026", ""),
        ("31.2.2026", ""),
        ("2026-13-01", ""),
        ("1.10.2018 25:00", ""),
        ("1.10.2018 9", ""),
        ("1.10.2018 iltapäivä", ""),
        ("nähdään 1.10.2018", ""),
        ("2018", ""),
        ("46295,5", ""),
        ("050 439 0172", ""),
        ("00100", ""),
        ("2285733-9", ""),
        ("1.2.3.4", ""),
        ("10-12-2026-1", ""),
        ("", ""),
    ] {
        let read = parse(text, Order::Undecidable);
        let read = read.map(|moment| moment.wall_clock().format("%Y-%m-%d %H:%M:%S").to_string());
        assert_eq!(read.unwrap_or_default(), wall_clock, "{text}");
    }
}

#[test]
fn an_offset_makes_an_instant() {
    for (text, instant) in [
        ("2026/09/27 3:00:00 PM GMT+3", "2026-09-27 12:00:00"),
        ("2026-09-27 15:00 +0300", "2026-09-27 12:00:00"),
        ("2026-09-27T15:00:00+03:00", "2026-09-27 12:00:00"),
        ("2026-09-27T15:00:00Z", "2026-09-27 15:00:00"),
        ("2027-02-03 00:00:00+01:40", "2027-02-02 22:20:00"),
        ("27.9.2026 klo 15.00 EEST", "2026-09-27 12:00:00"),
    ] {
        let read = parse(text, Order::DayMonth).unwrap().instant().unwrap();
        assert_eq!(read.naive_utc(), at(instant), "{text}");
    }
    assert_eq!(parse("1.10.2018 klo 9.00", Order::DayMonth).unwrap().instant(), None);
    assert_eq!(parse("2018-10-01", Order::DayMonth).unwrap().instant(), None);
}

#[test]
fn the_order_is_what_the_column_said() {
    let october = NaiveDate::from_ymd_opt(2026, 10, 5).unwrap();
    let may = NaiveDate::from_ymd_opt(2026, 5, 10).unwrap();
    assert_eq!(parse("5/10/2026", Order::DayMonth).unwrap().date, october);
    assert_eq!(parse("5/10/2026", Order::MonthDay).unwrap().date, may);
    assert_eq!(parse("5-10-26", Order::MonthDay).unwrap().date, may);
    assert_eq!(parse("5.10.2026", Order::MonthDay).unwrap().date, october);
    assert_eq!(parse("2026/10/05", Order::MonthDay).unwrap().date, october);
    assert_eq!(parse("13/5/2026", Order::MonthDay), None);
}

#[test]
fn one_row_late_in_the_column_decides_for_all() {
    use Order::{DayMonth, MonthDay, Undecidable};
    for (values, order) in [
        (&["5/10/2026 09:15:00", "6/10/2026", "13/10/2026"][..], DayMonth),
        (&["8/2/25 12:51:45", "8/20/25 1:02:03"], MonthDay),
        (&["5/10/2026", "6/10/2026"], Undecidable),
        (&["13/10/2026", "10/13/2026"], Undecidable),
        (&["5/5/2026", "6/6/2026"], DayMonth),
        (&["1.10.2018", "2026-10-05", "", "ei tietoa"], DayMonth),
        (&[], DayMonth),
    ] {
        assert_eq!(decide_order(values.iter().copied()), order, "{values:?}");
    }
}

#[test]
fn a_cell_gives_its_date_whatever_its_type() {
    let noon = at("2026-10-05 12:00:00");
    for cell in [Cell::Text("5/10/2026 12:00".into()), Cell::DateTime(noon)] {
        assert_eq!(of_cell(&cell, Order::DayMonth).unwrap().wall_clock(), noon);
    }
    assert_eq!(of_cell(&Cell::Date(noon.date()), Order::DayMonth).unwrap().time, None);
    assert_eq!(of_cell(&Cell::Number(46295.5.into()), Order::DayMonth), None);
}

#[test]
fn times_of_day_are_read_in_every_spelling() {
    for (text, read) in [
        ("9.00", "09:00:00"),
        ("9:00", "09:00:00"),
        ("klo 9", "09:00:00"),
        ("kl. 9.30", "09:30:00"),
        ("10:10:10 AM", "10:10:10"),
        ("12:00 AM", "00:00:00"),
        ("12 pm", "12:00:00"),
        ("9", ""),
        ("13:00 PM", ""),
        ("24:00", ""),
        ("9.5", ""),
    ] {
        let time = parse_time(text).map(|time| time.to_string());
        assert_eq!(time.unwrap_or_default(), read, "{text}");
    }
}

#[test]
fn serials_are_counted_from_either_epoch() {
    for (serial, epoch, read) in [
        (1.0, Epoch::From1900, "1900-01-01 00:00:00"),
        (59.0, Epoch::From1900, "1900-02-28 00:00:00"),
        (61.0, Epoch::From1900, "1900-03-01 00:00:00"),
        (43374.0, Epoch::From1900, "2018-10-01 00:00:00"),
        (43374.375, Epoch::From1900, "2018-10-01 09:00:00"),
        (41912.375, Epoch::From1904, "2018-10-01 09:00:00"),
        (43374.42372685185, Epoch::From1900, "2018-10-01 10:10:10"),
        (43374.999999999, Epoch::From1900, "2018-10-02 00:00:00"),
        (0.0, Epoch::From1904, "1904-01-01 00:00:00"),
    ] {
        assert_eq!(from_serial(serial, epoch), Some(at(read)), "{serial}");
    }
    for serial in [60.0, 60.5, -1.0, 0.5, 1e300, f64::NAN, f64::INFINITY] {
        assert_eq!(from_serial(serial, Epoch::From1900), None, "{serial}");
    }
}

#[test]
fn a_serial_in_text_needs_to_be_plausible() {
    assert_eq!(parse_serial("46295,5", Epoch::From1900), Some(at("2026-09-30 12:00:00")));
    for text in ["401234567", "12,5", "00100", "46295x", "", "1e4"] {
        assert_eq!(parse_serial(text, Epoch::From1900), None, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn what_is_written_is_read(days in 0i64..60_000, seconds in 0u32..86_400) {
        let date = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::TimeDelta::days(days);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap();
        let moment = date.and_time(time);
        for (format, order) in [
            ("%-d.%-m.%Y klo %-H.%M.%S", Order::Undecidable),
            ("%Y-%m-%dT%H:%M:%S", Order::Undecidable),
            ("%b %-d, %Y %-I:%M:%S %p", Order::Undecidable),
            ("%-d/%-m/%Y %H:%M:%S", Order::DayMonth),
            ("%-m/%-d/%Y %-I:%M:%S %p", Order::MonthDay),
        ] {
            let text = moment.format(format).to_string();
            let read = parse(&text, order).map(|read| read.wall_clock());
            proptest::prop_assert_eq!(read, Some(moment), "{}", text);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in r"[\PC0-9./:\- ]{0,30}") {
        let _ = (parse(&text, Order::DayMonth), parse_time(&text), parse_serial(&text, Epoch::From1900));
        let _ = decide_order([text.as_str()]);
    }
}
