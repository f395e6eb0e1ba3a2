use crate::guard_formula;

/// A table of texts to be written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The titles of the columns.
    pub titles: Vec<String>,
    /// The rows; each may have fewer or more cells than there are titles.
    pub rows: Vec<Vec<String>>,
}

/// Appends a table as the csv that a Finnish spreadsheet opens without asking: UTF-8 with a byte
/// order mark, `;` between cells, CRLF after rows, quotes where needed.
///
/// Cells that a spreadsheet would take for a formula are written through
/// [`guard_formula`]; [`strip_formula_guard`](crate::strip_formula_guard) takes the guard off.
pub fn write_csv(table: &Table, out: &mut Vec<u8>) {
    out.extend_from_slice("\u{feff}".as_bytes());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(out);
    for row in std::iter::once(&table.titles).chain(&table.rows) {
        let cells = row.iter().map(|cell| guard_formula(cell).into_owned());
        writer.write_record(cells).expect("a flexible writer into memory refuses nothing");
    }
    writer.flush().expect("memory takes every byte");
}
