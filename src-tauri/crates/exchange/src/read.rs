use crate::{
    LimitName, Limits, Oddity, ReadError, Workbook, archive, delimited, html, json, ods,
    sniff::{self, Content},
    xls, xlsx,
};

/// Reads the bytes of a file into plain tables.
///
/// The content decides the format; `file_name` (with or without folders) is a hint, and where its
/// extension promises another format the workbook says so as an oddity. Reads csv, tsv and txt in
/// UTF-8, UTF-16 and Windows-1252, xlsx, xls, ods, tables of web pages, JSON objects and arrays of
/// them, JSON lines, and any of these packed alone in a zip archive.
///
/// # Errors
/// Fails with a [`ReadError`] when the file is empty, beyond the limits, encrypted, cut off,
/// damaged, or no table.
pub fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    must_not_be_too_large(bytes, limits)?;
    if !bytes.starts_with(b"PK") {
        return read_unpacked(bytes, file_name, limits);
    }
    match archive::inspect(bytes, limits)? {
        archive::Kind::Packed(name) => {
            let unpacked = archive::unpack(bytes, &name, limits)?;
            must_not_be_too_large(&unpacked, limits)?;
            if unpacked.starts_with(b"PK") {
                return match archive::inspect(&unpacked, limits)? {
                    archive::Kind::Packed(_) => Err(ReadError::Unsupported {
                        what: "a zip archive in a zip archive",
                        instead: "unpack it and use the list inside",
                    }),
                    kind => read_workbook(&unpacked, kind, &name, limits),
                };
            }
            read_unpacked(&unpacked, &name, limits)
        }
        kind => read_workbook(bytes, kind, file_name, limits),
    }
}

fn must_not_be_too_large(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    if bytes.len() as u64 > limits.bytes {
        return Err(LimitName::Bytes.refuse(limits.bytes));
    }
    Ok(())
}

fn read_workbook(
    bytes: &[u8],
    kind: archive::Kind,
    file_name: &str,
    limits: &Limits,
) -> Result<Workbook, ReadError> {
    let (workbook, expected) = match kind {
        archive::Kind::Ods => (ods::read(bytes, limits)?, &["ods", "ots"][..]),
        _ => (xlsx::read(bytes, limits)?, &["xlsx", "xlsm", "xltx"][..]),
    };
    Ok(named(workbook, file_name, expected))
}

fn read_unpacked(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(ReadError::Empty);
    }
    let named_json = matches!(extension(file_name).as_str(), "json" | "ndjson" | "jsonl");
    let content = sniff::content(bytes)?;
    let json = match content {
        Content::PerhapsJson => Some(json::read(bytes, limits)),
        _ => None,
    };
    let (workbook, expected) = match (content, json) {
        (Content::Compound, _) => (xls::read(bytes, limits)?, &["xls", "xlt"][..]),
        (Content::Html, _) => (html::read(bytes, limits)?, &["html", "htm"][..]),
        (_, Some(json)) if json.is_ok() || named_json => (json?, &["json", "ndjson", "jsonl"][..]),
        // A list may well start with a bracket.
        _ => (delimited::read(bytes, limits)?, &["csv", "tsv", "tab", "txt"][..]),
    };
    Ok(named(workbook, file_name, expected))
}

/// Says where the name of a file promises another format.
fn named(mut workbook: Workbook, file_name: &str, expected: &[&str]) -> Workbook {
    let extension = extension(file_name);
    if !extension.is_empty() && !expected.contains(&extension.as_str()) {
        workbook.oddities.push(Oddity::NameSaysOtherwise { extension });
    }
    workbook
}

/// Returns the extension of a file name in lower case, empty when it has none.
pub(crate) fn extension(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
        _ => String::new(),
    }
}
