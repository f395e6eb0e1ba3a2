//! SVG drawings: paths where the page can say them, pixels otherwise.
//!
//! A file is looked over twice before anything is drawn: as XML ([`survey`]), for what it would
//! unfold into and for what it asks from outside, and as shapes ([`effort`]), for the pixels that
//! painting would touch. Only then is it outlined ([`outline`]) or painted ([`paint`]).

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};
use resvg::usvg::roxmltree::{Document, ParsingOptions};
use resvg::usvg::{ImageHrefResolver, ImageKind, Options, Tree};

use super::{PictureError, read_pixels};
use crate::ir::{Path, Pixels, Size};

mod effort;
mod even_odd;
mod outline;
mod paint;
mod style;
mod survey;

/// The most nodes of the XML file, texts and attributes' elements alike.
const MOST_NODES: u32 = 200_000;

/// The most pictures that a drawing may embed.
const MOST_PICTURES: u32 = 32;

/// Sides, in the drawing's own units, between which everything can be computed.
const SIDES: std::ops::RangeInclusive<f32> = 0.01..=100_000.0;

/// How a drawing goes on paper.
pub(super) enum Drawn {
    /// Filled outlines in painting order, within the size of the drawing.
    Paths(Vec<Path>),
    /// Pixels of the whole drawing.
    Pixels(Pixels),
}

/// Whether bytes look like an SVG file.
pub(super) fn seems(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let root = |name: &[u8]| text.windows(name.len()).any(|part| part == name);
    text.starts_with(b"<") && (root(b"<svg") || root(b":svg"))
}

/// The natural size of an SVG drawing and how it goes on paper.
///
/// # Errors
/// When it is not well-formed, would cost too much, shows nothing, or asks for fonts, files or
/// effects that are not drawn.
pub(super) fn read(bytes: &[u8]) -> Result<(Size, Drawn), PictureError> {
    let text = std::str::from_utf8(bytes).map_err(damaged)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    survey::check_entities(text)?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..Default::default() };
    let document = Document::parse_with_options(text, options).map_err(damaged)?;
    survey::check(&document)?;

    // The libraries give up on some numbers that no drawing needs, such as a picture 10⁹ wide and
    // 10⁻⁹ high, by a panic; that must be an answer here, because the file is anybody's.
    let drawn = std::panic::catch_unwind(AssertUnwindSafe(|| draw(&document)));
    drawn.unwrap_or_else(|_| Err(damaged("its numbers are beyond all measure")))
}

fn draw(document: &Document<'_>) -> Result<(Size, Drawn), PictureError> {
    let embedded = Embedded::default();
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, data, _| embedded.resolve(&data)),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(document, &options).map_err(damaged)?;
    drop(options);
    embedded.refused()?;
    let size = Size { width: tree.size().width(), height: tree.size().height() };
    if !SIDES.contains(&size.width) || !SIDES.contains(&size.height) {
        return Err(PictureError::Empty);
    }

    let scale = paint::scale(size);
    effort::check(&tree, scale)?;
    let drawn = match outline::paths(&tree, scale) {
        Some(paths) if paths.is_empty() => return Err(PictureError::Empty),
        Some(paths) => Drawn::Paths(paths),
        None => Drawn::Pixels(paint::pixels(&tree, scale).ok_or(PictureError::Empty)?),
    };
    Ok((size, drawn))
}

/// The pictures that a drawing embeds, read within the same bounds as any other.
#[derive(Default)]
struct Embedded {
    met: Mutex<(u32, Option<PictureError>)>,
}

impl Embedded {
    fn resolve(&self, data: &[u8]) -> Option<ImageKind> {
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        met.0 += 1;
        if met.0 > MOST_PICTURES || met.1.is_some() {
            met.1.get_or_insert(PictureError::TooIntricate { what: "embedded pictures" });
            return None;
        }
        let unread =
            || PictureError::NotDrawn { what: "an embedded picture other than PNG or JPEG" };
        let pixels = read_pixels(data).unwrap_or_else(|| Err(unread()));
        match pixels.and_then(|pixels| as_png(&pixels).ok_or_else(unread)) {
            Ok(file) => Some(ImageKind::PNG(Arc::new(file))),
            Err(error) => {
                met.1 = Some(error);
                None
            }
        }
    }

    fn refused(self) -> Result<(), PictureError> {
        let (_, error) = self.met.into_inner().unwrap_or_else(PoisonError::into_inner);
        error.map_or(Ok(()), Err)
    }
}

fn as_png(pixels: &Pixels) -> Option<Vec<u8>> {
    let mut pixmap = Pixmap::new(pixels.width, pixels.height)?;
    let opacity = |at: usize| pixels.alpha.as_ref().map_or(u8::MAX, |alpha| alpha[at]);
    for (at, (pixel, colour)) in
        pixmap.pixels_mut().iter_mut().zip(pixels.rgb.chunks(3)).enumerate()
    {
        let alpha = opacity(at);
        let dimmed = |channel: u8| (u16::from(channel) * u16::from(alpha) / 255) as u8;
        let [red, green, blue] = [colour[0], colour[1], colour[2]].map(dimmed);
        *pixel = PremultipliedColorU8::from_rgba(red, green, blue, alpha)?;
    }
    pixmap.encode_png().ok()
}

fn damaged(error: impl std::fmt::Display) -> PictureError {
    PictureError::Damaged { format: "SVG", reason: error.to_string() }
}
