//! Placing what was set, and the few shapes that paper needs.

use crate::ir::{Colour, Content, Item, Owner, Path, Point, Segment, Size};
use crate::paragraph::Line;

/// Something with a height whose items stand relative to its top left corner.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub items: Vec<Item>,
    /// Points.
    pub height: f32,
}

/// The share of the size that capitals rise above the baseline, alike in all our cuts.
const CAPITALS: f32 = 0.66;

impl Part {
    /// Lines under one another from `x`, beginning at the part's end.
    pub fn add_lines(&mut self, lines: Vec<Line>, x: f32) {
        for line in lines {
            let baseline = self.height + baseline(&line);
            self.height += line.leading;
            self.items.extend(line.items.into_iter().map(|item| moved(item, x, baseline)));
        }
    }

    /// Empty space at the part's end, in points.
    pub fn add_space(&mut self, points: f32) {
        self.height += points;
    }

    /// Another part at (`x`, `y`) of this one, which grows to hold it.
    pub fn add_part(&mut self, part: Part, x: f32, y: f32) {
        self.height = self.height.max(y + part.height);
        self.items.extend(part.items.into_iter().map(|item| moved(item, x, y)));
    }

    /// Another part under this one.
    pub fn add_below(&mut self, part: Part) {
        let y = self.height;
        self.add_part(part, 0.0, y);
    }

    /// The items with the part's corner at (`x`, `y`) of the page.
    pub fn placed(self, x: f32, y: f32) -> impl Iterator<Item = Item> {
        self.items.into_iter().map(move |item| moved(item, x, y))
    }

    /// The same drawing without meaning, for repeated heads.
    pub fn as_artifact(&self) -> Part {
        let mut part = self.clone();
        part.items.retain(|item| !matches!(item.content, Content::LinkArea { .. }));
        for item in &mut part.items {
            item.owner = Owner::Artifact;
        }
        part
    }
}

/// Points from the top of a line's own stripe to its baseline: capitals stand in the middle.
pub(super) fn baseline(line: &Line) -> f32 {
    (line.leading + line.size * CAPITALS) / 2.0
}

/// Points from the left end of the measure to the end of a line's last letter.
pub(super) fn right_end(line: &Line) -> f32 {
    written_end(&line.items)
}

/// Points from the left end of a place to the end of the last letter in it.
pub(super) fn written_end(items: &[Item]) -> f32 {
    let ends = items.iter().filter_map(|item| match &item.content {
        Content::Glyphs(run) => {
            let advance: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            Some(run.origin.x + advance * run.size / 1000.0)
        }
        _ => None,
    });
    ends.fold(0.0, f32::max)
}

/// Points from the left end of the measure to a line's first letter.
pub(super) fn left_end(line: &Line) -> f32 {
    let starts = line.items.iter().filter_map(|item| match &item.content {
        Content::Glyphs(run) => Some(run.origin.x),
        _ => None,
    });
    starts.reduce(f32::min).unwrap_or_default()
}

/// Lines as one part.
pub(super) fn part(lines: Vec<Line>) -> Part {
    let mut part = Part::default();
    part.add_lines(lines, 0.0);
    part
}

/// The height that lines take, in points.
pub(super) fn height(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.leading).sum()
}

/// The item further right and down.
pub(super) fn moved(item: Item, x: f32, y: f32) -> Item {
    item.moved(x, y)
}

/// A filled rectangle without meaning.
pub(super) fn ground(origin: Point, size: Size, fill: Colour) -> Item {
    Item { owner: Owner::Artifact, content: Content::Path(rectangle(origin, size, fill)) }
}

/// A filled rectangle.
pub(super) fn rectangle(origin: Point, size: Size, fill: Colour) -> Path {
    let (right, bottom) = (origin.x + size.width, origin.y + size.height);
    let segments = [
        Segment::Move(origin),
        Segment::Line(Point { x: right, y: origin.y }),
        Segment::Line(Point { x: right, y: bottom }),
        Segment::Line(Point { x: origin.x, y: bottom }),
        Segment::Close,
    ];
    Path { segments: segments.into(), fill: Some(fill), stroke: None }
}

/// A level rule without meaning; `y` is its upper edge.
pub(super) fn rule(x: f32, y: f32, width: f32, thickness: f32, colour: Colour) -> Item {
    ground(Point { x, y }, Size { width, height: thickness }, colour)
}
