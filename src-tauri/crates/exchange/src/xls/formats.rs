use std::collections::HashMap;

use crate::spreadsheet::{NumberFormat, number_format};

/// What the styles of a workbook show numbers as.
#[derive(Default)]
pub(super) struct Formats {
    named: HashMap<u16, NumberFormat>,
    styles: Vec<u16>,
}

impl Formats {
    pub(super) fn name(&mut self, code: u16, text: &str) {
        self.named.insert(code, number_format(text));
    }

    pub(super) fn add_style(&mut self, code: u16) {
        self.styles.push(code);
    }

    /// The format of a style; the numbers below 164 that the file does not name are built in
    /// (ECMA-376 part 1, 18.8.30).
    pub(super) fn of_style(&self, style: u16) -> NumberFormat {
        let Some(code) = self.styles.get(usize::from(style)) else {
            return NumberFormat::General;
        };
        if let Some(format) = self.named.get(code) {
            return *format;
        }
        match code {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => NumberFormat::Date,
            46 => NumberFormat::Duration,
            _ => NumberFormat::General,
        }
    }
}
