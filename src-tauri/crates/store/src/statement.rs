//! Few, large statements: each one is a hop to the connection's own thread.

use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Arguments, query_with};

use crate::StoreError;
use crate::error::Attempt;

/// A value of a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Null,
    Integer(i64),
    Text(String),
    Blob(Vec<u8>),
}

/// How many rows go into one statement at a time, largest first: few sizes, so that the connection
/// keeps their compiled forms.
const SIZES: [usize; 4] = [512, 64, 8, 1];

/// The most parameters that SQLite takes in one statement (its default limit).
const MOST_PARAMETERS: usize = 32_766;

/// Adds a cell to the arguments of a statement.
pub(crate) fn bind(arguments: &mut SqliteArguments<'_>, cell: Cell) -> Result<(), StoreError> {
    match cell {
        Cell::Null => arguments.add(None::<i64>),
        Cell::Integer(number) => arguments.add(number),
        Cell::Text(text) => arguments.add(text),
        Cell::Blob(bytes) => arguments.add(bytes),
    }
    .map_err(sqlx::Error::Encode)
    .attempting("a value")
}

/// Runs `head VALUES (…), (…) tail` for all `cells`, `columns` of which make a row.
pub(crate) async fn write_rows(
    connection: &mut SqliteConnection,
    what: &'static str,
    head: &str,
    columns: usize,
    tail: &str,
    cells: Vec<Cell>,
) -> Result<(), StoreError> {
    let mut left = cells.len() / columns;
    let mut cells = cells.into_iter();
    while left > 0 {
        let rows = SIZES
            .into_iter()
            .find(|&size| size <= left && size * columns <= MOST_PARAMETERS)
            .unwrap_or(1);
        let row = format!("({})", vec!["?"; columns].join(","));
        let sql = format!("{head} VALUES {} {tail}", vec![row.as_str(); rows].join(","));
        let mut arguments = SqliteArguments::default();
        arguments.reserve(rows * columns, 0);
        for cell in cells.by_ref().take(rows * columns) {
            bind(&mut arguments, cell)?;
        }
        query_with(&sql, arguments).execute(&mut *connection).await.attempting(what)?;
        left -= rows;
    }
    Ok(())
}

/// A JSON array of numbers, to be taken apart by `json_each`.
pub(crate) fn json_numbers(numbers: impl IntoIterator<Item = i64>) -> String {
    let mut json = String::from("[");
    for number in numbers {
        if json.len() > 1 {
            json.push(',');
        }
        json.push_str(&number.to_string());
    }
    json.push(']');
    json
}

/// A JSON array of hexadecimal texts, to be taken apart by `json_each` and `unhex`.
pub(crate) fn json_hex<'a>(all: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut json = String::from("[");
    for bytes in all {
        json.push_str(if json.len() > 1 { ",\"" } else { "\"" });
        push_hex(&mut json, bytes);
        json.push('"');
    }
    json.push(']');
    json
}

/// Appends bytes as hexadecimal digits.
pub(crate) fn push_hex(text: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)].into());
        text.push(DIGITS[usize::from(byte & 15)].into());
    }
}
