//! The places where a paragraph's lines may end, and the widths between them.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_normalization::char::is_combining_mark;

use super::clean::clean_span;
use super::{Setting, Span, Style, hyphenate, no_break};
use crate::ir::Owner;
use crate::shape::{Manner, Shaper, Word};

/// A paragraph cut into the smallest parts that lines are made of.
pub(super) struct Analysed {
    pub text: String,
    pub spans: Vec<PlacedSpan>,
    pub atoms: Vec<Atom>,
    /// True where some text runs from right to left.
    pub mixed: bool,
}

pub(super) struct PlacedSpan {
    pub end: usize,
    pub style: Style,
    pub owner: Owner,
}

/// A part of the text within which no line ends.
#[derive(Debug, Clone)]
pub(super) struct Atom {
    /// Bytes of the paragraph's text, spaces after it left out.
    pub range: Range<usize>,
    pub span: usize,
    pub right_to_left: bool,
    pub level: Level,
    /// Points.
    pub width: f32,
    pub after: After,
}

/// What follows an atom, and whether a line may end there.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum After {
    /// The same word goes on in another span, face or direction.
    Joint,
    /// A space, its bytes and its width in points.
    Space { range: Range<usize>, width: f32 },
    /// A place to break without a space, as after a written hyphen.
    Edge,
    /// A syllable's end; the width of a hyphen in points.
    Hyphen { width: f32 },
    /// The middle of a word that no rule divides, for want of room.
    Tear,
    /// The end of a line or of the paragraph.
    End,
}

impl After {
    pub fn may_end_line(&self) -> bool {
        *self != After::Joint
    }
}

pub(super) fn analyse(shaper: &mut Shaper, spans: &[Span], setting: Setting) -> Analysed {
    let (text, spans) = join(spans);
    let mixed = text.chars().any(|letter| letter >= '\u{590}');
    let levels = mixed.then(|| BidiInfo::new(&text, Some(Level::ltr())).levels);
    let mixed = levels.iter().flatten().any(Level::is_rtl);
    let levels = levels.filter(|_| mixed);

    let mut analysed = Analysed { text, spans, atoms: Vec::new(), mixed };
    let mut start = 0;
    let text = analysed.text.clone();
    for (at, opportunity) in linebreaks(&text) {
        let optional = opportunity == BreakOpportunity::Allowed;
        if optional && no_break::holds_together(&text, at) {
            continue;
        }
        analysed.segment(shaper, levels.as_deref(), start..at, !optional, setting);
        start = at;
    }
    if let Some(last) = analysed.atoms.last_mut() {
        last.after = After::End;
    }
    analysed
}

fn join(spans: &[Span]) -> (String, Vec<PlacedSpan>) {
    let mut text = String::new();
    let mut placed = Vec::with_capacity(spans.len());
    for span in spans {
        let cleaned = clean_span(span.text);
        let doubled = text.is_empty() || text.ends_with([' ', '\n']);
        text.push_str(if doubled { cleaned.trim_start_matches(' ') } else { &cleaned });
        placed.push(PlacedSpan { end: text.len(), style: span.style, owner: span.owner });
    }
    text.truncate(text.trim_end_matches([' ', '\n']).len());
    (text, placed)
}

impl Analysed {
    fn span_at(&self, at: usize) -> usize {
        let found = self.spans.iter().position(|span| at < span.end);
        found.unwrap_or(self.spans.len() - 1)
    }

    pub fn manner(&self, span: usize, right_to_left: bool, setting: Setting) -> Manner {
        let style = self.spans[span].style;
        Manner { cut: style.cut, figures: style.figures, language: setting.language, right_to_left }
    }

    /// Adds the atoms of one unbreakable stretch and the spaces after it.
    fn segment(
        &mut self,
        shaper: &mut Shaper,
        levels: Option<&[Level]>,
        range: Range<usize>,
        ends_line: bool,
        setting: Setting,
    ) {
        let whole = &self.text[range.clone()];
        let solid = whole.trim_end_matches([' ', '\n']).len();
        let solid = range.start..range.start + solid;
        let spaces = solid.end..range.start + whole.trim_end_matches('\n').len();
        let first = self.atoms.len();
        if !solid.is_empty() {
            let mut start = solid.start;
            while start < solid.end {
                let span = self.span_at(start);
                let level = levels.map_or(Level::ltr(), |levels| levels[start]);
                let limit = self.spans[span].end.min(solid.end);
                let same = |at: &usize| levels.is_none_or(|levels| levels[*at] == level);
                let end = (start..limit).find(|at| !same(at)).unwrap_or(limit);
                self.piece(shaper, start..end, span, level, setting);
                start = end;
            }
        }
        let total: f32 = self.atoms[first..].iter().map(|atom| atom.width).sum();
        if total > setting.measure {
            // Pieces of two spans or directions may each fit where together they do not.
            let joints = self.atoms[first..].iter_mut();
            for atom in joints.filter(|atom| atom.after == After::Joint) {
                atom.after = After::Tear;
            }
        }
        let after = if ends_line {
            After::End
        } else if spaces.is_empty() {
            After::Edge
        } else {
            let span = self.span_at(spaces.start);
            let manner = self.manner(span, false, setting);
            let style = self.spans[span].style;
            let width = (shaper.space(manner) + style.tracking) * style.size / 1000.0;
            After::Space { range: spaces, width }
        };
        if let Some(last) = self.atoms.last_mut() {
            last.after = after;
        }
    }

    fn piece(
        &mut self,
        shaper: &mut Shaper,
        range: Range<usize>,
        span: usize,
        level: Level,
        setting: Setting,
    ) {
        let style = self.spans[span].style;
        let right_to_left = level.is_rtl();
        let manner = self.manner(span, right_to_left, setting);
        let text = &self.text[range.clone()];
        let word = shaper.word(text, manner);
        let width_of = |from: usize, to: usize| width(&word, from, to, style);
        let full = width_of(0, text.len());
        let mut cuts: Vec<(usize, After)> = Vec::new();
        if (setting.hyphenate || full > setting.measure) && !right_to_left {
            let hyphen = shaper.word("-", manner).width * style.size / 1000.0;
            for at in syllables(text, setting) {
                cuts.push((at, After::Hyphen { width: hyphen }));
            }
        }
        if full > setting.measure {
            // An address has no syllables, but signs that part it; a hyphen would become part of it.
            cuts.extend(signs_of_address(text).map(|at| (at, After::Edge)));
            cuts = with_tears(text, &word, cuts, setting.measure, &width_of);
        }
        cuts.push((text.len(), After::Joint));
        let mut from = 0;
        for (to, after) in cuts {
            let range = range.start + from..range.start + to;
            let width = width_of(from, to);
            self.atoms.push(Atom { range, span, right_to_left, level, width, after });
            from = to;
        }
    }
}

/// The width in points of the letters in `from..to` of a shaped word.
pub(super) fn width(word: &Word, from: usize, to: usize, style: Style) -> f32 {
    let mut sum = word.width_between(from, to);
    if style.tracking != 0.0 {
        let inside = |glyph: &&crate::ir::Glyph| (from..to).contains(&(glyph.cluster as usize));
        let glyphs = word.stretches.iter().flat_map(|stretch| &stretch.glyphs);
        sum += style.tracking * glyphs.filter(inside).count() as f32;
    }
    sum * style.size / 1000.0
}

/// Offsets of hyphens in the words of `text`, which may be wrapped in brackets and stops.
fn syllables(text: &str, setting: Setting) -> Vec<usize> {
    let mut points = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(|letter: char| !letter.is_alphabetic()) {
        let word = part.trim_end_matches(|letter: char| !letter.is_alphabetic());
        let alone = word.len() == part.len() || !part.ends_with(['@', '/', '_', '\'', '\u{2019}']);
        if alone && !looks_like_address(text) {
            points.extend(hyphenate::points(word, setting.language).iter().map(|at| start + at));
        }
        start += part.len();
    }
    points
}

fn looks_like_address(text: &str) -> bool {
    text.contains(['@', '/']) || text.starts_with("www.")
}

/// Offsets before the signs of a mail address, which a line may begin with.
fn signs_of_address(text: &str) -> impl Iterator<Item = usize> {
    let signs = text.char_indices().skip(1).filter(|(_, letter)| ['@', '.'].contains(letter));
    signs.map(|(at, _)| at).filter(|_| text.contains('@'))
}

/// Adds a tear between any two letters of the parts that are wider than the measure.
fn with_tears(
    text: &str,
    word: &Word,
    hyphens: Vec<(usize, After)>,
    measure: f32,
    width_of: &impl Fn(usize, usize) -> f32,
) -> Vec<(usize, After)> {
    let drawn: std::collections::HashSet<usize> = word
        .stretches
        .iter()
        .flat_map(|stretch| &stretch.glyphs)
        .map(|glyph| glyph.cluster as usize)
        .collect();
    let mut cuts = Vec::new();
    let mut from = 0;
    for (to, after) in hyphens.into_iter().chain([(text.len(), After::Joint)]) {
        let room = match after {
            After::Hyphen { width } => measure - width,
            _ => measure,
        };
        if width_of(from, to) > room {
            let inner = text[from..to].char_indices().skip(1);
            let apart = inner
                .filter(|(at, letter)| drawn.contains(&(from + at)) && !is_combining_mark(*letter));
            cuts.extend(apart.map(|(at, _)| (from + at, After::Tear)));
        }
        if to < text.len() {
            cuts.push((to, after));
        }
        from = to;
    }
    cuts
}
