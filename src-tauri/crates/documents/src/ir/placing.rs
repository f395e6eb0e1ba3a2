//! Items at another place of a page, or set upside down.

use std::sync::Arc;

use super::{Content, Item, Point, Rect, Segment, Size};

impl Item {
    /// The item further right and down, in points.
    pub fn moved(mut self, x: f32, y: f32) -> Item {
        self.place(
            |at| Point { x: at.x + x, y: at.y + y },
            |area| Rect { origin: Point { x: area.origin.x + x, y: area.origin.y + y }, ..area },
        );
        self
    }

    /// The item as it stands when the sheet of the size `around` is turned by half a turn: outlines
    /// point by point, areas as a whole, text and pictures upside down.
    pub fn turned_in(mut self, around: Size) -> Item {
        let point = |at: Point| Point { x: around.width - at.x, y: around.height - at.y };
        self.place(point, |area| {
            let opposite =
                Point { x: area.origin.x + area.size.width, y: area.origin.y + area.size.height };
            Rect { origin: point(opposite), ..area }
        });
        match &mut self.content {
            Content::Glyphs(run) => run.turned = !run.turned,
            Content::Image(image) => image.turned = !image.turned,
            Content::Path(_) | Content::LinkArea { .. } => {}
        }
        self
    }

    fn place(&mut self, point: impl Fn(Point) -> Point, area: impl Fn(Rect) -> Rect) {
        match &mut self.content {
            Content::Glyphs(run) => run.origin = point(run.origin),
            Content::Path(path) => {
                for segment in Arc::make_mut(&mut path.segments) {
                    *segment = match *segment {
                        Segment::Move(at) => Segment::Move(point(at)),
                        Segment::Line(at) => Segment::Line(point(at)),
                        Segment::Curve(one, two, at) => {
                            Segment::Curve(point(one), point(two), point(at))
                        }
                        Segment::Close => Segment::Close,
                    };
                }
            }
            Content::Image(image) => image.area = area(image.area),
            Content::LinkArea { area: link, .. } => *link = area(*link),
        }
    }
}
