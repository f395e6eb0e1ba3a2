//! Says a drawing in the paths of the page: outlines filled with one opaque colour.
//!
//! Lines become the outlines of their ink, because a page knows neither dashes nor round ends.

use resvg::tiny_skia::{self, PathSegment, PathStroker, Rect, Transform};
use resvg::usvg::{
    BlendMode, ClipPath, Color, FillRule, Group, Mask, Node, Opacity, Paint, PaintOrder, Tree,
};

use super::even_odd;
use crate::ir::{Colour, Path, Point, Segment};

/// The most segments of a drawing that stays paths; more of them take more room than pixels.
const MOST_SEGMENTS: usize = 40_000;

/// The most fills of the even-odd rule that are compared with the page's own rule.
const MOST_EVEN_ODD: usize = 200;

/// How far ink may reach over the edge of the drawing unseen, as a share of the longer side.
const OVER_EDGE: f32 = 0.002;

/// The paths of a drawing in painting order; none if it is more than opaque outlines.
///
/// `scale` is the pixels to the unit that curves are made exact for.
pub(super) fn paths(tree: &Tree, scale: f32) -> Option<Vec<Path>> {
    let (width, height) = (tree.size().width(), tree.size().height());
    let margin = width.max(height) * OVER_EDGE;
    let mut outline = Outline {
        scale,
        margin,
        edge: Rect::from_ltrb(-margin, -margin, width + margin, height + margin)?,
        segments: 0,
        even_odd: 0,
        paths: Vec::new(),
    };
    outline.group(tree.root())?;
    Some(outline.paths)
}

struct Outline {
    scale: f32,
    margin: f32,
    edge: Rect,
    segments: usize,
    even_odd: usize,
    paths: Vec<Path>,
}

impl Outline {
    fn group(&mut self, group: &Group) -> Option<()> {
        let plain = group.opacity() == Opacity::ONE
            && group.blend_mode() == BlendMode::Normal
            && group.filters().is_empty()
            && group.clip_path().is_none_or(|clip| self.spares_all(clip, group))
            && group.mask().is_none_or(|mask| self.shows_all(mask, group));
        if !plain {
            return None;
        }
        for child in group.children() {
            match child {
                Node::Group(group) => self.group(group)?,
                Node::Path(path) => self.path(path)?,
                Node::Image(image) if !image.is_visible() => {}
                Node::Image(_) | Node::Text(_) => return None,
            }
        }
        Some(())
    }

    fn path(&mut self, path: &resvg::usvg::Path) -> Option<()> {
        if !path.is_visible() {
            return Some(());
        }
        match path.paint_order() {
            PaintOrder::FillAndStroke => {
                self.fill(path)?;
                self.stroke(path)
            }
            PaintOrder::StrokeAndFill => {
                self.stroke(path)?;
                self.fill(path)
            }
        }
    }

    fn fill(&mut self, path: &resvg::usvg::Path) -> Option<()> {
        let Some(fill) = path.fill() else { return Some(()) };
        let colour = solid(fill.paint(), fill.opacity())?;
        let bounds = path.data().bounds();
        if bounds.width() <= 0.0 || bounds.height() <= 0.0 {
            return Some(());
        }
        let placed = path.data().clone().transform(path.abs_transform())?;
        if fill.rule() == FillRule::NonZero || even_odd::is_plain(&placed) {
            return self.ink(&placed, colour);
        }
        self.even_odd += 1;
        if self.even_odd > MOST_EVEN_ODD {
            return None;
        }
        self.ink(&even_odd::as_non_zero(placed)?, colour)
    }

    fn stroke(&mut self, path: &resvg::usvg::Path) -> Option<()> {
        let Some(stroke) = path.stroke() else { return Some(()) };
        let colour = solid(stroke.paint(), stroke.opacity())?;
        let pen = stroke.to_tiny_skia();
        let transform = path.abs_transform();
        let detail =
            PathStroker::compute_resolution_scale(&transform.post_scale(self.scale, self.scale));
        let dashed = pen.dash.as_ref().and_then(|dash| path.data().dash(dash, detail));
        let line = dashed.as_ref().unwrap_or(path.data());
        // A line without any length has no ink.
        let Some(ink) = line.stroke(&pen, detail) else { return Some(()) };
        self.ink(&ink.transform(transform)?, colour)
    }

    /// Keeps an outline that lies within the drawing; what lies outside is not seen anyway.
    fn ink(&mut self, path: &tiny_skia::Path, fill: Colour) -> Option<()> {
        let bounds = path.compute_tight_bounds().unwrap_or(path.bounds());
        let apart = bounds.right() <= 0.0
            || bounds.bottom() <= 0.0
            || bounds.left() >= self.edge.right() - self.margin
            || bounds.top() >= self.edge.bottom() - self.margin;
        if apart {
            return Some(());
        }
        self.segments += path.len();
        if self.segments > MOST_SEGMENTS || !holds(self.edge, bounds) {
            return None;
        }
        self.paths.push(Path { segments: segments(path), fill: Some(fill), stroke: None });
        Some(())
    }

    /// Whether a clipping is one rectangle around everything in the group, as drawing programs
    /// write for the sheet itself.
    fn spares_all(&self, clip: &ClipPath, group: &Group) -> bool {
        let within = clip.clip_path().is_none();
        let transform = group.abs_transform().pre_concat(clip.transform());
        within && self.frames(clip.root(), transform, group, |_| true)
    }

    /// Whether a mask is one white rectangle around everything in the group.
    fn shows_all(&self, mask: &Mask, group: &Group) -> bool {
        let transform = group.abs_transform();
        let framed = mask.rect().to_rect().transform(transform);
        mask.mask().is_none()
            && framed.is_some_and(|framed| self.covers(framed, group))
            && self.frames(mask.root(), transform, group, |path| {
                path.is_visible()
                    && path.fill().is_some_and(|fill| {
                        solid(fill.paint(), fill.opacity()) == Some(Colour::WHITE)
                    })
            })
    }

    fn frames(
        &self,
        root: &Group,
        transform: Transform,
        group: &Group,
        fits: impl Fn(&resvg::usvg::Path) -> bool,
    ) -> bool {
        let transform = transform.pre_concat(root.transform());
        let plain = root.clip_path().is_none()
            && root.mask().is_none()
            && root.filters().is_empty()
            && root.opacity() == Opacity::ONE;
        let [only] = root.children() else { return false };
        match only {
            Node::Group(inner) if plain => self.frames(inner, transform, group, fits),
            Node::Path(path) if plain && fits(path) && path.stroke().is_none() => {
                let framed = rectangle(path.data()).filter(|_| !transform.has_skew());
                let framed = framed.and_then(|framed| framed.transform(transform));
                framed.is_some_and(|framed| self.covers(framed, group))
            }
            _ => false,
        }
    }

    /// Whether all that is seen of a group lies within a frame.
    fn covers(&self, frame: Rect, group: &Group) -> bool {
        let margin = self.margin;
        let seen = group.abs_stroke_bounding_box();
        let frame = [
            frame.left() - margin,
            frame.top() - margin,
            frame.right() + margin,
            frame.bottom() + margin,
        ];
        let sheet = (self.edge.right() - margin, self.edge.bottom() - margin);
        frame[0] <= seen.left().max(0.0)
            && frame[1] <= seen.top().max(0.0)
            && frame[2] >= seen.right().min(sheet.0)
            && frame[3] >= seen.bottom().min(sheet.1)
    }
}

fn solid(paint: &Paint, opacity: Opacity) -> Option<Colour> {
    match paint {
        Paint::Color(Color { red, green, blue }) if opacity == Opacity::ONE => {
            Some(Colour { red: *red, green: *green, blue: *blue })
        }
        _ => None,
    }
}

fn holds(outer: Rect, inner: Rect) -> bool {
    outer.left() <= inner.left()
        && outer.top() <= inner.top()
        && outer.right() >= inner.right()
        && outer.bottom() >= inner.bottom()
}

/// The rectangle that an outline is, if it is nothing else.
fn rectangle(path: &tiny_skia::Path) -> Option<Rect> {
    let bounds = path.bounds();
    let mut corners = 0;
    let mut last: Option<tiny_skia::Point> = None;
    for segment in path.segments() {
        let to = match segment {
            PathSegment::MoveTo(to) if corners == 0 => to,
            PathSegment::LineTo(to) if corners > 0 => to,
            PathSegment::Close => continue,
            _ => return None,
        };
        let corner = (to.x == bounds.left() || to.x == bounds.right())
            && (to.y == bounds.top() || to.y == bounds.bottom());
        let straight = last.is_none_or(|last| (last.x == to.x) != (last.y == to.y));
        if !corner || !straight {
            return None;
        }
        corners += 1;
        last = Some(to);
    }
    matches!(corners, 4 | 5).then_some(bounds)
}

fn segments(path: &tiny_skia::Path) -> std::sync::Arc<[Segment]> {
    let mut now = tiny_skia::Point::zero();
    let mut begin = now;
    let mut steps = Vec::with_capacity(path.len());
    for segment in path.segments() {
        let (step, to) = match segment {
            PathSegment::MoveTo(to) => {
                begin = to;
                (Segment::Move(point(to)), to)
            }
            PathSegment::LineTo(to) => (Segment::Line(point(to)), to),
            PathSegment::QuadTo(control, to) => {
                // A quadratic curve is the cubic one whose controls lie two thirds of the way.
                let third = |end: tiny_skia::Point| Point {
                    x: end.x + (control.x - end.x) * 2.0 / 3.0,
                    y: end.y + (control.y - end.y) * 2.0 / 3.0,
                };
                (Segment::Curve(third(now), third(to), point(to)), to)
            }
            PathSegment::CubicTo(first, second, to) => {
                (Segment::Curve(point(first), point(second), point(to)), to)
            }
            PathSegment::Close => (Segment::Close, begin),
        };
        steps.push(step);
        now = to;
    }
    steps.into()
}

fn point(at: tiny_skia::Point) -> Point {
    Point { x: at.x, y: at.y }
}
