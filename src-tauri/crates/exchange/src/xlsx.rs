//! Office Open XML workbooks, read cell by cell through calamine behind our own limits.

mod cells;

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::{DateTime, NaiveDateTime};

use crate::{Format, Limits, ReadError, Workbook, foreign, spreadsheet::Budget};

const WHAT: &str = "Excel workbook";

/// Reads a workbook whose archive has been inspected.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    foreign::parsed(WHAT, || read_cells(bytes, limits))
}

fn read_cells(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let mut file = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let modified_unix_ms = stated_time(&mut file);
    let listed = file.sheets_metadata().to_vec();
    let mut sheets = Vec::new();
    let mut budget = Budget::new(limits);
    for listed in listed {
        if listed.typ != SheetType::WorkSheet {
            continue;
        }
        let mut sheet = cells::read_sheet(&mut file, &listed.name, limits, &mut budget)?;
        sheet.hidden = listed.visible != SheetVisible::Visible;
        sheets.push(sheet);
    }
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(ReadError::Empty);
    }
    Ok(Workbook { format: Format::Xlsx, sheets, modified_unix_ms, oddities: Vec::new() })
}

fn damaged(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        error => ReadError::Damaged { what: WHAT, reason: error.to_string() },
    }
}

/// Reads the last change a workbook states. Broken properties are no reason to refuse its cells.
fn stated_time(file: &mut Xlsx<Cursor<&[u8]>>) -> Option<i64> {
    let properties = file.workbook_properties().ok()?;
    let parse = |text: String| {
        DateTime::parse_from_rfc3339(&text)
            .map(|moment| moment.timestamp_millis())
            .or_else(|_| {
                text.parse::<NaiveDateTime>().map(|moment| moment.and_utc().timestamp_millis())
            })
            .ok()
    };
    let modified = properties.modified.and_then(parse);
    modified.or_else(|| properties.created.and_then(parse))
}

#[cfg(test)]
mod tests;
