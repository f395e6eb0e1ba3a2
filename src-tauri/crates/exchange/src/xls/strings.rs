use encoding_rs::{Encoding, WINDOWS_1252};

use super::records::Record;

/// The texts of a workbook: those that cells share, and how the others are written.
pub(super) struct Strings {
    /// Whether texts are Unicode (BIFF8) and not bytes of a code page.
    pub wide: bool,
    code_page: &'static Encoding,
    shared: Vec<String>,
}

impl Default for Strings {
    fn default() -> Self {
        Self { wide: true, code_page: WINDOWS_1252, shared: Vec::new() }
    }
}

impl Strings {
    pub(super) fn use_code_page(&mut self, number: u16) {
        let label = match number {
            10_000 => "macintosh".to_owned(),
            28_591..=28_606 => format!("iso-8859-{}", number - 28_590),
            65_001 => "utf-8".to_owned(),
            number => format!("windows-{number}"),
        };
        self.code_page = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
    }

    /// The text that cells share under a number.
    pub(super) fn shared(&self, number: u32) -> Option<&str> {
        self.shared.get(number as usize).map(String::as_str)
    }

    /// Reads a text that stands in a record: `counted` bytes of length (1 or 2), then, in BIFF8, a
    /// byte of flags, then the characters. What the record cuts is left out.
    pub(super) fn text_at(&self, record: &Record<'_>, at: usize, counted: usize) -> String {
        let length = match counted {
            1 => record.data.get(at).copied().map(usize::from),
            _ => record.u16_at(at).map(usize::from),
        };
        let (Some(length), Some(rest)) = (length, record.data.get(at + counted..)) else {
            return String::new();
        };
        if !self.wide {
            let bytes = &rest[..length.min(rest.len())];
            return self.code_page.decode_without_bom_handling(bytes).0.into_owned();
        }
        let mut parts = Parts { parts: &[], now: rest };
        parts.text(length).unwrap_or_default()
    }

    /// Reads the table of shared texts, which may go on in further records. A table that breaks off
    /// keeps what was read.
    pub(super) fn read_table(&mut self, first: &[u8], continued: &[&[u8]]) {
        let mut parts = Parts { parts: continued, now: first.get(8..).unwrap_or_default() };
        while let Some(length) = parts.u16() {
            let Some(text) = parts.text(usize::from(length)) else { break };
            self.shared.push(text);
        }
    }
}

/// A run of bytes that is cut into records.
struct Parts<'s, 'p> {
    now: &'s [u8],
    parts: &'p [&'s [u8]],
}

impl Parts<'_, '_> {
    /// Goes on to the next record where this one is used up.
    fn refill(&mut self) -> Option<()> {
        while self.now.is_empty() {
            let (next, rest) = self.parts.split_first()?;
            (self.now, self.parts) = (next, rest);
        }
        Some(())
    }

    fn u8(&mut self) -> Option<u8> {
        self.refill()?;
        let (first, rest) = self.now.split_first()?;
        self.now = rest;
        Some(*first)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            self.refill()?;
            let taken = bytes.min(self.now.len());
            self.now = &self.now[taken..];
            bytes -= taken;
        }
        Some(())
    }

    /// Reads the flags and the characters of a text of `length` UTF-16 units; where a record ends
    /// in the middle, the next begins with flags of its own (MS-XLS 2.5.293).
    fn text(&mut self, length: usize) -> Option<String> {
        let flags = self.u8()?;
        let runs = if flags & 8 != 0 { usize::from(self.u16()?) } else { 0 };
        let extra = if flags & 4 != 0 {
            let low = usize::from(self.u16()?);
            low | usize::from(self.u16()?) << 16
        } else {
            0
        };
        let mut wide = flags & 1 != 0;
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            if self.now.is_empty() {
                wide = self.u8()? & 1 != 0;
            }
            let missing = length - units.len();
            let size = if wide { 2 } else { 1 };
            let there = (self.now.len() / size).min(missing);
            if there == 0 && !self.now.is_empty() {
                return None;
            }
            let (bytes, rest) = self.now.split_at(there * size);
            match wide {
                true => units.extend(
                    bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])),
                ),
                false => units.extend(bytes.iter().map(|byte| u16::from(*byte))),
            }
            self.now = rest;
        }
        self.skip(runs * 4 + extra)?;
        Some(String::from_utf16_lossy(&units))
    }
}
