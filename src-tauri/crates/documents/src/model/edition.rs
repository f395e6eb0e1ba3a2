//! How a sheet is made, whatever it says: languages, the look of the house, the moment.

use chrono::NaiveDateTime;

use super::{Languages, Phrase};
use crate::ir::Colour;
use crate::picture::Picture;

/// One making of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// The languages of the paper's own words, and which of its texts lead.
    pub languages: Languages,
    /// The look of the institution.
    pub house: House,
    /// When the paper was made, in UTC.
    pub created: NaiveDateTime,
}

/// The look of an institution's paper.
#[derive(Debug, Clone, PartialEq)]
pub struct House {
    /// The one accent, of headings, names and times; at least [`contrast::AA`](crate::contrast::AA)
    /// on white.
    pub accent: Colour,
    /// The typeface of running text.
    pub text_face: Typeface,
    /// The typeface of titles and headings.
    pub heading_face: Typeface,
    /// The logos of the institution, in order; they stand on covers and on the page of those who
    /// pay, never higher than the European emblem.
    pub logos: Vec<Logo>,
    /// What stands at the foot of every sheet, such as the address of the institution's pages.
    pub foot: Option<Phrase>,
}

impl Default for House {
    /// The look that paper has before an institution gives its own.
    fn default() -> House {
        House {
            accent: Colour::hex(0x0b4f6c),
            text_face: Typeface::SourceSans,
            heading_face: Typeface::SourceSans,
            logos: Vec::new(),
            foot: None,
        }
    }
}

/// The logo of an institution or of a partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Logo {
    /// The picture.
    pub picture: Picture,
    /// What a screen reader says instead, such as `Itä-Suomen yliopisto`.
    pub description: String,
}

/// A typeface that the program carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Typeface {
    /// Source Sans 3, without serifs.
    #[default]
    SourceSans,
    /// Source Serif 4, with serifs.
    SourceSerif,
}
