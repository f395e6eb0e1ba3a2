//! Tables of web pages, which old systems save under the name of a workbook.
//!
//! Only what a table shows is read: nothing of the page is run, loaded or followed.

use domain::decode_html_entities;

use crate::{
    Format, Limits, ReadError, Sheet, Workbook,
    encoding::decode,
    oddity::Oddities,
    spreadsheet::{Budget, Place, SheetBuilder},
};

/// Elements whose text is for machines.
const NOT_SHOWN: [&str; 6] = ["script", "style", "head", "template", "noscript", "title"];

/// Says whether a text opens as a web page.
pub(crate) fn opens(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let opening = text[..text.len().min(16)].to_ascii_lowercase();
    [&b"<html"[..], b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"<div", b"<style"]
        .iter()
        .any(|tag| opening.starts_with(tag))
}

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let mut oddities = Oddities::default();
    let (text, _) = decode(bytes, limits, &mut oddities)?;
    let mut budget = Budget::new(limits);
    let mut page = Page { rest: &text };
    let mut sheets = Vec::new();
    while page.find("table") {
        let sheet = page.table(limits, &mut budget)?;
        if !sheet.rows.is_empty() {
            sheets.push(sheet);
        }
    }
    if sheets.is_empty() {
        return Err(ReadError::NotATable { what: "a web page without a table" });
    }
    Ok(Workbook {
        format: Format::Html,
        sheets,
        modified_unix_ms: None,
        oddities: oddities.into_vec(),
    })
}

/// What comes next on a page.
enum Piece<'t> {
    Open(&'t str),
    Close(&'t str),
    Text(&'t str),
}

struct Page<'t> {
    rest: &'t str,
}

impl<'t> Page<'t> {
    /// Passes over everything before an element of a name.
    fn find(&mut self, name: &str) -> bool {
        while let Some(piece) = self.next() {
            if matches!(piece, Piece::Open(tag) if named(tag, name)) {
                return true;
            }
        }
        false
    }

    fn table(&mut self, limits: &Limits, budget: &mut Budget) -> Result<Sheet, ReadError> {
        let mut sheet = SheetBuilder::new(limits, budget);
        let (mut place, mut cell) = (Place { row: 0, column: 0 }, None::<(u32, String)>);
        let most = limits.cell_chars.saturating_mul(4).saturating_add(4);
        let mut deep = 0usize;
        while let Some(piece) = self.next() {
            match piece {
                Piece::Open(tag) if named(tag, "table") => deep += 1,
                Piece::Close(tag) if named(tag, "table") && deep > 0 => deep -= 1,
                Piece::Close(tag) if named(tag, "table") => break,
                // A table inside a cell is part of what the cell says.
                Piece::Open(tag) if deep == 0 && named(tag, "tr") => {
                    end_cell(&mut sheet, &mut place, &mut cell)?;
                    place = Place { row: place.row.saturating_add(1), column: 0 };
                }
                Piece::Open(tag) if deep == 0 && (named(tag, "td") || named(tag, "th")) => {
                    end_cell(&mut sheet, &mut place, &mut cell)?;
                    cell = Some((span(tag), String::new()));
                }
                Piece::Close(tag) if deep == 0 && (named(tag, "td") || named(tag, "th")) => {
                    end_cell(&mut sheet, &mut place, &mut cell)?;
                }
                Piece::Open(tag) if named(tag, "br") => {
                    if let Some((_, text)) = &mut cell {
                        text.push('\n');
                    }
                }
                Piece::Text(more) => {
                    if let Some((_, text)) = &mut cell
                        && text.len() < most
                    {
                        push_folded(text, &entities(more, most));
                    }
                }
                _ => {}
            }
        }
        end_cell(&mut sheet, &mut place, &mut cell)?;
        Ok(sheet.finish())
    }

    fn next(&mut self) -> Option<Piece<'t>> {
        loop {
            let text = self.rest;
            let Some(inside) = text.strip_prefix('<') else {
                if text.is_empty() {
                    return None;
                }
                let end = text.find('<').unwrap_or(text.len());
                self.rest = &text[end..];
                return Some(Piece::Text(&text[..end]));
            };
            if let Some(comment) = inside.strip_prefix("!--") {
                self.rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
                continue;
            }
            if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
                // A sign of its own, which pages should have written as an entity.
                self.rest = inside;
                return Some(Piece::Text("<"));
            }
            let (tag, rest) = inside.split_once('>').unwrap_or((inside, ""));
            self.rest = rest;
            if let Some(tag) = tag.strip_prefix('/') {
                return Some(Piece::Close(tag));
            }
            if let Some(name) = NOT_SHOWN.iter().find(|name| named(tag, name)) {
                self.rest = after_end_of(rest, name);
                continue;
            }
            return Some(Piece::Open(tag));
        }
    }
}

fn end_cell(
    sheet: &mut SheetBuilder<'_>,
    place: &mut Place,
    cell: &mut Option<(u32, String)>,
) -> Result<(), ReadError> {
    let Some((span, text)) = cell.take() else { return Ok(()) };
    let at = Place { row: place.row.max(1), column: place.column.saturating_add(1) };
    place.column = place.column.saturating_add(span);
    sheet.text(at, &text)
}

/// Whether a tag is of an element, whatever its case and attributes.
fn named(tag: &str, name: &str) -> bool {
    tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && tag[name.len()..].chars().next().is_none_or(|c| c.is_whitespace() || c == '/')
}

/// How many columns a cell is wide.
fn span(tag: &str) -> u32 {
    let lower = tag.to_ascii_lowercase();
    let Some((_, value)) = lower.split_once("colspan") else { return 1 };
    let value = value.trim_start_matches([' ', '=', '"', '\'']);
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    value[..digits].parse().unwrap_or(1).clamp(1, 1_000)
}

/// What stands after the end of an element whose text is not shown.
fn after_end_of<'t>(text: &'t str, name: &str) -> &'t str {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("</") {
        if named(after.split('>').next().unwrap_or_default(), name) {
            return after.split_once('>').map_or("", |(_, rest)| rest);
        }
        rest = after;
    }
    ""
}

fn entities(text: &str, most: usize) -> String {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    decode_html_entities(&text[..end])
}

/// Adds a text as a page shows it: runs of blanks are one.
fn push_folded(text: &mut String, more: &str) {
    for c in more.chars() {
        let c = if c.is_ascii_whitespace() { ' ' } else { c };
        if c != ' ' || !(text.is_empty() || text.ends_with([' ', '\n'])) {
            text.push(c);
        }
    }
}

#[cfg(test)]
mod tests;
