use crate::{
    LimitName, Limits, Oddity, ReadError, Workbook, delimited, json,
    sniff::{self, Content},
    xlsx,
};

/// Reads the bytes of a file into plain tables.
///
/// The content decides the format; `file_name` (with or without folders) is a hint, and where its
/// extension promises another format the workbook says so as an oddity. Reads csv, tsv and txt in
/// UTF-8, UTF-16 and Windows-1252, xlsx, JSON objects and arrays of them, and JSON lines.
///
/// # Errors
/// Fails with a [`ReadError`] when the file is empty, beyond the limits, encrypted, cut off,
/// damaged, or no table.
pub fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    if bytes.len() as u64 > limits.bytes {
        return Err(LimitName::Bytes.refuse(limits.bytes));
    }
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(ReadError::Empty);
    }
    let extension = extension(file_name);
    let named_json = matches!(extension.as_str(), "json" | "ndjson" | "jsonl");
    let content = sniff::content(bytes)?;
    let json = match content {
        Content::PerhapsJson => Some(json::read(bytes, limits)),
        _ => None,
    };
    let (mut workbook, expected) = match (content, json) {
        (Content::Zip, _) => (xlsx::read(bytes, limits)?, &["xlsx", "xlsm"][..]),
        (_, Some(json)) if json.is_ok() || named_json => (json?, &["json", "ndjson", "jsonl"][..]),
        // A list may well start with a bracket.
        _ => (delimited::read(bytes, limits)?, &["csv", "tsv", "tab", "txt"][..]),
    };
    if !extension.is_empty() && !expected.contains(&extension.as_str()) {
        workbook.oddities.push(Oddity::NameSaysOtherwise { extension });
    }
    Ok(workbook)
}

/// Returns the extension of a file name in lower case, empty when it has none.
pub(crate) fn extension(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
        _ => String::new(),
    }
}
