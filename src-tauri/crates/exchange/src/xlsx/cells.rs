use std::io::Cursor;

use calamine::{DataRef, Xlsx};

use super::damaged;
use crate::{
    Cell, Limits, Oddity, ReadError, Sheet,
    dates::{self, Epoch},
    spreadsheet::{
        Budget, NumberFormat, Place, SheetBuilder, moment_cell, number_format, plain_number,
    },
};

/// Reads one sheet, row by row as it stands in the file, so that a declared size of a million
/// empty rows costs nothing.
pub(super) fn read_sheet(
    file: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    limits: &Limits,
    budget: &mut Budget,
) -> Result<Sheet, ReadError> {
    let epoch = if file.has_1904_epoch() { Epoch::From1904 } else { Epoch::From1900 };
    let mut reader = file.worksheet_cells_reader(name).map_err(damaged)?;
    let digits: Vec<u8> = reader
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref())
        .map(|format| match format.map(|format| number_format(&format.format_code)) {
            Some(NumberFormat::Digits(digits)) => digits,
            _ => 0,
        })
        .collect();
    let mut sheet = SheetBuilder::new(limits, budget);
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let place = Place { row: row.saturating_add(1), column: column.saturating_add(1) };
        let digits = digits.get(style).copied().unwrap_or(0);
        put(&mut sheet, place, cell.get_value(), digits, epoch)?;
    }
    let mut sheet = sheet.finish();
    sheet.name = name.to_owned();
    Ok(sheet)
}

fn put(
    sheet: &mut SheetBuilder<'_>,
    place: Place,
    value: &DataRef<'_>,
    digits: u8,
    epoch: Epoch,
) -> Result<(), ReadError> {
    let cell = match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(value) | DataRef::DurationIso(value) => return sheet.text(place, value),
        DataRef::SharedString(value) => return sheet.text(place, value),
        DataRef::DateTimeIso(value) => match dates::parse(value, dates::Order::Undecidable) {
            Some(moment) => match moment.time {
                Some(time) => Cell::DateTime(moment.date.and_time(time)),
                None => Cell::Date(moment.date),
            },
            None => return sheet.text(place, value),
        },
        DataRef::Int(value) => plain_number(*value as f64, digits),
        DataRef::Float(value) => plain_number(*value, digits),
        DataRef::Bool(value) => Cell::Flag(*value),
        DataRef::DateTime(value) => moment_cell(value.as_f64(), value.is_duration(), epoch),
        DataRef::Error(error) => {
            let shown = error.to_string();
            sheet.tell(Oddity::ErrorValue { row: place.row, column: place.column, shown });
            Cell::Empty
        }
    };
    sheet.put(place, cell)
}
