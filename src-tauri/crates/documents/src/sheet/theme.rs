//! The look of all paper: one scale of sizes and one grid, in the colours and faces of the house.

use crate::contrast::{nearest_readable, tint};
use crate::ir::Colour;
use crate::model::{House, Typeface};
use crate::paragraph::Style;
use crate::shipped::Cut;

/// Text; 16:1 on white.
pub(crate) const INK: Colour = Colour::hex(0x1b1f23);
/// Secondary text; 7:1 on white, above AA also on the tint.
pub(crate) const QUIET: Colour = Colour::hex(0x535a61);
/// Rules between rows.
pub(super) const HAIRLINE: Colour = Colour::hex(0xc0c9d0);
/// The blue of the European emblem and its statement (Regulation 2021/1060, annex IX).
pub(super) const REFLEX_BLUE: Colour = Colour::hex(0x003399);
/// The yellow of its stars.
pub(super) const EMBLEM_YELLOW: Colour = Colour::hex(0xffcc00);

/// Which cuts and colours a sheet is set in: what the house chose, in the one scale of sizes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme {
    /// Headings, names and times.
    pub accent: Colour,
    /// The ground of pauses and heads of tables.
    pub tint: Colour,
    text: Typeface,
    heading: Typeface,
    /// Sizes as a share of those on A4.
    scale: f32,
}

impl Theme {
    pub fn new(house: &House, scale: f32) -> Theme {
        // A colour that cannot be read never reaches paper, whoever let it in.
        let accent = nearest_readable(house.accent);
        Theme {
            accent,
            tint: tint(accent),
            text: house.text_face,
            heading: house.heading_face,
            scale,
        }
    }

    pub fn regular(self, size: f32, leading: f32, colour: Colour) -> Style {
        Style::new(cut(self.text, Weight::Regular), size, leading, colour).scaled(self.scale)
    }

    pub fn semi_bold(self, size: f32, leading: f32, colour: Colour) -> Style {
        Style::new(cut(self.text, Weight::SemiBold), size, leading, colour).scaled(self.scale)
    }

    /// Headings within a sheet.
    pub fn heading_style(self, size: f32, leading: f32, colour: Colour) -> Style {
        Style::new(cut(self.heading, Weight::SemiBold), size, leading, colour).scaled(self.scale)
    }

    /// The largest letters of a sheet.
    pub fn display(self, size: f32, leading: f32, colour: Colour) -> Style {
        Style::new(cut(self.heading, Weight::Bold), size, leading, colour)
            .tracked(-8.0)
            .scaled(self.scale)
    }

    pub fn title(self) -> Style {
        self.display(38.0, 42.0, INK)
    }

    pub fn subtitle(self) -> Style {
        self.regular(17.0, 23.0, QUIET)
    }

    pub fn kicker(self) -> Style {
        self.semi_bold(12.0, 16.0, self.accent)
    }

    pub fn facts(self) -> Style {
        self.semi_bold(13.0, 19.0, INK)
    }

    pub fn lead(self) -> Style {
        self.regular(11.5, 16.5, INK)
    }

    pub fn heading(self) -> Style {
        self.heading_style(20.0, 25.0, INK)
    }

    pub fn subheading(self) -> Style {
        self.heading_style(13.0, 18.0, self.accent)
    }

    pub fn session_title(self) -> Style {
        self.semi_bold(11.5, 15.0, INK)
    }

    pub fn time(self) -> Style {
        self.semi_bold(10.5, 15.0, self.accent).tabular()
    }

    pub fn text(self) -> Style {
        self.regular(10.5, 14.5, INK)
    }

    pub fn quiet_text(self) -> Style {
        self.regular(10.5, 14.5, QUIET)
    }

    pub fn name(self) -> Style {
        self.semi_bold(10.5, 14.5, INK)
    }

    pub fn small(self) -> Style {
        self.regular(9.0, 12.0, QUIET)
    }

    pub fn footer(self) -> Style {
        self.regular(8.5, 11.0, QUIET).tabular()
    }
}

#[derive(Clone, Copy)]
enum Weight {
    Regular,
    SemiBold,
    Bold,
}

const fn cut(face: Typeface, weight: Weight) -> Cut {
    match (face, weight) {
        (Typeface::SourceSans, Weight::Regular) => Cut::Regular,
        (Typeface::SourceSans, Weight::SemiBold) => Cut::SemiBold,
        (Typeface::SourceSans, Weight::Bold) => Cut::Bold,
        (Typeface::SourceSerif, Weight::Regular) => Cut::SerifRegular,
        (Typeface::SourceSerif, Weight::SemiBold) => Cut::SerifSemiBold,
        (Typeface::SourceSerif, Weight::Bold) => Cut::SerifBold,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::contrast::{AA, contrast};

    #[test]
    fn every_ink_is_readable_on_every_ground() {
        let theme = Theme::new(&House::default(), 1.0);
        for ink in [INK, QUIET, theme.accent, REFLEX_BLUE] {
            for ground in [Colour::WHITE, theme.tint] {
                assert!(contrast(ink, ground) >= AA, "{ink:?} on {ground:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_house_can_make_a_sheet_that_cannot_be_read(rgb in 0_u32..0x100_0000) {
            let house = House { accent: Colour::hex(rgb), ..House::default() };
            let theme = Theme::new(&house, 1.0);
            for ink in [INK, QUIET, theme.accent] {
                prop_assert!(contrast(ink, theme.tint) >= AA, "{:?} on {:?}", ink, theme.tint);
            }
        }
    }
}
