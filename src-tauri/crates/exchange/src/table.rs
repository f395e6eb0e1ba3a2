use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::{Encoding, Oddity};

/// A file read into plain tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// The format the content showed, whatever the file was called.
    pub format: Format,
    /// The sheets in the file's order; delimited text and JSON have one, with an empty name.
    pub sheets: Vec<Sheet>,
    /// The time the file itself states as its last change, in milliseconds since 1970 UTC.
    ///
    /// From `docProps/core.xml` of a workbook (modified, else created); delimited text and JSON
    /// state none. It is never the file system's time.
    pub modified_unix_ms: Option<i64>,
    /// What is odd about the file as a whole.
    pub oddities: Vec<Oddity>,
}

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lines of cells with a delimiter between them: csv, tsv, txt.
    Delimited {
        /// The delimiter; one of `;`, `,`, tab, `|`, or another named by a `sep=` line.
        delimiter: char,
        /// The encoding most of the text is in.
        encoding: Encoding,
    },
    /// An Office Open XML workbook.
    Xlsx,
    /// An Excel workbook of the years before 2007.
    Xls,
    /// An OpenDocument spreadsheet.
    Ods,
    /// The tables of a web page.
    Html,
    /// A JSON object, or an array of objects.
    Json,
    /// One JSON object on each line.
    JsonLines,
}

/// One table of a workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// The name on the sheet's tab; empty where the format has none.
    pub name: String,
    /// Whether the sheet is hidden from the one who opens the workbook.
    pub hidden: bool,
    /// Column titles that the format itself states, as JSON keys do; otherwise `None`, and
    /// [`locate_header`](crate::locate_header) looks for them among the rows.
    pub stated_titles: Option<Vec<String>>,
    /// The rows that hold anything, in the sheet's order.
    pub rows: Vec<Row>,
    /// What is odd about this sheet.
    pub oddities: Vec<Oddity>,
}

/// One row of a sheet that holds anything.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// The number a spreadsheet shows beside the row, from 1; blank rows count but are not kept.
    /// For JSON lines the line, for a JSON array the place in it.
    pub number: u32,
    /// The cells up to the last filled one.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Returns the cell at a 0-based column; empty when the row ends before it.
    pub fn cell(&self, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.cells.get(column).unwrap_or(EMPTY)
    }

    /// Counts the cells that hold anything.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

/// What one cell holds.
///
/// Delimited text knows only texts; workbooks and JSON also hold typed values.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or nothing but blanks.
    #[default]
    Empty,
    /// A text that [`clean_text`](crate::clean_text) has been over; never empty.
    Text(String),
    /// A number.
    Number(Number),
    /// A day without a time.
    Date(NaiveDate),
    /// A day and a time, with no zone stated.
    DateTime(NaiveDateTime),
    /// A time without a day.
    Time(NaiveTime),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// Returns whether the cell holds nothing.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Returns the cell as the text a person would copy out of it.
    ///
    /// Numbers have no exponent and no grouping, a point as decimal mark, and the leading zeros
    /// their format shows; dates and times are ISO 8601 with a blank between day and time; flags
    /// are `true` and `false`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::DateTime(moment) => Cow::Owned(moment.to_string()),
            Self::Time(time) => Cow::Owned(time.to_string()),
            Self::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        }
    }
}

/// A number as a workbook holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// The value as read.
    pub value: f64,
    /// The least number of digits the cell's format shows before the decimal mark: 5 for a
    /// postcode kept as a number under the format `00000`; 0 or 1 where it says nothing.
    pub digits: u8,
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self { value, digits: 0 }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Spreadsheets keep 15 significant digits; beyond them stands the noise of binary fractions.
        let value = format!("{:.14e}", self.value).parse::<f64>().unwrap_or(self.value);
        let shown = value.abs().to_string();
        let whole = shown.find('.').unwrap_or(shown.len());
        if value < 0.0 {
            f.write_str("-")?;
        }
        for _ in whole..usize::from(self.digits) {
            f.write_str("0")?;
        }
        f.write_str(&shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_as_a_person_would_copy_it() {
        for (value, digits, shown) in [
            (401234567.0, 0, "401234567"),
            (401234567.0, 10, "0401234567"),
            (100.0, 5, "00100"),
            (358401234567.0, 0, "358401234567"),
            (3.58401e11, 0, "358401000000"),
            (12.5, 0, "12.5"),
            (0.1 + 0.2, 0, "0.3"),
            (-3.0, 2, "-03"),
            (0.0, 0, "0"),
        ] {
            assert_eq!(Number { value, digits }.to_string(), shown);
        }
    }

    #[test]
    fn a_cell_stays_small_enough_for_millions() {
        assert_eq!(size_of::<Cell>(), 24);
    }
}
