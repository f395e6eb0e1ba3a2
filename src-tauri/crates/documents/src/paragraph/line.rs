//! From chosen line ends to positioned runs.

use std::ops::Range;
use std::sync::Arc;

use unicode_bidi::{BidiInfo, Level};

use super::breaks::{After, Analysed};
use super::fit::natural;
use super::{Alignment, Line, Setting};
use crate::font::FaceId;
use crate::ir::{Content, Glyph, GlyphRun, Item, Point};
use crate::shape::{Manner, Shaper, Stretch};

pub(super) fn build(
    shaper: &mut Shaper,
    paragraph: &Analysed,
    ends: &[usize],
    setting: Setting,
) -> Vec<Line> {
    let mut lines = Vec::with_capacity(ends.len());
    let mut from = 0;
    for end in ends {
        lines.push(Builder { shaper, paragraph, setting }.line(from, *end));
        from = end + 1;
    }
    lines
}

struct Builder<'a, 'f> {
    shaper: &'a mut Shaper<'f>,
    paragraph: &'a Analysed,
    setting: Setting,
}

/// Glyphs of one face, span and level, in the making.
struct Draft {
    face: FaceId,
    span: usize,
    level: Level,
    glyphs: Vec<Glyph>,
    text: String,
    /// Points.
    width: f32,
}

impl Builder<'_, '_> {
    fn line(&mut self, from: usize, to: usize) -> Line {
        let atoms = &self.paragraph.atoms;
        let (width, space) = natural(self.paragraph, from, to);
        let slack = self.setting.measure - width;
        let last = atoms[to].after == After::End;
        let stretch = match self.setting.alignment {
            Alignment::Justified if !last && space > 0.0 => 1.0 + slack / space,
            _ => 1.0,
        };
        let mut drafts: Vec<Draft> = Vec::new();
        let mut at = from;
        while at <= to {
            // Atoms parted by unused hyphens and tears are one word, and are shaped as one.
            let mut end = at;
            while end < to && matches!(atoms[end].after, After::Hyphen { .. } | After::Tear) {
                end += 1;
            }
            let range = atoms[at].range.start..atoms[end].range.end;
            let hyphenated = end == to && matches!(atoms[end].after, After::Hyphen { .. });
            self.word(&mut drafts, at, range, hyphenated);
            if let After::Space { range, width } = &atoms[end].after
                && (end < to || !self.paragraph.mixed)
            {
                let width = if end < to { width * stretch } else { *width };
                let text = &self.paragraph.text[range.clone()];
                self.space(&mut drafts, range.start, text, width, atoms[end].level);
            }
            at = end + 1;
        }
        // A written line break is a space to the ear, as every other line's end.
        let written_break = last && to + 1 < atoms.len();
        let trailing = match &atoms[to].after {
            After::Space { width, .. } if !self.paragraph.mixed => *width,
            After::End if written_break && !self.paragraph.mixed => {
                let atom = &atoms[to];
                self.space(&mut drafts, atom.range.end - 1, " ", 0.0, atom.level);
                0.0
            }
            _ => 0.0,
        };
        let taken: f32 = drafts.iter().map(|draft| draft.width).sum::<f32>() - trailing;
        let start = match self.setting.alignment {
            Alignment::Right => self.setting.measure - taken,
            _ => 0.0,
        };
        let styles = atoms[from..=to].iter().map(|atom| self.paragraph.spans[atom.span].style);
        let leading = styles.clone().map(|style| style.leading).fold(0.0, f32::max);
        let size = styles.map(|style| style.size).fold(0.0, f32::max);
        let torn = atoms[to].after == After::Tear;
        Line { items: self.place(drafts, start), leading, size, torn }
    }

    fn manner(&self, span: usize, right_to_left: bool) -> Manner {
        self.paragraph.manner(span, right_to_left, self.setting)
    }

    fn word(&mut self, drafts: &mut Vec<Draft>, atom: usize, range: Range<usize>, hyphen: bool) {
        let atom = &self.paragraph.atoms[atom];
        let style = self.paragraph.spans[atom.span].style;
        let manner = self.manner(atom.span, atom.right_to_left);
        let text = &self.paragraph.text[range];
        let word = self.shaper.word(text, manner);
        let mut logical: Vec<&Stretch> = word.stretches.iter().collect();
        if atom.right_to_left {
            logical.reverse();
        }
        for stretch in logical {
            let draft = draft_for(drafts, stretch.face, atom.span, atom.level);
            let base = draft.text.len() as u32;
            draft.text.push_str(&text[stretch.range.clone()]);
            let glyphs = stretch.glyphs.iter().map(|glyph| Glyph {
                advance: glyph.advance + style.tracking,
                cluster: base + glyph.cluster - stretch.range.start as u32,
                ..*glyph
            });
            if atom.right_to_left {
                let mut joined: Vec<Glyph> = glyphs.collect();
                joined.append(&mut draft.glyphs);
                draft.glyphs = joined;
            } else {
                draft.glyphs.extend(glyphs);
            }
            let advance: f32 = stretch.glyphs.iter().map(|glyph| glyph.advance).sum();
            let tracking = style.tracking * stretch.glyphs.len() as f32;
            draft.width += (advance + tracking) * style.size / 1000.0;
        }
        if hyphen {
            self.hyphen(drafts, atom.span, manner);
        }
    }

    /// A hyphen stands for U+00AD, so that reading out and searching see the whole word.
    fn hyphen(&mut self, drafts: &mut Vec<Draft>, span: usize, manner: Manner) {
        let style = self.paragraph.spans[span].style;
        let word = self.shaper.word("-", manner);
        for stretch in &word.stretches {
            let draft = draft_for(drafts, stretch.face, span, Level::ltr());
            let cluster = draft.text.len() as u32;
            draft.text.push('\u{ad}');
            draft.glyphs.extend(stretch.glyphs.iter().map(|glyph| Glyph { cluster, ..*glyph }));
            draft.width += word.width * style.size / 1000.0;
        }
    }

    /// A space of `width` points in the span at byte `at`.
    fn space(&mut self, drafts: &mut Vec<Draft>, at: usize, text: &str, width: f32, level: Level) {
        let span = self.paragraph.spans.iter().position(|span| at < span.end);
        let span = span.unwrap_or_default();
        let style = self.paragraph.spans[span].style;
        let manner = self.manner(span, false);
        let word = self.shaper.word(" ", manner);
        let Some(stretch) = word.stretches.first() else { return };
        let Some(glyph) = stretch.glyphs.first() else { return };
        // A space takes the face it follows, where that is the span's own; one run is enough.
        let draft = draft_for(drafts, stretch.face, span, level);
        let cluster = draft.text.len() as u32;
        draft.text.push_str(text);
        let glyph = Glyph { advance: width * 1000.0 / style.size, cluster, ..*glyph };
        if level.is_rtl() {
            draft.glyphs.insert(0, glyph);
        } else {
            draft.glyphs.push(glyph);
        }
        draft.width += width;
    }

    /// Puts the drafts side by side as the eye reads them and lists them as the voice does.
    fn place(&self, drafts: Vec<Draft>, start: f32) -> Vec<Item> {
        let order: Vec<usize> = if self.paragraph.mixed {
            let levels: Vec<Level> = drafts.iter().map(|draft| draft.level).collect();
            BidiInfo::reorder_visual(&levels)
        } else {
            (0..drafts.len()).collect()
        };
        let mut lefts = vec![0.0; drafts.len()];
        let mut x = start;
        for index in order {
            lefts[index] = x;
            x += drafts[index].width;
        }
        let placed = drafts.into_iter().zip(lefts).filter(|(draft, _)| !draft.glyphs.is_empty());
        placed
            .map(|(draft, x)| {
                let span = &self.paragraph.spans[draft.span];
                Item {
                    owner: span.owner,
                    content: Content::Glyphs(GlyphRun {
                        face: draft.face,
                        size: span.style.size,
                        origin: Point { x, y: 0.0 },
                        turned: false,
                        colour: span.style.colour,
                        glyphs: draft.glyphs.into(),
                        text: Arc::from(draft.text),
                    }),
                }
            })
            .collect()
    }
}

fn draft_for(drafts: &mut Vec<Draft>, face: FaceId, span: usize, level: Level) -> &mut Draft {
    let goes_on = drafts
        .last()
        .is_some_and(|last| last.face == face && last.span == span && last.level == level);
    if !goes_on {
        drafts.push(Draft {
            face,
            span,
            level,
            glyphs: Vec::new(),
            text: String::new(),
            width: 0.0,
        });
    }
    let last = drafts.len() - 1;
    &mut drafts[last]
}
