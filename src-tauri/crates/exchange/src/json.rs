//! JSON objects, arrays of them and lines of them, flattened to tables.

mod flatten;

use std::collections::HashMap;

use crate::{
    Cell, Format, LimitName, Limits, Oddity, ReadError, Row, Sheet, Workbook, encoding::decode,
    oddity::Oddities, spreadsheet::Budget,
};
use flatten::{Objects, Pairs};

const WHAT: &str = "JSON file";

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let mut oddities = Oddities::default();
    let (text, _) = decode(bytes, limits, &mut oddities)?;
    let text = text.trim_start_matches('\u{feff}');
    must_not_nest(text, limits.nesting)?;
    let mut columns = Columns::new(limits);
    let format = if is_lines(text) {
        read_lines(text, &mut columns, &mut oddities)?;
        Format::JsonLines
    } else {
        if text.len() as u64 > limits.json_bytes {
            return Err(LimitName::Bytes.refuse(limits.json_bytes));
        }
        let Objects(objects) = serde_json::from_str(text).map_err(damaged)?;
        for (number, object) in (1..).zip(objects) {
            columns.add(number, object)?;
        }
        Format::Json
    };
    let sheet = columns.into_sheet();
    if sheet.rows.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(Workbook {
        format,
        sheets: vec![sheet],
        modified_unix_ms: None,
        oddities: oddities.into_vec(),
    })
}

/// Says whether a text is lines of objects: its first line is an object and a second one follows.
fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else {
        return false;
    };
    second.trim_start().starts_with('{') && serde_json::from_str::<Pairs>(first).is_ok()
}

fn read_lines(
    text: &str,
    columns: &mut Columns<'_>,
    oddities: &mut Oddities,
) -> Result<(), ReadError> {
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(line) {
            Ok(object) => columns.add(number, object)?,
            Err(_) => oddities.push(Oddity::BrokenLine { row: number }),
        }
    }
    Ok(())
}

fn damaged(error: serde_json::Error) -> ReadError {
    if error.is_eof() {
        return ReadError::Truncated { what: WHAT };
    }
    // The parser's own message may quote the file's content; its place is enough.
    ReadError::Damaged {
        what: WHAT,
        reason: format!("line {}, column {}", error.line(), error.column()),
    }
}

/// Refuses brackets nested deeper than a list ever needs, before a parser recurses into them.
fn must_not_nest(text: &str, allowed: usize) -> Result<(), ReadError> {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'\n' if quoted => quoted = false,
            b'{' | b'[' if !quoted => {
                depth += 1;
                if depth > allowed {
                    return Err(LimitName::Nesting.refuse(allowed as u64));
                }
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}

/// Gathers objects into rows; a key that comes up for the first time is a new column.
struct Columns<'l> {
    limits: &'l Limits,
    places: HashMap<String, usize>,
    titles: Vec<String>,
    rows: Vec<Row>,
    budget: Budget,
}

impl<'l> Columns<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            places: HashMap::new(),
            titles: Vec::new(),
            rows: Vec::new(),
            budget: Budget::new(limits),
        }
    }

    fn add(&mut self, number: u32, Pairs(pairs): Pairs) -> Result<(), ReadError> {
        let mut cells = Vec::new();
        for (key, cell) in pairs {
            let place = match self.places.get(&key) {
                Some(place) => *place,
                None => {
                    if self.titles.len() == self.limits.columns {
                        return Err(LimitName::Columns.refuse(self.limits.columns as u64));
                    }
                    self.titles.push(key.clone());
                    self.places.insert(key, self.titles.len() - 1);
                    self.titles.len() - 1
                }
            };
            if cell.is_empty() {
                continue;
            }
            self.budget.take_text(&cell)?;
            if place >= cells.len() {
                cells.resize(place + 1, Cell::Empty);
            }
            cells[place] = cell;
        }
        if cells.is_empty() {
            return Ok(());
        }
        self.budget.take_cells(cells.len())?;
        if self.rows.len() == self.limits.rows {
            return Err(LimitName::Rows.refuse(self.limits.rows as u64));
        }
        self.rows.push(Row { number, cells });
        Ok(())
    }

    fn into_sheet(self) -> Sheet {
        Sheet { stated_titles: Some(self.titles), rows: self.rows, ..Sheet::default() }
    }
}

#[cfg(test)]
mod tests;
