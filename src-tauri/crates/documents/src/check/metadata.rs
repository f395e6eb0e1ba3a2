//! The XMP packet: claims, title, and that it is well-formed.

use lopdf::{Dictionary, Document};

use super::Findings;
use super::cursor::{dictionary, get, text};

/// Checks the metadata of the document.
pub(super) fn check(document: &Document, catalog: &Dictionary, findings: &mut Findings) {
    let stream = get(document, catalog, "Metadata").and_then(|stream| stream.as_stream().ok());
    let Some(stream) = stream else {
        return findings.add("UA-7.1-8", "the document has no XMP metadata");
    };
    findings.unless(!stream.dict.has(b"Filter"), "own-metadata", "the XMP metadata is compressed");
    let content = stream.get_plain_content().unwrap_or_default();
    let Ok(packet) = String::from_utf8(content) else {
        return findings.add("A-6.6.2.1-4", "the XMP metadata is no UTF-8");
    };
    let head = packet.split("?>").next().unwrap_or_default();
    let old = head.contains(" bytes=") || head.contains(" encoding=");
    findings.unless(!old, "A-6.6.2.1-2", "the XMP header has an attribute that is done away with");
    if let Err(why) = well_formed(&packet) {
        return findings.add("A-6.6.2.1-4", format!("the XMP metadata is not well-formed: {why}"));
    }
    let says =
        |element: &str, value: &str| packet.contains(&format!("<{element}>{value}</{element}>"));
    findings.unless(says("pdfuaid:part", "1"), "UA-5-1", "the metadata do not claim PDF/UA-1");
    findings.unless(says("pdfaid:part", "2"), "A-6.6.4-1", "the metadata do not claim PDF/A-2");
    let level = says("pdfaid:conformance", "A");
    findings.unless(level, "A-6.6.4-3", "the metadata do not claim conformance level A");
    let described = packet.contains("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>")
        && packet.contains("<pdfaProperty:name>part</pdfaProperty:name>");
    findings.unless(described, "A-6.6.2.3.1-1", "no schema describes the claim of PDF/UA");
    let title = between(&packet, "<dc:title>", "</dc:title>").map(without_tags).unwrap_or_default();
    findings.unless(!title.trim().is_empty(), "UA-7.1-9", "the metadata have no title");
    let created = between(&packet, "<xmp:CreateDate>", "</xmp:CreateDate>");
    findings.unless(
        created.is_some_and(is_date),
        "own-metadata",
        "the metadata do not say the date",
    );
    agreement(document, &packet, findings);
}

/// Both forms of the same facts must agree (ISO 19005-2, 6.6.3).
fn agreement(document: &Document, packet: &str, findings: &mut Findings) {
    let Some(information) = dictionary(document, &document.trailer, "Info") else { return };
    for (key, element) in [("Title", "dc:title"), ("Author", "dc:creator")] {
        let Some(value) = text(document, information, key) else { continue };
        let said = between(packet, &format!("<{element}>"), &format!("</{element}>"));
        let agree = said.is_some_and(|said| unescaped(said).contains(&format!(">{value}<")));
        findings.unless(agree, "A-6.6.3-1", format!("/{key} and {element} differ"));
    }
}

fn between<'a>(packet: &'a str, begin: &str, end: &str) -> Option<&'a str> {
    Some(packet.split_once(begin)?.1.split_once(end)?.0)
}

fn without_tags(markup: &str) -> String {
    markup.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words)).collect()
}

fn unescaped(markup: &str) -> String {
    let plain = markup.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&apos;", "'").replace("&amp;", "&")
}

fn is_date(value: &str) -> bool {
    let shape = "dddd-dd-ddTdd:dd:ddZ";
    value.len() == shape.len()
        && value.bytes().zip(shape.bytes()).all(|(byte, wanted)| {
            if wanted == b'd' { byte.is_ascii_digit() } else { byte == wanted }
        })
}

/// Whether tags nest, and text between them holds no bare markup or control character.
fn well_formed(packet: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = packet;
    while let Some(start) = rest.find('<') {
        characters(&rest[..start])?;
        let tag = &rest[start + 1..];
        let end = tag.find('>').ok_or("a tag does not end")?;
        rest = &tag[end + 1..];
        let tag = &tag[..end];
        if tag.starts_with('?') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes another element"));
            }
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap_or_default());
        }
    }
    characters(rest)?;
    open.pop().map_or(Ok(()), |name| Err(format!("<{name}> is not closed")))
}

fn characters(words: &str) -> Result<(), String> {
    let allowed = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
    if !words.chars().all(allowed) {
        return Err("a control character stands in it".to_owned());
    }
    for entity in words.split('&').skip(1) {
        let name = entity.split_once(';').map(|(name, _)| name).unwrap_or_default();
        if !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
            return Err("an ampersand stands for nothing".to_owned());
        }
    }
    Ok(())
}
