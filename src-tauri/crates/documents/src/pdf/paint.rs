//! Paints the items of a page and notes which content belongs to which node.

use super::PdfError;
use super::cluster::{Cluster, clusters, extracted, runs_leftwards};
use super::fonts::{CutFace, CutFonts};
use super::images::Images;
use super::ink::{Ink, Piece};
use super::numbers::thousandths;
use crate::conform::links::Area;
use crate::conform::tags::{Mark, What, tag};
use crate::font::FaceId;
use crate::ir::{
    Colour, Content, GlyphRun, Item, NodeId, Owner, Path, Point, Rect, Role, Segment, Tree,
};

/// What the painting of items has left to be said about them.
#[derive(Debug, Default)]
pub(crate) struct Painted {
    /// Which content belongs to which node, in painting order.
    pub(crate) marks: Vec<Mark>,
    /// The clickable areas.
    pub(crate) links: Vec<Area>,
    /// The boxes of figures, in points from the bottom left corner.
    pub(crate) figures: Vec<(NodeId, Bounds)>,
    /// The number of marked contents of the page so far.
    pub(crate) numbers: u32,
    /// The number of items of the page so far.
    pub(crate) items: u32,
}

impl Painted {
    /// The same page, for items painted after these.
    pub(crate) fn continued(&self) -> Painted {
        Painted { numbers: self.numbers, items: self.items, ..Painted::default() }
    }
}

/// A box by its left, bottom, right and top edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds(pub(crate) [f32; 4]);

impl Bounds {
    /// The smallest box around both.
    pub(crate) fn around(self, other: Bounds) -> Bounds {
        let (Bounds(a), Bounds(b)) = (self, other);
        Bounds([a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
    }
}

/// Colours, line and font as the last operator has left them.
#[derive(Debug, Default, Clone)]
pub(crate) struct Strokes {
    fill: Option<Colour>,
    line: Option<Colour>,
    width: Option<f32>,
    font: Option<(FaceId, f32)>,
}

/// Paints the pages of one document.
pub(crate) struct Painter<'a> {
    tree: &'a Tree,
    fonts: &'a CutFonts<'a>,
    images: &'a Images,
    figures: Vec<Option<NodeId>>,
}

impl<'a> Painter<'a> {
    /// A painter for pages with this tree, whose fonts and images were collected before.
    pub(crate) fn new(tree: &'a Tree, fonts: &'a CutFonts<'a>, images: &'a Images) -> Painter<'a> {
        Painter { tree, fonts, images, figures: figures(tree) }
    }

    /// Paints items on a page `height` points high; `page` (from 1) is named in errors.
    ///
    /// # Errors
    /// When an item belongs to no node of the tree, or a clickable area breaks its rules.
    pub(crate) fn paint(
        &self,
        items: &[Item],
        height: f32,
        page: usize,
        strokes: &mut Strokes,
        painted: &mut Painted,
        ink: &mut impl Ink,
    ) -> Result<(), PdfError> {
        let mut sheet = Sheet { tree: self.tree, painted, ink, open: None, order: 0 };
        for item in items {
            sheet.order = sheet.painted.items;
            sheet.painted.items += 1;
            if let Owner::Node(node) = item.owner
                && node.0 as usize >= self.tree.len()
            {
                return Err(PdfError::UnknownNode { page, node: node.0, nodes: self.tree.len() });
            }
            if let Content::LinkArea { area, address, description } = &item.content {
                let node = self.link(item.owner, address)?;
                let what = What::Link(sheet.painted.links.len());
                sheet.painted.marks.push(Mark { node, order: sheet.order, what });
                sheet.painted.links.push(Area::new(bounds(*area, height), address, description)?);
                continue;
            }
            if is_empty(&item.content) {
                continue;
            }
            self.note_figure(item, height, sheet.painted);
            if !matches!(item.content, Content::Glyphs(_)) {
                sheet.enter(item.owner);
            }
            match &item.content {
                Content::Glyphs(run) => self.text(run, item.owner, height, strokes, &mut sheet),
                Content::Path(path) => outline(path, height, strokes, sheet.ink),
                Content::Image(image) => {
                    let Bounds([left, bottom, right, top]) = bounds(image.area, height);
                    let size = image.area.size;
                    let (width, tall) = (thousandths(size.width), thousandths(size.height));
                    let number = self.images.number(&image.pixels);
                    if image.turned {
                        sheet.ink.image(number, right, top, -width, -tall);
                    } else {
                        sheet.ink.image(number, left, bottom, width, tall);
                    }
                }
                Content::LinkArea { .. } => {}
            }
        }
        sheet.leave();
        Ok(())
    }

    fn link(&self, owner: Owner, address: &str) -> Result<NodeId, PdfError> {
        match owner {
            Owner::Node(node) if self.tree.node(node).role == Role::Link => Ok(node),
            _ => Err(PdfError::AreaWithoutLink { address: address.to_owned() }),
        }
    }

    fn note_figure(&self, item: &Item, height: f32, painted: &mut Painted) {
        let Owner::Node(node) = item.owner else { return };
        let Some(figure) = self.figures[node.0 as usize] else { return };
        let Some(extent) = extent(&item.content, height, self.fonts) else { return };
        match painted.figures.iter_mut().find(|(known, _)| *known == figure) {
            Some((_, known)) => *known = known.around(extent),
            None => painted.figures.push((figure, extent)),
        }
    }

    fn text(
        &self,
        run: &GlyphRun,
        owner: Owner,
        height: f32,
        strokes: &mut Strokes,
        sheet: &mut Sheet<'_, impl Ink>,
    ) {
        let Some(face) = self.fonts.face(run.face.0) else { return };
        let size = thousandths(run.size);
        if strokes.fill != Some(run.colour) {
            strokes.fill = Some(run.colour);
            sheet.ink.fill_colour(run.colour);
        }
        if strokes.font != Some((run.face, size)) {
            strokes.font = Some((run.face, size));
            sheet.ink.font(run.face.0, size);
        }
        let mut line = Line::new(run, face, height);
        if runs_leftwards(run) {
            // Glyphs are painted in the order of the eye; a reader is told to turn it round, and
            // finds each letter under its glyph, unless some cannot speak for themselves.
            let speaks = clusters(run).all(|cluster| face.used.says(run, &cluster));
            if speaks {
                sheet.enter(owner);
                sheet.ink.begin_reversed();
            } else {
                sheet.enter_replaced(owner, &extracted(&run.text));
            }
            clusters(run).for_each(|cluster| line.add(&cluster, sheet.ink));
            line.end(sheet.ink);
            sheet.ink.end_marked();
            return;
        }
        let mut all = clusters(run).peekable();
        while let Some(cluster) = all.next() {
            if face.used.says(run, &cluster) {
                sheet.enter(owner);
                line.add(&cluster, sheet.ink);
                continue;
            }
            // Neighbours that cannot speak for themselves say their text together.
            let mut together = vec![cluster];
            while let Some(next) = all.next_if(|next| !face.used.says(run, next)) {
                together.push(next);
            }
            line.end(sheet.ink);
            let text: Vec<&str> = together.iter().map(|cluster| &*cluster.text).collect();
            sheet.enter_replaced(owner, &text.concat());
            for cluster in &together {
                line.add(cluster, sheet.ink);
            }
            line.end(sheet.ink);
            sheet.ink.end_marked();
        }
        line.end(sheet.ink);
    }
}

/// A page while it is painted: which content is open, and what was noted of it.
struct Sheet<'a, I> {
    tree: &'a Tree,
    painted: &'a mut Painted,
    ink: &'a mut I,
    open: Option<Owner>,
    order: u32,
}

impl<I: Ink> Sheet<'_, I> {
    /// Goes on with the content of an owner, or begins it.
    fn enter(&mut self, owner: Owner) {
        if self.open == Some(owner) {
            return;
        }
        self.leave();
        self.open = Some(owner);
        match owner {
            Owner::Artifact => self.ink.begin_artifact(),
            Owner::Node(node) => {
                let number = self.mark(node);
                self.ink.begin_tagged(tag(self.tree.node(node).role), number);
            }
        }
    }

    fn leave(&mut self) {
        if self.open.take().is_some() {
            self.ink.end_marked();
        }
    }

    /// Begins content that says another text than its glyphs. It has a number of its own instead
    /// of standing inside the content around it: some readers lose what follows nested content.
    fn enter_replaced(&mut self, owner: Owner, text: &str) {
        match owner {
            Owner::Artifact => {
                self.enter(owner);
                self.ink.begin_replaced(text, None);
            }
            Owner::Node(node) => {
                self.leave();
                let number = self.mark(node);
                self.ink.begin_replaced(text, Some(number));
            }
        }
    }

    fn mark(&mut self, node: NodeId) -> u32 {
        let number = self.painted.numbers;
        self.painted.numbers += 1;
        self.painted.marks.push(Mark { node, order: self.order, what: What::Content(number) });
        number
    }
}

/// A run while it is shown: where its pen should be, and where readers will have it, both in
/// thousandths of an em from the beginning of the run.
struct Line<'a> {
    run: &'a GlyphRun,
    face: &'a CutFace<'a>,
    height: f32,
    pieces: Vec<Piece>,
    wanted: f32,
    pen: f32,
    begun: bool,
    rise: f32,
}

impl<'a> Line<'a> {
    fn new(run: &'a GlyphRun, face: &'a CutFace<'a>, height: f32) -> Line<'a> {
        let pieces = Vec::with_capacity(run.glyphs.len());
        Line { run, face, height, pieces, wanted: 0.0, pen: 0.0, begun: false, rise: 0.0 }
    }

    fn add(&mut self, cluster: &Cluster<'_>, ink: &mut impl Ink) {
        if !self.begun {
            self.begun = true;
            self.pen = self.wanted;
            let along = self.wanted * self.run.size / 1000.0;
            let (begin, y) = (self.run.origin.x, thousandths(self.height - self.run.origin.y));
            if self.run.turned {
                ink.begin_turned_text(thousandths(begin - along), y);
            } else {
                ink.begin_text(thousandths(begin + along), y);
            }
        }
        for glyph in &self.run.glyphs[cluster.glyphs.clone()] {
            let rise = thousandths(glyph.offset.1 * self.run.size / 1000.0);
            if rise != self.rise {
                self.flush(ink);
                self.rise = rise;
                ink.rise(rise);
            }
            // Whole thousandths are finer than ink; what rounding leaves is caught up with at
            // the next glyph, so that it never adds up.
            let back = (self.pen - self.wanted - glyph.offset.0).round();
            if back != 0.0 && back.is_finite() {
                self.pieces.push(Piece::Back(back as i32));
                self.pen -= back;
            }
            let code = self.face.code(glyph.id);
            self.pieces.push(Piece::Glyph(code));
            self.pen += self.face.width(code);
            self.wanted += glyph.advance;
        }
    }

    fn flush(&mut self, ink: &mut impl Ink) {
        if !self.pieces.is_empty() {
            ink.show(&self.pieces);
            self.pieces.clear();
        }
    }

    fn end(&mut self, ink: &mut impl Ink) {
        if !self.begun {
            return;
        }
        self.flush(ink);
        if self.rise != 0.0 {
            self.rise = 0.0;
            ink.rise(0.0);
        }
        ink.end_text();
        self.begun = false;
    }
}

fn outline(path: &Path, height: f32, strokes: &mut Strokes, ink: &mut impl Ink) {
    let turn = |point: Point| Point { x: thousandths(point.x), y: thousandths(height - point.y) };
    let segments: Vec<Segment> = path
        .segments
        .iter()
        .skip_while(|segment| !matches!(segment, Segment::Move(_)))
        .map(|segment| match *segment {
            Segment::Move(to) => Segment::Move(turn(to)),
            Segment::Line(to) => Segment::Line(turn(to)),
            Segment::Curve(a, b, to) => Segment::Curve(turn(a), turn(b), turn(to)),
            Segment::Close => Segment::Close,
        })
        .collect();
    if let Some(colour) = path.fill {
        if strokes.fill != Some(colour) {
            strokes.fill = Some(colour);
            ink.fill_colour(colour);
        }
        ink.fill(&segments);
    }
    if let Some((colour, width)) = path.stroke {
        let width = thousandths(width);
        if strokes.line != Some(colour) {
            strokes.line = Some(colour);
            ink.stroke_colour(colour);
        }
        if strokes.width != Some(width) {
            strokes.width = Some(width);
            ink.stroke_width(width);
        }
        ink.stroke(&segments);
    }
}

fn is_empty(content: &Content) -> bool {
    match content {
        Content::Glyphs(run) => run.glyphs.is_empty(),
        Content::Path(path) => {
            let unpainted = path.fill.is_none() && path.stroke.is_none();
            unpainted || !path.segments.iter().any(|segment| matches!(segment, Segment::Move(_)))
        }
        Content::Image(_) | Content::LinkArea { .. } => false,
    }
}

/// For each node the figure that it is, or is part of.
fn figures(tree: &Tree) -> Vec<Option<NodeId>> {
    let mut figures = vec![None; tree.len()];
    for index in 0..tree.len() {
        let id = NodeId(index as u32);
        let node = tree.node(id);
        if node.role == Role::Figure {
            figures[index] = figures[index].or(Some(id));
        }
        for child in &node.children {
            figures[child.0 as usize] = figures[index];
        }
    }
    figures
}

fn bounds(area: Rect, height: f32) -> Bounds {
    let top = height - area.origin.y;
    let right = area.origin.x + area.size.width;
    Bounds([area.origin.x, top - area.size.height, right, top].map(thousandths))
}

fn extent(content: &Content, height: f32, fonts: &CutFonts<'_>) -> Option<Bounds> {
    let point = |point: &Point| {
        let (x, y) = (thousandths(point.x), thousandths(height - point.y));
        Bounds([x, y, x, y])
    };
    match content {
        Content::Image(image) => Some(bounds(image.area, height)),
        Content::Path(path) => {
            let half = path.stroke.map_or(0.0, |(_, width)| width / 2.0);
            let around = path.segments.iter().filter_map(|segment| match segment {
                Segment::Move(to) | Segment::Line(to) => Some(point(to)),
                Segment::Curve(a, b, to) => Some(point(a).around(point(b)).around(point(to))),
                Segment::Close => None,
            });
            let box_of_points = around.reduce(Bounds::around)?;
            let Bounds([left, bottom, right, top]) = box_of_points;
            Some(Bounds([left - half, bottom - half, right + half, top + half].map(thousandths)))
        }
        Content::Glyphs(run) => {
            let face = fonts.face(run.face.0)?.face();
            let advance: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            let Bounds([begin, baseline, ..]) = point(&run.origin);
            let em = run.size / 1000.0;
            let (long, up, down) = (advance * em, face.ascent * em, face.descent * em);
            let edges = if run.turned {
                [begin - long, baseline - up, begin, baseline + down]
            } else {
                [begin, baseline - down, begin + long, baseline + up]
            };
            Some(Bounds(edges.map(thousandths)))
        }
        Content::LinkArea { .. } => None,
    }
}
