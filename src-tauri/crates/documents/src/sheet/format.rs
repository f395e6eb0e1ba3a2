//! The pages that a programme is poured into: their size, and where text stands on them.

use crate::ir::Size;

/// A page and its margins, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Format {
    pub size: Size,
    /// The margin at the left; of a bound sheet, the one at the fold.
    pub left: f32,
    /// The margin at the right; of a bound sheet, the one at the outer edge.
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
    /// Whether left and right change sides from page to page, as in a booklet.
    pub bound: bool,
    /// Text is this share of its size on A4.
    pub scale: f32,
}

impl Format {
    /// A4 upright.
    pub const A4: Format = Format {
        size: Size::A4,
        left: 62.0,
        right: 62.0,
        top: 62.0,
        bottom: 70.0,
        bound: false,
        scale: 1.0,
    };

    /// A page of a booklet folded from A4: 15 mm at the fold, text of 10 points.
    pub const A5: Format = Format {
        size: Size { width: 420.945, height: 595.275_6 },
        left: 45.0,
        right: 36.0,
        top: 42.0,
        bottom: 52.0,
        bound: true,
        scale: 0.953,
    };

    /// The same margins on the page turned by a quarter.
    pub const fn landscape(self) -> Format {
        Format { size: self.size.landscape(), ..self }
    }

    /// Points of a line.
    pub fn measure(self) -> f32 {
        self.size.width - self.left - self.right
    }

    /// Points of a column of text.
    pub fn height(self) -> f32 {
        self.size.height - self.top - self.bottom
    }

    /// Where lines begin on page `index`, counted from 0: a bound sheet opens with a right page.
    pub fn left_of(self, index: usize) -> f32 {
        if self.bound && index % 2 == 1 { self.right } else { self.left }
    }
}
