//! How the bytes of a file are wrapped: header, trailer, end.

use lopdf::{Document, Object};

use super::Findings;

/// Checks header and end of the file.
pub(super) fn check(bytes: &[u8], findings: &mut Findings) {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let header = lines.next().unwrap_or_default();
    let version = header.strip_prefix(b"%PDF-1.").unwrap_or_default();
    findings.unless(
        version.len() == 1 && (b'0'..=b'7').contains(&version[0]),
        "UA-6.1-1",
        "the header does not name PDF 1.0 to 1.7",
    );
    let comment = lines.next().unwrap_or_default();
    let binary = comment.len() >= 5 && comment[0] == b'%' && comment[1..5].iter().all(|b| *b > 127);
    findings.unless(binary, "A-6.1.2-2", "no comment of four high bytes follows the header");
    let end = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    findings.unless(end.ends_with(b"%%EOF"), "A-6.1.3-3", "something follows the end of the file");
}

/// Checks the identifier and that nothing is encrypted.
pub(super) fn check_trailer(document: &Document, findings: &mut Findings) {
    let identifier = document.trailer.get(b"ID").and_then(Object::as_array);
    findings.unless(
        identifier.is_ok_and(|parts| parts.len() == 2),
        "A-6.1.3-1",
        "the trailer has no identifier of two parts",
    );
    findings.unless(!document.trailer.has(b"Encrypt"), "A-6.1.3-2", "the file is encrypted");
    check_count(document.objects.len(), findings);
}

fn check_count(objects: usize, findings: &mut Findings) {
    let few = objects <= crate::pdf::file::MOST_OBJECTS as usize;
    findings.unless(few, "A-6.1.13-7", format!("the file has {objects} objects"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_at_most_as_many_objects_as_the_archive_allows() {
        let found = |objects| {
            let mut findings = Findings::default();
            check_count(objects, &mut findings);
            findings.0.into_iter().map(|finding| finding.rule).collect::<Vec<_>>()
        };
        assert_eq!(found(8_388_607), Vec::<&str>::new());
        assert_eq!(found(8_388_608), ["A-6.1.13-7"]);
    }
}
