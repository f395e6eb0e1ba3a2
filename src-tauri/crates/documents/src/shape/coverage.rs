//! Which face has which letters.

use std::ops::Range;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::font::FaceId;
use crate::shipped::{FALLBACK, Fonts};

/// A stretch of a word and the face that has its letters.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    Covered { face: FaceId, range: Range<usize> },
    Missing { range: Range<usize> },
}

/// True for letters that are drawn onto the one before: marks, joiners, variation selectors.
pub(super) fn joins(letter: char) -> bool {
    is_combining_mark(letter)
        || matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(letter, '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}')
}

/// True for joiners and variation selectors, which shaping leaves out where a face lacks them; a
/// tone of skin it would draw as the forbidden glyph.
fn is_left_out(letter: char) -> bool {
    joins(letter) && !is_combining_mark(letter) && !matches!(letter, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Divides a word by the faces that have its letters, the wanted one first.
pub(super) fn pieces(fonts: &Fonts, wanted: FaceId, text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        let mut end = start + first.len_utf8();
        while let Some((at, letter)) = letters.next_if(|(_, letter)| joins(*letter)) {
            end = at + letter.len_utf8();
        }
        let cluster = &text[start..end];
        let face = [wanted, FALLBACK].into_iter().find(|face| has_all(fonts, *face, cluster));
        match (pieces.last_mut(), face) {
            (Some(Piece::Covered { face: last, range }), Some(face)) if *last == face => {
                range.end = end;
            }
            (Some(Piece::Missing { range }), None) => range.end = end,
            (_, Some(face)) => pieces.push(Piece::Covered { face, range: start..end }),
            (_, None) => pieces.push(Piece::Missing { range: start..end }),
        }
    }
    pieces
}

fn has_all(fonts: &Fonts, face: FaceId, cluster: &str) -> bool {
    let charmap = fonts.font(face).charmap();
    let has = |letter: char| charmap.map_unicode(letter).is_some_and(|id| id.to_u32() != 0);
    cluster.chars().all(|letter| {
        // Shaping takes a letter apart, or leaves a joiner out, where the face wants it so.
        let taken_apart = || {
            let mut all = true;
            let mut parts = 0;
            decompose_canonical(letter, |part| {
                parts += 1;
                all &= has(part);
            });
            parts > 1 && all
        };
        has(letter) || is_left_out(letter) || taken_apart()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_of_skin_that_no_face_has_is_missing_and_never_drawn_empty() {
        let fonts = Fonts::shipped();
        for text in ["\u{1f3fb}", "\u{263a}\u{1f3fb}"] {
            let found = pieces(&fonts, FaceId(0), text);
            assert_eq!(found, [Piece::Missing { range: 0..text.len() }]);
        }
    }

    #[test]
    fn joiners_need_no_glyph() {
        let fonts = Fonts::shipped();
        let found = pieces(&fonts, FaceId(0), "a\u{200d}b");
        assert_eq!(found, [Piece::Covered { face: FaceId(0), range: 0.."a\u{200d}b".len() }]);
    }
}
