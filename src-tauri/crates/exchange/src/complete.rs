use crate::{
    Limits, archive,
    delimited::{Records, guess, stated_delimiter},
    encoding::decode,
    oddity::Oddities,
    read::extension,
};

/// Returns whether the bytes look like a whole file, rather than the beginning of one that is
/// still being written.
///
/// A workbook is whole when its directory stands at its end; JSON when its last bracket closes
/// its first; lines of JSON and of cells when the last line is ended, or, for cells, has as many
/// as the others. An empty file, an open quote and a tail of zero bytes are never whole. Exports
/// that end without a line break exist, so a `false` means "wait a while", not "refuse".
pub fn looks_complete(bytes: &[u8], file_name: &str) -> bool {
    match bytes {
        [b'P', b'K', ..] => archive::is_whole(bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => bytes.len().is_multiple_of(512),
        [] | [.., 0, 0, 0, 0] => false,
        _ => match extension(file_name).as_str() {
            "json" => json_is_whole(bytes),
            "ndjson" | "jsonl" => bytes.ends_with(b"\n") || json_is_whole(last_line(bytes)),
            _ => lines_are_whole(bytes),
        },
    }
}

fn json_is_whole(bytes: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(
        bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes),
    )
    .is_ok()
}

fn last_line(bytes: &[u8]) -> &[u8] {
    let start = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    &bytes[start..]
}

fn lines_are_whole(bytes: &[u8]) -> bool {
    let Ok((text, _)) = decode(bytes, &Limits::default(), &mut Oddities::default()) else {
        // Too large to be looked into; whoever reads it says so.
        return true;
    };
    let (delimiter, body) = match stated_delimiter(&text) {
        Some((delimiter, body)) => (delimiter, body),
        None => (guess(&text), &*text),
    };
    let mut records = Records::new(body, delimiter, 1);
    let (mut widths, mut last) = (Vec::new(), 0);
    while let Some(record) = records.read_next() {
        if record.unclosed {
            return false;
        }
        last = record.width;
        widths.push(last);
    }
    if text.ends_with(['\n', '\r']) {
        return true;
    }
    // Without a line end only a row as wide as those before it speaks for a whole file, and a
    // single column never does.
    widths.pop();
    let others = widths.iter().filter(|width| **width > 1);
    last > 1 && others.clone().count() > 0 && others.clone().all(|width| *width <= last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_when_its_end_says_so() {
        let long = format!("a;b\n{}", "x;y\n".repeat(500));
        for (bytes, name, whole) in [
            (&b"Nimi;Yritys\nMaija;Oy\n"[..], "a.csv", true),
            (b"Nimi;Yritys\r\nMaija;Oy", "a.csv", true),
            (b"Nimi;Yritys\rMaija;Oy\r", "a.csv", true),
            (b"Nimi;Yritys;Ruoka\nMaija;O", "a.csv", false),
            (b"Nimi;Yritys\nMaija;\"O\n", "a.csv", false),
            (b"Nimi;Yritys\nMaija;Oy\n\0\0\0\0", "a.csv", false),
            (b"Nimi;Yritys", "a.csv", false),
            (b"", "a.csv", false),
            (b"[{\"a\": 1}]", "a.json", true),
            (b"\xef\xbb\xbf[{\"a\": 1}]\n", "a.json", true),
            (b"[{\"a\": 1}, {\"a\"", "a.json", false),
            (b"{\"a\": 1}\n{\"a\": 2}", "a.ndjson", true),
            (b"{\"a\": 1}\n{\"a\":", "a.ndjson", false),
            (long.as_bytes(), "a.csv", true),
            (&long.as_bytes()[..long.len() - 3], "a.csv", false),
        ] {
            let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(40)]);
            assert_eq!(looks_complete(bytes, name), whole, "{shown}");
        }
    }

    #[test]
    fn every_beginning_of_a_workbook_is_incomplete() {
        let bytes = include_bytes!("../tests/samples/ilmoittautuneet.xlsx");
        assert!(looks_complete(bytes, "a.xlsx"));
        for end in (1..bytes.len()).step_by(97) {
            assert!(!looks_complete(&bytes[..end], "a.xlsx"), "{end}");
        }
    }
}
