//! Tables: every row as wide as the others, no cells on top of each other, headers with a scope.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

use super::Findings;
use super::cursor::{as_dictionary, items, name, resolve};

/// Checks the cells of a table.
pub(super) fn check(document: &Document, table: &Dictionary, findings: &mut Findings) {
    let rows = rows(document, table);
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut heads = 0;
    for (row, element) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in elements(document, element) {
            while taken.contains(&(row, column)) {
                column += 1;
            }
            let columns = span(document, cell, "ColSpan");
            for place in (0..span(document, cell, "RowSpan"))
                .flat_map(|down| (0..columns).map(move |across| (row + down, column + across)))
            {
                let free = taken.insert(place);
                findings.unless(free, "UA-7.2-15", format!("two cells share row {}", place.0 + 1));
            }
            if name(document, cell, "S") == Some("TH") {
                heads += 1;
                let scoped = attribute(document, cell, "Scope").is_some();
                findings.unless(scoped, "UA-7.5-1", "a header cell does not say what it heads");
            }
            column += columns;
        }
    }
    findings.unless(heads > 0, "UA-7.5-1", "a table has no header cell");
    let width = |row: usize| taken.range((row, 0)..(row + 1, 0)).count();
    let widths: Vec<usize> = (0..rows.len()).map(width).collect();
    let even = widths.windows(2).all(|pair| pair[0] == pair[1]);
    findings.unless(even, "UA-7.2-42", format!("the rows of a table are {widths:?} cells wide"));
    let deep = taken.last().is_none_or(|(row, _)| *row < rows.len());
    findings.unless(deep, "UA-7.2-43", "a cell reaches below the last row of its table");
}

fn rows<'a>(document: &'a Document, table: &'a Dictionary) -> Vec<&'a Dictionary> {
    let mut rows = Vec::new();
    for child in elements(document, table) {
        match name(document, child, "S") {
            Some("TR") => rows.push(child),
            Some("THead" | "TBody" | "TFoot") => rows.extend(elements(document, child)),
            _ => {}
        }
    }
    rows
}

fn elements<'a>(document: &'a Document, element: &'a Dictionary) -> Vec<&'a Dictionary> {
    items(document, element, "K")
        .into_iter()
        .filter_map(|kid| as_dictionary(resolve(document, kid)?))
        .filter(|kid| kid.has(b"S"))
        .collect()
}

fn span(document: &Document, cell: &Dictionary, key: &str) -> usize {
    let span = attribute(document, cell, key).and_then(|span| span.as_i64().ok());
    // A span beyond all reason would only cost time here.
    span.unwrap_or(1).clamp(1, 1_000) as usize
}

fn attribute<'a>(document: &'a Document, cell: &'a Dictionary, key: &str) -> Option<&'a Object> {
    items(document, cell, "A").into_iter().find_map(|attributes| {
        as_dictionary(resolve(document, attributes)?)?.get(key.as_bytes()).ok()
    })
}
