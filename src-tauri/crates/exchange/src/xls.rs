//! Excel workbooks of the years before 2007: a stream of records in a compound file.
//!
//! The container is opened by a library; the records of the cells are read here, because a
//! declared size, a table of strings or a far corner must never decide how much memory is taken.
//! Source of the layout: MS-XLS, sections 2.4 and 2.5.

mod cells;
mod formats;
mod records;
mod strings;

use std::io::{Cursor, Read};

use crate::{Format, Limits, ReadError, Workbook, foreign, spreadsheet::Budget};
use cells::SheetReader;
use records::{Records, id};
use strings::Strings;

pub(crate) const WHAT: &str = "old Excel workbook";

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let stream = foreign::parsed(WHAT, || workbook_stream(bytes))?;
    read_stream(&stream, limits)
}

/// Takes the workbook's stream out of its container, never more than the file holds.
fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    let damaged = |error: std::io::Error| ReadError::Damaged {
        what: WHAT,
        reason: error.to_string().chars().take(120).collect(),
    };
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    for (name, what) in [
        ("/WordDocument", "a Word document"),
        ("/PowerPoint Document", "a slide show"),
        ("/__properties_version1.0", "a saved e-mail message"),
    ] {
        if file.is_stream(name) {
            return Err(ReadError::NotATable { what });
        }
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let Some(name) = name else {
        return Err(ReadError::NotATable { what: "an office file without a workbook" });
    };
    let stream = file.open_stream(name).map_err(damaged)?;
    let mut content = Vec::new();
    stream.take(bytes.len() as u64).read_to_end(&mut content).map_err(damaged)?;
    Ok(content)
}

/// What the records before the sheets say.
#[derive(Default)]
struct Globals {
    strings: Strings,
    formats: formats::Formats,
    from_1904: bool,
    sheets: Vec<Listed>,
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    at: usize,
    hidden: bool,
}

fn read_stream(stream: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let globals = read_globals(stream)?;
    let mut sheets = Vec::new();
    let mut budget = Budget::new(limits);
    for listed in &globals.sheets {
        let records = Records::new(stream.get(listed.at..).unwrap_or_default());
        let reader = SheetReader::new(&globals, limits, &mut budget);
        let mut sheet = reader.read(records)?;
        sheet.name.clone_from(&listed.name);
        sheet.hidden = listed.hidden;
        sheets.push(sheet);
    }
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(ReadError::Empty);
    }
    Ok(Workbook { format: Format::Xls, sheets, modified_unix_ms: None, oddities: Vec::new() })
}

fn read_globals(stream: &[u8]) -> Result<Globals, ReadError> {
    let mut globals = Globals::default();
    let mut records = Records::new(stream);
    let begins = records.next().filter(|record| record.id == id::BOF);
    let version = begins.as_ref().and_then(|record| record.u16_at(0)).unwrap_or(0);
    if begins.is_none() {
        return Err(ReadError::Damaged { what: WHAT, reason: "it does not begin as one".into() });
    }
    // Before BIFF8 texts are bytes of a code page.
    globals.strings.wide = version >= 0x0600;
    while let Some(record) = records.next() {
        match record.id {
            id::EOF => break,
            id::FILEPASS => return Err(ReadError::Encrypted),
            id::CODEPAGE => globals.strings.use_code_page(record.u16_at(0).unwrap_or(1252)),
            id::DATEMODE => globals.from_1904 = record.u16_at(0) == Some(1),
            id::FORMAT => {
                let code = record.u16_at(0).unwrap_or(0);
                let text = match globals.strings.wide {
                    true => globals.strings.text_at(&record, 2, 2),
                    false => globals.strings.text_at(&record, 2, 1),
                };
                globals.formats.name(code, &text);
            }
            id::XF => globals.formats.add_style(record.u16_at(2).unwrap_or(0)),
            // Kind 0 is a worksheet; the others are charts, macros and modules.
            id::BOUNDSHEET if record.data.get(5) == Some(&0) => globals.sheets.push(Listed {
                name: globals.strings.text_at(&record, 6, 1).replace('\0', ""),
                at: record.u32_at(0).unwrap_or(0) as usize,
                hidden: record.data.get(4).is_some_and(|state| state & 3 != 0),
            }),
            id::SST => {
                let continued = records.take_continued();
                globals.strings.read_table(record.data, &continued);
            }
            _ => {}
        }
    }
    Ok(globals)
}

#[cfg(test)]
mod tests;
