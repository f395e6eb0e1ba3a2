//! The same facts twice: as XMP metadata, which standards read, and as the older document
//! information, which many programs show (ISO 19005-2, 6.6).

use chrono::{DateTime, Datelike as _, Utc};
use lopdf::{Dictionary, dictionary};

use crate::ir::Head;
use crate::pdf::PdfError;
use crate::pdf::spell::text;

/// The program that made the document.
const TOOL: &str = "Kumppani";

/// What a document says of itself, ready to be written.
pub(crate) struct Facts {
    title: String,
    author: String,
    language: &'static str,
    made: DateTime<Utc>,
}

impl Facts {
    /// The facts of a head.
    ///
    /// # Errors
    /// When it has no title, or a date that cannot be written with a year of four digits.
    pub(crate) fn of(head: &Head) -> Result<Facts, PdfError> {
        let title = one_line(&head.title);
        if title.is_empty() {
            return Err(PdfError::NoTitle);
        }
        let unix = head.created_unix;
        let made = DateTime::from_timestamp(unix, 0)
            .filter(|made| (1..=9999).contains(&made.year()))
            .ok_or(PdfError::Date { unix })?;
        Ok(Facts { title, author: one_line(&head.author), language: head.language.code(), made })
    }
}

/// The document information dictionary.
pub(crate) fn information(facts: &Facts) -> Dictionary {
    let made = text(&facts.made.format("D:%Y%m%d%H%M%SZ").to_string());
    let mut information = dictionary! { "Title" => text(&facts.title) };
    if !facts.author.is_empty() {
        information.set("Author", text(&facts.author));
    }
    information.set("Creator", text(TOOL));
    information.set("Producer", text(TOOL));
    information.set("CreationDate", made.clone());
    information.set("ModDate", made);
    information
}

/// The XMP packet, with the extension schema that lets a PDF/A file claim PDF/UA
/// (ISO 19005-2, 6.6.2.3).
pub(crate) fn packet(facts: &Facts) -> String {
    let title = escaped(&facts.title);
    let language = facts.language;
    let made = facts.made.format("%Y-%m-%dT%H:%M:%SZ");
    let creator = if facts.author.is_empty() {
        String::new()
    } else {
        let author = escaped(&facts.author);
        format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n")
    };
    format!(
        r#"<?xpacket begin="{mark}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li><rdf:li xml:lang="{language}">{title}</rdf:li></rdf:Alt></dc:title>
{creator}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made}</xmp:CreateDate>
<xmp:ModifyDate>{made}</xmp:ModifyDate>
<xmp:CreatorTool>{TOOL}</xmp:CreatorTool>
<pdf:Producer>{TOOL}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the document follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        mark = '\u{feff}',
    )
}

/// One line without control characters, which XML cannot hold.
fn one_line(words: &str) -> String {
    let allowed = |letter: char| match letter {
        '\u{fffe}' | '\u{ffff}' => ' ',
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    words.chars().map(allowed).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::*;

    fn head(title: &str, created_unix: i64) -> Head {
        Head {
            title: title.to_owned(),
            author: "Aalto & Söner <Ab>".to_owned(),
            language: Language::Sv,
            created_unix,
            printing: crate::ir::Printing::default(),
        }
    }

    #[test]
    fn titles_that_look_like_markup_stay_text() {
        let facts = Facts::of(&head("R&D <day> \"2026\"\u{0}", 0)).unwrap();
        let packet = packet(&facts);
        assert!(packet.contains("R&amp;D &lt;day&gt; &quot;2026&quot;</rdf:li>"));
        assert!(packet.contains("Aalto &amp; Söner &lt;Ab&gt;"));
    }

    #[test]
    fn both_forms_tell_the_same_moment() {
        let facts = Facts::of(&head("Todistus", 1_767_225_599)).unwrap();
        assert!(packet(&facts).contains("<xmp:CreateDate>2025-12-31T23:59:59Z<"));
        let made = information(&facts);
        assert_eq!(made.get(b"CreationDate").unwrap().as_str().unwrap(), b"D:20251231235959Z");
    }

    #[test]
    fn heads_that_cannot_be_written_are_refused() {
        assert!(matches!(Facts::of(&head(" \n", 0)), Err(PdfError::NoTitle)));
        assert!(matches!(Facts::of(&head("x", i64::MAX)), Err(PdfError::Date { .. })));
        assert!(matches!(Facts::of(&head("x", 300_000_000_000)), Err(PdfError::Date { .. })));
    }
}
