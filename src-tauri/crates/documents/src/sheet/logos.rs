//! Logos beside each other: optically equal, which is equal in area rather than in height.
//!
//! The European emblem must be at least as high or as wide as the biggest other logo (Regulation
//! 2021/1060, annex IX): wherever it stands, no logo is higher.

use super::composer::Composer;
use super::draw::Part;
use crate::ir::{Node, NodeId, Owner, Point, Rect, Role, Size};
use crate::model::Logo;

/// The side of a square logo, as a share of the greatest height.
const SQUARE: f32 = 0.88;
/// Logos wider than this many heights, or higher than the inverse, no longer set the size of the
/// others.
const WIDEST: f32 = 3.5;
const HIGHEST: f32 = 0.6;

/// Where logos stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shelf {
    /// Points of the whole.
    pub measure: f32,
    /// Points that no logo is higher than.
    pub tallest: f32,
    /// Points between logos.
    pub gap: f32,
}

/// Sizes of equal area, none wider than `widest` nor higher than `tallest`.
fn sizes(logos: &[Logo], widest: f32, tallest: f32) -> Vec<Size> {
    let shape = |logo: &Logo| {
        let size = logo.picture.size();
        let shape = size.width / size.height;
        if shape.is_finite() && shape > 0.0 { shape } else { 1.0 }
    };
    let shapes: Vec<f32> = logos.iter().map(shape).collect();
    let broadest = shapes.iter().copied().fold(1.0, f32::max).min(WIDEST);
    let slimmest = shapes.iter().copied().fold(1.0, f32::min).max(HIGHEST);
    let area = (SQUARE * tallest).powi(2).min(widest.powi(2) / broadest);
    let area = area.min(tallest.powi(2) * slimmest);
    let fit = |shape: f32| {
        let height = (area / shape).sqrt().min(tallest).min(widest / shape);
        Size { width: height * shape, height }
    };
    shapes.into_iter().map(fit).collect()
}

fn figure(composer: &mut Composer, parent: NodeId, logo: &Logo) -> Owner {
    let described = logo.description.trim();
    let own = composer.words().pages.logo;
    let said = if described.is_empty() { own } else { described };
    Owner::Node(composer.tree.add(parent, Node::new(Role::Figure).alternative(said)))
}

/// Logos in one line, all smaller alike where they would not fit.
pub(super) fn row(composer: &mut Composer, parent: NodeId, logos: &[Logo], shelf: Shelf) -> Part {
    let sizes = sizes(logos, shelf.measure, shelf.tallest);
    let gaps = shelf.gap * logos.len().saturating_sub(1) as f32;
    let wide: f32 = sizes.iter().map(|size| size.width).sum();
    let share = ((shelf.measure - gaps) / wide).clamp(0.05, 1.0);
    let height = sizes.iter().map(|size| size.height * share).fold(0.0, f32::max);
    let mut row = Part { height, ..Part::default() };
    let mut x = 0.0;
    for (logo, size) in logos.iter().zip(sizes) {
        let size = Size { width: size.width * share, height: size.height * share };
        let owner = figure(composer, parent, logo);
        let origin = Point { x, y: (height - size.height) / 2.0 };
        row.items.extend(logo.picture.items(Rect { origin, size }, owner));
        x += size.width + shelf.gap;
    }
    row
}

/// The width that [`row`] takes, in points.
pub(super) fn row_width(logos: &[Logo], shelf: Shelf) -> f32 {
    let wide: f32 = sizes(logos, shelf.measure, shelf.tallest).iter().map(|size| size.width).sum();
    (wide + shelf.gap * logos.len().saturating_sub(1) as f32).min(shelf.measure)
}

/// Logos in lines of `columns`, one part a line; each stands in the middle of its line's height.
pub(super) fn grid(
    composer: &mut Composer,
    parent: NodeId,
    logos: &[Logo],
    shelf: Shelf,
    columns: usize,
) -> Vec<Part> {
    let cell = (shelf.measure - shelf.gap * (columns - 1) as f32) / columns as f32;
    let sizes = sizes(logos, cell, shelf.tallest);
    let lines = logos.chunks(columns).zip(sizes.chunks(columns));
    let lines = lines.map(|(logos, sizes)| {
        let height = sizes.iter().map(|size| size.height).fold(0.0, f32::max);
        let mut line = Part { height, ..Part::default() };
        for (column, (logo, size)) in logos.iter().zip(sizes).enumerate() {
            let owner = figure(composer, parent, logo);
            let x = (cell + shelf.gap) * column as f32;
            let origin = Point { x, y: (height - size.height) / 2.0 };
            line.items.extend(logo.picture.items(Rect { origin, size: *size }, owner));
        }
        line
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::Picture;

    fn logo(width: u32, height: u32) -> Logo {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' \
             viewBox='0 0 {width} {height}'><path d='M0 0h{width}v{height}H0z'/></svg>"
        );
        Logo { picture: Picture::read(svg.as_bytes()).unwrap(), description: String::new() }
    }

    #[test]
    fn logos_are_equal_in_area_and_none_is_higher_than_the_emblem() {
        let logos = [logo(200, 100), logo(100, 100), logo(80, 100), logo(400, 100)];
        let sizes = sizes(&logos, 150.0, 34.0);
        let area = |size: &Size| size.width * size.height;
        for size in &sizes {
            assert!((area(size) - area(&sizes[0])).abs() < 0.5, "{sizes:?}");
            assert!(size.height <= 34.0 && size.width <= 150.0);
        }
    }

    #[test]
    fn a_ribbon_and_a_tower_do_not_shrink_the_others_to_nothing() {
        let logos = [logo(3000, 100), logo(100, 3000), logo(100, 100)];
        let sizes = sizes(&logos, 140.0, 56.0);
        assert!(sizes[2].width > 30.0, "{sizes:?}");
        assert!(sizes.iter().all(|size| size.height <= 56.0 && size.width <= 140.0));
    }
}
