//! Pictures that an institution brings along: a logo, a map, a scanned signature.
//!
//! A [`Picture`] is read from bytes, whoever they come from: what it is follows from the content,
//! never from a name, and what would cost too much to decode or to print is refused with a reason.
//! A drawing stays a drawing where the paths of the page can say it; everything else becomes
//! pixels, few enough for a small file and enough for a sharp print.

use std::sync::Arc;

use crate::ir::{Content, Image, Item, Owner, Path, Pixels, Point, Rect, Segment, Size};

mod drawing;
mod jpeg;
mod orientation;
mod png;
mod shrink;

/// The most bytes that a picture may have.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// The most pixels that a picture may have before it is scaled down.
pub const MOST_PIXELS: u64 = 40_000_000;

/// The longest side of the pixels that are kept and printed.
pub const LONGEST_SIDE: u32 = 2_000;

/// A picture ready to be placed on pages as often as wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    size: Size,
    content: Kept,
}

#[derive(Debug, Clone, PartialEq)]
enum Kept {
    Pixels(Arc<Pixels>),
    Paths(Arc<[Path]>),
}

/// Why bytes are not a picture for paper, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// There are more than [`MOST_BYTES`].
    #[error(
        "the picture has {bytes} bytes, more than the {MOST_BYTES} that paper needs: save it with \
         fewer pixels, or a drawing with fewer details"
    )]
    TooManyBytes {
        /// How many there are.
        bytes: usize,
    },
    /// The sides say more than [`MOST_PIXELS`], or one of them more than 65,535.
    #[error(
        "the picture has {width} × {height} pixels, more than {MOST_PIXELS}: scale it down, \
         {LONGEST_SIDE} along the longer side are enough for paper"
    )]
    TooManyPixels {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// The bytes are something else, perhaps a format that is recognised but not read.
    #[error(
        "the picture is neither PNG, JPEG nor SVG{}: open it in a picture program and save it as \
         one of these", .seems.map(|name| format!(" but seems to be {name}")).unwrap_or_default()
    )]
    OtherFormat {
        /// What the bytes seem to be.
        seems: Option<&'static str>,
    },
    /// The format is right, the content breaks its rules or breaks off.
    #[error(
        "the {format} picture is damaged or incomplete ({reason}): copy it again, or open it and \
         save it anew"
    )]
    Damaged {
        /// PNG, JPEG or SVG.
        format: &'static str,
        /// What the decoder stumbled over.
        reason: String,
    },
    /// The drawing has text that asks for fonts.
    #[error(
        "the drawing contains text, which would look different without its fonts: turn the text \
         into outlines (paths) in the drawing program and save it again"
    )]
    Letters,
    /// The drawing shows something from outside its own file.
    #[error(
        "the drawing shows something from another file ({address}): embed it in the drawing, or \
         save the drawing as PNG"
    )]
    Elsewhere {
        /// The beginning of the address.
        address: String,
    },
    /// The drawing uses something that is not drawn here.
    #[error("the drawing uses {what}, which is not drawn here: save the drawing as PNG")]
    NotDrawn {
        /// What it uses.
        what: &'static str,
    },
    /// The drawing would cost too much time or memory.
    #[error("the drawing is too intricate ({what}): simplify it, or save it as PNG")]
    TooIntricate {
        /// What there is too much of.
        what: &'static str,
    },
    /// The drawing has no width, no height, or shows nothing.
    #[error("the drawing shows nothing or has no size: open it and save it anew")]
    Empty,
}

impl Picture {
    /// Reads a PNG, JPEG or SVG picture, which it tells apart by their content.
    ///
    /// Pixels are turned upright as their Exif data asks, become 8-bit red, green and blue with
    /// opacity where needed, and are scaled down to [`LONGEST_SIDE`]. A drawing becomes paths, or
    /// pixels where it has gradients, transparency, clippings or pictures within.
    ///
    /// # Errors
    /// When the bytes are no such picture, are damaged, exceed the bounds, or need what a drawing
    /// does not bring along: fonts and other files.
    pub fn read(bytes: &[u8]) -> Result<Picture, PictureError> {
        if bytes.len() > MOST_BYTES {
            return Err(PictureError::TooManyBytes { bytes: bytes.len() });
        }
        if let Some(pixels) = read_pixels(bytes) {
            return pixels.map(Picture::of_pixels);
        }
        if drawing::seems(bytes) {
            let (size, content) = drawing::read(bytes)?;
            return Ok(match content {
                drawing::Drawn::Paths(paths) => {
                    Picture { size, content: Kept::Paths(paths.into()) }
                }
                drawing::Drawn::Pixels(pixels) => {
                    Picture { size, content: Kept::Pixels(Arc::new(pixels)) }
                }
            });
        }
        Err(PictureError::OtherFormat { seems: other_format(bytes) })
    }

    fn of_pixels(pixels: Pixels) -> Picture {
        let size = Size { width: pixels.width as f32, height: pixels.height as f32 };
        Picture { size, content: Kept::Pixels(Arc::new(pixels)) }
    }

    /// The natural size; only the ratio of its sides means anything on paper.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The pixels, unless the picture is a drawing of paths.
    pub fn pixels(&self) -> Option<&Arc<Pixels>> {
        match &self.content {
            Kept::Pixels(pixels) => Some(pixels),
            Kept::Paths(_) => None,
        }
    }

    /// The paths of a drawing within [`Picture::size`], unless the picture is pixels.
    pub fn paths(&self) -> Option<&[Path]> {
        match &self.content {
            Kept::Pixels(_) => None,
            Kept::Paths(paths) => Some(paths),
        }
    }

    /// The largest place in the middle of `area` that has the proportions of the picture.
    pub fn fitted(&self, area: Rect) -> Rect {
        let scale = (area.size.width / self.size.width).min(area.size.height / self.size.height);
        let size = Size { width: self.size.width * scale, height: self.size.height * scale };
        let origin = Point {
            x: area.origin.x + (area.size.width - size.width) / 2.0,
            y: area.origin.y + (area.size.height - size.height) / 2.0,
        };
        Rect { origin, size }
    }

    /// The picture fitted into `area`, all of it belonging to `owner`.
    pub fn items(&self, area: Rect, owner: Owner) -> Vec<Item> {
        let place = self.fitted(area);
        match &self.content {
            Kept::Pixels(pixels) => {
                let image = Image { area: place, pixels: Arc::clone(pixels), turned: false };
                vec![Item { owner, content: Content::Image(image) }]
            }
            Kept::Paths(paths) => {
                let scale = place.size.width / self.size.width;
                let placed = |path: &Path| {
                    let at = |point: Point| Point {
                        x: place.origin.x + point.x * scale,
                        y: place.origin.y + point.y * scale,
                    };
                    let segments = path.segments.iter().map(|segment| match *segment {
                        Segment::Move(to) => Segment::Move(at(to)),
                        Segment::Line(to) => Segment::Line(at(to)),
                        Segment::Curve(a, b, to) => Segment::Curve(at(a), at(b), at(to)),
                        Segment::Close => Segment::Close,
                    });
                    let stroke = path.stroke.map(|(colour, width)| (colour, width * scale));
                    let path = Path { segments: segments.collect(), fill: path.fill, stroke };
                    Item { owner, content: Content::Path(path) }
                };
                paths.iter().map(placed).collect()
            }
        }
    }
}

/// The pixels of a PNG or JPEG; none if the bytes are neither.
fn read_pixels(bytes: &[u8]) -> Option<Result<Pixels, PictureError>> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(png::read(bytes))
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some(jpeg::read(bytes))
    } else {
        None
    }
}

/// Refuses sides that would take too much memory to decode.
fn check_sides(width: u32, height: u32) -> Result<(), PictureError> {
    let pixels = u64::from(width) * u64::from(height);
    let longest = u32::from(u16::MAX);
    if pixels > MOST_PIXELS || width > longest || height > longest {
        return Err(PictureError::TooManyPixels { width, height });
    }
    Ok(())
}

fn other_format(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let brand = bytes.get(4..12).unwrap_or_default();
    Some(match () {
        () if starts(b"GIF8") => "GIF",
        () if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => "WebP",
        () if starts(b"BM") => "BMP",
        () if starts(b"II*\0") || starts(b"MM\0*") => "TIFF",
        () if starts(b"%PDF") => "PDF",
        () if starts(b"%!PS") || starts(b"\xc5\xd0\xd3\xc6") => "EPS",
        () if starts(b"\x1f\x8b") => "a compressed SVG (SVGZ)",
        () if starts(b"PK\x03\x04") => "an Office document or a ZIP archive",
        () if brand.starts_with(b"ftypavi") => "AVIF",
        () if brand.starts_with(b"ftyp") => "HEIC",
        () if starts(b"\xff\xfe") || starts(b"\xfe\xff") => "text in UTF-16",
        () => return None,
    })
}
