//! Whole files as people drop them, read through the public door.

use std::path::Path;

use exchange::{
    Encoding, Format, Limits, Workbook, dates, locate_header, looks_complete, read,
    strip_formula_guard,
};

fn sample(name: &str) -> Workbook {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(name);
    let bytes = std::fs::read(path).expect("the sample stands in tests/samples");
    assert!(looks_complete(&bytes, name), "{name}");
    read(&bytes, name, &Limits::default()).expect("the sample is a list")
}

/// The texts of a column, found by its whole title, below the header of the first sheet.
fn column(workbook: &Workbook, title: &str) -> Vec<String> {
    let sheet = &workbook.sheets[0];
    let header = locate_header(sheet).expect("the sample has a header");
    let place = header.titles.iter().position(|found| found.to_string() == title);
    let place = place.unwrap_or_else(|| panic!("no column {title} in {:?}", header.titles));
    let body = &sheet.rows[header.body];
    body.iter().map(|row| row.cell(place).text().into_owned()).collect()
}

#[test]
fn every_sample_shows_its_format() {
    use Encoding::{Utf8, Utf16Le, Windows1252};
    let delimited = |delimiter, encoding| Format::Delimited { delimiter, encoding };
    for (name, format) in [
        ("kysely_kaksi_otsikkoa.csv", delimited(';', Windows1252)),
        ("unicode_teksti.txt", delimited('\t', Utf16Le)),
        ("lomake_usa.csv", delimited(',', Utf8)),
        ("liput_vartioitu.csv", delimited(',', Utf8)),
        ("lista_otsikkoriveilla.csv", delimited(';', Utf8)),
        ("mac_nfd_cr.csv", delimited(';', Utf8)),
        ("ilmoittautuneet.xlsx", Format::Xlsx),
    ] {
        assert_eq!(sample(name).format, format, "{name}");
    }
}

#[test]
fn a_survey_of_questions_and_options_keeps_both() {
    let survey = sample("kysely_kaksi_otsikkoa.csv");
    assert_eq!(column(&survey, "1. Yhteystiedot – Sukunimi"), ["Keksitty-Öhman", "Åkesson"]);
    assert_eq!(column(&survey, "2. Mihin osallistut? – Iltapäivä"), ["1", "1"]);
    assert_eq!(column(&survey, "3. Ruokavalio"), ["", "kala – ei äyriäisiä"]);
}

#[test]
fn names_survive_every_encoding() {
    let list = sample("unicode_teksti.txt");
    assert_eq!(column(&list, "Nimi"), ["Žofia Keksitty", "Áile Sanasto"]);
    assert_eq!(column(&list, "Yritys"), ["Höyry; Oy", "Kaksi\nriviä Oy"]);
    let list = sample("mac_nfd_cr.csv");
    assert_eq!(column(&list, "Sähköposti"), ["asa@example.fi", "eero@example.fi"]);
    assert_eq!(column(&list, "Nimi"), ["Åsa Keksitty", "Eero Keksitty"]);
}

#[test]
fn american_dates_are_recognised_by_the_last_row() {
    let times = column(&sample("lomake_usa.csv"), "Timestamp");
    let order = dates::decide_order(times.iter().map(String::as_str));
    assert_eq!(order, dates::Order::MonthDay);
    let read = |text: &String| dates::parse(text, order).expect("a date").wall_clock().to_string();
    let read: Vec<String> = times.iter().map(read).collect();
    assert_eq!(read, ["2026-08-02 09:15:00", "2026-08-03 12:01:00", "2026-08-20 13:02:03"]);
}

#[test]
fn guards_come_off_where_asked() {
    let tickets = sample("liput_vartioitu.csv");
    let bare = |texts: Vec<String>| -> Vec<String> {
        texts.iter().map(|text| strip_formula_guard(text).into_owned()).collect()
    };
    assert_eq!(bare(column(&tickets, "Phone number")), ["+358400000001", "+358400000002"]);
    assert_eq!(bare(column(&tickets, "Order comment")), ["-", "=1+1"]);
}

#[test]
fn a_list_under_title_rows_keeps_its_row_numbers() {
    let list = sample("lista_otsikkoriveilla.csv");
    let sheet = &list.sheets[0];
    let header = locate_header(sheet).expect("the sample has a header");
    let titles: Vec<String> = header.titles.iter().map(ToString::to_string).collect();
    assert_eq!(titles, ["Nimi", "Nimi (2)", "Sähköposti", "", "Saapuu"]);
    let numbers: Vec<u32> = sheet.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 2, 4, 5, 7, 8]);
    assert_eq!(header.rows, 2..3);
}
