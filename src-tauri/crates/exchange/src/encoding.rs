use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{Oddity, oddity::Oddities};

/// The encoding of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first, as the "Unicode text" of spreadsheets.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, the Western European code page of older exports.
    Windows1252,
}

/// Decodes a text file: a byte order mark decides, then zero bytes at every second place, then
/// whether it is UTF-8 throughout; what remains is Windows-1252.
///
/// A file that mixes UTF-8 with lines of Windows-1252 is decoded line by line, because reading all
/// of it in either encoding would ruin the lines in the other.
pub(crate) fn decode<'a>(bytes: &'a [u8], oddities: &mut Oddities) -> (Cow<'a, str>, Encoding) {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return decode_bytes(rest, oddities);
    }
    let utf16 = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((rest, Encoding::Utf16Le)),
        [0xfe, 0xff, rest @ ..] => Some((rest, Encoding::Utf16Be)),
        _ => unmarked_utf16(bytes).map(|encoding| (bytes, encoding)),
    };
    let Some((rest, encoding)) = utf16 else {
        return decode_bytes(without_zero_tail(bytes, 1, oddities), oddities);
    };
    let rest = without_zero_tail(rest, 2, oddities);
    let decoder = if encoding == Encoding::Utf16Le { UTF_16LE } else { UTF_16BE };
    let (text, replaced) = decoder.decode_without_bom_handling(rest);
    if replaced {
        oddities.push(Oddity::UnreadableCharacters);
    }
    (text, encoding)
}

fn decode_bytes<'a>(bytes: &'a [u8], oddities: &mut Oddities) -> (Cow<'a, str>, Encoding) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), Encoding::Utf8);
    }
    let lines = || bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r'));
    let (mut utf8, mut other) = (0usize, 0usize);
    for line in lines().filter(|line| !line.is_ascii()) {
        if std::str::from_utf8(line).is_ok() {
            utf8 += 1;
        } else {
            other += 1;
        }
    }
    if utf8 == 0 {
        let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
        return (text, Encoding::Windows1252);
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    for line in lines() {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0),
        }
    }
    oddities.push(Oddity::MixedEncodings { other: Encoding::Windows1252, lines: other });
    (Cow::Owned(text), Encoding::Utf8)
}

/// Recognises UTF-16 without a mark: Western text has a zero in nearly every second byte.
fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 2 > pairs && even * 20 < pairs {
        Some(Encoding::Utf16Le)
    } else if even * 2 > pairs && odd * 20 < pairs {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// Cuts zero bytes off the end, whole units of `unit` bytes at a time.
fn without_zero_tail<'a>(bytes: &'a [u8], unit: usize, oddities: &mut Oddities) -> &'a [u8] {
    let mut end = bytes.len();
    while end >= unit && bytes[end - unit..end].iter().all(|byte| *byte == 0) {
        end -= unit;
    }
    if end < bytes.len() {
        oddities.push(Oddity::TrailingZeroBytes { bytes: bytes.len() - end });
    }
    &bytes[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Encoding, Vec<Oddity>) {
        let mut oddities = Oddities::default();
        let (text, encoding) = decode(bytes, &mut oddities);
        (text.into_owned(), encoding, oddities.into_vec())
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let text = "Sähköposti;Åsa;–;€\nŽofia;x;y;z\n";
        let marked = ["\u{feff}", text].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (marked.as_bytes().to_vec(), Encoding::Utf8),
            (utf16(&marked, u16::to_le_bytes), Encoding::Utf16Le),
            (utf16(&marked, u16::to_be_bytes), Encoding::Utf16Be),
            (utf16(text, u16::to_le_bytes), Encoding::Utf16Le),
            (utf16(text, u16::to_be_bytes), Encoding::Utf16Be),
            (WINDOWS_1252.encode(text).0.into_owned(), Encoding::Windows1252),
        ] {
            assert_eq!(decoded(&bytes), (text.to_owned(), encoding, vec![]));
        }
    }

    #[test]
    fn one_pasted_line_does_not_ruin_the_others() {
        let mut bytes = "Mäki\nÅsa\n".as_bytes().to_vec();
        bytes.extend_from_slice(b"M\xe4yr\xe4\n");
        let (text, _, oddities) = decoded(&bytes);
        assert_eq!(text, "Mäki\nÅsa\nMäyrä\n");
        assert_eq!(oddities[0].code(), "mixed-encodings");
    }

    #[test]
    fn a_preallocated_tail_is_cut_and_named() {
        let (text, _, oddities) = decoded(b"a;b\n\0\0\0");
        assert_eq!(text, "a;b\n");
        assert_eq!(oddities, [Oddity::TrailingZeroBytes { bytes: 3 }]);
    }
}
