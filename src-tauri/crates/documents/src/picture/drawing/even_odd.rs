//! Fills of the even-odd rule, said in the only rule that a page knows: non-zero winding.
//!
//! Both rules ink the same if every contour within another runs the other way round. Whether
//! turning contours achieves that is not argued but seen: both are painted and compared.

use resvg::tiny_skia::{FillRule, Mask, Path, PathBuilder, PathSegment, Point, Transform};

/// Pixels along the longer side of what is compared.
const SIDE: f32 = 512.0;

/// The most that a pixel may differ, of 255: the roughness of an edge.
const ROUGH: u8 = 40;

/// The most contours that are turned.
const MOST_CONTOURS: usize = 400;

/// The most points of contours that are compared with one another.
const MOST_POINTS: usize = 20_000;

/// Lines that stand for one curve where only the side of a point is asked.
const LINES: u16 = 8;

/// Whether an outline is one contour of a few straight lines, which cannot differ by the rule.
pub(super) fn is_plain(path: &Path) -> bool {
    let moves = path.segments().filter(|segment| matches!(segment, PathSegment::MoveTo(_))).count();
    let lines = path.segments().filter(|segment| matches!(segment, PathSegment::LineTo(_))).count();
    let curves = path
        .segments()
        .any(|segment| matches!(segment, PathSegment::QuadTo(..) | PathSegment::CubicTo(..)));
    moves == 1 && lines <= 2 && !curves
}

/// An outline that inks the same by non-zero winding; none if it is not found.
pub(super) fn as_non_zero(path: Path) -> Option<Path> {
    let wanted = inked(&path, &path, FillRule::EvenOdd)?;
    let same = |other: &Path| {
        inked(other, &path, FillRule::Winding).is_some_and(|ink| {
            ink.data().iter().zip(wanted.data()).all(|(a, b)| a.abs_diff(*b) <= ROUGH)
        })
    };
    if same(&path) {
        return Some(path);
    }
    turned(&path).filter(same)
}

/// The ink of a path on a sheet that `frame` fills.
fn inked(path: &Path, frame: &Path, rule: FillRule) -> Option<Mask> {
    let bounds = frame.bounds();
    let scale = SIDE / bounds.width().max(bounds.height());
    let side = |length: f32| ((length * scale).ceil() as u32).clamp(1, SIDE as u32 + 1);
    let mut mask = Mask::new(side(bounds.width()), side(bounds.height()))?;
    let place = Transform::from_translate(-bounds.left(), -bounds.top()).post_scale(scale, scale);
    mask.fill_path(path, rule, true, place);
    Some(mask)
}

/// The same contours, each running by how many others it lies in.
fn turned(path: &Path) -> Option<Path> {
    let contours = contours(path);
    let rings: Vec<Vec<Point>> = contours.iter().map(|contour| flattened(contour)).collect();
    let points: usize = rings.iter().map(Vec::len).sum();
    if contours.len() > MOST_CONTOURS || points > MOST_POINTS {
        return None;
    }
    let mut builder = PathBuilder::new();
    for (number, (contour, ring)) in contours.iter().zip(&rings).enumerate() {
        let sample = *ring.first()?;
        let around = rings
            .iter()
            .enumerate()
            .filter(|(other, ring)| *other != number && contains(ring, sample))
            .count();
        if (area(ring) > 0.0) == (around % 2 == 0) {
            forwards(&mut builder, contour);
        } else {
            backwards(&mut builder, contour);
        }
    }
    builder.finish()
}

/// The segments of each contour, the point where it begins first.
fn contours(path: &Path) -> Vec<Vec<PathSegment>> {
    let mut contours: Vec<Vec<PathSegment>> = Vec::new();
    for segment in path.segments() {
        match (segment, contours.last_mut()) {
            (PathSegment::MoveTo(_), _) | (_, None) => contours.push(vec![segment]),
            (PathSegment::Close, _) => {}
            (_, Some(contour)) => contour.push(segment),
        }
    }
    contours
}

fn end(segment: PathSegment) -> Option<Point> {
    match segment {
        PathSegment::MoveTo(to)
        | PathSegment::LineTo(to)
        | PathSegment::QuadTo(_, to)
        | PathSegment::CubicTo(_, _, to) => Some(to),
        PathSegment::Close => None,
    }
}

fn flattened(contour: &[PathSegment]) -> Vec<Point> {
    let mut ring: Vec<Point> = Vec::new();
    for segment in contour {
        let from = ring.last().copied().unwrap_or_default();
        let along = (1..=LINES).map(|step| f32::from(step) / f32::from(LINES));
        match *segment {
            PathSegment::MoveTo(to) | PathSegment::LineTo(to) => ring.push(to),
            PathSegment::QuadTo(a, to) => ring.extend(along.map(|t| {
                let rest = 1.0 - t;
                weighted(&[(from, rest * rest), (a, 2.0 * rest * t), (to, t * t)])
            })),
            PathSegment::CubicTo(a, b, to) => ring.extend(along.map(|t| {
                let rest = 1.0 - t;
                let (first, second) = (3.0 * rest * rest * t, 3.0 * rest * t * t);
                weighted(&[(from, rest.powi(3)), (a, first), (b, second), (to, t.powi(3))])
            })),
            PathSegment::Close => {}
        }
    }
    ring
}

fn weighted(points: &[(Point, f32)]) -> Point {
    let sum = |part: fn(&Point) -> f32| points.iter().map(|(at, weight)| part(at) * weight).sum();
    Point::from_xy(sum(|at| at.x), sum(|at| at.y))
}

fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// Twice the area, negative if the ring runs the other way round.
fn area(ring: &[Point]) -> f32 {
    edges(ring).map(|(a, b)| a.x * b.y - b.x * a.y).sum()
}

fn contains(ring: &[Point], at: Point) -> bool {
    let crossings = edges(ring).filter(|(a, b)| {
        (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x)
    });
    crossings.count() % 2 == 1
}

fn forwards(builder: &mut PathBuilder, contour: &[PathSegment]) {
    for segment in contour {
        match *segment {
            PathSegment::MoveTo(to) => builder.move_to(to.x, to.y),
            PathSegment::LineTo(to) => builder.line_to(to.x, to.y),
            PathSegment::QuadTo(a, to) => builder.quad_to(a.x, a.y, to.x, to.y),
            PathSegment::CubicTo(a, b, to) => builder.cubic_to(a.x, a.y, b.x, b.y, to.x, to.y),
            PathSegment::Close => {}
        }
    }
    builder.close();
}

fn backwards(builder: &mut PathBuilder, contour: &[PathSegment]) {
    let Some(begin) = contour.last().and_then(|last| end(*last)) else { return };
    builder.move_to(begin.x, begin.y);
    for pair in contour.windows(2).rev() {
        let Some(to) = end(pair[0]) else { continue };
        match pair[1] {
            PathSegment::QuadTo(a, _) => builder.quad_to(a.x, a.y, to.x, to.y),
            PathSegment::CubicTo(a, b, _) => builder.cubic_to(b.x, b.y, a.x, a.y, to.x, to.y),
            _ => builder.line_to(to.x, to.y),
        }
    }
    builder.close();
}
