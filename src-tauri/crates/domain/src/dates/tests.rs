use proptest::prelude::*;

use super::*;
use Language::{En, Fi, Sv};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn at(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

#[test]
fn days_are_read_as_people_write_them() {
    for text in [
        "1.10.2018",
        "01.10.2018",
        "1. 10. 2018",
        " 1.10.18 ",
        "2018-10-01",
        "ma 1.10.2018",
        "maanantaina 1.10.2018",
        "Må 1.10.2018",
        "Monday, 1 October 2018",
        "1. lokakuuta 2018",
        "1 lokakuu 2018",
        "1 oktober 2018",
        "1 Oct 2018",
        "October 1, 2018",
        "1.\u{a0}10.\u{a0}2018",
    ] {
        assert_eq!(parse_date(text), Ok(day(2018, 10, 1)), "{text}");
    }
}

#[test]
fn what_is_no_day_is_refused() {
    for text in [
        "",
        "huomenna",
        "1.10.",
        "1.10",
        "31.2.2018",
        "29.2.2019",
        "0.10.2018",
        "1.13.2018",
        "1/10/2018",
        "10-01-2018",
        "1.10.218",
        "1.10.20188",
        "1.10.1018",
        "1.10.2018 klo 9",
        "2018-10-1",
        "1.10.2018x",
        "20181001",
    ] {
        assert_eq!(parse_date(text).unwrap_err().code(), "not_a_date", "{text}");
    }
}

#[test]
fn a_day_and_a_time_are_read_together() {
    for text in [
        "1.10.2018 klo 9.00",
        "1.10.2018 klo 9",
        "1.10.2018 9",
        "1.10.2018 9:00",
        "1.10.2018, klo 09.00",
        "2018-10-01T09:00",
        "2018-10-01 09:00:59",
        "2018-10-01T09:00:00.000",
        "1.10.2018 kl. 9.00",
        "1 October 2018 at 9:00",
        "1 October 2018 9 am",
        "ma 1.10.2018 klo 9",
    ] {
        assert_eq!(parse_local_date_time(text), Ok(day(2018, 10, 1).and_time(at(9, 0))), "{text}");
    }
    assert_eq!(parse_time("12:30 am"), Ok(at(0, 30)));
    assert_eq!(parse_time("9.30 pm"), Ok(at(21, 30)));
    for (text, code) in [
        ("1.10.2018", "time_missing"),
        ("1.10.2018 klo", "not_a_time"),
        ("1.10.2018 klo 25", "not_a_time"),
        ("1.10.2018 klo 9.5", "not_a_time"),
        ("2018-10-01T09:00Z", "not_a_time"),
        ("klo 9", "not_a_date"),
    ] {
        assert_eq!(parse_local_date_time(text).unwrap_err().code(), code, "{text}");
    }
}

#[test]
fn points_in_time_know_finnish_summer_time() {
    let utc =
        |text: &str| UnixMillis(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis());
    use chrono::DateTime;
    assert_eq!(parse_instant("1.10.2018 klo 9.00"), Ok(utc("2018-10-01T06:00:00Z")));
    assert_eq!(parse_instant("1.12.2018 klo 9.00"), Ok(utc("2018-12-01T07:00:00Z")));
    assert_eq!(parse_instant("2018-10-01T09:00:00+03:00"), Ok(utc("2018-10-01T06:00:00Z")));
    assert_eq!(parse_instant("28.10.2018 klo 3.30"), Ok(utc("2018-10-28T00:30:00Z")));
    assert_eq!(parse_instant("25.3.2018 klo 3.30").unwrap_err().code(), "no_such_time");
    assert_eq!(in_finland(utc("2018-10-01T06:00:00Z")), Some(day(2018, 10, 1).and_time(at(9, 0))));
    assert_eq!(in_finland(UnixMillis(i64::MAX)), None);
}

#[test]
fn days_and_times_are_written_in_three_languages() {
    let moment = day(2018, 10, 1).and_time(at(9, 0));
    assert_eq!(date_time(moment, Fi), "1.10.2018 klo 9.00");
    assert_eq!(date_time(moment, Sv), "1.10.2018 kl. 9.00");
    assert_eq!(date_time(moment, En), "1 October 2018 at 9:00");
    assert_eq!(date_in_words(moment.date(), Fi), "1. lokakuuta 2018");
    assert_eq!(weekday_date(moment.date(), Sv), "må 1.10.2018");
    assert_eq!(month(moment.date(), Fi), "lokakuu 2018");
}

#[test]
fn headings_and_bare_times_are_written_in_three_languages() {
    let monday = day(2018, 10, 1);
    assert_eq!(day_heading(monday, Fi), "Maanantai 1.10.2018");
    assert_eq!(day_heading(monday, Sv), "Måndag 1.10.2018");
    assert_eq!(day_heading(monday, En), "Monday 1 October 2018");
    assert_eq!(times(at(9, 0), at(15, 30), Fi), "9.00–15.30");
    assert_eq!(times(at(9, 0), at(15, 30), En), "9:00–15:30");
    assert_eq!(times(at(9, 5), at(9, 5), Sv), "9.05");
    assert!(is_month("lokakuuta") && is_month("oct") && is_month("maj") && !is_month("oksa"));
}

#[test]
fn ranges_say_repeated_parts_once() {
    let first = day(2018, 10, 1);
    assert_eq!(time_range(at(9, 0), at(15, 30), Fi), "klo 9.00–15.30");
    assert_eq!(time_range(at(9, 0), at(15, 30), Sv), "kl. 9.00–15.30");
    assert_eq!(time_range(at(9, 0), at(15, 30), En), "9:00–15:30");
    for (last, fi, sv, en) in [
        (day(2018, 10, 1), "1.10.2018", "1.10.2018", "1 October 2018"),
        (day(2018, 10, 3), "1.–3.10.2018", "1–3.10.2018", "1–3 October 2018"),
        (day(2018, 11, 2), "1.10.–2.11.2018", "1.10–2.11.2018", "1 October – 2 November 2018"),
        (
            day(2019, 10, 2),
            "1.10.2018–2.10.2019",
            "1.10.2018–2.10.2019",
            "1 October 2018 – 2 October 2019",
        ),
    ] {
        assert_eq!(date_range(first, last, Fi), fi);
        assert_eq!(date_range(first, last, Sv), sv);
        assert_eq!(date_range(first, last, En), en);
    }
    let (monday, sunday) = (day(2015, 12, 21), day(2015, 12, 27));
    assert_eq!(weekday_range(monday, sunday, Fi), "ma 21.12. – su 27.12.");
    assert_eq!(weekday_range(monday, sunday, Sv), "må 21.12 – sö 27.12");
    assert_eq!(weekday_range(monday, sunday, En), "Mon 21 December – Sun 27 December");
}

#[test]
fn moments_of_one_day_share_it() {
    let start = day(2018, 10, 1).and_time(at(9, 0));
    let same_day = day(2018, 10, 1).and_time(at(15, 30));
    let next_day = day(2018, 10, 2).and_time(at(15, 30));
    assert_eq!(moment_range(start, Some(same_day), Fi), "ma 1.10.2018 klo 9.00–15.30");
    assert_eq!(moment_range(start, Some(same_day), En), "Mon 1 October 2018, 9:00–15:30");
    assert_eq!(moment_range(start, Some(next_day), Fi), "1.10.2018 klo 9.00 – 2.10.2018 klo 15.30");
    assert_eq!(moment_range(start, None, Fi), "ma 1.10.2018 klo 9.00");
}

proptest! {
    #[test]
    fn every_day_and_time_reads_back_in_every_language(days in 0i64..109_000, minute in 0u32..1440) {
        let date_of = day(1900, 1, 1) + chrono::TimeDelta::days(days);
        let moment = date_of.and_time(at(minute / 60, minute % 60));
        for language in Language::ALL {
            prop_assert_eq!(parse_date(&date(date_of, language)), Ok(date_of));
            prop_assert_eq!(parse_date(&weekday_date(date_of, language)), Ok(date_of));
            prop_assert_eq!(parse_date(&date_in_words(date_of, language)), Ok(date_of));
            prop_assert_eq!(parse_local_date_time(&date_time(moment, language)), Ok(moment));
        }
        prop_assert_eq!(parse_date(&iso_date(date_of)), Ok(date_of));
        prop_assert_eq!(parse_iso_date(&iso_date(date_of)), Some(date_of));
        prop_assert_eq!(parse_iso_local_date_time(&iso_local_date_time(moment)), Some(moment));
    }

    #[test]
    fn no_text_makes_them_panic(text in any::<String>(), number in any::<i64>()) {
        let _ = (parse_date(&text), parse_time(&text), parse_local_date_time(&text), parse_instant(&text));
        let _ = in_finland(UnixMillis(number));
    }
}
