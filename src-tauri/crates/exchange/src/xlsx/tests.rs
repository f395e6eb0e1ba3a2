use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use crate::{
    Cell, Format, LimitName, Limits, Number, Oddity, ReadError, Workbook, locate_header, read,
};

const LIST: &[u8] = include_bytes!("../../tests/samples/ilmoittautuneet.xlsx");
const OLD_MAC: &[u8] = include_bytes!("../../tests/samples/vanha_mac_1904.xlsx");

fn open(bytes: &[u8]) -> Result<Workbook, ReadError> {
    read(bytes, "lista.xlsx", &Limits::default())
}

#[test]
fn a_workbook_keeps_its_sheets_in_order_and_says_which_are_hidden() {
    let workbook = open(LIST).unwrap();
    assert_eq!(workbook.format, Format::Xlsx);
    let sheets: Vec<_> = workbook.sheets.iter().map(|s| (s.name.as_str(), s.hidden)).collect();
    assert_eq!(sheets, [("Osallistujat", false), ("Ohje", false), ("Vanhat", true)]);
}

#[test]
fn the_time_is_the_one_the_file_states() {
    let workbook = open(LIST).unwrap();
    let stated = NaiveDate::from_ymd_opt(2026, 9, 20).unwrap().and_hms_opt(10, 5, 0).unwrap();
    assert_eq!(workbook.modified_unix_ms, Some(stated.and_utc().timestamp_millis()));
}

#[test]
fn cells_keep_their_types() {
    let workbook = open(LIST).unwrap();
    let sheet = &workbook.sheets[0];
    let header = locate_header(sheet).unwrap();
    let titles: Vec<_> = header.titles.iter().map(|title| title.text.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Nimi",
            "Sähköposti",
            "Puhelin",
            "Postinumero",
            "Saapuu",
            "Ilmoittautui",
            "Klo",
            "Lounas",
            "Hinta"
        ]
    );
    let first = &sheet.rows[header.body.start];
    let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    assert_eq!(first.number, 4);
    assert_eq!(
        first.cells,
        [
            Cell::Text("Åsa Ylä-Outinen".into()),
            Cell::Text("asa@example.fi".into()),
            Cell::Number(Number { value: 401234567.0, digits: 0 }),
            Cell::Number(Number { value: 100.0, digits: 5 }),
            Cell::Date(day),
            Cell::DateTime(day.and_hms_opt(9, 5, 7).unwrap()),
            Cell::Time(NaiveTime::from_hms_opt(10, 10, 10).unwrap()),
            Cell::Flag(true),
            Cell::Number(Number { value: 12.5, digits: 1 }),
        ]
    );
    assert_eq!(first.cell(3).text(), "00100");
}

#[test]
fn blank_rows_are_left_out_and_counted() {
    let workbook = open(LIST).unwrap();
    let numbers: Vec<u32> = workbook.sheets[0].rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 3, 4, 6]);
}

#[test]
fn an_error_value_is_empty_and_named() {
    let sheet = &open(LIST).unwrap().sheets[0];
    assert!(sheet.rows[3].cell(8).is_empty());
    let shown = "#N/A".to_owned();
    assert_eq!(sheet.oddities, [Oddity::ErrorValue { row: 6, column: 9, shown }]);
}

#[test]
fn both_systems_of_dates_are_read() {
    let workbook = open(OLD_MAC).unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    assert_eq!(workbook.sheets[0].rows[1].cell(1), &Cell::Date(day));
}

#[test]
fn a_workbook_named_csv_is_read_and_named() {
    let workbook = read(LIST, "lista.csv", &Limits::default()).unwrap();
    let extension = "csv".to_owned();
    assert_eq!(workbook.oddities, [Oddity::NameSaysOtherwise { extension }]);
}

#[test]
fn a_cut_workbook_is_refused_as_cut() {
    let error = open(&LIST[..LIST.len() * 6 / 10]).unwrap_err();
    assert_eq!(error.code(), "truncated");
}

#[test]
fn limits_stand_before_anything_is_unpacked() {
    let all = Limits::default();
    for (limits, name) in [
        (Limits { inflated_bytes: 1_000, ..all }, "bytes when unpacked"),
        (Limits { rows: 2, ..all }, "2 rows"),
        (Limits { columns: 3, ..all }, "3 columns"),
        (Limits { cells: 10, ..all }, "10 cells"),
    ] {
        let error = read(LIST, "lista.xlsx", &limits).unwrap_err();
        assert_eq!(error.code(), "over-limit");
        assert!(error.to_string().contains(name), "{error}");
    }
}

/// Changes the unpacked size that the directory states for every part over 500 bytes.
fn lie_about_sizes(stated: u32) -> Vec<u8> {
    let mut bytes = LIST.to_vec();
    for at in 0..bytes.len() - 46 {
        let size = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        if bytes[at..].starts_with(b"PK\x01\x02") && size(at + 24) > 500 {
            bytes[at + 24..at + 28].copy_from_slice(&stated.to_le_bytes());
        }
    }
    bytes
}

#[test]
fn a_directory_that_lies_about_sizes_gains_nothing() {
    let error = open(&lie_about_sizes(40)).unwrap_err();
    assert_eq!(error.code(), "damaged", "{error}");
}

#[test]
fn what_would_unpack_too_far_is_refused_unopened() {
    let bomb = lie_about_sizes(900 << 20);
    let lenient = Limits { inflation_ratio: u64::MAX, ..Limits::default() };
    for (limits, limit) in
        [(Limits::default(), LimitName::InflationRatio), (lenient, LimitName::InflatedBytes)]
    {
        let error = read(&bomb, "lista.xlsx", &limits).unwrap_err();
        assert!(matches!(error, ReadError::OverLimit { limit: l, .. } if l == limit), "{error}");
    }
}

#[test]
fn an_entity_from_outside_is_never_fetched() {
    let bytes = include_bytes!("../../tests/samples/ulkoinen_viittaus.xlsx");
    assert_eq!(open(bytes).unwrap_err().code(), "damaged");
}

#[test]
fn a_cut_archive_is_refused_as_cut() {
    let error = open(b"PK\x03\x04 and then nothing").unwrap_err();
    assert_eq!(error.code(), "truncated");
    assert!(error.to_string().contains("Excel"), "{error}");
}

proptest! {
    #[test]
    fn a_damaged_workbook_never_panics(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = LIST.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = open(&bytes);
    }
}
