use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{LimitName, Limits, Oddity, ReadError, oddity::Oddities};

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
///
/// # Errors
/// Fails when the text must be held once more, decoded, and is too large for that.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    limits: &Limits,
    oddities: &mut Oddities,
) -> Result<(Cow<'a, str>, Encoding), ReadError> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return decode_marked(without_zero_tail(rest, 1, oddities), limits, oddities);
    }
    let utf16 = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((rest, Encoding::Utf16Le)),
        [0xfe, 0xff, rest @ ..] => Some((rest, Encoding::Utf16Be)),
        _ => unmarked_utf16(bytes).map(|encoding| (bytes, encoding)),
    };
    let Some((rest, encoding)) = utf16 else {
        return decode_bytes(without_zero_tail(bytes, 1, oddities), limits, oddities);
    };
    may_be_held_twice(rest, limits)?;
    let rest = without_zero_tail(rest, 2, oddities);
    let decoder = if encoding == Encoding::Utf16Le { UTF_16LE } else { UTF_16BE };
    let (text, replaced) = decoder.decode_without_bom_handling(rest);
    if replaced {
        oddities.push(Oddity::UnreadableCharacters);
    }
    Ok((text, encoding))
}

fn may_be_held_twice(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    if bytes.len() as u64 > limits.recoded_bytes {
        return Err(LimitName::Bytes.refuse(limits.recoded_bytes));
    }
    Ok(())
}

/// Decodes what a mark says is UTF-8; lines that are not are read as in a file without a mark.
fn decode_marked<'a>(
    bytes: &'a [u8],
    limits: &Limits,
    oddities: &mut Oddities,
) -> Result<(Cow<'a, str>, Encoding), ReadError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), Encoding::Utf8)),
        Err(_) => decode_bytes(bytes, limits, oddities),
    }
}

fn decode_bytes<'a>(
    bytes: &'a [u8],
    limits: &Limits,
    oddities: &mut Oddities,
) -> Result<(Cow<'a, str>, Encoding), ReadError> {
    if let Ok(text) = std::str::from_utf8(bytes)
        && !(text.len() < ENOUGH_TO_BE_SURE && is_chance::of(text, false))
    {
        return Ok((Cow::Borrowed(text), Encoding::Utf8));
    }
    may_be_held_twice(bytes, limits)?;
    let lines = || bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r'));
    let (mut utf8, mut other, mut chance) = (0usize, 0usize, true);
    for line in lines().filter(|line| !line.is_ascii()) {
        match std::str::from_utf8(line) {
            Ok(line) => {
                utf8 += 1;
                chance = chance && is_chance::of(line, true);
            }
            Err(_) => other += 1,
        }
    }
    // In a file of Windows-1252, a line or two may be UTF-8 of something else.
    if utf8 == 0 || (chance && other >= utf8) || (other == 0 && chance) {
        let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
        return Ok((text, Encoding::Windows1252));
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    for line in lines() {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0),
        }
    }
    oddities.push(Oddity::MixedEncodings { other: Encoding::Windows1252, lines: other });
    Ok((Cow::Owned(text), Encoding::Utf8))
}

/// A text of this many bytes that is UTF-8 throughout is so by no chance.
const ENOUGH_TO_BE_SURE: usize = 1 << 20;

/// Texts that are UTF-8 only because a capital stands before a dash, a quotation mark or the like.
mod is_chance {
    /// Whether all that is not ASCII in a text reads better as Windows-1252.
    ///
    /// `TYÖ–` in Windows-1252 is UTF-8 of a Hebrew accent in the middle of Latin letters. A lone
    /// letter or mark of a script written with bytes `D4`–`DF` (Armenian, Hebrew, Arabic, Syriac)
    /// whose bytes are a letter and a punctuation mark in Windows-1252 is such a chance. `Ä–` is
    /// UTF-8 of `Ė`, which names have; on its own nothing tells the two apart, and UTF-8 is taken
    /// unless the lines around it are Windows-1252 (`among_others`).
    pub(super) fn of(text: &str, among_others: bool) -> bool {
        let (mut before, mut any) = ('\0', false);
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            if !c.is_ascii() {
                let after = chars.peek().copied().unwrap_or('\0');
                let alone = before.is_ascii() && after.is_ascii();
                let latin = among_others && matches!(c, '\u{100}'..='\u{17f}');
                let strange = matches!(c, '\u{500}'..='\u{7ff}') && alone;
                if !(strange || latin) || !ends_in_punctuation(c) {
                    return false;
                }
                any = true;
            }
            before = c;
        }
        any
    }

    /// Whether the second byte of a letter of two is punctuation or a blank in Windows-1252.
    fn ends_in_punctuation(c: char) -> bool {
        let mut bytes = [0; 4];
        let bytes = c.encode_utf8(&mut bytes).as_bytes();
        matches!(
            bytes,
            [
                _,
                0x80 | 0x82 | 0x84 | 0x85 | 0x91
                    ..=0x97 | 0x99 | 0xa0 | 0xa7 | 0xab | 0xb0 | 0xb4 | 0xb7 | 0xbb
            ]
        )
    }
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
        let (text, encoding) = decode(bytes, &Limits::default(), &mut oddities).unwrap();
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
    fn a_capital_before_a_dash_is_no_hebrew() {
        for text in
            ["TYÖ–ryhmä".to_uppercase(), "TYÖ– ja ”TYÖ”;IDEÄ\n".to_owned(), "YÖ\u{a0}ON\n".into()]
        {
            let bytes = WINDOWS_1252.encode(&text).0;
            assert_eq!(decoded(&bytes), (text.clone(), Encoding::Windows1252, vec![]), "{text}");
        }
        // Nothing tells this from a name in UTF-8, but the lines around it do.
        let bytes = WINDOWS_1252.encode("IDEÄ–\nMäki\nÅsa\n").0.into_owned();
        assert_eq!(decoded(&bytes).0, "IDEÄ–\nMäki\nÅsa\n");
        for text in ["Ėglė", "שלום;Մարիամ\n", "Ā", "Noa;א\n"] {
            assert_eq!(decoded(text.as_bytes()), (text.to_owned(), Encoding::Utf8, vec![]));
        }
    }

    #[test]
    fn a_preallocated_tail_is_cut_and_named() {
        let (text, _, oddities) = decoded(b"a;b\n\0\0\0");
        assert_eq!(text, "a;b\n");
        assert_eq!(oddities, [Oddity::TrailingZeroBytes { bytes: 3 }]);
    }
}
