//! What the readers of workbooks share: cells put in their places within a budget, and numbers
//! shown as dates, times or digits.

use crate::{
    Cell, LimitName, Limits, Number, Oddity, ReadError, Row, Sheet,
    dates::{self, Epoch},
    delimited::{cut, text_cell},
    oddity::Oddities,
};

/// How many cells and how much text a file may still bring.
#[derive(Debug)]
pub(crate) struct Budget {
    cells: usize,
    text: usize,
    limits: Limits,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { cells: limits.cells, text: limits.text_bytes, limits: *limits }
    }

    pub(crate) fn take_cells(&mut self, cells: usize) -> Result<(), ReadError> {
        self.cells = self
            .cells
            .checked_sub(cells)
            .ok_or_else(|| LimitName::Cells.refuse(self.limits.cells as u64))?;
        Ok(())
    }

    /// Pays for the text of a cell.
    pub(crate) fn take_text(&mut self, cell: &Cell) -> Result<(), ReadError> {
        let Cell::Text(text) = cell else { return Ok(()) };
        self.text = self
            .text
            .checked_sub(text.len())
            .ok_or_else(|| LimitName::TextBytes.refuse(self.limits.text_bytes as u64))?;
        Ok(())
    }
}

/// A cell's place as a spreadsheet shows it, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub row: u32,
    pub column: u32,
}

/// Gathers the cells of one sheet, in whatever order they come.
pub(crate) struct SheetBuilder<'b> {
    sheet: Sheet,
    oddities: Oddities,
    sorted: bool,
    limits: &'b Limits,
    budget: &'b mut Budget,
}

impl<'b> SheetBuilder<'b> {
    pub(crate) fn new(limits: &'b Limits, budget: &'b mut Budget) -> Self {
        let (sheet, oddities) = (Sheet::default(), Oddities::default());
        Self { sheet, oddities, sorted: true, limits, budget }
    }

    pub(crate) fn tell(&mut self, oddity: Oddity) {
        self.oddities.push(oddity);
    }

    /// Puts a text, cut where it is too long.
    pub(crate) fn text(&mut self, place: Place, text: &str) -> Result<(), ReadError> {
        let text = match cut(text, self.limits.cell_chars) {
            Some(kept) => {
                self.tell(Oddity::CellCut {
                    row: place.row,
                    column: place.column,
                    kept: self.limits.cell_chars,
                });
                kept
            }
            None => text,
        };
        self.put(place, text_cell(text))
    }

    /// Puts a cell in its place.
    pub(crate) fn put(&mut self, place: Place, cell: Cell) -> Result<(), ReadError> {
        if cell.is_empty() {
            return Ok(());
        }
        let column = place.column.saturating_sub(1) as usize;
        if column >= self.limits.columns {
            return Err(LimitName::Columns.refuse(self.limits.columns as u64));
        }
        self.budget.take_text(&cell)?;
        let rows = &mut self.sheet.rows;
        if rows.last().is_none_or(|last| last.number != place.row) {
            if rows.len() == self.limits.rows {
                return Err(LimitName::Rows.refuse(self.limits.rows as u64));
            }
            let before = rows.last_mut();
            self.sorted &= before.as_ref().is_none_or(|last| last.number < place.row);
            let width = before.map_or(0, |row| {
                // A row that grew by doubling gives back what it does not use.
                row.cells.shrink_to_fit();
                row.cells.len()
            });
            rows.push(Row { number: place.row, cells: Vec::with_capacity(width) });
        }
        let Some(row) = rows.last_mut() else {
            return Ok(());
        };
        if column >= row.cells.len() {
            self.budget.take_cells(column + 1 - row.cells.len())?;
            row.cells.resize(column + 1, Cell::Empty);
        }
        row.cells[column] = cell;
        Ok(())
    }

    /// Returns the sheet, its rows in order.
    pub(crate) fn finish(mut self) -> Sheet {
        if !self.sorted {
            self.sheet.rows.sort_by_key(|row| row.number);
            join_rows_of_one_number(&mut self.sheet.rows);
        }
        self.sheet.oddities = self.oddities.into_vec();
        self.sheet
    }
}

/// Makes one row of the pieces that a file had in different places.
fn join_rows_of_one_number(rows: &mut Vec<Row>) {
    rows.dedup_by(|later, kept| {
        if later.number != kept.number {
            return false;
        }
        if later.cells.len() > kept.cells.len() {
            kept.cells.resize(later.cells.len(), Cell::Empty);
        }
        for (kept, later) in kept.cells.iter_mut().zip(&mut later.cells) {
            if !later.is_empty() {
                *kept = std::mem::take(later);
            }
        }
        true
    });
}

/// What a number format shows a number as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberFormat {
    /// The number as it is.
    General,
    /// At least so many digits before the decimal mark.
    Digits(u8),
    /// A day, a time, or both.
    Date,
    /// Hours beyond a day.
    Duration,
}

/// Reads what a format shows: dates have days, months, years or hours in them.
pub(crate) fn number_format(format: &str) -> NumberFormat {
    let first = format.split(';').next().unwrap_or(format);
    let (mut quoted, mut escaped, mut bracket) = (false, false, None::<String>);
    for c in first.chars() {
        match (c, &mut bracket) {
            _ if escaped => escaped = false,
            ('"', None) => quoted = !quoted,
            _ if quoted => {}
            ('\\' | '_' | '*', None) => escaped = true,
            ('[', None) => bracket = Some(String::new()),
            (']', Some(inside)) => {
                if matches!(inside.to_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return NumberFormat::Duration;
                }
                bracket = None;
            }
            (c, Some(inside)) => inside.push(c),
            // The word General has an e in it, and a g; dates in Finnish formats have v, k and p.
            ('d' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H', None) => return NumberFormat::Date,
            _ => {}
        }
    }
    match least_digits(first) {
        0 => NumberFormat::General,
        digits => NumberFormat::Digits(digits),
    }
}

/// Counts the digits a number format always shows before the decimal mark: `00000` shows five.
///
/// Formats that group, scale, or show anything but digits say nothing here; they are for amounts,
/// whose leading zeros do not matter.
fn least_digits(first: &str) -> u8 {
    let whole = first.split('.').next().unwrap_or(first);
    if whole.is_empty() || whole.len() > 20 {
        return 0;
    }
    if !whole.bytes().all(|b| matches!(b, b'0' | b'#')) {
        return 0;
    }
    whole.bytes().filter(|b| *b == b'0').count() as u8
}

/// Makes the cell of a number under a format.
pub(crate) fn number_cell(value: f64, format: NumberFormat, epoch: Epoch) -> Cell {
    match format {
        NumberFormat::Date => moment_cell(value, false, epoch),
        NumberFormat::Duration => moment_cell(value, true, epoch),
        NumberFormat::General => plain_number(value, 0),
        NumberFormat::Digits(digits) => plain_number(value, digits),
    }
}

pub(crate) fn plain_number(value: f64, digits: u8) -> Cell {
    if !value.is_finite() {
        return Cell::Empty;
    }
    Cell::Number(Number { value, digits })
}

/// Reads a serial number under a date format: below 1 it is a time, whole it is a day.
pub(crate) fn moment_cell(serial: f64, duration: bool, epoch: Epoch) -> Cell {
    if (0.0..1.0).contains(&serial) {
        // The first day of the 1904 system has the day 0; its time of day is read off it.
        return match dates::from_serial(serial, Epoch::From1904) {
            Some(moment) => Cell::Time(moment.time()),
            None => plain_number(serial, 0),
        };
    }
    match dates::from_serial(serial, epoch) {
        Some(moment) if !duration && serial.fract() == 0.0 => Cell::Date(moment.date()),
        Some(moment) if !duration => Cell::DateTime(moment),
        _ => plain_number(serial, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_dates_from_numbers_and_promise_digits() {
        use NumberFormat::{Date, Digits, Duration, General};
        for (format, shown) in [
            ("00000", Digits(5)),
            ("0##########", Digits(1)),
            ("0", Digits(1)),
            ("0.00", Digits(1)),
            ("General", General),
            ("# ##0", General),
            ("0%", General),
            ("@", General),
            ("", General),
            ("dd.mm.yyyy hh:mm", Date),
            ("[$-40B]d. mmmm\"ta\" yyyy;@", Date),
            ("[h]:mm:ss", Duration),
            ("#,##0.00\\ \"mk\"", General),
            ("[Red]0.00", General),
        ] {
            assert_eq!(number_format(format), shown, "{format}");
        }
    }

    #[test]
    fn pieces_of_a_row_that_stand_apart_become_one() {
        let limits = Limits::default();
        let mut budget = Budget::new(&limits);
        let mut sheet = SheetBuilder::new(&limits, &mut budget);
        for (row, column, text) in [(2, 1, "a"), (1, 2, "b"), (2, 2, "c")] {
            sheet.text(Place { row, column }, text).unwrap();
        }
        let rows = sheet.finish().rows;
        let shown: Vec<_> = rows
            .iter()
            .map(|row| (row.number, row.cell(0).text().into_owned(), row.cell(1).text()))
            .collect();
        assert_eq!(shown, [(1, "".into(), "b".into()), (2, "a".into(), "c".into())]);
    }
}
