//! Fonts cut down to the glyphs in use, and the objects that describe them: a composite font
//! whose codes are the glyphs' numbers in the cut program (ISO 32000-1, 9.7).
//!
//! `printpdf` has a font writer too. It rounds widths down, writes U+FFFD for every glyph given by
//! number and calls every font non-symbolic, so the objects are ours.

use std::fmt::Write as _;

use lopdf::{Object, ObjectId, Stream, dictionary};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use subsetter::GlyphRemapper;

use super::PdfError;
use super::file::{Deflate, Objects};
use super::glyphs::{Census, UsedFace};
use super::program::slim;
use super::spell::text;
use crate::font::Face;

/// The faces of a document, cut.
pub(crate) struct CutFonts<'book> {
    faces: Vec<Option<CutFace<'book>>>,
}

/// One face, cut down to the glyphs in use.
pub(crate) struct CutFace<'book> {
    /// The glyphs in use and their texts.
    pub(crate) used: UsedFace<'book>,
    name: String,
    program: Stream,
    to_unicode: Stream,
    codes: Vec<u16>,
    widths: Vec<f32>,
    shape: Shape,
}

/// What the descriptor says of the whole face, in thousandths of an em.
struct Shape {
    bounds: [f32; 4],
    italic_angle: f32,
    weight: f32,
}

/// The name of a face in the resources of a page.
pub(crate) fn name(face: u16) -> String {
    format!("T{face}")
}

impl<'book> CutFonts<'book> {
    /// Cuts the faces that a census has found in use.
    ///
    /// # Errors
    /// When a face is no TrueType font that can be read and cut.
    pub(crate) fn cut(census: Census<'book>) -> Result<CutFonts<'book>, PdfError> {
        let mut deflate = Deflate::new(6);
        let cut = |used: Option<UsedFace<'book>>| {
            used.map(|used| CutFace::cut(used, &mut deflate)).transpose()
        };
        let faces = census.into_faces().into_iter().map(cut).collect::<Result<_, _>>()?;
        Ok(CutFonts { faces })
    }

    /// The face of this number, if any of its glyphs is in use.
    pub(crate) fn face(&self, number: u16) -> Option<&CutFace<'book>> {
        self.faces.get(usize::from(number))?.as_ref()
    }

    /// Puts the fonts into a file; gives the dictionary that pages find them by.
    pub(crate) fn put(&self, objects: &mut impl Objects) -> lopdf::Dictionary {
        let mut fonts = lopdf::Dictionary::new();
        for (number, face) in self.faces.iter().enumerate() {
            if let Some(face) = face {
                fonts.set(name(number as u16), face.put(objects));
            }
        }
        fonts
    }
}

impl<'book> CutFace<'book> {
    fn cut(used: UsedFace<'book>, deflate: &mut Deflate) -> Result<CutFace<'book>, PdfError> {
        let face = used.face;
        let refused =
            |reason: String| PdfError::Font { font: face.postscript_name.clone(), reason };
        let font = skrifa::FontRef::new(face.data).map_err(|error| refused(error.to_string()))?;
        let mut remapper = GlyphRemapper::new();
        let codes_by_glyph: Vec<(u16, u16)> =
            used.glyphs().map(|(glyph, _)| (glyph, remapper.remap(glyph))).collect();
        let program = subsetter::subset(face.data, 0, &remapper)
            .map_err(|error| refused(error.to_string()))?;
        if !program.starts_with(&[0, 1, 0, 0]) {
            return Err(refused("it has no TrueType outlines".to_owned()));
        }
        let program = slim(&program).unwrap_or(program);

        let mut codes = Vec::new();
        let mut widths = vec![0.0; codes_by_glyph.len() + 1];
        let metrics = font.glyph_metrics(Size::new(1000.0), LocationRef::default());
        for (glyph, code) in codes_by_glyph {
            codes.resize(codes.len().max(usize::from(glyph) + 1), 0);
            codes[usize::from(glyph)] = code;
            let width = metrics.advance_width(skrifa::GlyphId::from(glyph));
            widths[usize::from(code)] = width.unwrap_or_default();
        }
        widths[0] = metrics.advance_width(skrifa::GlyphId::NOTDEF).unwrap_or_default();

        let texts = used.glyphs().map(|(glyph, text)| (codes[usize::from(glyph)], text));
        let to_unicode = to_unicode(texts);
        let to_unicode = deflate.stream(lopdf::Dictionary::new(), to_unicode.as_bytes());
        let length = dictionary! { "Length1" => program.len() as i64 };
        let name = format!("{}+{}", tag(&program), face.postscript_name);
        let program = deflate.stream(length, &program);
        Ok(CutFace { name, program, to_unicode, codes, widths, shape: Shape::of(&font), used })
    }

    /// The code of a glyph in the cut font.
    pub(crate) fn code(&self, glyph: u16) -> u16 {
        self.codes.get(usize::from(glyph)).copied().unwrap_or_default()
    }

    /// The width of a code, in thousandths of an em, as readers will advance the pen.
    pub(crate) fn width(&self, code: u16) -> f32 {
        self.widths.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// The face as it was before the cut.
    pub(crate) fn face(&self) -> &Face {
        self.used.face
    }

    fn put(&self, objects: &mut impl Objects) -> ObjectId {
        let program = objects.add(self.program.clone());
        let to_unicode = objects.add(self.to_unicode.clone());
        let name = Object::Name(self.name.clone().into_bytes());
        let face = self.face();
        let whole = |value: f32| Object::Integer(value.round() as i64);
        let descriptor = objects.add(dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => name.clone(),
            "Flags" => SYMBOLIC | if self.shape.italic_angle == 0.0 { 0 } else { ITALIC },
            "FontBBox" => self.shape.bounds.map(whole).to_vec(),
            "ItalicAngle" => whole(self.shape.italic_angle),
            "Ascent" => whole(face.ascent),
            "Descent" => whole(-face.descent),
            "CapHeight" => whole(face.cap_height),
            "StemV" => whole(stem(self.shape.weight)),
            "FontFile2" => program,
        });
        let widths: Vec<Object> = self.widths.iter().map(|width| Object::Real(*width)).collect();
        let descendant = objects.add(dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType2",
            "BaseFont" => name.clone(),
            "CIDSystemInfo" => dictionary! {
                "Registry" => text("Adobe"),
                "Ordering" => text("Identity"),
                "Supplement" => 0,
            },
            "CIDToGIDMap" => "Identity",
            "FontDescriptor" => descriptor,
            "W" => vec![0.into(), widths.into()],
        });
        objects.add(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => name,
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()],
            "ToUnicode" => to_unicode,
        })
    }
}

/// Flags of a font descriptor (ISO 32000-1, table 123).
const SYMBOLIC: i64 = 1 << 2;
const ITALIC: i64 = 1 << 6;

impl Shape {
    fn of(font: &skrifa::FontRef<'_>) -> Shape {
        let metrics = font.metrics(Size::new(1000.0), LocationRef::default());
        let bounds = metrics
            .bounds
            .map_or([0.0, -250.0, 1000.0, 1000.0], |b| [b.x_min, b.y_min, b.x_max, b.y_max]);
        let weight = font.attributes().weight.value();
        Shape { bounds, italic_angle: metrics.italic_angle, weight }
    }
}

/// The thickness of a stem, estimated from the weight (400 regular, 700 bold): no table of a
/// TrueType font says it, and readers use it only when they have to replace the font.
fn stem(weight: f32) -> f32 {
    50.0 + (weight / 65.0).powi(2)
}

/// Six capitals that tell this cut of the face from every other (ISO 32000-1, 9.6.4).
fn tag(program: &[u8]) -> String {
    let digest = blake3::hash(program);
    digest.as_bytes()[..6].iter().map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// The map from codes to texts (ISO 32000-1, 9.10.3); blocks hold at most 100 entries.
fn to_unicode<'a>(texts: impl Iterator<Item = (u16, &'a str)>) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let texts: Vec<(u16, &str)> = texts.collect();
    for block in texts.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", block.len());
        for (code, text) in block {
            let _ = write!(map, "<{code:04X}> <");
            for unit in text.encode_utf16() {
                let _ = write!(map, "{unit:04X}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
