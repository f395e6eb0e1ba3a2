use crate::{ReadError, html};

/// What a file's first bytes say it is, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// A zip archive, which a modern workbook is.
    Zip,
    /// A compound file, which a workbook of old is.
    Compound,
    /// A web page, which may hold a table.
    Html,
    /// Text that opens with a bracket.
    PerhapsJson,
    /// Anything else that may be lines of cells.
    Text,
}

/// Recognises the content, or refuses what is known to be no table.
pub(crate) fn content(bytes: &[u8]) -> Result<Content, ReadError> {
    let named = |what| Err(ReadError::NotATable { what });
    match bytes {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Ok(Content::Zip),
        [0xd0, 0xcf, 0x11, 0xe0, ..] if is_behind_a_password(bytes) => {
            return Err(ReadError::Encrypted);
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Ok(Content::Compound),
        [b'%', b'P', b'D', b'F', ..] => return named("a PDF document"),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => {
            return named("an image");
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => return named("an RTF document"),
        [0x1f, 0x8b, ..] | [b'7', b'z', 0xbc, 0xaf, ..] | [b'R', b'a', b'r', b'!', ..] => {
            return Err(ReadError::Unsupported {
                what: "a packed archive",
                instead: "unpack it and use the list inside",
            });
        }
        _ => {}
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if html::opens(bytes) {
        return Ok(Content::Html);
    }
    let opening = text[..text.len().min(16)].to_ascii_lowercase();
    if [&b"<?xml"[..], b"<!doctype"].iter().any(|tag| opening.starts_with(tag)) {
        return Err(ReadError::Unsupported {
            what: "an XML file",
            instead: "open it in a spreadsheet and save it as XLSX",
        });
    }
    Ok(match text.first() {
        Some(b'{' | b'[') => Content::PerhapsJson,
        _ => Content::Text,
    })
}

/// Tells a workbook behind a password from the workbooks of old, which share a container.
fn is_behind_a_password(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// Refuses text that is really bytes of something else: control characters are rare in lists.
pub(crate) fn must_be_text(text: &str) -> Result<(), ReadError> {
    let (mut all, mut zeros, mut controls) = (0usize, 0usize, 0usize);
    for c in text.chars().take(65_536) {
        all += 1;
        match c {
            '\t' | '\n' | '\r' => {}
            '\0' => zeros += 1,
            c if c.is_control() => controls += 1,
            _ => {}
        }
    }
    if controls * 50 > all || zeros * 5 > all {
        return Err(ReadError::NotATable { what: "a file of unknown binary content" });
    }
    Ok(())
}
