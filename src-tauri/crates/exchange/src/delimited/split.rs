use std::borrow::Cow;

/// Splits text into records the way spreadsheets do, without copying.
///
/// Unlike a strict csv parser it counts blank lines (a spreadsheet shows them as rows), keeps what
/// stands after a closing quote, ends a record at CR, LF or CRLF alike, and says when a quote
/// never closes.
pub(crate) struct Records<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
    columns: usize,
    record: Record,
}

/// One record, its fields pointing into the text.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// The row number a spreadsheet would show, from 1.
    pub number: u32,
    /// The first fields, at most as many as there may be columns.
    pub fields: Vec<Field>,
    /// How many fields there are, counted or kept.
    pub width: usize,
    /// Whether a field that could not be kept holds anything.
    pub overflowed: bool,
    /// Whether the last field's quote never closed.
    pub unclosed: bool,
    /// Fields with text after the closing quote.
    pub stray: usize,
}

/// The place of one field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    start: usize,
    end: usize,
    quoted: bool,
}

impl Field {
    /// Returns whether the field is certainly empty; blanks do not count as empty yet.
    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns the field's text without its quotes.
    pub(crate) fn value(self, text: &str) -> Cow<'_, str> {
        let raw = &text[self.start..self.end];
        if !self.quoted {
            return Cow::Borrowed(raw);
        }
        let inner = &raw[1..];
        match inner.find('"') {
            None => Cow::Borrowed(inner),
            Some(at) if at + 1 == inner.len() => Cow::Borrowed(&inner[..at]),
            Some(_) => Cow::Owned(unquote(inner)),
        }
    }
}

impl<'a> Records<'a> {
    pub(crate) fn new(text: &'a str, delimiter: u8, columns: usize) -> Self {
        let record = Record::default();
        Self { text, at: 0, delimiter, columns, record }
    }

    /// Reads the next record, blank ones included; `None` at the end of the text.
    pub(crate) fn read_next(&mut self) -> Option<&Record> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let record = &mut self.record;
        record.number = record.number.saturating_add(1);
        record.fields.clear();
        (record.width, record.stray) = (0, 0);
        (record.overflowed, record.unclosed) = (false, false);
        loop {
            let start = self.at;
            let quoted = bytes.get(start) == Some(&b'"');
            if quoted {
                match closing_quote(bytes, start + 1) {
                    Some(after) => self.at = after,
                    None => {
                        self.at = bytes.len();
                        record.unclosed = true;
                    }
                }
            }
            let after_quote = self.at;
            let delimiter = self.delimiter;
            self.at += bytes[self.at..]
                .iter()
                .position(|b| *b == delimiter || *b == b'\n' || *b == b'\r')
                .unwrap_or(bytes.len() - self.at);
            if quoted && self.at > after_quote {
                record.stray += 1;
            }
            let field = Field { start, end: self.at, quoted };
            record.width += 1;
            if record.fields.len() < self.columns {
                record.fields.push(field);
            } else if !field.is_empty() {
                record.overflowed = true;
            }
            match bytes.get(self.at) {
                Some(b) if *b == delimiter => self.at += 1,
                Some(b'\r') if bytes.get(self.at + 1) == Some(&b'\n') => {
                    self.at += 2;
                    break;
                }
                Some(_) => {
                    self.at += 1;
                    break;
                }
                None => break,
            }
        }
        Some(record)
    }
}

/// Returns the place after the quote that closes a field opened before `at`.
fn closing_quote(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == b'"')? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

/// Resolves doubled quotes up to the closing one and keeps what follows it as it stands.
fn unquote(inner: &str) -> String {
    let mut value = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once('"') {
        value.push_str(before);
        match after.strip_prefix('"') {
            Some(after) => {
                value.push('"');
                rest = after;
            }
            None => {
                value.push_str(after);
                return value;
            }
        }
    }
    value.push_str(rest);
    value
}
