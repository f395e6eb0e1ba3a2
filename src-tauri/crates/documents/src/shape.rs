//! From words to glyphs: kerning, ligatures, figures, and another face for letters that a cut
//! does not have. Words are shaped once and remembered.

mod coverage;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use domain::Language;
use harfrust::{
    Buffer, Direction, Feature, Script, ShapeOptions, ShapePlan, ShapePlanKey, ShaperFont, Tag,
};

use crate::font::FaceId;
use crate::ir::Glyph;
use crate::paragraph::Paragraphs;
use crate::shipped::{Cut, FALLBACK, Fonts};

use coverage::Piece;

/// What stands where no face has a letter; never the forbidden glyph 0 (ISO 19005-2, 6.2.11.8).
pub(crate) const REPLACEMENT: char = '\u{fffd}';

/// In Source Sans 3, the capital Ŋ as the Sámi write it, which is an N and not a large n.
const SAMI_ENG: Tag = Tag::new(b"cv07");

/// How digits are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Figures {
    /// Each as wide as it is, for running text.
    Running,
    /// All equally wide, for columns.
    Tabular,
}

/// What a shaped word depends on besides its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Manner {
    pub cut: Cut,
    pub figures: Figures,
    pub language: Language,
    pub right_to_left: bool,
}

/// A shaped word: stretches of one face each, from left to right.
#[derive(Debug)]
pub(crate) struct Word {
    pub stretches: Vec<Stretch>,
    /// In thousandths of an em.
    pub width: f32,
}

/// The glyphs of a word that come from one face, from left to right; clusters are byte offsets
/// in the word.
#[derive(Debug)]
pub(crate) struct Stretch {
    pub face: FaceId,
    /// The bytes of the word that it stands for.
    pub range: Range<usize>,
    pub glyphs: Vec<Glyph>,
}

impl Word {
    /// The width of the letters whose bytes lie in `from..to`, in thousandths of an em.
    pub fn width_between(&self, from: usize, to: usize) -> f32 {
        let inside = |glyph: &&Glyph| (from..to).contains(&(glyph.cluster as usize));
        let glyphs = self.stretches.iter().flat_map(|stretch| &stretch.glyphs);
        glyphs.filter(inside).map(|glyph| glyph.advance).sum()
    }
}

/// Words already shaped, the shaping plans that made them, and paragraphs made of them.
#[derive(Default)]
pub(crate) struct WordCache {
    paragraphs: Paragraphs,
    words: HashMap<Manner, HashMap<Box<str>, Arc<Word>>>,
    plans: Vec<(FaceId, ShapePlan)>,
    count: usize,
}

/// Above this many words the memory is emptied; a long programme has some thousands.
const MANY_WORDS: usize = 60_000;

/// Shapes words for one layout.
pub(crate) struct Shaper<'a> {
    fonts: &'a Fonts,
    cache: WordCache,
    buffer: Option<Buffer>,
}

impl<'a> Shaper<'a> {
    pub fn new(fonts: &'a Fonts) -> Shaper<'a> {
        let mut cache = fonts.lend_words();
        if cache.count > MANY_WORDS {
            cache = WordCache::default();
        }
        Shaper { fonts, cache, buffer: Some(Buffer::new()) }
    }

    /// Shapes `text`, which has no line breaks and runs in one direction.
    pub fn word(&mut self, text: &str, manner: Manner) -> Arc<Word> {
        if let Some(word) = self.cache.words.get(&manner).and_then(|words| words.get(text)) {
            return Arc::clone(word);
        }
        let word = Arc::new(self.shape_word(text, manner));
        self.cache.count += 1;
        self.cache.words.entry(manner).or_default().insert(text.into(), Arc::clone(&word));
        word
    }

    /// The paragraphs set before.
    pub fn paragraphs(&mut self) -> &mut Paragraphs {
        &mut self.cache.paragraphs
    }

    /// The width of a space in thousandths of an em.
    pub fn space(&mut self, manner: Manner) -> f32 {
        self.word(" ", Manner { right_to_left: false, ..manner }).width
    }

    fn shape_word(&mut self, text: &str, manner: Manner) -> Word {
        let mut stretches = Vec::new();
        for piece in coverage::pieces(self.fonts, manner.cut.face(), text) {
            stretches.push(match piece {
                Piece::Covered { face, range } => {
                    let glyphs = self.shape_piece(face, &text[range.clone()], range.start, manner);
                    Stretch { face, range, glyphs }
                }
                Piece::Missing { range } => self.replacement(text, range),
            });
        }
        if manner.right_to_left {
            stretches.reverse();
        }
        let glyphs = stretches.iter().flat_map(|stretch| &stretch.glyphs);
        let width = glyphs.map(|glyph| glyph.advance).sum();
        Word { stretches, width }
    }

    fn replacement(&mut self, text: &str, range: Range<usize>) -> Stretch {
        let font = self.fonts.font(FALLBACK);
        let id = font.charmap().map_unicode(REPLACEMENT).unwrap_or_default();
        let scale = 1000.0 / f32::from(font.units_per_em());
        let advance = font.glyph_metrics().h_advance(id) * scale;
        let start = range.start;
        // A mark that nothing carries is shown too.
        let shown = text[range.clone()]
            .char_indices()
            .filter(|(at, letter)| *at == 0 || !coverage::joins(*letter));
        let glyphs = shown.map(|(at, _)| Glyph {
            id: id.to_u32() as u16,
            advance,
            offset: (0.0, 0.0),
            cluster: (start + at) as u32,
        });
        let glyphs = glyphs.collect();
        Stretch { face: FALLBACK, range, glyphs }
    }

    fn shape_piece(
        &mut self,
        face: FaceId,
        text: &str,
        start: usize,
        manner: Manner,
    ) -> Vec<Glyph> {
        let fonts = self.fonts;
        let font = fonts.font(face);
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.reset();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let right_to_left = manner.right_to_left;
        let direction = if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight };
        let script = buffer.script().unwrap_or(Script::LATIN);
        let language = harfrust::Language::new(manner.language.code());
        buffer.set_direction(direction);
        buffer.set_script(Some(script));
        buffer.set_language(language.clone());

        let figures = match manner.figures {
            Figures::Running => Tag::new(b"pnum"),
            Figures::Tabular => Tag::new(b"tnum"),
        };
        let features = [Feature::new(figures, 1, ..), Feature::new(SAMI_ENG, 1, ..)];
        let features = features.as_slice();
        let key = ShapePlanKey::new(font, Some(script), direction)
            .language(language.as_ref())
            .features(features);
        let known = self.cache.plans.iter().position(|(of, plan)| *of == face && key.matches(plan));
        let index = known.unwrap_or_else(|| {
            let plan = ShapePlan::new(font, direction, Some(script), language.as_ref(), features);
            self.cache.plans.push((face, plan));
            self.cache.plans.len() - 1
        });
        let plan = &self.cache.plans[index].1;
        let options = ShapeOptions::new().plan(Some(plan)).features(features);
        let shaped = harfrust::shape(&ShaperFont::new(font), &mut buffer, options);

        let mut glyphs = Vec::with_capacity(buffer.len());
        if shaped.is_ok() {
            let scale = 1000.0 / f32::from(font.units_per_em());
            for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
                glyphs.push(Glyph {
                    id: info.glyph_id as u16,
                    advance: position.x_advance as f32 * scale,
                    offset: (position.x_offset as f32 * scale, position.y_offset as f32 * scale),
                    cluster: start as u32 + info.cluster,
                });
            }
        }
        self.buffer = Some(buffer);
        glyphs
    }
}

impl Drop for Shaper<'_> {
    fn drop(&mut self) {
        self.fonts.return_words(std::mem::take(&mut self.cache));
    }
}
