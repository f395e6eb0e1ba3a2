//! The emblem of the European Union, drawn after its official construction.
//!
//! Annex II of the graphics guide to the European emblem (also Regulation 2021/1060, annex IX): a
//! blue rectangle of 3:2; twelve stars whose middles lie on a circle of a third of the height,
//! at the hours of a clock; each star's points on a circle of an eighteenth of the height, one
//! point straight up.

use std::f32::consts::PI;

use super::draw::rectangle;
use super::theme::{EMBLEM_YELLOW, REFLEX_BLUE};
use crate::ir::{Content, Item, Owner, Path, Point, Segment, Size};

/// The width that goes with a height.
pub(super) fn width(height: f32) -> f32 {
    height * 1.5
}

/// The emblem with its top left corner at the origin, `height` points high.
pub(crate) fn emblem(height: f32, owner: Owner) -> Vec<Item> {
    let size = Size { width: width(height), height };
    let flag = rectangle(Point::default(), size, REFLEX_BLUE);
    let mut segments = Vec::with_capacity(12 * 11);
    for hour in 0..12 {
        let angle = PI * hour as f32 / 6.0;
        let middle = Point {
            x: size.width / 2.0 + height / 3.0 * angle.sin(),
            y: size.height / 2.0 - height / 3.0 * angle.cos(),
        };
        star(&mut segments, middle, height / 18.0);
    }
    let stars = Path { segments: segments.into(), fill: Some(EMBLEM_YELLOW), stroke: None };
    [flag, stars].map(|path| Item { owner, content: Content::Path(path) }).into()
}

fn star(segments: &mut Vec<Segment>, middle: Point, radius: f32) {
    // The inner corners of a pentagram.
    let inner = radius * (PI / 10.0).sin() / (3.0 * PI / 10.0).sin();
    for corner in 0..10 {
        let reach = if corner % 2 == 0 { radius } else { inner };
        let angle = PI * corner as f32 / 5.0;
        let at = Point { x: middle.x + reach * angle.sin(), y: middle.y - reach * angle.cos() };
        segments.push(if corner == 0 { Segment::Move(at) } else { Segment::Line(at) });
    }
    segments.push(Segment::Close);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_upright_stars_lie_on_the_circle_of_the_construction() {
        let height = 180.0;
        let items = emblem(height, Owner::Artifact);
        let Content::Path(stars) = &items[1].content else { panic!("stars are a path") };
        let tops: Vec<Point> = stars
            .segments
            .iter()
            .filter_map(|segment| match segment {
                Segment::Move(at) => Some(*at),
                _ => None,
            })
            .collect();
        assert_eq!(tops.len(), 12);
        for top in tops {
            // A star's first corner is straight above its middle.
            let middle = Point { x: top.x, y: top.y + height / 18.0 };
            let distance = (middle.x - 135.0).hypot(middle.y - 90.0);
            assert!((distance - height / 3.0).abs() < 0.01, "{middle:?}");
        }
    }
}
