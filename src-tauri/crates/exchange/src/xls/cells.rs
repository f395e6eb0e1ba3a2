use super::{
    Globals,
    records::{Record, Records, id},
};
use crate::{
    Cell, Limits, Oddity, ReadError, Sheet,
    dates::Epoch,
    spreadsheet::{Budget, Place, SheetBuilder, number_cell},
};

/// Reads the records of one sheet.
pub(super) struct SheetReader<'r> {
    globals: &'r Globals,
    sheet: SheetBuilder<'r>,
}

impl<'r> SheetReader<'r> {
    pub(super) fn new(globals: &'r Globals, limits: &'r Limits, budget: &'r mut Budget) -> Self {
        Self { globals, sheet: SheetBuilder::new(limits, budget) }
    }

    pub(super) fn read(mut self, records: Records<'_>) -> Result<Sheet, ReadError> {
        let mut depth = 0usize;
        // A formula that gives a text is followed by the text.
        let mut awaited = None;
        for record in records {
            match record.id {
                id::BOF => depth += 1,
                id::EOF if depth <= 1 => break,
                id::EOF => depth -= 1,
                // A chart in the sheet has cells of its own.
                _ if depth > 1 => {}
                id::STRING => {
                    if let Some(place) = awaited.take() {
                        let text = self.globals.strings.text_at(&record, 0, 2);
                        self.sheet.text(place, &text)?;
                    }
                }
                id::FORMULA => awaited = self.formula(&record)?,
                id::MULRK => self.numbers(&record)?,
                _ => self.cell(&record)?,
            }
        }
        Ok(self.sheet.finish())
    }

    fn cell(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        let Some(place) = place(record) else { return Ok(()) };
        match record.id {
            id::NUMBER => self.number(place, record.u16_at(4), record.f64_at(6)),
            id::RK => self.number(place, record.u16_at(4), record.u32_at(6).map(rk)),
            id::LABEL | id::RSTRING => {
                let text = self.globals.strings.text_at(record, 6, 2);
                self.sheet.text(place, &text)
            }
            id::LABELSST => {
                let globals = self.globals;
                let text = record.u32_at(6).and_then(|number| globals.strings.shared(number));
                text.map_or(Ok(()), |text| self.sheet.text(place, text))
            }
            id::BOOLERR => match (record.data.get(6), record.data.get(7)) {
                (Some(value), Some(0)) => self.sheet.put(place, Cell::Flag(*value != 0)),
                (Some(code), Some(_)) => {
                    self.error(place, *code);
                    Ok(())
                }
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn number(
        &mut self,
        place: Place,
        style: Option<u16>,
        value: Option<f64>,
    ) -> Result<(), ReadError> {
        let (Some(style), Some(value)) = (style, value) else { return Ok(()) };
        let epoch = if self.globals.from_1904 { Epoch::From1904 } else { Epoch::From1900 };
        let format = self.globals.formats.of_style(style);
        self.sheet.put(place, number_cell(value, format, epoch))
    }

    /// Reads several numbers of neighbouring columns.
    fn numbers(&mut self, record: &Record<'_>) -> Result<(), ReadError> {
        let Some(first) = place(record) else { return Ok(()) };
        let cells = record.data.len().saturating_sub(6) / 6;
        for (at, column) in (0..cells).zip(first.column..) {
            let place = Place { column, ..first };
            let value = record.u32_at(4 + at * 6 + 2).map(rk);
            self.number(place, record.u16_at(4 + at * 6), value)?;
        }
        Ok(())
    }

    /// Reads the value that a formula had when the file was saved; returns the place of a text that
    /// follows in a record of its own.
    fn formula(&mut self, record: &Record<'_>) -> Result<Option<Place>, ReadError> {
        let (Some(place), Some(value)) = (place(record), record.data.get(6..14)) else {
            return Ok(None);
        };
        if value[6..] != [0xff, 0xff] {
            self.number(place, record.u16_at(4), record.f64_at(6))?;
            return Ok(None);
        }
        match value[0] {
            0 => return Ok(Some(place)),
            1 => self.sheet.put(place, Cell::Flag(value[2] != 0))?,
            2 => self.error(place, value[2]),
            _ => {}
        }
        Ok(None)
    }

    fn error(&mut self, place: Place, code: u8) {
        let shown = match code {
            0x00 => "#NULL!",
            0x07 => "#DIV/0!",
            0x0f => "#VALUE!",
            0x17 => "#REF!",
            0x1d => "#NAME?",
            0x24 => "#NUM!",
            _ => "#N/A",
        };
        self.sheet.tell(Oddity::ErrorValue {
            row: place.row,
            column: place.column,
            shown: shown.to_owned(),
        });
    }
}

/// The place that nearly every record of a cell begins with.
fn place(record: &Record<'_>) -> Option<Place> {
    let (row, column) = (record.u16_at(0)?, record.u16_at(2)?);
    Some(Place { row: u32::from(row) + 1, column: u32::from(column) + 1 })
}

/// Unpacks a number of four bytes (MS-XLS 2.5.217).
fn rk(packed: u32) -> f64 {
    let value = if packed & 2 != 0 {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 != 0 { value / 100.0 } else { value }
}
