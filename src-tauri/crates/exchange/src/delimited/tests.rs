use proptest::prelude::*;

use super::*;
use crate::{Encoding, read, strip_formula_guard};

fn workbook(bytes: &[u8]) -> Workbook {
    read(bytes, "lista.csv", &Limits::default()).unwrap()
}

fn texts(workbook: &Workbook) -> Vec<Vec<String>> {
    let rows = &workbook.sheets[0].rows;
    let cells = |row: &Row| row.cells.iter().map(|cell| cell.text().into_owned()).collect();
    rows.iter().map(cells).collect()
}

fn delimiter(text: &str) -> char {
    match workbook(text.as_bytes()).format {
        Format::Delimited { delimiter, .. } => delimiter,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_delimiter_is_the_one_that_cuts_rows_alike() {
    for (text, expected) in [
        ("a;b;c\n1;2;3\n", ';'),
        ("a,b,c\n1,2,3\n", ','),
        ("a\tb\n1\t2\n", '\t'),
        ("a|b|c\n1|2|3\n", '|'),
        ("nimi;aika\nMaija;46295,5\nÅsa;46296,25\n", ';'),
        (
            "Id,Email,Rastit\n1,a@example.fi,A;B;C;\n2,b@example.fi,D;E;F;\n3,c@example.fi,A;B;C;\n",
            ',',
        ),
        ("nimi,viesti\nMaija,\"a;b;c\nd;e;f\"\nÅsa,\"g;h;i\"\n", ','),
        ("Osallistujat\n\nnimi;yritys;ruoka\nMaija;Oy;\nÅsa;Ab;kala, liha\n", ';'),
        ("a@example.fi\nb@example.fi\n", ';'),
    ] {
        assert_eq!(delimiter(text), expected, "{text}");
    }
}

#[test]
fn a_sep_line_decides_and_is_no_row() {
    for text in ["sep=|\r\na,b|c\r\n", "\u{feff}SEP=|\na,b|c\n", "\"sep=|\"\na,b|c\n"] {
        let workbook = workbook(text.as_bytes());
        assert_eq!(texts(&workbook), [["a,b", "c"]]);
        assert_eq!(workbook.sheets[0].rows[0].number, 1);
    }
}

#[test]
fn quotes_hold_delimiters_and_line_breaks() {
    let text =
        "a,b\r\n\"Hän sanoi: \"\"tulen\"\".\r\n\r\nt. T\",\"x,\ny\"\r\n\"a\" b,5\" putki\r\n";
    assert_eq!(
        texts(&workbook(text.as_bytes())),
        [["a", "b"], ["Hän sanoi: \"tulen\".\n\nt. T", "x,\ny"], ["a b", "5\" putki"]]
    );
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    for ends in ["\n", "\r\n", "\r"] {
        let text = ["a;b", "", "1;\"x\ny\"", ";;", "2;z", ""].join(ends);
        let workbook = workbook(text.as_bytes());
        let numbers: Vec<u32> = workbook.sheets[0].rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 3, 5], "{ends:?}");
    }
}

#[test]
fn ragged_rows_are_named_and_kept() {
    let sheet = &workbook(b"Lista\na;b;c\n1;2;3\n1;2\n1;2;3;4\n1;2;3;;\n").sheets[0];
    assert_eq!(sheet.rows.len(), 6);
    assert_eq!(
        sheet.oddities,
        [
            Oddity::RowTooShort { row: 4, cells: 2, expected: 3 },
            Oddity::RowTooLong { row: 5, cells: 4, expected: 3 },
        ]
    );
}

#[test]
fn an_unclosed_quote_is_named() {
    let sheet = &workbook(b"a;b\n1;2\n3;\"4\n5;6\n").sheets[0];
    assert_eq!(sheet.rows[2].cell(1).text(), "4\n5;6");
    assert!(sheet.oddities.contains(&Oddity::UnclosedQuote { row: 3 }));
}

#[test]
fn a_long_cell_is_cut_and_its_row_kept() {
    let limits = Limits { cell_chars: 4, ..Limits::default() };
    let sheet = &read("a;b\nääääää;2\n".as_bytes(), "a.csv", &limits).unwrap().sheets[0];
    assert_eq!(sheet.rows[1].cell(0).text(), "ääää");
    assert_eq!(sheet.oddities, [Oddity::CellCut { row: 2, column: 1, kept: 4 }]);
}

#[test]
fn each_limit_is_named_when_it_refuses() {
    let bytes = b"a;b;c\n1;2;3\n4;5;6\n";
    let all = Limits::default();
    for (limits, message) in [
        (Limits { bytes: 5, ..all }, "more than 5 bytes"),
        (Limits { rows: 2, ..all }, "more than 2 rows"),
        (Limits { columns: 2, ..all }, "more than 2 columns"),
        (Limits { cells: 8, ..all }, "more than 8 cells"),
    ] {
        let error = read(bytes, "a.csv", &limits).unwrap_err();
        assert_eq!(error.code(), "over-limit");
        assert!(error.to_string().contains(message), "{error}");
    }
    let exact = Limits { rows: 3, columns: 3, cells: 9, bytes: 18, ..all };
    assert!(read(bytes, "a.csv", &exact).is_ok());
}

#[test]
fn what_is_no_table_is_refused_by_name() {
    for (bytes, code) in [
        (&b""[..], "empty"),
        (b" \r\n\0\0", "empty"),
        (b"\xef\xbb\xbf\n;;;\n", "empty"),
        (b"%PDF-1.7 ...", "not-a-table"),
        (b"\x89PNG\r\n", "not-a-table"),
        (b"<!DOCTYPE html><p>Hei", "not-a-table"),
        (b"<?xml version=\"1.0\"?><a/>", "unsupported"),
        (b"\x1f\x8b\x08\x00", "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "damaged"),
        (b"\x01\x02\x9d\x03\x04;\x05\x06\x07\xff\x08\x0e\x0f", "not-a-table"),
    ] {
        let error = read(bytes, "lista.csv", &Limits::default()).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
    }
}

#[test]
fn a_workbook_by_name_that_is_text_is_read_and_named() {
    let workbook = read(b"a;b\n1;2\n", "C:\\x.y\\Lista.XLSX", &Limits::default()).unwrap();
    assert_eq!(workbook.oddities, [Oddity::NameSaysOtherwise { extension: "xlsx".into() }]);
}

#[test]
fn a_table_is_written_for_a_finnish_spreadsheet() {
    let table = Table {
        titles: vec!["Nimi".into(), "Puhelin".into()],
        rows: vec![vec!["Mäki; Maija".into(), "+358 40".into()], vec!["=1+1".into()]],
    };
    let mut out = Vec::new();
    write_csv(&table, &mut out);
    let written = String::from_utf8(out).unwrap();
    assert_eq!(written, "\u{feff}Nimi;Puhelin\r\n\"Mäki; Maija\";'+358 40\r\n'=1+1\r\n");
}

/// A text as a cell can hold it: cleaned.
fn cell() -> impl Strategy<Value = String> {
    let any = r#"[a-cåÄž=+\-@|;,"'\t\n\\ 0-3€👩]{0,10}"#;
    prop_oneof![any.prop_map(String::from), "\\PC{0,20}"]
        .prop_map(|text: String| clean_text(&text).into_owned())
}

proptest! {
    #[test]
    fn every_table_written_reads_back(
        titles in proptest::collection::vec("[A-ZÅÄÖ][a-zåäö ]{0,10}[a-z]", 2..7),
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 2..7), 0..12),
    ) {
        let table = Table { titles, rows };
        let mut out = Vec::new();
        write_csv(&table, &mut out);
        let limits = Limits::default();
        // The delimiter is known to the writer; what is tested is that nothing else is lost.
        let (text, _) = decode(&out, &limits, &mut Oddities::default()).unwrap();
        let sheet = read_rows(&text, b';', &limits).unwrap();
        let written = std::iter::once(&table.titles).chain(&table.rows);
        for (number, written) in (1..).zip(written) {
            let read = sheet.rows.iter().find(|row| row.number == number);
            for (column, text) in written.iter().enumerate() {
                let cell = read.map_or(Cell::Empty, |row| row.cell(column).clone());
                let read = cell.text();
                prop_assert_eq!(&strip_formula_guard(&read), text);
            }
            prop_assert!(read.is_none_or(|row| row.cells.len() <= written.len()));
        }
    }

    #[test]
    fn every_encoding_round_trips(
        rows in proptest::collection::vec(proptest::collection::vec("[A-ZÅÄÖa-zåäöé€–]{1,12}", 3), 2..10),
        encoding in 0..4,
    ) {
        let text: String = rows.iter().map(|row| row.join(";") + "\r\n").collect();
        let marked = format!("\u{feff}{text}");
        let bytes: Vec<u8> = match encoding {
            0 => text.clone().into_bytes(),
            1 => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            2 => marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        };
        // A line of Windows-1252 in which every letter beyond ASCII is one of `ÄÅ` before a single
        // `€` or `–`, or one of `åäé` before two, is UTF-8 of other letters that names have (`Ė`,
        // `ŀ`) or of Chinese ones. Nothing in the line tells; those cannot be decided.
        let undecidable = bytes.split(|byte| *byte == b'\n').any(|line| {
            std::str::from_utf8(line).is_ok_and(|line| {
                line.chars().any(|c| matches!(c, '\u{100}'..='\u{17f}' | '\u{4e00}'..='\u{9fff}'))
            })
        });
        prop_assume!(encoding != 3 || !undecidable);
        let read = workbook(&bytes);
        let Format::Delimited { encoding: found, .. } = read.format else { panic!() };
        prop_assert!(encoding != 1 || found == Encoding::Utf16Le);
        prop_assert_eq!(texts(&read), rows);
    }

    #[test]
    fn random_bytes_never_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        name in "[a-z]{0,3}\\.(csv|xlsx|json|txt)",
    ) {
        let _ = read(&bytes, &name, &Limits::default());
        let _ = crate::looks_complete(&bytes, &name);
    }

    #[test]
    fn random_lists_never_panic(text in r#"[a;,|"\t\r\n=0-9é\x00]{0,200}"#) {
        if let Ok(workbook) = read(text.as_bytes(), "a.csv", &Limits::default()) {
            let _ = crate::locate_header(&workbook.sheets[0]);
        }
        let _ = crate::looks_complete(text.as_bytes(), "a.csv");
    }
}
