//! Fonts: embedded, cut, with the widths of their program and a text for every glyph shown.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};

use super::Findings;
use super::cursor::{self, get, id, name, resolve};

/// The fonts of a document, read once each.
#[derive(Default)]
pub(super) struct Fonts {
    known: BTreeMap<ObjectId, Font>,
}

/// A composite font with TrueType outlines, the only kind we write.
pub(super) struct Font {
    name: String,
    texts: Option<BTreeMap<u16, String>>,
    widths: BTreeMap<u16, f32>,
    default_width: f32,
    advances: Vec<f32>,
    seen: BTreeSet<(u16, bool)>,
}

impl Fonts {
    /// The font that resources know by this name.
    pub(super) fn of(
        &mut self,
        document: &Document,
        resources: &Dictionary,
        key: &str,
        findings: &mut Findings,
    ) -> Option<&mut Font> {
        let fonts = cursor::dictionary(document, resources, "Font")?;
        let id = fonts.get(key.as_bytes()).ok().and_then(id)?;
        let font = document.get_dictionary(id).ok()?;
        Some(self.known.entry(id).or_insert_with(|| Font::read(document, font, findings)))
    }

    /// The texts of a font, for reading a document aloud.
    pub(super) fn texts(document: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
        to_unicode(document, font).unwrap_or_default()
    }
}

impl Font {
    fn read(document: &Document, font: &Dictionary, findings: &mut Findings) -> Font {
        let base = name(document, font, "BaseFont").unwrap_or_default().to_owned();
        let encoding = name(document, font, "Encoding");
        let composite =
            name(document, font, "Subtype") == Some("Type0") && encoding == Some("Identity-H");
        findings.unless(composite, "UA-7.21.3.3-1", format!("{base} is no composite font of ours"));
        let tagged = base.as_bytes();
        let tagged =
            tagged.len() > 7 && tagged[6] == b'+' && tagged[..6].iter().all(u8::is_ascii_uppercase);
        findings.unless(tagged, "own-subset", format!("{base} does not say that it is cut"));
        let mut read = Font {
            texts: to_unicode(document, font),
            widths: BTreeMap::new(),
            default_width: 1000.0,
            advances: Vec::new(),
            seen: BTreeSet::new(),
            name: base,
        };
        let descendant = cursor::items(document, font, "DescendantFonts")
            .first()
            .and_then(|descendant| resolve(document, descendant)?.as_dict().ok());
        if let Some(descendant) = descendant {
            read.descend(document, descendant, findings);
        }
        read
    }

    fn descend(&mut self, document: &Document, font: &Dictionary, findings: &mut Findings) {
        let own = &self.name;
        let same = name(document, font, "BaseFont") == Some(own);
        findings.unless(same, "A-6.2.11.2-1", format!("{own} has two names"));
        let mapped = name(document, font, "CIDToGIDMap") == Some("Identity");
        findings.unless(mapped, "UA-7.21.3.2-1", format!("{own} does not map codes to glyphs"));
        if let Some(width) = get(document, font, "DW").and_then(|width| width.as_float().ok()) {
            self.default_width = width;
        }
        self.widths = widths(document, font);
        let descriptor = cursor::dictionary(document, font, "FontDescriptor");
        let program = descriptor
            .and_then(|descriptor| get(document, descriptor, "FontFile2"))
            .and_then(|program| program.as_stream().ok()?.get_plain_content().ok());
        let Some(program) = program else {
            return findings.add("UA-7.21.4.1-1", format!("{own} is not embedded"));
        };
        match advances(&program) {
            Some(advances) => self.advances = advances,
            None => findings.add("UA-7.21.4.1-1", format!("the program of {own} cannot be read")),
        }
    }

    /// Checks glyphs that are shown; `said` tells that their place carries its text itself.
    pub(super) fn show(&mut self, codes: &[u8], said: bool, findings: &mut Findings) {
        let own = &self.name;
        findings.unless(
            codes.len().is_multiple_of(2),
            "own-syntax",
            format!("{own} shows half a code"),
        );
        for code in codes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])) {
            if !self.seen.insert((code, said)) {
                continue;
            }
            findings.unless(code != 0, "UA-7.21.8-1", format!("{own} shows the empty glyph"));
            let Some(texts) = &self.texts else {
                findings.add("UA-7.21.7-1", format!("{own} says no texts"));
                continue;
            };
            match texts.get(&code).map(String::as_str) {
                None | Some("") => {
                    findings.add("UA-7.21.7-1", format!("{own}: glyph {code} says nothing"))
                }
                Some(text) => {
                    let barred = text.contains(['\0', '\u{feff}', '\u{fffe}']);
                    findings.unless(
                        !barred,
                        "UA-7.21.7-2",
                        format!("{own}: glyph {code} says no letter"),
                    );
                    let known = !text.contains('\u{fffd}');
                    findings.unless(known, "own-text", format!("{own}: glyph {code} says U+FFFD"));
                    let private =
                        text.chars().any(|letter| ('\u{e000}'..='\u{f8ff}').contains(&letter));
                    let rule = "A-6.2.11.7.3-1";
                    findings.unless(
                        said || !private,
                        rule,
                        format!("{own}: glyph {code} says a private letter"),
                    );
                }
            }
            match self.advances.get(usize::from(code)) {
                None => findings.add("UA-7.21.4.1-2", format!("{own} has no glyph {code}")),
                Some(advance) => {
                    let width = self.widths.get(&code).copied().unwrap_or(self.default_width);
                    let exact = (advance - width).abs() <= 1.0;
                    let detail = format!("{own}: glyph {code} is {advance} wide, not {width}");
                    findings.unless(exact, "UA-7.21.5-1", detail);
                }
            }
        }
    }
}

/// Advances by glyph, in thousandths of an em.
fn advances(program: &[u8]) -> Option<Vec<f32>> {
    let font = skrifa::FontRef::new(program).ok()?;
    let metrics = font.glyph_metrics(Size::new(1000.0), LocationRef::default());
    let glyphs = u16::try_from(metrics.glyph_count()).ok()?;
    let advance =
        |glyph: u16| metrics.advance_width(skrifa::GlyphId::from(glyph)).unwrap_or_default();
    (glyphs > 0).then(|| (0..glyphs).map(advance).collect())
}

fn widths(document: &Document, font: &Dictionary) -> BTreeMap<u16, f32> {
    let mut widths = BTreeMap::new();
    let entries = cursor::items(document, font, "W");
    let mut entries = entries.into_iter().filter_map(|entry| resolve(document, entry));
    while let (Some(first), Some(second)) = (entries.next(), entries.next()) {
        let first = first.as_i64().unwrap_or_default() as u16;
        match second {
            Object::Array(listed) => {
                for (code, width) in (first..).zip(listed) {
                    widths.insert(code, width.as_float().unwrap_or_default());
                }
            }
            last => {
                let last = last.as_i64().unwrap_or_default() as u16;
                let width =
                    entries.next().and_then(|width| width.as_float().ok()).unwrap_or_default();
                widths.extend((first..=last).map(|code| (code, width)));
            }
        }
    }
    widths
}

fn to_unicode(document: &Document, font: &Dictionary) -> Option<BTreeMap<u16, String>> {
    let map = get(document, font, "ToUnicode")?.as_stream().ok()?.get_plain_content().ok()?;
    let map = String::from_utf8(map).ok()?;
    let mut texts = BTreeMap::new();
    for block in map.split("beginbfchar").skip(1) {
        let block = block.split("endbfchar").next().unwrap_or_default();
        let mut parts = block.split(['<', '>']).skip(1).step_by(2);
        while let (Some(code), Some(text)) = (parts.next(), parts.next()) {
            let code = u16::from_str_radix(code, 16).ok()?;
            let units = text.as_bytes().chunks(4).map(|unit| {
                std::str::from_utf8(unit).ok().and_then(|unit| u16::from_str_radix(unit, 16).ok())
            });
            texts.insert(code, String::from_utf16_lossy(&units.collect::<Option<Vec<u16>>>()?));
        }
    }
    Some(texts)
}
