use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use crate::{Cell, Format, Limits, Number, ReadError, Workbook, locate_header, read};

const LIST: &[u8] = include_bytes!("../../tests/samples/vanha_lista.xls");

fn open(bytes: &[u8]) -> Result<Workbook, ReadError> {
    read(bytes, "lista.xls", &Limits::default())
}

#[test]
fn cells_keep_their_types() {
    let workbook = open(LIST).unwrap();
    assert_eq!(workbook.format, Format::Xls);
    let sheet = &workbook.sheets[0];
    let header = locate_header(sheet).unwrap();
    assert_eq!(header.titles[1].text, "Sähköposti");
    let first = &sheet.rows[header.body.start];
    let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    assert_eq!(first.number, 4);
    assert_eq!(
        first.cells[..9],
        [
            Cell::Text("Åsa Ylä-Keksitty".into()),
            Cell::Text("asa@example.fi".into()),
            Cell::Number(Number { value: 401234567.0, digits: 0 }),
            Cell::Number(Number { value: 100.0, digits: 5 }),
            Cell::Date(day),
            Cell::DateTime(day.and_hms_opt(9, 5, 0).unwrap()),
            Cell::Time(NaiveTime::from_hms_opt(10, 10, 0).unwrap()),
            Cell::Flag(true),
            Cell::Number(Number { value: 12.5, digits: 0 }),
        ]
    );
}

#[test]
fn a_text_that_goes_on_in_further_records_is_whole() {
    let workbook = open(LIST).unwrap();
    let text = workbook.sheets[0].rows[2].cell(9).text().into_owned();
    assert_eq!(text, format!("{}loppu", "Ž ".repeat(6_000)));
    let last = workbook.sheets[0].rows.last().unwrap();
    assert_eq!(last.cell(0).text(), "Henkilö 299 Žofia");
    assert_eq!((last.number, last.cell(2).text()), (305, "299".into()));
}

#[test]
fn hidden_sheets_are_named() {
    let workbook = open(LIST).unwrap();
    let sheets: Vec<_> = workbook.sheets.iter().map(|s| (s.name.as_str(), s.hidden)).collect();
    assert_eq!(sheets, [("Osallistujat", false), ("Vanhat", true)]);
}

#[test]
fn limits_hold_for_old_workbooks_too() {
    let all = Limits::default();
    for (limits, name) in [
        (Limits { rows: 2, ..all }, "2 rows"),
        (Limits { columns: 3, ..all }, "3 columns"),
        (Limits { cells: 10, ..all }, "10 cells"),
        (Limits { text_bytes: 100, ..all }, "100 bytes of text"),
    ] {
        let error = read(LIST, "lista.xls", &limits).unwrap_err();
        assert_eq!(error.code(), "over-limit");
        assert!(error.to_string().contains(name), "{error}");
    }
}

proptest! {
    #[test]
    fn a_damaged_workbook_never_panics(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<proptest::sample::Index>(),
    ) {
        let mut bytes = LIST.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = open(&bytes);
        let _ = open(&bytes[..cut.index(bytes.len())]);
    }
}
