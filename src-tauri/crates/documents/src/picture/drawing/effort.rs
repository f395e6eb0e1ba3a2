//! Reckons what painting a drawing costs before it is painted.
//!
//! Costs are in pixels touched, with the bounds of shapes as they are on the canvas. Layers are
//! what opacity, clippings, masks and filters paint aside and put back.

use resvg::tiny_skia::{Rect, Transform};
use resvg::usvg::{Group, Node, Paint, Path, Stroke, Tree};

use super::paint;
use crate::picture::PictureError;

/// The most pixels that painting may touch, a few hundred times the whole canvas.
const MOST_PIXELS: f32 = 600e6;

/// The most pixels of the layers that are kept at the same time, 4 bytes each.
const MOST_KEPT: f32 = 60e6;

/// The most pixels of one tile of a pattern.
const MOST_TILE: f32 = 4e6;

/// What a shape costs even if it is small.
const SHAPE: f32 = 1_000.0;

/// What one dash of a line costs.
const DASH: f32 = 1_000.0;

/// How far layers reach beyond the canvas, in canvases.
const REACH: f32 = 25.0;

/// What a filter touches for each pixel and step, with its working copies.
const FILTER_STEP: f32 = 6.0;

/// Refuses a drawing that would take long to paint.
pub(super) fn check(tree: &Tree, scale: f32) -> Result<(), PictureError> {
    let Some(sides) = paint::sides(tree, scale) else { return Err(PictureError::Empty) };
    let canvas = Rect::from_xywh(0.0, 0.0, sides.width() as f32, sides.height() as f32);
    let Some(canvas) = canvas else { return Err(PictureError::Empty) };
    let mut effort = Effort { left: MOST_PIXELS, canvas };
    let transform = Transform::from_scale(scale, scale);
    effort.group(tree.root(), transform.pre_concat(tree.root().transform()), 0.0)
}

struct Effort {
    left: f32,
    canvas: Rect,
}

impl Effort {
    fn spend(&mut self, pixels: f32) -> Result<(), PictureError> {
        self.left -= pixels;
        // Written so that an area that is not a number is refused as well.
        if self.left >= 0.0 { Ok(()) } else { Err(PictureError::TooIntricate { what: "layers" }) }
    }

    fn whole(&self) -> f32 {
        self.canvas.width() * self.canvas.height()
    }

    /// The pixels of a box on the canvas; all of them if it cannot be placed.
    fn seen(&self, area: Rect, transform: Transform) -> f32 {
        let Some(area) = area.transform(transform) else { return self.whole() };
        let overlap = |begin: f32, end: f32, length: f32| {
            (end.min(length) - begin.max(0.0) + 2.0).clamp(0.0, length)
        };
        overlap(area.left(), area.right(), self.canvas.width())
            * overlap(area.top(), area.bottom(), self.canvas.height())
    }

    /// `transform` is that of the group's content; `kept` the pixels of the layers around it.
    fn group(
        &mut self,
        group: &Group,
        transform: Transform,
        kept: f32,
    ) -> Result<(), PictureError> {
        let mut kept = kept;
        if group.should_isolate() {
            let area = group.layer_bounding_box().transform(transform);
            let area = area.map_or(f32::MAX, |area| area.width() * area.height());
            let layer = area.min(self.whole() * REACH);
            kept += layer;
            if kept > MOST_KEPT {
                return Err(PictureError::TooIntricate { what: "layers" });
            }
            let steps: usize = group.filters().iter().map(|it| it.primitives().len()).sum();
            self.spend(layer * (2.0 + steps as f32 * FILTER_STEP))?;
            let mut clip = group.clip_path();
            while let Some(path) = clip {
                self.spend(layer * 2.0)?;
                self.group(path.root(), transform.pre_concat(path.transform()), kept + layer)?;
                clip = path.clip_path();
            }
            let mut mask = group.mask();
            while let Some(shade) = mask {
                self.spend(layer * 3.0)?;
                self.group(shade.root(), transform, kept + layer)?;
                mask = shade.mask();
            }
        }
        for child in group.children() {
            match child {
                Node::Group(child) => {
                    self.group(child, transform.pre_concat(child.transform()), kept)?;
                }
                Node::Path(path) => self.path(path, transform, kept)?,
                Node::Image(image) => {
                    let pixels = image.size().width() * image.size().height();
                    self.spend(pixels * 2.0 + self.seen(image.bounding_box(), transform) * 8.0)?;
                }
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &Path, transform: Transform, kept: f32) -> Result<(), PictureError> {
        let segments = path.data().len() as f32;
        let area = self.seen(path.stroke_bounding_box(), transform);
        self.spend(SHAPE + segments * 8.0 + area)?;
        if let Some(fill) = path.fill() {
            self.paint(fill.paint(), transform, kept)?;
        }
        if let Some(stroke) = path.stroke() {
            self.paint(stroke.paint(), transform, kept)?;
            self.spend(area + segments * 64.0 + dashes(path, stroke) * DASH)?;
        }
        Ok(())
    }

    fn paint(
        &mut self,
        paint: &Paint,
        transform: Transform,
        kept: f32,
    ) -> Result<(), PictureError> {
        let Paint::Pattern(pattern) = paint else { return Ok(()) };
        let (across, down) = transform.pre_concat(pattern.transform()).get_scale();
        let (width, height) = (pattern.rect().width() * across, pattern.rect().height() * down);
        let tile = width * height;
        let small = tile <= MOST_TILE && kept + tile <= MOST_KEPT;
        let Some(canvas) =
            Rect::from_xywh(0.0, 0.0, width.max(1.0), height.max(1.0)).filter(|_| small)
        else {
            return Err(PictureError::TooIntricate { what: "patterns" });
        };
        self.spend(tile * 2.0)?;
        let around = std::mem::replace(&mut self.canvas, canvas);
        let scale = Transform::from_scale(across, down);
        let spent =
            self.group(pattern.root(), scale.pre_concat(pattern.root().transform()), kept + tile);
        self.canvas = around;
        spent
    }
}

/// About how many dashes a line falls into.
fn dashes(path: &Path, stroke: &Stroke) -> f32 {
    let Some(lengths) = stroke.dasharray() else { return 0.0 };
    let round: f32 = lengths.iter().sum();
    let mut length = 0.0;
    let points = path.data().points();
    for pair in points.windows(2) {
        length += pair[0].distance(pair[1]);
    }
    length / round * lengths.len() as f32
}
