use std::{collections::HashMap, ops::Range};

use crate::{Cell, Row, Sheet, clean_title, dates};

/// How many rows from the top a header is looked for in.
const ROWS_LOOKED_AT: usize = 40;
/// How many rows below a candidate are compared with it.
const ROWS_COMPARED: usize = 50;

/// Where a table's titles stand and where its body begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The header's rows, as indices into [`Sheet::rows`]: one, two, or none where the format
    /// states its titles.
    pub rows: Range<usize>,
    /// One title for each column, to the last column that has a title or a value.
    pub titles: Vec<Title>,
    /// The rows below the header, as indices into [`Sheet::rows`].
    pub body: Range<usize>,
}

/// The title of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The title, cleaned by [`clean_title`]; empty where the column has none.
    pub text: String,
    /// The question that stands above this column and perhaps its neighbours, where the header has
    /// two rows and `text` is an option of it.
    pub group: Option<String>,
    /// 1 for the first column of this title and group, 2 for the next, and so on.
    pub ordinal: u32,
}

impl std::fmt::Display for Title {
    /// Writes question and option with an en dash between, and the ordinal where it is not the
    /// first: `Mihin osallistut? – Aamu`, `Company (2)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(group) = &self.group {
            write!(f, "{group} – ")?;
        }
        f.write_str(&self.text)?;
        if self.ordinal > 1 && !self.text.is_empty() {
            write!(f, " ({})", self.ordinal)?;
        }
        Ok(())
    }
}

/// Finds a sheet's header: the first row that is filled about as widely as the rows below it and
/// holds titles rather than values.
///
/// Rows of a title, a date or an event code above the header are narrower and are passed over. A
/// second header row is recognised where the two rows complement each other: each column has its
/// title in one of them, and only the questions with options have both. `None` where the rows have
/// no header, as in a bare list of names and addresses.
pub fn locate_header(sheet: &Sheet) -> Option<Header> {
    let rows = &sheet.rows;
    if let Some(titles) = &sheet.stated_titles {
        let titles = titles.iter().map(|title| (clean_title(title), None));
        return Some(Header {
            rows: 0..0,
            titles: with_ordinals(titles.collect()),
            body: 0..rows.len(),
        });
    }
    let first = (0..rows.len().min(ROWS_LOOKED_AT)).find(|at| is_header(rows, *at))?;
    let groups = rows.get(first + 1).and_then(|lower| groups(&rows[first], lower));
    let end = first + if groups.is_some() { 2 } else { 1 };
    let widths = rows[first..].iter().map(|row| row.cells.len());
    let titles = (0..widths.max().unwrap_or(0)).map(|column| {
        let upper = clean_title(&rows[first].cell(column).text());
        let Some(groups) = &groups else {
            return (upper, None);
        };
        let lower = clean_title(&rows[first + 1].cell(column).text());
        match groups.get(column) {
            Some(Some(group)) => (lower, Some(group.clone())),
            _ => (upper, None),
        }
    });
    Some(Header {
        rows: first..end,
        titles: with_ordinals(titles.collect()),
        body: end..rows.len(),
    })
}

fn with_ordinals(titles: Vec<(String, Option<String>)>) -> Vec<Title> {
    let mut seen: HashMap<(String, Option<String>), u32> = HashMap::new();
    let number = |title: (String, Option<String>)| {
        let ordinal = seen.entry(title.clone()).or_default();
        *ordinal += 1;
        Title { text: title.0, group: title.1, ordinal: *ordinal }
    };
    titles.into_iter().map(number).collect()
}

fn is_header(rows: &[Row], at: usize) -> bool {
    match fit(rows, at) {
        Fit::Wide => true,
        // Some columns may lack a title, but a wider row of titles below is the better header.
        Fit::Half => at + 1 >= rows.len() || !matches!(fit(rows, at + 1), Fit::Wide),
        Fit::None => rows
            .get(at + 1)
            .is_some_and(|lower| rows[at].filled() > 1 && groups(&rows[at], lower).is_some()),
    }
}

/// How well one row by itself would do as the header of the rows below.
enum Fit {
    /// Titles for two thirds of the columns or more.
    Wide,
    /// Titles for half of the columns or more.
    Half,
    /// Too few titles, or values among them.
    None,
}

fn fit(rows: &[Row], at: usize) -> Fit {
    let row = &rows[at];
    let filled = row.filled();
    let below = &rows[at + 1..rows.len().min(at + 1 + ROWS_COMPARED)];
    let widest = below.iter().map(Row::filled).max().unwrap_or(filled);
    let values = row.cells.iter().filter(|cell| is_value(cell)).count();
    let addresses = row.cells.iter().filter(|cell| is_address(cell)).count();
    if filled == 0 || (widest > 1 && filled < 2) || addresses > 0 || values * 2 > filled {
        Fit::None
    } else if filled * 3 >= widest * 2 {
        Fit::Wide
    } else if filled * 2 >= widest {
        Fit::Half
    } else {
        Fit::None
    }
}

/// Says whether a cell holds what stands in a body and hardly ever in a title.
fn is_value(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => false,
        Cell::Text(text) => {
            text.chars().all(|c| !c.is_alphabetic()) && text.chars().any(|c| c.is_ascii_digit())
                || dates::parse(text, dates::Order::DayMonth).is_some()
        }
        _ => true,
    }
}

fn is_address(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else {
        return false;
    };
    let domain = text.split_once('@').map_or("", |(_, domain)| domain);
    domain.contains('.') && !text.contains(char::is_whitespace)
}

/// Reads two rows as questions above options: for each column its question, or nothing where the
/// upper row alone has its title; `None` where the rows are not a header of two rows.
fn groups(upper: &Row, lower: &Row) -> Option<Vec<Option<String>>> {
    let columns = upper.cells.len().max(lower.cells.len());
    let (mut groups, mut open) = (Vec::with_capacity(columns), None);
    let (mut singles, mut started, mut continued) = (0, 0, 0);
    for column in 0..columns {
        let above = upper.cell(column);
        let below = lower.cell(column);
        if is_value(below) || is_address(below) || is_value(above) {
            return None;
        }
        match (above.is_empty(), below.is_empty()) {
            (false, false) => {
                started += 1;
                open = Some(clean_title(&above.text()));
            }
            (true, false) => {
                open.as_ref()?;
                continued += 1;
            }
            (_, true) => {
                singles += usize::from(!above.is_empty());
                open = None;
            }
        }
        groups.push(open.clone());
    }
    // One question over everything is a title above a header; and rows without a question that
    // goes on over its neighbours are a header above a first row with gaps.
    let complement = started > 0 && continued > 0 && (singles > 0 || started > 2);
    complement.then_some(groups)
}

#[cfg(test)]
mod tests;
