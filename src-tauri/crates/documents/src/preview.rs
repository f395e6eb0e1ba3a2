//! The page as a picture for the screen: the same glyph outlines that are printed, as SVG.
//!
//! The pictures hold no text, no script and no reference outside themselves.

mod picture;

use std::collections::BTreeSet;
use std::fmt::Write;

use skrifa::font::glyph::outline::SvgSink;
use skrifa::{DrawMemory, ScalerFont};

use crate::font::FaceId;
use crate::ir::{
    Batch, Colour, Content, Document, GlyphRun, Image, Item, NodeId, Owner, Path, Role, Segment,
    Size, Tree,
};
use crate::shape::REPLACEMENT;
use crate::shipped::{FALLBACK, Fonts};

/// One page for the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewPage {
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
    /// A whole SVG document.
    pub svg: String,
    /// What the page says, in reading order, a line a paragraph: for those who do not see it.
    pub text_alternative: String,
}

/// Draws every page of a document.
pub fn preview_pages(document: &Document, fonts: &Fonts) -> Vec<PreviewPage> {
    let pages = 0..document.pages.len();
    pages.filter_map(|page| preview_page(document, page, fonts)).collect()
}

/// Draws one page of a document, counted from 0; none where there is no such page.
pub fn preview_page(document: &Document, page: usize, fonts: &Fonts) -> Option<PreviewPage> {
    let page = document.pages.get(page)?;
    let items: Vec<&Item> = page.items.iter().collect();
    Some(draw(page.size, &items, &document.tree, fonts))
}

/// Draws one page of a batch, counted from 0; none where there is no such page.
pub fn preview_batch_page(batch: &Batch, page: usize, fonts: &Fonts) -> Option<PreviewPage> {
    let own = batch.pages.get(page)?;
    let items: Vec<&Item> = batch.shared.iter().chain(&own.items).collect();
    Some(draw(batch.size, &items, &batch.tree, fonts))
}

/// What one page of a document says, as its picture's text alternative, without drawing it; none
/// where there is no such page.
pub fn page_text(document: &Document, page: usize) -> Option<String> {
    let items: Vec<&Item> = document.pages.get(page)?.items.iter().collect();
    Some(text_alternative(&items, &document.tree))
}

/// A letter that no font has; paper shows a replacement sign in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingLetter {
    /// The page on which it stands first, from 0.
    pub page: usize,
    /// The letter.
    pub letter: char,
}

/// The letters of a document that no font has, each once.
pub fn missing_letters(document: &Document, fonts: &Fonts) -> Vec<MissingLetter> {
    missing_in(document.pages.iter().map(|page| page.items.as_slice()), fonts)
}

/// The letters of a batch that no font has, each once; those of the shared part count as on the
/// first page.
pub fn missing_letters_of_batch(batch: &Batch, fonts: &Fonts) -> Vec<MissingLetter> {
    let mut missing = missing_in([batch.shared.as_slice()].into_iter(), fonts);
    let own = missing_in(batch.pages.iter().map(|page| page.items.as_slice()), fonts);
    for letter in own {
        if missing.iter().all(|known| known.letter != letter.letter) {
            missing.push(letter);
        }
    }
    missing
}

fn missing_in<'a>(pages: impl Iterator<Item = &'a [Item]>, fonts: &Fonts) -> Vec<MissingLetter> {
    let sign = fonts.font(FALLBACK).charmap().map_unicode(REPLACEMENT).unwrap_or_default();
    let sign = sign.to_u32() as u16;
    let mut seen = BTreeSet::new();
    let mut missing = Vec::new();
    for (page, items) in pages.enumerate() {
        for item in items {
            let Content::Glyphs(run) = &item.content else { continue };
            if run.face != FALLBACK {
                continue;
            }
            for glyph in run.glyphs.iter().filter(|glyph| glyph.id == sign) {
                let letter = run.text[glyph.cluster as usize..].chars().next();
                let letter = letter.filter(|letter| *letter != REPLACEMENT);
                if let Some(letter) = letter
                    && seen.insert(letter)
                {
                    missing.push(MissingLetter { page, letter });
                }
            }
        }
    }
    missing
}

fn draw(size: Size, items: &[&Item], tree: &Tree, fonts: &Fonts) -> PreviewPage {
    let mut used: BTreeSet<(FaceId, u16)> = BTreeSet::new();
    let mut body = String::new();
    for item in items {
        match &item.content {
            Content::Glyphs(run) => draw_run(&mut body, run, fonts, &mut used),
            Content::Path(path) => draw_path(&mut body, path),
            Content::Image(image) => {
                let (at, size) = (image.area.origin, image.area.size);
                let _ = write!(
                    body,
                    r##"<image x="{}" y="{}" width="{}" height="{}"{} preserveAspectRatio="none" href="{}"/>"##,
                    short(at.x),
                    short(at.y),
                    short(size.width),
                    short(size.height),
                    half_turn(image),
                    picture::address(&image.pixels)
                );
            }
            Content::LinkArea { .. } => {}
        }
    }
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}"><rect width="{w}" height="{h}" fill="#fff"/><defs>"##,
        w = short(size.width),
        h = short(size.height)
    );
    for (face, _) in fonts.book().faces() {
        let mut scaler = None;
        for (_, glyph) in used.range((face, 0)..=(face, u16::MAX)) {
            let scaler =
                scaler.get_or_insert_with(|| ScalerFont::unhinted(fonts.font(face).clone(), None));
            let outline = outline(scaler, *glyph);
            let _ = write!(svg, r#"<path id="{}" d="{outline}"/>"#, name(face, *glyph));
        }
    }
    svg.push_str("</defs>");
    svg.push_str(&body);
    svg.push_str("</svg>");
    PreviewPage {
        width: size.width,
        height: size.height,
        svg,
        text_alternative: text_alternative(items, tree),
    }
}

fn name(face: FaceId, glyph: u16) -> String {
    format!("g{}-{glyph}", face.0)
}

fn outline(scaler: &ScalerFont, glyph: u16) -> String {
    let mut path = SvgSink::new();
    if let Some(outline) = scaler.outline(u32::from(glyph).into())
        && outline.draw(DrawMemory::Scratch, &mut path).is_ok()
    {
        return path.to_string();
    }
    String::new()
}

fn draw_run(body: &mut String, run: &GlyphRun, fonts: &Fonts, used: &mut BTreeSet<(FaceId, u16)>) {
    let units = f32::from(fonts.book().face(run.face).units_per_em);
    let scale = run.size / units;
    // Outlines have y upwards, the picture downwards; a turned run has both turned.
    let (across, down) = if run.turned { ("-", "") } else { ("", "-") };
    let _ = write!(
        body,
        r#"<g fill="{}" transform="translate({} {}) scale({across}{scale:.5} {down}{scale:.5})">"#,
        colour(run.colour),
        short(run.origin.x),
        short(run.origin.y),
    );
    let mut pen = 0.0;
    for glyph in run.glyphs.iter() {
        let blank = run.text[glyph.cluster as usize..].starts_with([' ', '\u{a0}']);
        if !blank {
            used.insert((run.face, glyph.id));
            let x = (pen + glyph.offset.0) * units / 1000.0;
            let y = glyph.offset.1 * units / 1000.0;
            let _ = write!(body, r##"<use href="#{}""##, name(run.face, glyph.id));
            for (axis, at) in [("x", x), ("y", y)] {
                if at != 0.0 {
                    let _ = write!(body, r#" {axis}="{}""#, at.round());
                }
            }
            body.push_str("/>");
        }
        pen += glyph.advance;
    }
    body.push_str("</g>");
}

/// What turns a picture within its area, if it is turned.
fn half_turn(image: &Image) -> String {
    if !image.turned {
        return String::new();
    }
    let (at, size) = (image.area.origin, image.area.size);
    let (x, y) = (at.x + size.width / 2.0, at.y + size.height / 2.0);
    format!(r#" transform="rotate(180 {} {})""#, short(x), short(y))
}

pub(crate) fn draw_path(body: &mut String, path: &Path) {
    body.push_str("<path d=\"");
    for segment in path.segments.iter() {
        let _ = match segment {
            Segment::Move(at) => write!(body, "M{} {}", short(at.x), short(at.y)),
            Segment::Line(at) => write!(body, "L{} {}", short(at.x), short(at.y)),
            Segment::Curve(one, two, at) => write!(
                body,
                "C{} {} {} {} {} {}",
                short(one.x),
                short(one.y),
                short(two.x),
                short(two.y),
                short(at.x),
                short(at.y)
            ),
            Segment::Close => write!(body, "Z"),
        };
    }
    let fill = path.fill.map_or_else(|| "none".to_owned(), colour);
    let _ = write!(body, r#"" fill="{fill}""#);
    if let Some((ink, width)) = path.stroke {
        let _ = write!(body, r#" stroke="{}" stroke-width="{}""#, colour(ink), short(width));
    }
    body.push_str("/>");
}

fn colour(colour: Colour) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue)
}

/// A hundredth of a point is finer than any screen; trailing noughts are left out.
fn short(value: f32) -> String {
    let written = format!("{value:.2}");
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The page's text by the order of the tree.
fn text_alternative(items: &[&Item], tree: &Tree) -> String {
    let mut own: Vec<Vec<&str>> = vec![Vec::new(); tree.len()];
    for item in items {
        if let (Owner::Node(node), Content::Glyphs(run)) = (item.owner, &item.content) {
            own[node.0 as usize].push(&run.text);
        }
    }
    let present: Vec<bool> = {
        let mut present = vec![false; tree.len()];
        for item in items {
            if let Owner::Node(node) = item.owner {
                present[node.0 as usize] = true;
            }
        }
        present
    };
    let mut said = String::new();
    say(Tree::ROOT, tree, &own, &present, &mut said);
    said.trim().to_owned()
}

fn say(id: NodeId, tree: &Tree, own: &[Vec<&str>], present: &[bool], said: &mut String) {
    let node = tree.node(id);
    let index = id.0 as usize;
    let text = own[index].concat().replace('\u{ad}', "");
    let figure = node.alternative.as_deref().filter(|_| present[index]);
    let text = figure.unwrap_or(text.trim());
    if !text.is_empty() {
        said.push_str(text);
        said.push(if node.role == Role::ListLabel { ' ' } else { '\n' });
    }
    for child in &node.children {
        say(*child, tree, own, present, said);
    }
}
