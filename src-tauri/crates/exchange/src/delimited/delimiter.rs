use std::collections::HashMap;

use super::Records;

const CANDIDATES: [u8; 4] = *b";,\t|";
const ROWS_LOOKED_AT: usize = 50;
const BYTES_LOOKED_AT: usize = 1 << 18;
const COLUMNS_LOOKED_AT: usize = 4_096;

/// Reads a first line `sep=;`, which spreadsheets write and honour; returns the delimiter and the
/// text after that line.
pub(crate) fn stated_delimiter(text: &str) -> Option<(u8, &str)> {
    let end = text.find(['\r', '\n'])?;
    let line = text[..end].trim_matches('"');
    let (key, value) = line.split_at_checked(4)?;
    let delimiter = *value.as_bytes().first()?;
    let only_delimiters = value.bytes().all(|b| b == delimiter);
    if !key.eq_ignore_ascii_case("sep=") || !delimiter.is_ascii() || !only_delimiters {
        return None;
    }
    let rest = &text[end..];
    Some((delimiter, rest.strip_prefix("\r\n").unwrap_or(&rest[1..])))
}

/// Guesses the delimiter by how consistently it cuts the first rows, quotes respected.
///
/// A text that none of the candidates cuts is a single column, for which any of them will do.
pub(crate) fn guess(text: &str) -> u8 {
    let mut end = text.len().min(BYTES_LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let whole = end == text.len();
    let mut best = (0.0, CANDIDATES[0]);
    for delimiter in CANDIDATES {
        let score = score(&text[..end], delimiter, whole);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Rates a delimiter: the share of rows that have the commonest width, squared, times the cuts it
/// makes in them.
///
/// A delimiter that only ever stands inside cells (decimal commas, the semicolons of a multiple
/// choice) cuts the header less than the rows, so having the header agree doubles the rating; text
/// after a closing quote says that the cut went wrong.
fn score(text: &str, delimiter: u8, whole: bool) -> f64 {
    let mut records = Records::new(text, delimiter, COLUMNS_LOOKED_AT);
    let mut widths = Vec::new();
    let mut stray = 0;
    while widths.len() < ROWS_LOOKED_AT {
        let Some(record) = records.read_next() else {
            break;
        };
        let blank = record.fields.iter().all(|field| field.is_empty());
        if record.unclosed && !whole && !widths.is_empty() {
            break;
        }
        if !blank {
            widths.push(record.width);
            stray += record.stray;
        }
    }
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for width in widths.iter().filter(|width| **width > 1) {
        *counts.entry(*width).or_default() += 1;
    }
    let Some((&width, &count)) = counts.iter().max_by_key(|(width, count)| (**count, **width))
    else {
        return 0.0;
    };
    let share = count as f64 / widths.len() as f64;
    let header_agrees = if widths[0] == width { 2.0 } else { 1.0 };
    let wrong_cuts = 1.0 + stray as f64 / widths.len() as f64;
    share * share * (width - 1) as f64 * header_agrees / wrong_cuts
}
