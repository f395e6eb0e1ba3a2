//! The ordinary way: `printpdf` serialises the pages, the conformance pass completes what it
//! gives. This is the only module that names `printpdf`.
//!
//! Of the library only the operators and ready-made streams are used. Its links, bookmarks, form
//! objects and conformance profiles are left alone: they do not keep the rules of PDF/UA and
//! PDF/A.

use lopdf::{Object, ObjectId, Stream};
use printpdf::{
    Codepoint, Color, DictItem, ExternalStream, ExternalXObject, FontId, Line, LinePoint, Op,
    PaintMode, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Polygon, PolygonRing, Pt, Rgb,
    TextItem, TextMatrix, WindingOrder, XObject, XObjectId, XObjectTransform,
};

use super::PdfError;
use super::file::{Deflate, FileWriter, Objects};
use super::fonts::CutFonts;
use super::glyphs::Census;
use super::images::Images;
use super::ink::{Ink, Piece, channels, utf16};
use super::paint::{Painted, Painter, Strokes};
use crate::conform::numbertree::NumberTree;
use crate::conform::outline::{self, Bookmark};
use crate::conform::tags::{Sheet, Tagger};
use crate::conform::{self, Parts};
use crate::font::FontBook;
use crate::ir::{self, Colour, Point, Segment, Size};

/// Writes a document; [`super::write_document`].
pub(super) fn write(document: &ir::Document, book: &FontBook) -> Result<Vec<u8>, PdfError> {
    if document.pages.is_empty() {
        return Err(PdfError::NoPages);
    }
    let mut census = Census::new(book);
    let mut images = Images::default();
    for page in &document.pages {
        census.count(&page.items)?;
        images.collect(&page.items)?;
    }
    let fonts = CutFonts::cut(census)?;

    let painter = Painter::new(&document.tree, &fonts, &images);
    let mut printed = PdfDocument::new(&document.head.title);
    let mut painted = Vec::with_capacity(document.pages.len());
    for (index, page) in document.pages.iter().enumerate() {
        let mut ops = Ops(Vec::new());
        let mut notes = Painted::default();
        let mut strokes = Strokes::default();
        painter.paint(
            &page.items,
            page.size.height,
            index + 1,
            &mut strokes,
            &mut notes,
            &mut ops,
        )?;
        printed.pages.push(sheet(page.size, ops.0));
        painted.push(notes);
    }
    for (number, streams) in images.streams().enumerate() {
        let id = XObjectId(super::images::name(number));
        printed.resources.xobjects.map.insert(id, XObject::External(image(streams)));
    }

    let mut written = printed.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    let (catalog, info) = complete(&mut written, document, &fonts, painted)?;
    let mut file = FileWriter::new(Deflate::new(6));
    file.take(written);
    Ok(file.finish(catalog, info)?.0)
}

/// Completes what the library gives: fonts, tags, links, bookmarks and all that the catalog says.
fn complete(
    written: &mut lopdf::Document,
    document: &ir::Document,
    fonts: &CutFonts<'_>,
    painted: Vec<Painted>,
) -> Result<(ObjectId, ObjectId), PdfError> {
    let pages: Vec<ObjectId> = written.page_iter().collect();
    let root = page_tree(written)?;
    let resources = replace_resources(written, &pages, fonts)?;
    drop_head(written);

    let mut tree = NumberTree::default();
    let structure = written.reserve();
    let mut link_key = pages.len() as i64;
    let mut links: Vec<Vec<ObjectId>> = Vec::with_capacity(pages.len());
    for (index, (page, notes)) in pages.iter().zip(&painted).enumerate() {
        let mut annotations = Vec::with_capacity(notes.links.len());
        for area in &notes.links {
            annotations.push(written.add(area.annotation(*page, link_key)));
            link_key += 1;
        }
        let dictionary = written.get_dictionary_mut(*page).map_err(unexpected)?;
        dictionary.set("Resources", resources);
        dictionary.set("StructParents", index as i64);
        dictionary.set("Tabs", Object::Name(b"S".to_vec()));
        if annotations.is_empty() {
            dictionary.remove(b"Annots");
        } else {
            let references: Vec<Object> = annotations.iter().map(|id| (*id).into()).collect();
            dictionary.set("Annots", references);
        }
        links.push(annotations);
    }

    let sheets: Vec<Sheet<'_>> = painted
        .into_iter()
        .zip(&pages)
        .zip(&links)
        .map(|((notes, page), links)| Sheet {
            page: *page,
            marks: notes.marks,
            links,
            figures: notes.figures,
        })
        .collect();
    let tagger = Tagger::new(&document.tree, document.pages.iter().flat_map(|page| &page.items));
    let (element, mut parents) = tagger.put(written, structure, &sheets)?;
    for page in &mut parents {
        tree.push(written, std::mem::take(&mut page.contents));
    }
    for link in parents.into_iter().flat_map(|page| page.links) {
        tree.push(written, link);
    }
    conform::tags::put_root(written, structure, element, tree);

    let bookmarks = bookmarks(document, &pages)?;
    let outline = outline::put(written, &bookmarks);
    conform::put_catalog(written, &document.head, &Parts { pages: root, structure, outline })
}

fn bookmarks<'a>(
    document: &'a ir::Document,
    pages: &[ObjectId],
) -> Result<Vec<Bookmark<'a>>, PdfError> {
    let bookmark = |entry: &'a ir::OutlineEntry| {
        let index = entry.page as usize;
        let (Some(page), Some(sheet)) = (pages.get(index), document.pages.get(index)) else {
            let (title, pages) = (entry.title.clone(), pages.len());
            return Err(PdfError::Bookmark { title, page: index + 1, pages });
        };
        let top = super::numbers::thousandths(sheet.size.height - entry.y);
        Ok(Bookmark { title: &entry.title, level: entry.level, page: *page, top: Some(top) })
    };
    document.outline.iter().map(bookmark).collect()
}

/// One resource dictionary for all pages: our fonts, and the images if there are any.
fn replace_resources(
    written: &mut lopdf::Document,
    pages: &[ObjectId],
    fonts: &CutFonts<'_>,
) -> Result<ObjectId, PdfError> {
    let mut images = None;
    for page in pages {
        let page = written.get_dictionary(*page).map_err(unexpected)?;
        let Ok(own) = page.get(b"Resources").and_then(Object::as_reference) else { continue };
        let Some(Object::Dictionary(own)) = written.objects.remove(&own) else { continue };
        for (key, value) in &own {
            let Ok(id) = value.as_reference() else { continue };
            if key == b"XObject" {
                images = Some(id);
            } else {
                written.objects.remove(&id);
            }
        }
    }
    let images = images.and_then(|id| written.objects.remove(&id));
    let mut resources = lopdf::Dictionary::new();
    let fonts = fonts.put(written);
    if !fonts.is_empty() {
        resources.set("Font", fonts);
    }
    if let Some(Object::Dictionary(images)) = images
        && !images.is_empty()
    {
        resources.set("XObject", images);
    }
    Ok(written.add(resources))
}

/// The catalog and the information that the library writes are replaced by ours.
fn drop_head(written: &mut lopdf::Document) {
    for key in [&b"Root"[..], b"Info"] {
        if let Ok(id) = written.trailer.get(key).and_then(Object::as_reference) {
            written.objects.remove(&id);
        }
    }
}

fn page_tree(written: &lopdf::Document) -> Result<ObjectId, PdfError> {
    let catalog = written.catalog().map_err(unexpected)?;
    catalog.get(b"Pages").and_then(Object::as_reference).map_err(unexpected)
}

fn unexpected(error: lopdf::Error) -> PdfError {
    PdfError::Library { reason: error.to_string() }
}

fn sheet(size: Size, ops: Vec<Op>) -> PdfPage {
    let sheet = printpdf::Rect::from_wh(pt(size.width), pt(size.height));
    PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops }
}

fn pt(value: f32) -> Pt {
    Pt(super::numbers::thousandths(value))
}

/// An image as a ready-made stream, its opacity as a mask of its own.
fn image((mut image, opacity): (Stream, Option<Stream>)) -> ExternalXObject {
    if let Some(opacity) = opacity {
        image.dict.set("SMask", opacity);
    }
    let dict = image
        .dict
        .iter()
        .map(|(key, value)| {
            (String::from_utf8_lossy(key).into_owned(), DictItem::from_lopdf(value))
        })
        .collect();
    let stream = ExternalStream { dict, content: image.content, compress: false };
    ExternalXObject { stream, width: None, height: None, dpi: None }
}

/// Spells a page out as operators of the library.
struct Ops(Vec<Op>);

impl Ops {
    fn begin<const N: usize>(&mut self, tag: &str, entries: [(&str, DictItem); N]) {
        let map = entries.map(|(key, value)| (key.to_owned(), value)).into();
        let properties = DictItem::Dict { map };
        self.0.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
    }
}

impl Ink for Ops {
    fn begin_tagged(&mut self, tag: &'static str, number: u32) {
        self.begin(tag, [("MCID", DictItem::Int(i64::from(number)))]);
    }

    fn begin_artifact(&mut self) {
        self.0.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
    }

    fn begin_replaced(&mut self, text: &str, number: Option<u32>) {
        let said = ("ActualText", DictItem::String { data: utf16(text), literal: false });
        match number {
            Some(number) => self.begin("Span", [("MCID", DictItem::Int(i64::from(number))), said]),
            None => self.begin("Span", [said]),
        }
    }

    fn begin_reversed(&mut self) {
        self.0.push(Op::BeginMarkedContent { tag: "ReversedChars".to_owned() });
    }

    fn end_marked(&mut self) {
        self.0.push(Op::EndMarkedContent);
    }

    fn fill_colour(&mut self, colour: Colour) {
        self.0.push(Op::SetFillColor { col: rgb(colour) });
    }

    fn stroke_colour(&mut self, colour: Colour) {
        self.0.push(Op::SetOutlineColor { col: rgb(colour) });
    }

    fn stroke_width(&mut self, width: f32) {
        self.0.push(Op::SetOutlineThickness { pt: Pt(width) });
    }

    fn fill(&mut self, segments: &[Segment]) {
        let rings = contours(segments).map(|(points, _)| PolygonRing { points }).collect();
        let (mode, winding_order) = (PaintMode::Fill, WindingOrder::NonZero);
        self.0.push(Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order } });
    }

    fn stroke(&mut self, segments: &[Segment]) {
        for (points, is_closed) in contours(segments) {
            self.0.push(Op::DrawLine { line: Line { points, is_closed } });
        }
    }

    fn image(&mut self, number: usize, x: f32, y: f32, width: f32, height: f32) {
        let transform = XObjectTransform {
            translate_x: Some(Pt(x)),
            translate_y: Some(Pt(y)),
            scale_x: Some(width),
            scale_y: Some(height),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        let id = XObjectId(super::images::name(number));
        self.0.push(Op::UseXobject { id, transform });
    }

    fn font(&mut self, face: u16, size: f32) {
        let font = PdfFontHandle::External(FontId(super::fonts::name(face)));
        self.0.push(Op::SetFont { font, size: Pt(size) });
    }

    fn begin_text(&mut self, x: f32, y: f32) {
        self.0.push(Op::StartTextSection);
        let pos = printpdf::Point { x: Pt(x), y: Pt(y) };
        self.0.push(Op::SetTextCursor { pos });
    }

    fn begin_turned_text(&mut self, x: f32, y: f32) {
        self.0.push(Op::StartTextSection);
        let matrix = TextMatrix::Raw([-1.0, 0.0, 0.0, -1.0, x, y]);
        self.0.push(Op::SetTextMatrix { matrix });
    }

    fn show(&mut self, pieces: &[Piece]) {
        let mut items = Vec::new();
        let mut glyphs: Vec<Codepoint> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match *piece {
                Piece::Glyph(code) => glyphs.push(Codepoint::new(code, 0.0)),
                Piece::Back(thousandths) => match glyphs.last_mut() {
                    Some(glyph) => glyph.offset += thousandths as f32,
                    None => items.push(TextItem::Offset(thousandths as f32)),
                },
            }
        }
        items.push(TextItem::GlyphIds(glyphs));
        self.0.push(Op::ShowText { items });
    }

    fn rise(&mut self, points: f32) {
        self.0.push(Op::SetLineOffset { multiplier: points });
    }

    fn end_text(&mut self) {
        self.0.push(Op::EndTextSection);
    }
}

fn rgb(colour: Colour) -> Color {
    let [red, green, blue] = channels(colour);
    Color::Rgb(Rgb::new(red, green, blue, None))
}

/// The contours of an outline as the library wants them, and whether each is closed.
fn contours(segments: &[Segment]) -> impl Iterator<Item = (Vec<LinePoint>, bool)> {
    let mut contours: Vec<(Vec<LinePoint>, bool)> = Vec::new();
    for segment in segments {
        if matches!(segment, Segment::Move(_)) {
            contours.push((Vec::new(), false));
        }
        let Some((points, closed)) = contours.last_mut() else { continue };
        match *segment {
            Segment::Move(to) | Segment::Line(to) => points.push(point(to, false)),
            Segment::Curve(a, b, to) => {
                points.extend([point(a, true), point(b, true), point(to, false)]);
            }
            Segment::Close => *closed = true,
        }
    }
    contours.into_iter()
}

fn point(at: Point, bezier: bool) -> LinePoint {
    LinePoint { p: printpdf::Point { x: Pt(at.x), y: Pt(at.y) }, bezier }
}
