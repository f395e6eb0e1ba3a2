//! Zip archives, which modern workbooks are: what their directory says, judged before anything is
//! unpacked, and parts unpacked within bounds.

use std::io::{Cursor, Read};

use crate::{LimitName, Limits, ReadError};

const WHAT: &str = "Excel workbook or zip archive";
/// Parts that unpack to less than this are let through whatever their ratio.
const RATIO_APPLIES_FROM: u64 = 64 << 20;

/// What a zip archive is, by its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An Office Open XML workbook.
    Xlsx,
    /// An OpenDocument spreadsheet.
    Ods,
    /// A packed file, by its name in the archive, and nothing beside it.
    Packed(String),
}

/// What the directory at the end of a zip archive says.
struct Directory {
    parts: Vec<Part>,
}

struct Part {
    name: String,
    encrypted: bool,
    packed: u64,
    unpacked: u64,
}

/// Reads a zip archive's directory before anything is unpacked, and refuses what is no list or
/// would unpack beyond the limits.
///
/// A directory may lie about sizes; the unpacking itself stops a part at the size stated here.
pub(crate) fn inspect(bytes: &[u8], limits: &Limits) -> Result<Kind, ReadError> {
    let directory = read_directory(bytes)?;
    if directory.parts.iter().any(|part| part.encrypted) {
        return Err(ReadError::Encrypted);
    }
    let kind = directory.kind()?;
    let mut unpacked = 0u64;
    for part in &directory.parts {
        unpacked = unpacked.saturating_add(part.unpacked);
        let allowed = part.packed.max(1).saturating_mul(limits.inflation_ratio);
        if part.unpacked > RATIO_APPLIES_FROM && part.unpacked > allowed {
            return Err(LimitName::InflationRatio.refuse(limits.inflation_ratio));
        }
    }
    if unpacked > limits.inflated_bytes {
        return Err(LimitName::InflatedBytes.refuse(limits.inflated_bytes));
    }
    Ok(kind)
}

/// Returns whether a zip archive has its end, and a directory that fits in it.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    read_directory(bytes).is_ok()
}

/// Unpacks one part of an archive, never beyond the limits whatever its directory says.
pub(crate) fn unpack(bytes: &[u8], name: &str, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let broken = |error: String| ReadError::Damaged { what: WHAT, reason: error };
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    let part = archive.by_name(name).map_err(|error| broken(error.to_string()))?;
    let allowed = limits.inflated_bytes;
    let mut unpacked = Vec::new();
    part.take(allowed.saturating_add(1))
        .read_to_end(&mut unpacked)
        .map_err(|error| broken(error.to_string()))?;
    if unpacked.len() as u64 > allowed {
        return Err(LimitName::InflatedBytes.refuse(allowed));
    }
    Ok(unpacked)
}

impl Directory {
    fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name == name)
    }

    fn has_below(&self, folder: &str) -> bool {
        self.parts.iter().any(|part| part.name.starts_with(folder))
    }

    /// Decides what the archive is, or refuses it by name.
    fn kind(&self) -> Result<Kind, ReadError> {
        if self.has("xl/workbook.bin") {
            return Err(ReadError::Unsupported {
                what: "a binary Excel workbook (.xlsb)",
                instead: "open it in a spreadsheet and save it as XLSX",
            });
        }
        if self.has("[Content_Types].xml") && self.has_below("xl/") {
            return Ok(Kind::Xlsx);
        }
        if self.has_below("word/") {
            return Err(ReadError::NotATable { what: "a Word document" });
        }
        if self.has_below("ppt/") {
            return Err(ReadError::NotATable { what: "a slide show" });
        }
        if self.has("content.xml") {
            return Ok(Kind::Ods);
        }
        let mut files = self.parts.iter().filter(|part| is_file(&part.name));
        match (files.next(), files.next()) {
            (Some(only), None) => Ok(Kind::Packed(only.name.clone())),
            _ => Err(ReadError::Unsupported {
                what: "a zip archive of several files",
                instead: "unpack it and use the list inside",
            }),
        }
    }
}

/// Says whether a part is a file that somebody packed, not a folder or what systems add unasked.
fn is_file(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    let added = name.starts_with("__MACOSX/")
        || last.starts_with("._")
        || matches!(last.to_lowercase().as_str(), ".ds_store" | "thumbs.db" | "desktop.ini");
    !last.is_empty() && !added
}

/// Reads the directory of a zip archive. Source of the layout: PKWARE APPNOTE 4.3.
fn read_directory(bytes: &[u8]) -> Result<Directory, ReadError> {
    let truncated = ReadError::Truncated { what: WHAT };
    let damaged = || ReadError::Damaged {
        what: WHAT,
        reason: "its directory does not fit the file".to_owned(),
    };
    let end = find_end(bytes).ok_or(truncated)?;
    let field = |at: usize| u64::from(u32_at(bytes, end + at).unwrap_or(0));
    let (size, start) = (field(12), field(16));
    let count = u16_at(bytes, end + 10).unwrap_or(0);
    if start == u64::from(u32::MAX) || count == u16::MAX {
        // Sizes over 4 GiB or 65,535 parts; no list of people needs them.
        return Err(damaged());
    }
    let (size, start) = (size as usize, start as usize);
    let records = bytes
        .get(start..start.saturating_add(size))
        .filter(|_| start.saturating_add(size) <= end)
        .ok_or_else(damaged)?;
    let mut parts = Vec::with_capacity(usize::from(count));
    let mut at = 0;
    for _ in 0..count {
        let part = read_part(records, &mut at).ok_or_else(damaged)?;
        parts.push(part);
    }
    Ok(Directory { parts })
}

fn read_part(records: &[u8], at: &mut usize) -> Option<Part> {
    let record = records.get(*at..)?;
    if record.get(..4)? != b"PK\x01\x02" {
        return None;
    }
    let flags = u16_at(record, 8)?;
    let (packed, unpacked) = (u32_at(record, 20)?, u32_at(record, 24)?);
    let name_length = usize::from(u16_at(record, 28)?);
    let extra_length = usize::from(u16_at(record, 30)?);
    let comment_length = usize::from(u16_at(record, 32)?);
    let name = record.get(46..46 + name_length)?;
    *at += 46 + name_length + extra_length + comment_length;
    Some(Part {
        name: String::from_utf8_lossy(name).replace('\\', "/"),
        encrypted: flags & 1 == 1,
        packed: u64::from(packed),
        unpacked: u64::from(unpacked),
    })
}

/// Finds the record that ends a zip archive; a comment of up to 65,535 bytes may follow it.
fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(22)?;
    let first = last.saturating_sub(65_535);
    (first..=last).rev().find(|at| {
        let comment = u16_at(bytes, at + 20).map_or(0, usize::from);
        bytes[*at..].starts_with(b"PK\x05\x06") && at + 22 + comment <= bytes.len()
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests;
