//! OpenDocument spreadsheets: one XML part with typed cells, read as a stream.
//!
//! Rows and cells may be repeated by a number; what is empty costs nothing however often it is
//! repeated, and what is not is paid for from the budget. Source of the layout: OASIS OpenDocument
//! 1.3, part 3, chapters 9 and 19.

mod value;

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Cursor};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::{
    Cell, Format, LimitName, Limits, ReadError, Sheet, Workbook, foreign,
    spreadsheet::{Budget, Place, SheetBuilder},
};
use value::Stated;

const WHAT: &str = "OpenDocument spreadsheet";

/// Reads a spreadsheet whose archive has been inspected.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    foreign::parsed(WHAT, || read_content(bytes, limits))
}

fn read_content(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.by_name("META-INF/manifest.xml").is_ok_and(|part| {
        let mut reader = Reader::from_reader(BufReader::new(part));
        names(&mut reader, "manifest:encryption-data")
    }) {
        return Err(ReadError::Encrypted);
    }
    let content = archive.by_name("content.xml").map_err(damaged)?;
    let reader = Reader::from_reader(BufReader::with_capacity(1 << 16, content));
    let mut document =
        Document { reader, buffer: Vec::new(), closed: String::new(), hidden: HashSet::new() };
    let sheets = document.sheets(limits)?;
    if sheets.is_empty() {
        return Err(ReadError::NotATable { what: "an OpenDocument file without sheets" });
    }
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        return Err(ReadError::Empty);
    }
    Ok(Workbook { format: Format::Ods, sheets, modified_unix_ms: None, oddities: Vec::new() })
}

fn damaged(error: impl std::fmt::Display) -> ReadError {
    ReadError::Damaged { what: WHAT, reason: error.to_string().chars().take(120).collect() }
}

/// Says whether a document has an element of a name.
fn names<R: BufRead>(reader: &mut Reader<R>, name: &str) -> bool {
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.name().as_ref() == name => {
                return true;
            }
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => buffer.clear(),
        }
    }
}

struct Document<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// The name of the element that ended last.
    closed: String,
    /// Styles of sheets that are not displayed.
    hidden: HashSet<String>,
}

impl<R: BufRead> Document<R> {
    fn sheets(&mut self, limits: &Limits) -> Result<Vec<Sheet>, ReadError> {
        let mut sheets = Vec::new();
        let mut budget = Budget::new(limits);
        let mut style = None;
        loop {
            let (name, tag, empty) = match self.next()? {
                Some(Step::Open(tag)) => (tag.name, tag.attributes, false),
                Some(Step::Alone(tag)) => (tag.name, tag.attributes, true),
                Some(Step::Close) | Some(Step::Text(_)) => continue,
                None => return Ok(sheets),
            };
            match name.as_str() {
                "style:style" => style = attribute(&tag, "style:name"),
                "style:table-properties"
                    if attribute(&tag, "table:display").as_deref() == Some("false") =>
                {
                    self.hidden.extend(style.take());
                }
                "table:tracked-changes" if !empty => self.skip(&name)?,
                "table:table" if !empty => {
                    let mut sheet = self.rows(limits, &mut budget)?;
                    sheet.name = attribute(&tag, "table:name").unwrap_or_default();
                    sheet.hidden = attribute(&tag, "table:style-name")
                        .is_some_and(|style| self.hidden.contains(&style));
                    sheets.push(sheet);
                }
                _ => {}
            }
        }
    }

    fn rows(&mut self, limits: &Limits, budget: &mut Budget) -> Result<Sheet, ReadError> {
        let mut sheet = SheetBuilder::new(limits, budget);
        let mut row = 1u32;
        let mut tables = 1usize;
        while tables > 0 {
            match self.next()?.ok_or(ReadError::Truncated { what: WHAT })? {
                Step::Open(tag) if tag.name == "table:table-row" => {
                    let times = repeated(&tag.attributes, "table:number-rows-repeated");
                    let cells = self.cells(limits)?;
                    if cells.is_empty() {
                        row = row.saturating_add(times);
                        continue;
                    }
                    for _ in 0..times {
                        for (first, times, cell) in &cells {
                            for column in (*first..).take(*times as usize) {
                                if column as usize > limits.columns {
                                    return Err(LimitName::Columns.refuse(limits.columns as u64));
                                }
                                let place = Place { row, column };
                                match cell {
                                    Cell::Text(text) => sheet.text(place, text)?,
                                    cell => sheet.put(place, cell.clone())?,
                                }
                            }
                        }
                        row = row.saturating_add(1);
                    }
                }
                Step::Alone(tag) if tag.name == "table:table-row" => {
                    row =
                        row.saturating_add(repeated(&tag.attributes, "table:number-rows-repeated"));
                }
                // Pictures and forms of the sheet hold texts of their own.
                Step::Open(tag) if matches!(tag.name.as_str(), "table:shapes" | "office:forms") => {
                    self.skip(&tag.name)?;
                }
                Step::Open(tag) if tag.name == "table:table" => tables += 1,
                Step::Close if self.closes("table:table") => tables -= 1,
                _ => {}
            }
        }
        Ok(sheet.finish())
    }

    /// The cells of a row that hold anything: first column, how often, and what.
    fn cells(&mut self, limits: &Limits) -> Result<Vec<(u32, u32, Cell)>, ReadError> {
        let mut cells = Vec::new();
        let mut column = 1u32;
        loop {
            let (tag, alone) = match self.next()?.ok_or(ReadError::Truncated { what: WHAT })? {
                Step::Open(tag) => (tag, false),
                Step::Alone(tag) => (tag, true),
                Step::Close if self.closes("table:table-row") => return Ok(cells),
                _ => continue,
            };
            let covered = tag.name == "table:covered-table-cell";
            if tag.name != "table:table-cell" && !covered {
                continue;
            }
            let times = repeated(&tag.attributes, "table:number-columns-repeated");
            let text = if alone { String::new() } else { self.paragraphs(&tag.name, limits)? };
            let cell = if covered { Cell::Empty } else { value::cell(&tag.stated(), text) };
            if !cell.is_empty() {
                cells.push((column, times, cell));
            }
            column = column.saturating_add(times);
        }
    }

    /// The paragraphs of a cell, one a line; notes and pictures in the cell are passed over.
    fn paragraphs(&mut self, cell: &str, limits: &Limits) -> Result<String, ReadError> {
        // One character more than is kept, so that the cutting is noticed.
        let most = limits.cell_chars.saturating_mul(4).saturating_add(4);
        let (mut text, mut inside, mut begun) = (String::new(), 0usize, false);
        loop {
            match self.next()?.ok_or(ReadError::Truncated { what: WHAT })? {
                Step::Open(tag) if tag.name == "text:p" => {
                    if begun && text.len() < most {
                        text.push('\n');
                    }
                    (inside, begun) = (inside + 1, true);
                }
                Step::Open(tag) if inside == 0 => self.skip(&tag.name)?,
                Step::Open(tag) if tag.name == "office:annotation" => self.skip(&tag.name)?,
                Step::Alone(tag) if inside > 0 => match tag.name.as_str() {
                    "text:s" => {
                        let times = repeated(&tag.attributes, "text:c") as usize;
                        let times = times.min(most.saturating_sub(text.len()));
                        text.extend(std::iter::repeat_n(' ', times));
                    }
                    "text:line-break" => text.push('\n'),
                    "text:tab" => text.push('\t'),
                    _ => {}
                },
                Step::Text(more) if inside > 0 && text.len() < most => {
                    let mut end = more.len().min(most - text.len());
                    while !more.is_char_boundary(end) {
                        end -= 1;
                    }
                    text.push_str(&more[..end]);
                }
                Step::Close if self.closes("text:p") => inside = inside.saturating_sub(1),
                Step::Close if self.closes(cell) => return Ok(text),
                _ => {}
            }
        }
    }

    /// Passes over everything up to the end of the element that has just begun.
    fn skip(&mut self, name: &str) -> Result<(), ReadError> {
        let mut depth = 1usize;
        while depth > 0 {
            match self.next()?.ok_or(ReadError::Truncated { what: WHAT })? {
                Step::Open(tag) if tag.name == name => depth += 1,
                Step::Close if self.closes(name) => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether the element that has just ended is of a name.
    fn closes(&self, name: &str) -> bool {
        self.closed == name
    }

    fn next(&mut self) -> Result<Option<Step>, ReadError> {
        loop {
            self.buffer.clear();
            let step = match self.reader.read_event_into(&mut self.buffer).map_err(damaged)? {
                Event::Start(tag) => Step::Open(Tag::of(&tag)?),
                Event::Empty(tag) => Step::Alone(Tag::of(&tag)?),
                Event::Text(text) => Step::Text(text.into_inner().into_owned()),
                Event::CData(text) => Step::Text(text.into_inner().into_owned()),
                Event::GeneralRef(reference) => Step::Text(value::referred(&reference)),
                Event::End(tag) => {
                    self.closed.clear();
                    self.closed.push_str(tag.name().as_ref());
                    Step::Close
                }
                // A document that declares entities of its own is none that a spreadsheet wrote.
                Event::DocType(_) => return Err(damaged("it declares entities")),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(step));
        }
    }
}

enum Step {
    Open(Tag),
    Alone(Tag),
    Close,
    Text(String),
}

struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn of(tag: &BytesStart<'_>) -> Result<Self, ReadError> {
        let mut attributes = Vec::new();
        let read = !matches!(tag.name().as_ref(), "text:p" | "text:span" | "text:a");
        if read {
            for attribute in tag.attributes().with_checks(false) {
                let attribute = attribute.map_err(damaged)?;
                let name = attribute.key.as_ref().to_owned();
                let value = quick_xml::escape::unescape(&attribute.value).map_err(damaged)?;
                let value = value.into_owned();
                attributes.push((name, value));
            }
        }
        Ok(Self { name: tag.name().as_ref().to_owned(), attributes })
    }

    fn stated(&self) -> Stated<'_> {
        Stated { attributes: &self.attributes }
    }
}

fn attribute(attributes: &[(String, String)], name: &str) -> Option<String> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
}

fn repeated(attributes: &[(String, String)], name: &str) -> u32 {
    let times = attributes.iter().find(|(key, _)| key == name);
    times.and_then(|(_, value)| value.trim().parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests;
