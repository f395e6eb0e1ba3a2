//! Text that must find room in a fixed place.

use super::draw::height;
use crate::ir::Owner;
use crate::paragraph::{Line, Setting, Style, set_text};
use crate::shape::Shaper;

/// What text is set in and where it must fit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The look it has where there is room.
    pub style: Style,
    pub setting: Setting,
    /// Points of height.
    pub room: f32,
}

/// Sets a text in the largest size, from the place's own down, in which it is not too high.
pub(super) fn fitted(shaper: &mut Shaper, text: &str, place: Place, owner: Owner) -> Vec<Line> {
    let mut factor = 1.0;
    loop {
        let style = place.style.scaled(factor);
        let lines = set_text(shaper, text, style, owner, place.setting);
        let taken = height(&lines);
        // Below a hundredth of a size no text is as long as computers let people paste.
        if taken <= place.room || factor < 0.01 {
            return lines;
        }
        // Half the size takes a quarter of the height.
        factor *= (place.room / taken).sqrt().clamp(0.3, 0.95);
    }
}

/// Letters of a text of which only the beginning is shown, because it stands whole elsewhere.
const SHOWN_LETTERS: usize = 150;

/// True for a text of which [`shortened`] shows only the beginning.
pub(super) fn is_long(text: &str) -> bool {
    text.chars().count() > SHOWN_LETTERS
}

/// The beginning of a long text on one line, cut after a word.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((limit, _)) = line.char_indices().nth(SHOWN_LETTERS) else { return line };
    let kept = &line[..limit];
    let kept = kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
    format!("{kept}\u{2026}")
}
