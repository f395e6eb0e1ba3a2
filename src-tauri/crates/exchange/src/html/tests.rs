use proptest::prelude::*;

use crate::{Format, Limits, ReadError, Workbook, read};

fn open(page: &str) -> Result<Workbook, ReadError> {
    read(page.as_bytes(), "raportti.xls", &Limits::default())
}

fn texts(workbook: &Workbook, sheet: usize) -> Vec<Vec<String>> {
    let rows = &workbook.sheets[sheet].rows;
    rows.iter().map(|row| row.cells.iter().map(|cell| cell.text().into_owned()).collect()).collect()
}

#[test]
fn a_page_saved_as_a_workbook_is_read_as_its_tables() {
    let page = "<html xmlns:x=\"urn:x\"><head><style>td{color:red}</style></head><body>\
        <h1>Lista</h1><TABLE border=1><tr><TH>Nimi<th>Yritys</tr>\
        <tr><td>Åsa&nbsp;Keksitty</td><td>A &amp; B<br>Oy</td></tr>\
        <tr><td colspan=2>yhteensä</td><td> 1 </td></tr></TABLE>\
        <table><tr><td>toinen</td></tr></table></body></html>";
    let workbook = open(page).unwrap();
    assert_eq!(workbook.format, Format::Html);
    assert_eq!(
        texts(&workbook, 0),
        [vec!["Nimi", "Yritys"], vec!["Åsa Keksitty", "A & B\nOy"], vec!["yhteensä", "", "1"]]
    );
    assert_eq!(texts(&workbook, 1), [["toinen"]]);
    assert_eq!(workbook.oddities[0].code(), "name-says-otherwise");
}

#[test]
fn what_a_page_would_run_is_not_even_text() {
    let page = "<table><tr><td>a<script>alert('</td><td>')</script></td>\
        <td><!-- <td>x</td> -->b</td></tr></table>";
    assert_eq!(texts(&open(page).unwrap(), 0), [["a", "b"]]);
}

#[test]
fn a_page_without_a_table_is_refused() {
    for page in ["<html><body><p>Kirjaudu sisään</p></body></html>", "<html><table></table>"] {
        assert_eq!(open(page).unwrap_err().code(), "not-a-table");
    }
}

proptest! {
    #[test]
    fn no_page_makes_it_panic(page in "<table>(<tr>|<td|>|</td>|<!--|-->|&|;|[ a-zä<>/='\"]){0,60}") {
        let _ = open(&page);
    }
}
