//! How close a grid is set: closer looks serve days with much in them.

use crate::paragraph::Style;
use crate::sheet::theme::{INK, QUIET, Theme};

/// The styles of a grid, and what its cells say.
#[derive(Debug, Clone, Copy)]
pub(in crate::sheet) struct Look {
    pub title: Style,
    pub small: Style,
    pub time: Style,
    /// The title of a pause.
    pub pause: Style,
    /// Points above and below the text of a cell.
    pub padding: f32,
    /// Points of the column of times.
    pub time_column: f32,
    /// Whether cells name those who speak.
    pub speakers: bool,
    /// Whether cells name rooms that their column does not.
    pub rooms: bool,
}

/// Points; smaller letters are not read on paper held in the hand.
pub(in crate::sheet) const SMALLEST: f32 = 7.5;

/// The looks from the most open to the closest, each by the sizes of titles and of the rest, the
/// leading, the padding and the column of times; on smaller pages all are smaller alike.
const SIZES: [[f32; 5]; 6] = [
    [11.0, 10.0, 14.5, 11.0, 84.0],
    [10.0, 9.0, 13.0, 7.0, 78.0],
    [9.0, 8.5, 11.5, 4.5, 70.0],
    [8.5, 8.0, 10.5, 3.5, 66.0],
    [8.0, 7.5, 10.0, 2.5, 62.0],
    [SMALLEST, SMALLEST, 9.0, 1.6, 56.0],
];

/// How many looks there are.
pub(in crate::sheet) const LOOKS: usize = SIZES.len();

/// The looks of sheets of several pages, from the most open to the closest.
pub(super) fn looks(theme: Theme) -> [Look; LOOKS - 1] {
    std::array::from_fn(|index| look(theme, index))
}

/// The look at `index`, 0 being the most open; the closest is for a sheet that has one page only.
pub(in crate::sheet) fn look(theme: Theme, index: usize) -> Look {
    let [size, small, leading, padding, time_column] = SIZES[index.min(LOOKS - 1)];
    Look {
        title: readable(theme.semi_bold(size, leading, INK)),
        small: readable(theme.regular(small, leading - 1.0, QUIET)),
        time: readable(theme.semi_bold(size, leading, theme.accent)).tabular(),
        pause: readable(theme.regular(size, leading, INK)),
        padding,
        time_column,
        speakers: true,
        rooms: true,
    }
}

/// The style in a size that is read without a glass.
pub(super) fn readable(style: Style) -> Style {
    if style.size < SMALLEST { style.scaled(SMALLEST / style.size) } else { style }
}
