use std::io::Cursor;

use calamine::{DataRef, Xlsx};

use super::damaged;
use crate::{
    Cell, LimitName, Limits, Number, Oddity, ReadError, Row, Sheet,
    dates::{self, Epoch},
    delimited::{cut, text_cell},
    oddity::Oddities,
};

/// Reads one sheet, row by row as it stands in the file, so that a declared size of a million
/// empty rows costs nothing.
pub(super) fn read_sheet(
    file: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    limits: &Limits,
    cells_left: &mut usize,
) -> Result<Sheet, ReadError> {
    let epoch = if file.has_1904_epoch() { Epoch::From1904 } else { Epoch::From1900 };
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let mut oddities = Oddities::default();
    let mut reader = file.worksheet_cells_reader(name).map_err(damaged)?;
    let digits: Vec<u8> = reader
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref())
        .map(|format| format.map_or(0, |format| least_digits(&format.format_code)))
        .collect();
    let mut sorted = true;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let place = Place { row: row.saturating_add(1), column: column.saturating_add(1) };
        let digits = digits.get(style).copied().unwrap_or(0);
        let value = to_cell(cell.get_value(), digits, epoch, place, limits, &mut oddities);
        if value.is_empty() {
            continue;
        }
        let column = column as usize;
        if column >= limits.columns {
            return Err(LimitName::Columns.refuse(limits.columns as u64));
        }
        if sheet.rows.last().is_none_or(|last| last.number != place.row) {
            if sheet.rows.len() == limits.rows {
                return Err(LimitName::Rows.refuse(limits.rows as u64));
            }
            sorted &= sheet.rows.last().is_none_or(|last| last.number < place.row);
            sheet.rows.push(Row { number: place.row, cells: Vec::new() });
        }
        let Some(row) = sheet.rows.last_mut() else {
            continue;
        };
        if column >= row.cells.len() {
            let added = column + 1 - row.cells.len();
            *cells_left = cells_left
                .checked_sub(added)
                .ok_or_else(|| LimitName::Cells.refuse(limits.cells as u64))?;
            row.cells.resize(column + 1, Cell::Empty);
        }
        row.cells[column] = value;
    }
    if !sorted {
        sheet.rows.sort_by_key(|row| row.number);
    }
    sheet.oddities = oddities.into_vec();
    Ok(sheet)
}

/// A cell's place as a spreadsheet shows it, from 1.
#[derive(Clone, Copy)]
struct Place {
    row: u32,
    column: u32,
}

fn to_cell(
    value: &DataRef<'_>,
    digits: u8,
    epoch: Epoch,
    place: Place,
    limits: &Limits,
    oddities: &mut Oddities,
) -> Cell {
    let mut text = |text: &str| match cut(text, limits.cell_chars) {
        Some(kept) => {
            oddities.push(Oddity::CellCut {
                row: place.row,
                column: place.column,
                kept: limits.cell_chars,
            });
            text_cell(kept)
        }
        None => text_cell(text),
    };
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::DurationIso(value) => text(value),
        DataRef::DateTimeIso(value) => match dates::parse(value, dates::Order::Undecidable) {
            Some(moment) => match moment.time {
                Some(time) => Cell::DateTime(moment.date.and_time(time)),
                None => Cell::Date(moment.date),
            },
            None => text(value),
        },
        DataRef::Int(value) => number(*value as f64, digits),
        DataRef::Float(value) => number(*value, digits),
        DataRef::Bool(value) => Cell::Flag(*value),
        DataRef::DateTime(value) => moment(value.as_f64(), value.is_duration(), epoch),
        DataRef::Error(error) => {
            oddities.push(Oddity::ErrorValue {
                row: place.row,
                column: place.column,
                shown: error.to_string(),
            });
            Cell::Empty
        }
    }
}

fn number(value: f64, digits: u8) -> Cell {
    if !value.is_finite() {
        return Cell::Empty;
    }
    Cell::Number(Number { value, digits })
}

/// Reads a serial number under a date format: below 1 it is a time, whole it is a day.
fn moment(serial: f64, duration: bool, epoch: Epoch) -> Cell {
    if (0.0..1.0).contains(&serial) {
        // The first day of the 1904 system has the day 0; its time of day is read off it.
        return match dates::from_serial(serial, Epoch::From1904) {
            Some(moment) => Cell::Time(moment.time()),
            None => number(serial, 0),
        };
    }
    match dates::from_serial(serial, epoch) {
        Some(moment) if !duration && serial.fract() == 0.0 => Cell::Date(moment.date()),
        Some(moment) if !duration => Cell::DateTime(moment),
        _ => number(serial, 0),
    }
}

/// Counts the digits a number format always shows before the decimal mark: `00000` shows five.
///
/// Formats that group, scale, or show anything but digits say nothing here; they are for amounts,
/// whose leading zeros do not matter.
fn least_digits(format: &str) -> u8 {
    let first = format.split(';').next().unwrap_or(format);
    let whole = first.split('.').next().unwrap_or(first);
    if whole.is_empty() || whole.len() > 20 {
        return 0;
    }
    if !whole.bytes().all(|b| matches!(b, b'0' | b'#')) {
        return 0;
    }
    whole.bytes().filter(|b| *b == b'0').count() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_format_of_digits_promises_digits() {
        for (format, digits) in [
            ("00000", 5),
            ("0##########", 1),
            ("0", 1),
            ("0.00", 1),
            ("General", 0),
            ("# ##0", 0),
            ("0%", 0),
            ("@", 0),
            ("", 0),
        ] {
            assert_eq!(least_digits(format), digits, "{format}");
        }
    }
}
