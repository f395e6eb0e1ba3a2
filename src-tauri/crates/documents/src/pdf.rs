//! From the page IR to PDF bytes: tagged PDF 1.7 that claims PDF/UA-1 and PDF/A-2a.
//!
//! [`write_document`] goes through `printpdf`, which serialises the page descriptions; what
//! accessibility and archiving ask for beyond them is added by the module `conform`.
//! [`write_batch`] writes many pages of one shape straight into the file, without holding them.
//! Both paint through the same module `paint` and tag through the same code, so that a single
//! certificate and a thousand of them cannot drift apart. Every function is pure: the same input
//! gives the same bytes.

mod batch;
mod cluster;
pub(crate) mod file;
mod fonts;
mod glyphs;
mod images;
mod ink;
mod leaves;
mod numbers;
pub(crate) mod paint;
mod parts;
mod printed;
mod program;
mod rows;
pub(crate) mod spell;

pub use batch::SeparateFiles;

use crate::font::FontBook;
use crate::ir;

/// Why a document cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The document has no pages.
    #[error("the document has no pages; lay out at least one before writing it")]
    NoPages,
    /// The document has no title, which PDF/UA-1 (7.1) requires.
    #[error("the document has no title; give it one before writing it")]
    NoTitle,
    /// The date of making cannot be written with a year of four digits.
    #[error("the date of making, {unix} seconds since 1970, lies outside the years 1–9999")]
    Date {
        /// The date given, in seconds since 1970 UTC.
        unix: i64,
    },
    /// A run names a face that the font book does not have.
    #[error("a run of text is set in face {face}, but the font book has {faces} faces")]
    UnknownFace {
        /// The face named.
        face: u16,
        /// The number of faces in the book.
        faces: usize,
    },
    /// An item belongs to a node that the tree does not have.
    #[error("page {page} paints for node {node}, but the tree has {nodes} nodes")]
    UnknownNode {
        /// The page, from 1.
        page: usize,
        /// The node named.
        node: u32,
        /// The number of nodes in the tree.
        nodes: usize,
    },
    /// A letter has no glyph in its face (PDF/UA-1, 7.21.8 forbids the empty glyph).
    #[error(
        "the font {font} has no letter for {letters}; set that text in a font that has it, or \
         write it otherwise"
    )]
    NoGlyph {
        /// The PostScript name of the face.
        font: String,
        /// The code points without a glyph, as `U+4E2D`.
        letters: String,
    },
    /// A face could not be read or cut down to the glyphs in use.
    #[error("the font {font} cannot be embedded: {reason}")]
    Font {
        /// The PostScript name of the face.
        font: String,
        /// What the reader or the subsetter says.
        reason: String,
    },
    /// The buffers of a raster image do not have the size that its measures ask for.
    #[error("an image of {width} × {height} pixels has buffers of another size; decode it again")]
    Image {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// A figure without the text that is said instead of it (PDF/UA-1, 7.3).
    #[error(
        "the figure of node {node} has no alternative text; describe it, or paint it as an artifact"
    )]
    FigureWithoutText {
        /// The node of the figure.
        node: u32,
    },
    /// A clickable area that does not belong to a link.
    #[error("the clickable area for {address} belongs to a node that is no link")]
    AreaWithoutLink {
        /// The address of the area.
        address: String,
    },
    /// An address of a kind that paper does not link to.
    #[error(
        "{address} cannot be linked: write an address that begins with https:, http: or mailto:"
    )]
    Address {
        /// The address given.
        address: String,
    },
    /// A clickable area without the text that a screen reader says (PDF/UA-1, 7.18.5).
    #[error("the link to {address} has no description; say where it leads")]
    LinkWithoutDescription {
        /// The address of the area.
        address: String,
    },
    /// A bookmark points behind the last page.
    #[error("the bookmark “{title}” leads to page {page} of {pages}")]
    Bookmark {
        /// What the bookmark says.
        title: String,
        /// The page it leads to, from 1.
        page: usize,
        /// The number of pages.
        pages: usize,
    },
    /// A single page was asked for that the batch does not have.
    #[error("page {page} was asked for, but the batch has {pages} pages")]
    UnknownPage {
        /// The page asked for, from 1.
        page: usize,
        /// The number of pages of the batch.
        pages: usize,
    },
    /// The library that serialises pages gave something other than a document.
    #[error("the pages could not be put together: {reason}")]
    Library {
        /// What is wrong with it.
        reason: String,
    },
    /// More objects than PDF/A-2 (6.1.13) allows in one file.
    #[error(
        "the document needs more than {} objects; write it as several files",
        file::MOST_OBJECTS
    )]
    TooLarge,
}

/// Writes a document as one PDF file.
///
/// # Errors
/// When the document breaks a rule of the [`ir`] that the file could not keep, such as a figure
/// without an alternative text; [`PdfError`] lists them.
pub fn write_document(document: &ir::Document, fonts: &FontBook) -> Result<Vec<u8>, PdfError> {
    printed::write(document, fonts)
}

/// Writes all pages of a batch into one PDF file: what they share stands in it once.
///
/// # Errors
/// As [`write_document`].
pub fn write_batch(batch: &ir::Batch, fonts: &FontBook) -> Result<Vec<u8>, PdfError> {
    batch::write_all(batch, fonts)
}

/// Writes page `index` (from 0) of a batch as a file of its own.
///
/// For many files of one batch, [`SeparateFiles`] cuts the fonts once and is several times as
/// fast.
///
/// # Errors
/// As [`write_document`], and when the batch has no page `index`.
pub fn write_batch_page(
    batch: &ir::Batch,
    index: usize,
    fonts: &FontBook,
) -> Result<Vec<u8>, PdfError> {
    batch::write_one(batch, index, fonts)
}
