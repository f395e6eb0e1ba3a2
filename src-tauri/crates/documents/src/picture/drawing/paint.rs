//! Paints a drawing that paths cannot say.

use resvg::tiny_skia::{IntSize, Pixmap, Transform};
use resvg::usvg::Tree;

use crate::ir::{Pixels, Size};

/// Pixels along the longer side: 600 to the inch at 60 mm, as wide as a logo gets.
const SIDE: f32 = 1_418.0;

/// How many pixels a unit of the drawing becomes.
pub(super) fn scale(size: Size) -> f32 {
    SIDE / size.width.max(size.height)
}

/// The sides in pixels.
pub(super) fn sides(tree: &Tree, scale: f32) -> Option<IntSize> {
    let side = |length: f32| ((length * scale).round() as u32).max(1);
    IntSize::from_wh(side(tree.size().width()), side(tree.size().height()))
}

/// The painted drawing; none if it shows nothing.
pub(super) fn pixels(tree: &Tree, scale: f32) -> Option<Pixels> {
    let sides = sides(tree, scale)?;
    let (width, height) = (sides.width(), sides.height());
    let mut pixmap = Pixmap::new(width, height)?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());

    let area = width as usize * height as usize;
    let (mut rgb, mut alpha) = (Vec::with_capacity(area * 3), Vec::with_capacity(area));
    for pixel in pixmap.pixels() {
        let colour = pixel.demultiply();
        rgb.extend([colour.red(), colour.green(), colour.blue()]);
        alpha.push(colour.alpha());
    }
    if alpha.iter().all(|&opacity| opacity == 0) {
        return None;
    }
    let alpha = alpha.iter().any(|&opacity| opacity < u8::MAX).then_some(alpha);
    Some(Pixels { width, height, rgb, alpha })
}
