//! Lines of cells with a delimiter between them, in and out.

mod delimiter;
mod split;
mod write;

use std::collections::HashMap;

use crate::{
    Cell, Format, LimitName, Limits, Oddity, ReadError, Row, Sheet, Workbook, clean_text,
    encoding::decode, oddity::Oddities, sniff::must_be_text, spreadsheet::Budget,
};
pub(crate) use delimiter::{guess, stated_delimiter};
pub(crate) use split::Records;
pub use write::{Table, write_csv};

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let mut oddities = Oddities::default();
    let (text, encoding) = decode(bytes, limits, &mut oddities)?;
    must_be_text(&text)?;
    let (delimiter, body) = match stated_delimiter(&text) {
        Some((delimiter, body)) => (delimiter, body),
        None => (guess(&text), &*text),
    };
    let sheet = read_rows(body, delimiter, limits)?;
    if sheet.rows.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(Workbook {
        format: Format::Delimited { delimiter: char::from(delimiter), encoding },
        sheets: vec![sheet],
        modified_unix_ms: None,
        oddities: oddities.into_vec(),
    })
}

fn read_rows(text: &str, delimiter: u8, limits: &Limits) -> Result<Sheet, ReadError> {
    let mut sheet = Sheet::default();
    let mut oddities = Oddities::default();
    let mut records = Records::new(text, delimiter, limits.columns);
    let mut widths = Vec::new();
    let mut budget = Budget::new(limits);
    while let Some(record) = records.read_next() {
        let Some(last) = record.fields.iter().rposition(|field| !field.is_empty()) else {
            continue;
        };
        if record.overflowed {
            return Err(LimitName::Columns.refuse(limits.columns as u64));
        }
        if sheet.rows.len() == limits.rows {
            return Err(LimitName::Rows.refuse(limits.rows as u64));
        }
        let mut row = Row { number: record.number, cells: Vec::with_capacity(last + 1) };
        for (column, field) in (1..).zip(&record.fields[..=last]) {
            let value = field.value(text);
            let value = match cut(&value, limits.cell_chars) {
                Some(kept) => {
                    oddities.push(Oddity::CellCut {
                        row: record.number,
                        column,
                        kept: limits.cell_chars,
                    });
                    kept
                }
                None => &*value,
            };
            let cell = text_cell(value);
            budget.take_text(&cell)?;
            row.cells.push(cell);
        }
        while row.cells.last().is_some_and(Cell::is_empty) {
            row.cells.pop();
        }
        if record.unclosed {
            oddities.push(Oddity::UnclosedQuote { row: record.number });
        }
        if row.cells.is_empty() {
            continue;
        }
        budget.take_cells(row.cells.len())?;
        widths.push(record.width);
        sheet.rows.push(row);
    }
    name_ragged_rows(&sheet.rows, &widths, &mut oddities);
    sheet.oddities = oddities.into_vec();
    Ok(sheet)
}

/// Makes a cell of a text, cleaned; blank ones are empty.
pub(crate) fn text_cell(text: &str) -> Cell {
    let text = clean_text(text);
    if text.is_empty() {
        return Cell::Empty;
    }
    Cell::Text(text.into_owned())
}

/// Returns the first `chars` characters of a text that has more.
pub(crate) fn cut(text: &str, chars: usize) -> Option<&str> {
    if text.len() <= chars {
        return None;
    }
    let (end, _) = text.char_indices().nth(chars)?;
    Some(&text[..end])
}

/// Names the rows whose width differs from the commonest one, from the first row that has it:
/// titles above a table are narrower by nature.
fn name_ragged_rows(rows: &[Row], widths: &[usize], oddities: &mut Oddities) {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for width in widths {
        *counts.entry(*width).or_default() += 1;
    }
    let Some((&expected, _)) = counts.iter().max_by_key(|(width, count)| (**count, **width)) else {
        return;
    };
    let body = widths.iter().position(|width| *width == expected).unwrap_or(0);
    for (row, width) in rows.iter().zip(widths).skip(body) {
        if *width < expected {
            oddities.push(Oddity::RowTooShort { row: row.number, cells: *width, expected });
        } else if row.cells.len() > expected {
            oddities.push(Oddity::RowTooLong { row: row.number, cells: row.cells.len(), expected });
        }
    }
}

#[cfg(test)]
mod tests;
