use crate::{LimitName, Limits, ReadError};

const WHAT: &str = "Excel workbook";
/// Parts that unpack to less than this are let through whatever their ratio.
const RATIO_APPLIES_FROM: u64 = 64 << 20;

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

/// Reads a zip archive's directory before anything is unpacked, and refuses what is no workbook or
/// would unpack beyond the limits.
///
/// A directory may lie about sizes; the unpacking itself stops a part at the size stated here.
pub(super) fn inspect(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let directory = read_directory(bytes)?;
    let has = |name: &str| directory.parts.iter().any(|part| part.name == name);
    if directory.parts.iter().any(|part| part.encrypted) {
        return Err(ReadError::Encrypted);
    }
    if !has("[Content_Types].xml") || !directory.parts.iter().any(|p| p.name.starts_with("xl/")) {
        return Err(other_archive(&directory));
    }
    if has("xl/workbook.bin") {
        return Err(ReadError::Unsupported {
            what: "a binary Excel workbook (.xlsb)",
            instead: "open it in a spreadsheet and save it as XLSX",
        });
    }
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
    Ok(())
}

/// Returns whether a zip archive has its end, and a directory that fits in it.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    read_directory(bytes).is_ok()
}

fn other_archive(directory: &Directory) -> ReadError {
    let has = |name: &str| directory.parts.iter().any(|part| part.name == name);
    if has("content.xml") {
        return ReadError::Unsupported {
            what: "an OpenDocument file (.ods)",
            instead: "open it in a spreadsheet and save it as XLSX",
        };
    }
    if directory.parts.iter().any(|part| part.name.starts_with("word/")) {
        return ReadError::NotATable { what: "a Word document" };
    }
    ReadError::Unsupported { what: "a zip archive", instead: "unpack it and use the list inside" }
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
