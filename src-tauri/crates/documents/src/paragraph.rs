//! From text to lines: where lines may break, where they break best, and what stands on them.

mod breaks;
mod clean;
mod fit;
mod hyphenate;
mod line;
mod memory;
mod no_break;

use domain::Language;

use crate::ir::{Colour, Item, Owner};
use crate::shape::{Figures, Shaper};
use crate::shipped::Cut;

pub(crate) use clean::clean;
pub(crate) use memory::Paragraphs;

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub cut: Cut,
    /// Points.
    pub size: f32,
    /// Points from baseline to baseline.
    pub leading: f32,
    pub colour: Colour,
    pub figures: Figures,
    /// Extra space after each letter, in thousandths of an em.
    pub tracking: f32,
}

impl Style {
    pub const fn new(cut: Cut, size: f32, leading: f32, colour: Colour) -> Style {
        Style { cut, size, leading, colour, figures: Figures::Running, tracking: 0.0 }
    }

    pub const fn tabular(mut self) -> Style {
        self.figures = Figures::Tabular;
        self
    }

    pub const fn tracked(mut self, tracking: f32) -> Style {
        self.tracking = tracking;
        self
    }

    /// The same look, larger or smaller.
    pub fn scaled(mut self, factor: f32) -> Style {
        self.size *= factor;
        self.leading *= factor;
        self
    }
}

/// A stretch of a paragraph in one style.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span<'a> {
    pub text: &'a str,
    pub style: Style,
    pub owner: Owner,
}

/// Where lines stand between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alignment {
    Left,
    Right,
    Justified,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Setting {
    /// Points.
    pub measure: f32,
    pub alignment: Alignment,
    pub hyphenate: bool,
    /// Lines of like length, for titles.
    pub balanced: bool,
    /// Names parted by commas: a line ends rather after a comma than within a name.
    pub names: bool,
    pub language: Language,
}

impl Setting {
    /// Ragged right with hyphens: running text.
    pub fn text(measure: f32, language: Language) -> Setting {
        Setting {
            measure,
            alignment: Alignment::Left,
            hyphenate: true,
            balanced: false,
            names: false,
            language,
        }
    }

    /// Ragged right, balanced, hyphens only where a word is wider than the measure: titles.
    pub fn title(measure: f32, language: Language) -> Setting {
        Setting { hyphenate: false, balanced: true, ..Setting::text(measure, language) }
    }

    pub fn right(mut self) -> Setting {
        self.alignment = Alignment::Right;
        self
    }
}

/// One set line; its items stand relative to the left end of the measure and the baseline.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub items: Vec<Item>,
    /// Points from the baseline before.
    pub leading: f32,
    /// The largest size of letters on it, in points.
    pub size: f32,
    /// True where a word was torn without a hyphen, for want of room.
    pub torn: bool,
}

/// Sets spans as one paragraph; no line for text without letters.
pub(crate) fn set(shaper: &mut Shaper, spans: &[Span], setting: Setting) -> Vec<Line> {
    if let Some(lines) = shaper.paragraphs().lines(spans, setting) {
        return lines;
    }
    let mut numbered = spans.to_vec();
    for (index, span) in numbered.iter_mut().enumerate() {
        span.owner = memory::stand_in(index);
    }
    let paragraph = breaks::analyse(shaper, &numbered, setting);
    if paragraph.atoms.is_empty() {
        return Vec::new();
    }
    let chosen = fit::choose(&paragraph, setting);
    let lines = line::build(shaper, &paragraph, &chosen, setting);
    shaper.paragraphs().keep(spans, setting, lines)
}

/// Sets one span as one paragraph.
pub(crate) fn set_text(
    shaper: &mut Shaper,
    text: &str,
    style: Style,
    owner: Owner,
    setting: Setting,
) -> Vec<Line> {
    set(shaper, &[Span { text, style, owner }], setting)
}

#[cfg(test)]
mod tests;
