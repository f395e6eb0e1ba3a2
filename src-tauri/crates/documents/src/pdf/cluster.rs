//! The clusters of a shaped run: which glyphs stand for which text.

use std::borrow::Cow;
use std::ops::Range;

use crate::ir::GlyphRun;

/// Glyphs that stand together for a piece of text.
pub(crate) struct Cluster<'run> {
    /// The glyphs, as a range of the run's.
    pub(crate) glyphs: Range<usize>,
    /// The text, as it should be extracted.
    pub(crate) text: Cow<'run, str>,
}

impl Cluster<'_> {
    /// The text of each glyph alone, if glyphs and letters go one to one.
    pub(crate) fn letters(&self) -> Option<impl Iterator<Item = &str>> {
        let one_to_one = self.glyphs.len() == 1 || self.glyphs.len() == self.text.chars().count();
        (one_to_one && !self.text.is_empty()).then(|| {
            let single = self.glyphs.len() == 1;
            let whole = single.then_some(&*self.text);
            let letters = self.text.split_inclusive(|_: char| true).filter(move |_| !single);
            whole.into_iter().chain(letters)
        })
    }
}

/// The clusters of a run from left to right.
///
/// The text of a cluster reaches to the next higher cluster of the run, whichever way the
/// letters run.
pub(crate) fn clusters(run: &GlyphRun) -> impl Iterator<Item = Cluster<'_>> {
    let ascending = !runs_leftwards(run);
    let mut bounds: Vec<u32> = Vec::new();
    if !ascending {
        bounds.extend(run.glyphs.iter().map(|glyph| glyph.cluster));
        bounds.sort_unstable();
    }
    let mut next = 0;
    std::iter::from_fn(move || {
        let begin = next;
        let cluster = run.glyphs.get(begin)?.cluster;
        next =
            begin + run.glyphs[begin..].iter().take_while(|glyph| glyph.cluster == cluster).count();
        let end = if ascending {
            run.glyphs.get(next).map(|glyph| glyph.cluster)
        } else {
            bounds.get(bounds.partition_point(|bound| *bound <= cluster)).copied()
        };
        let end = end.map_or(run.text.len(), |end| end as usize);
        let text = run.text.get(cluster as usize..end).unwrap_or_default();
        Some(Cluster { glyphs: begin..next, text: extracted(text) })
    })
}

/// Whether letters of the run stand to the left of those that they follow.
pub(crate) fn runs_leftwards(run: &GlyphRun) -> bool {
    run.glyphs.windows(2).any(|pair| pair[0].cluster > pair[1].cluster)
}

/// Spaces of every kind extract as the plain one, so that searching finds them; marks that
/// PDF/UA-1 (7.21.7) does not allow are dropped.
pub(crate) fn extracted(text: &str) -> Cow<'_, str> {
    let special = |letter: char| {
        (letter != ' ' && letter.is_whitespace())
            || matches!(letter, '\0' | '\u{feff}' | '\u{fffe}')
    };
    if !text.contains(special) {
        return Cow::Borrowed(text);
    }
    let plain = |letter: char| if letter.is_whitespace() { ' ' } else { letter };
    let kept = text.chars().filter(|letter| !matches!(letter, '\0' | '\u{feff}' | '\u{fffe}'));
    Cow::Owned(kept.map(plain).collect())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::font::FaceId;
    use crate::ir::{Colour, Glyph, Point};

    fn run(text: &str, clusters: &[u32]) -> GlyphRun {
        let glyph =
            |cluster: &u32| Glyph { id: 1, advance: 500.0, offset: (0.0, 0.0), cluster: *cluster };
        GlyphRun {
            face: FaceId(0),
            size: 10.0,
            origin: Point::default(),
            turned: false,
            colour: Colour::BLACK,
            glyphs: clusters.iter().map(glyph).collect::<Arc<[Glyph]>>(),
            text: text.into(),
        }
    }

    fn texts(run: &GlyphRun) -> Vec<String> {
        clusters(run).map(|cluster| cluster.text.into_owned()).collect()
    }

    #[test]
    fn a_ligature_stands_for_all_its_letters() {
        assert_eq!(texts(&run("affi", &[0, 1])), ["a", "ffi"]);
    }

    #[test]
    fn letters_that_run_leftwards_keep_their_own_text() {
        assert_eq!(texts(&run("שלום", &[6, 4, 2, 0])), ["ם", "ו", "ל", "ש"]);
    }

    #[test]
    fn a_space_that_does_not_break_extracts_as_a_space() {
        assert_eq!(texts(&run("5\u{a0}p", &[0, 1, 3])), ["5", " ", "p"]);
    }

    #[test]
    fn clusters_beyond_the_text_are_empty_rather_than_fatal() {
        assert_eq!(texts(&run("ä", &[0, 1, 9])), ["", "", ""]);
    }

    #[test]
    fn as_many_glyphs_as_letters_go_one_to_one() {
        let run = run("e\u{301}x", &[0, 0, 3]);
        let first = clusters(&run).next().unwrap();
        assert_eq!(first.letters().unwrap().collect::<Vec<_>>(), ["e", "\u{301}"]);
    }
}
