use std::io::Write;

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use crate::{Cell, Format, Limits, Number, ReadError, Workbook, read};

const CONTENT: &str = "<?xml version=\"1.0\"?><office:document-content><office:automatic-styles>\
    <style:style style:name=\"ta2\" style:family=\"table\">\
    <style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
    <office:body><office:spreadsheet>";
const END: &str = "</office:spreadsheet></office:body></office:document-content>";

fn spreadsheet(tables: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &format!("{CONTENT}{tables}{END}")),
    ] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn open(tables: &str) -> Result<Workbook, ReadError> {
    read(&spreadsheet(tables), "lista.ods", &Limits::default())
}

fn text(cell: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>"
    )
}

#[test]
fn cells_keep_their_types() {
    let typed = |attributes: &str, shown: &str| {
        format!("<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>")
    };
    let row = [
        text("Åsa"),
        typed("office:value-type=\"float\" office:value=\"401234567\"", "401234567"),
        typed("office:value-type=\"float\" office:value=\"100\"", "00100"),
        typed("office:value-type=\"date\" office:date-value=\"2026-10-01\"", "1.10.2026"),
        typed(
            "office:value-type=\"date\" office:date-value=\"2026-10-01T09:05:06.999999\"",
            "1.10.2026 9.05",
        ),
        typed("office:value-type=\"time\" office:time-value=\"PT10H10M00S\"", "10.10"),
        typed("office:value-type=\"boolean\" office:boolean-value=\"true\"", "TOSI"),
        typed("office:value-type=\"float\" office:value=\"0\"", "EPÄTOSI"),
    ]
    .concat();
    let workbook = open(&format!(
        "<table:table table:name=\"Lista\"><table:table-row>{row}</table:table-row></table:table>"
    ))
    .unwrap();
    assert_eq!(workbook.format, Format::Ods);
    let day = NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    assert_eq!(
        workbook.sheets[0].rows[0].cells,
        [
            Cell::Text("Åsa".into()),
            Cell::Number(Number { value: 401234567.0, digits: 0 }),
            Cell::Number(Number { value: 100.0, digits: 5 }),
            Cell::Date(day),
            Cell::DateTime(day.and_hms_opt(9, 5, 7).unwrap()),
            Cell::Time(NaiveTime::from_hms_opt(10, 10, 0).unwrap()),
            Cell::Flag(true),
            Cell::Flag(false),
        ]
    );
}

#[test]
fn paragraphs_are_lines_and_notes_are_no_text() {
    let cell = "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>muista\
        </text:p></office:annotation><text:p>A<text:s text:c=\"2\"/>&amp;<text:span>&#228;</text:span>\
        </text:p><text:p>toinen</text:p></table:table-cell>";
    let workbook =
        open(&format!("<table:table><table:table-row>{cell}</table:table-row></table:table>"));
    assert_eq!(workbook.unwrap().sheets[0].rows[0].cell(0).text(), "A  &ä\ntoinen");
}

#[test]
fn what_is_repeated_is_counted_and_hidden_sheets_are_named() {
    let rows = format!(
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\">\
         <table:table-cell table:number-columns-repeated=\"2\"/>{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048000\">\
         <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
        text("a")
    );
    let workbook = open(&format!("<table:table table:style-name=\"ta2\">{rows}</table:table>"));
    let sheet = &workbook.unwrap().sheets[0];
    assert!(sheet.hidden);
    let numbers: Vec<u32> = sheet.rows.iter().map(|row| row.number).collect();
    assert_eq!((numbers, sheet.rows[0].cells.len()), (vec![4, 5], 3));
}

#[test]
fn a_cell_repeated_without_end_is_refused() {
    for repeated in ["table:number-columns-repeated=\"4000000000\"", ""] {
        let cell = text("a").replacen("office:value", &format!("{repeated} office:value"), 1);
        let rows = format!(
            "<table:table-row table:number-rows-repeated=\"4000000000\">{cell}</table:table-row>"
        );
        let error = open(&format!("<table:table>{rows}</table:table>")).unwrap_err();
        assert_eq!(error.code(), "over-limit", "{error}");
    }
}

#[test]
fn an_entity_of_its_own_is_refused() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    archive
        .write_all(
            b"<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><office:a>&a;</office:a>",
        )
        .unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    let error = read(&bytes, "lista.ods", &Limits::default()).unwrap_err();
    assert_eq!(error.code(), "damaged");
}

proptest! {
    #[test]
    fn no_content_makes_it_panic(
        rows in "(<table:table-row>|</table:table-row>|<table:table-cell>|</table:table-cell>|<text:p>|</text:p>|<table:table>|</table:table>|&amp;|&x;|[a ä<]){0,40}",
    ) {
        let _ = open(&format!("<table:table>{rows}</table:table>"));
    }
}
