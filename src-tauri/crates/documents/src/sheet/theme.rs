//! The look of all paper: one family, one accent, one scale of sizes, one grid.

use crate::ir::{Colour, Size};
use crate::paragraph::Style;
use crate::shipped::Cut;

/// Text; 16:1 on white.
pub(super) const INK: Colour = Colour::hex(0x1b1f23);
/// Secondary text; 7:1 on white, above AA also on the tint.
pub(super) const QUIET: Colour = Colour::hex(0x535a61);
/// The one accent; 9:1 on white.
pub(super) const ACCENT: Colour = Colour::hex(0x0b4f6c);
/// The ground of pauses.
pub(super) const TINT: Colour = Colour::hex(0xecf2f5);
/// Rules between rows.
pub(super) const HAIRLINE: Colour = Colour::hex(0xc0c9d0);
/// The blue of the European emblem and its statement (Regulation 2021/1060, annex IX).
pub(super) const REFLEX_BLUE: Colour = Colour::hex(0x003399);
/// The yellow of its stars.
pub(super) const EMBLEM_YELLOW: Colour = Colour::hex(0xffcc00);

pub(super) const TITLE: Style = Style::new(Cut::Bold, 38.0, 42.0, INK).tracked(-8.0);
pub(super) const SUBTITLE: Style = Style::new(Cut::Regular, 17.0, 23.0, QUIET);
pub(super) const KICKER: Style = Style::new(Cut::SemiBold, 12.0, 16.0, ACCENT);
pub(super) const FACTS: Style = Style::new(Cut::SemiBold, 13.0, 19.0, INK);
pub(super) const LEAD: Style = Style::new(Cut::Regular, 11.5, 16.5, INK);
pub(super) const HEADING: Style = Style::new(Cut::SemiBold, 20.0, 25.0, INK);
pub(super) const SUBHEADING: Style = Style::new(Cut::SemiBold, 13.0, 18.0, ACCENT);
pub(super) const SESSION_TITLE: Style = Style::new(Cut::SemiBold, 11.5, 15.0, INK);
pub(super) const TIME: Style = Style::new(Cut::SemiBold, 10.5, 15.0, ACCENT).tabular();
pub(super) const TEXT: Style = Style::new(Cut::Regular, 10.5, 14.5, INK);
pub(super) const QUIET_TEXT: Style = Style::new(Cut::Regular, 10.5, 14.5, QUIET);
pub(super) const NAME: Style = Style::new(Cut::SemiBold, 10.5, 14.5, INK);
pub(super) const SMALL: Style = Style::new(Cut::Regular, 9.0, 12.0, QUIET);
pub(super) const FOOTER: Style = Style::new(Cut::Regular, 8.5, 11.0, QUIET).tabular();

/// Space between the edge of a page and its text, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margins {
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
}

pub(super) const MARGINS: Margins = Margins { left: 62.0, right: 62.0, top: 62.0, bottom: 70.0 };

impl Margins {
    pub fn measure(self, page: Size) -> f32 {
        page.width - self.left - self.right
    }

    pub fn height(self, page: Size) -> f32 {
        page.height - self.top - self.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Colour) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue)
    }

    fn contrast(ink: Colour, ground: Colour) -> f64 {
        let (one, other) = (luminance(ink) + 0.05, luminance(ground) + 0.05);
        one.max(other) / one.min(other)
    }

    #[test]
    fn every_ink_is_readable_on_every_ground() {
        for ink in [INK, QUIET, ACCENT, REFLEX_BLUE] {
            for ground in [Colour::WHITE, TINT] {
                assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}");
            }
        }
    }
}
