//! The page IR: positioned glyph runs, paths and images, each owned by a semantic node or marked
//! as an artifact. Layout writes it; the PDF writer, the preview and the imposition read it.
//!
//! Units are points (1/72 inch). The origin of a page is its **top left** corner, y grows
//! downwards; writers for formats with another origin turn it round. Glyph measures are in
//! thousandths of an em, so that a run is independent of its size.

mod following;
mod placing;

use std::ops::Range;
use std::sync::Arc;

use domain::Language;

use crate::font::FaceId;

/// A document ready to be written: pages, the tree of their meaning, and what they share.
#[derive(Debug, Clone)]
pub struct Document {
    /// What the whole document says of itself.
    pub head: Head,
    /// The semantic tree; node 0 is the root (`Role::Document`).
    pub tree: Tree,
    /// The pages in reading order.
    pub pages: Vec<Page>,
    /// Bookmarks, nested by level.
    pub outline: Vec<OutlineEntry>,
}

/// Many pages of one shape (certificates): the unchanging part once, the own part per page.
///
/// Every page has the tree `tree`; an item of `shared` belongs to the same node on each page. A
/// node that owns no item on a page, nor has a descendant that does, is left out there.
#[derive(Debug, Clone)]
pub struct Batch {
    /// What the whole document says of itself.
    pub head: Head,
    /// The tree of one page; node 0 is the root of that page (`Role::Section`).
    pub tree: Tree,
    /// Width and height of every page, in points.
    pub size: Size,
    /// What stands on every page.
    pub shared: Vec<Item>,
    /// What stands on one page only.
    pub pages: Vec<OwnPage>,
}

/// One page of a [`Batch`].
#[derive(Debug, Clone)]
pub struct OwnPage {
    /// The bookmark of the page, such as the person's name.
    pub bookmark: String,
    /// Items in painting order, after the shared ones.
    pub items: Vec<Item>,
}

/// Title, language and origin of a document.
#[derive(Debug, Clone)]
pub struct Head {
    /// The title shown in the window of a reader; never empty.
    pub title: String,
    /// The organisation that issues the document.
    pub author: String,
    /// The language of the text unless a node says otherwise.
    pub language: Language,
    /// When the document was made, as seconds since 1970 UTC; an argument, never the clock.
    pub created_unix: i64,
    /// What the dialog of a printer is to offer.
    pub printing: Printing,
}

/// What the dialog of a printer is to offer for a document; the person may choose otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Printing {
    /// Not shrunk to the printable area, which would move labels off their sheet.
    pub actual_size: bool,
    /// On both sides of the paper, turned on the edge named.
    pub both_sides: Option<Edge>,
}

/// An edge that paper is turned on between its two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// As the pages of a book.
    Long,
    /// As the sheets of a booklet that is folded across.
    Short,
}

/// Width and height in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
}

impl Size {
    /// A4 upright, 210 × 297 mm.
    pub const A4: Size = Size { width: 595.275_6, height: 841.889_8 };

    /// The same sheet turned by a quarter.
    pub const fn landscape(self) -> Size {
        Size { width: self.height, height: self.width }
    }
}

/// A place on a page, in points from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Points from the left edge.
    pub x: f32,
    /// Points from the top edge.
    pub y: f32,
}

/// A rectangle on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// The top left corner.
    pub origin: Point,
    /// Width and height.
    pub size: Size,
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Width and height in points.
    pub size: Size,
    /// Items in painting order, which is also the reading order within a node.
    pub items: Vec<Item>,
}

/// Something painted, and what it means.
#[derive(Debug, Clone)]
pub struct Item {
    /// The node it belongs to, or an artifact.
    pub owner: Owner,
    /// What is painted.
    pub content: Content,
}

/// Whom a painted item belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Decoration, page numbers, rules: nothing a screen reader should say.
    Artifact,
    /// Content of a node of the tree.
    Node(NodeId),
}

/// What is painted.
#[derive(Debug, Clone)]
pub enum Content {
    /// Shaped text.
    Glyphs(GlyphRun),
    /// Filled or stroked outlines.
    Path(Path),
    /// A raster image.
    Image(Image),
    /// A place that opens an address when clicked; the owner must have `Role::Link`.
    LinkArea {
        /// The clickable rectangle.
        area: Rect,
        /// An absolute address, `https:` or `mailto:`.
        address: String,
        /// What a screen reader says of the link.
        description: String,
    },
}

/// A run of shaped glyphs on one baseline, in one face, size and colour.
#[derive(Debug, Clone)]
pub struct GlyphRun {
    /// The face, from the document's font book.
    pub face: FaceId,
    /// Size in points.
    pub size: f32,
    /// Where the baseline begins.
    pub origin: Point,
    /// Whether the run is set upside down: the baseline begins at `origin` and runs to the left.
    pub turned: bool,
    /// Ink.
    pub colour: Colour,
    /// The glyphs in the order along the baseline.
    pub glyphs: Arc<[Glyph]>,
    /// The source text of the run; the clusters of `glyphs` point into it (UTF-8 byte offsets).
    pub text: Arc<str>,
}

/// One glyph of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The glyph's number in its face.
    pub id: u16,
    /// How far the pen moves, in thousandths of an em, kerning and justification included.
    pub advance: f32,
    /// Shift of the drawn glyph from the pen, in thousandths of an em (x to the right, y up).
    pub offset: (f32, f32),
    /// Byte offset in the run's text where the glyph's cluster begins.
    pub cluster: u32,
}

/// Outlines, filled, stroked or both.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The outline.
    pub segments: Arc<[Segment]>,
    /// Fill colour, non-zero winding.
    pub fill: Option<Colour>,
    /// Stroke colour and width in points.
    pub stroke: Option<(Colour, f32)>,
}

/// One step of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Begins a new contour.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic Bézier curve: two control points and the end.
    Curve(Point, Point, Point),
    /// Closes the contour.
    Close,
}

/// A raster image placed on a page.
#[derive(Debug, Clone)]
pub struct Image {
    /// Where it is drawn.
    pub area: Rect,
    /// Whether it is drawn upside down within its area.
    pub turned: bool,
    /// The pixels, shared by every placement of the same image.
    pub pixels: Arc<Pixels>,
}

/// Raster data, 8 bits a channel, rows from the top.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Pixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// `width × height × 3` bytes, red, green, blue.
    pub rgb: Vec<u8>,
    /// `width × height` bytes of opacity, if any pixel is not opaque.
    pub alpha: Option<Vec<u8>>,
}

/// A colour of the sRGB space, channels 0–255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Colour {
    /// Black.
    pub const BLACK: Colour = Colour { red: 0, green: 0, blue: 0 };
    /// White.
    pub const WHITE: Colour = Colour { red: 255, green: 255, blue: 255 };

    /// A colour from its hexadecimal notation, as `0x003399`.
    pub const fn hex(rgb: u32) -> Colour {
        Colour { red: (rgb >> 16) as u8, green: (rgb >> 8) as u8, blue: rgb as u8 }
    }
}

/// The index of a node in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// The semantic tree of a document; children are in reading order.
///
/// What a node holds itself is read page by page in painting order, unless [`Tree::read_in`] says
/// otherwise.
#[derive(Debug, Clone)]
pub struct Tree {
    nodes: Vec<Node>,
    parents: Vec<Option<NodeId>>,
    passages: Vec<Passage>,
}

/// Items of one page that are read one after the other, such as a page of a booklet that shares
/// its sheet with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The page, from 0.
    pub page: u32,
    /// The items of the page, from 0.
    pub items: Range<u32>,
}

/// One node of meaning.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// Its children in reading order.
    pub children: Vec<NodeId>,
    /// The language, where it differs from the parent's.
    pub language: Option<Language>,
    /// What a reader says instead of a picture; required for `Role::Figure`.
    pub alternative: Option<String>,
    /// The text that the glyphs stand for, where extraction would not give it.
    pub actual_text: Option<String>,
}

/// The standard structure types that our documents use (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The whole document.
    Document,
    /// A part of a document, such as one certificate of a batch.
    Section,
    /// A heading of level 1–6; levels never skip.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A run of text within a block.
    Span,
    /// A list.
    List,
    /// One entry of a list.
    ListItem,
    /// The number or bullet of an entry.
    ListLabel,
    /// The text of an entry.
    ListBody,
    /// A table.
    Table,
    /// The header rows of a table.
    TableHead,
    /// The body rows of a table.
    TableBody,
    /// A row.
    TableRow,
    /// A header cell.
    HeaderCell {
        /// What the cell heads.
        scope: Scope,
        /// Columns it covers, at least 1.
        columns: u16,
        /// Rows it covers, at least 1.
        rows: u16,
    },
    /// A data cell.
    DataCell {
        /// Columns it covers, at least 1.
        columns: u16,
        /// Rows it covers, at least 1.
        rows: u16,
    },
    /// A picture with an alternative text.
    Figure,
    /// A link.
    Link,
}

/// What a header cell heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The cells below it.
    Column,
    /// The cells beside it.
    Row,
}

impl Tree {
    /// A tree with nothing but its root.
    pub fn new(root: Role) -> Tree {
        Tree { nodes: vec![Node::new(root)], parents: vec![None], passages: Vec::new() }
    }

    /// The root.
    pub const ROOT: NodeId = NodeId(0);

    /// Appends a node as the last child of `parent`.
    pub fn add(&mut self, parent: NodeId, node: Node) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node { children: Vec::new(), ..node });
        self.parents.push(Some(parent));
        self.nodes[parent.0 as usize].children.push(id);
        id
    }

    /// Says a node in a language, unless it names its own.
    fn speak(&mut self, id: NodeId, language: Language) {
        self.nodes[id.0 as usize].language.get_or_insert(language);
    }

    /// The node `id` of this tree.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The node above `id`; none for the root.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.parents[id.0 as usize]
    }

    /// Reads the content of every node in the order of these passages, whatever pages they are
    /// on; items in none of them come last, in the order of their pages.
    pub fn read_in(&mut self, passages: Vec<Passage>) {
        self.passages = passages;
    }

    /// The passages of [`Tree::read_in`]; empty where the order is that of the pages.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// The number of nodes, the root included.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Never true: a tree has its root.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

impl Node {
    /// A node of `role` without language or texts of its own.
    pub fn new(role: Role) -> Node {
        Node { role, children: Vec::new(), language: None, alternative: None, actual_text: None }
    }

    /// The same node with the text that is said instead of a picture.
    pub fn alternative(mut self, text: impl Into<String>) -> Node {
        self.alternative = Some(text.into());
        self
    }

    /// The same node in another language.
    pub fn in_language(mut self, language: Language) -> Node {
        self.language = Some(language);
        self
    }
}

/// One bookmark.
#[derive(Debug, Clone)]
pub struct OutlineEntry {
    /// What the bookmark says.
    pub title: String,
    /// 0 for the top; a deeper entry belongs to the nearest shallower one before it.
    pub level: u8,
    /// The page, from 0.
    pub page: u32,
    /// Points from the top of that page.
    pub y: f32,
}
