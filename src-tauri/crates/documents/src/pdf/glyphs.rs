//! The census of glyphs: which glyphs of which face a document uses, and for which texts.
//!
//! A font says one text for each glyph (`/ToUnicode`). A glyph that stands for different texts in
//! different places, such as the hyphen of `e-mail` and the one where a word is broken, says the
//! most frequent; the other places carry their text themselves.

use super::PdfError;
use super::cluster::{Cluster, clusters};
use crate::font::{Face, FontBook};
use crate::ir::{Content, GlyphRun, Item};

/// The texts of the glyphs of every face, counted.
pub(crate) struct Census<'book> {
    faces: Vec<&'book Face>,
    used: Vec<Vec<Option<Texts>>>,
}

/// The texts that one glyph stands for, and how often.
type Texts = Vec<(Box<str>, u32)>;

impl<'book> Census<'book> {
    /// A census that has seen nothing yet.
    pub(crate) fn new(book: &'book FontBook) -> Census<'book> {
        let faces: Vec<&Face> = book.faces().map(|(_, face)| face).collect();
        let used = faces.iter().map(|_| Vec::new()).collect();
        Census { faces, used }
    }

    /// Counts the glyphs of the runs among `items`.
    ///
    /// # Errors
    /// When a run names an unknown face, or has a letter without a glyph.
    pub(crate) fn count(&mut self, items: &[Item]) -> Result<(), PdfError> {
        items.iter().try_for_each(|item| match &item.content {
            Content::Glyphs(run) => self.count_run(run),
            _ => Ok(()),
        })
    }

    fn count_run(&mut self, run: &GlyphRun) -> Result<(), PdfError> {
        let index = usize::from(run.face.0);
        let (Some(face), Some(used)) = (self.faces.get(index), self.used.get_mut(index)) else {
            return Err(PdfError::UnknownFace { face: run.face.0, faces: self.faces.len() });
        };
        for cluster in clusters(run) {
            let glyphs = &run.glyphs[cluster.glyphs.clone()];
            if glyphs.iter().any(|glyph| glyph.id == 0) {
                return Err(PdfError::NoGlyph {
                    font: face.postscript_name.clone(),
                    letters: code_points(&cluster.text),
                });
            }
            match cluster.letters() {
                Some(letters) => {
                    for (glyph, letter) in glyphs.iter().zip(letters) {
                        count(used, glyph.id, letter, 1);
                    }
                }
                // The place carries its text; the font still has to say something sensible.
                None => {
                    let first = cluster.text.chars().next().unwrap_or(' ');
                    let mut letter = [0; 4];
                    for glyph in glyphs {
                        count(used, glyph.id, first.encode_utf8(&mut letter), 0);
                    }
                }
            }
        }
        Ok(())
    }

    /// The faces in use with their glyphs and, for each, its most frequent text.
    pub(crate) fn into_faces(self) -> Vec<Option<UsedFace<'book>>> {
        self.faces
            .into_iter()
            .zip(self.used)
            .map(|(face, used)| {
                let texts: Vec<Option<Box<str>>> =
                    used.into_iter().map(|texts| texts.and_then(most_frequent)).collect();
                texts.iter().any(Option::is_some).then_some(UsedFace { face, texts })
            })
            .collect()
    }
}

/// One face, and the text of each glyph in use (by the glyph's number in the face).
pub(crate) struct UsedFace<'book> {
    /// The face.
    pub(crate) face: &'book Face,
    texts: Vec<Option<Box<str>>>,
}

impl UsedFace<'_> {
    /// The glyphs in use, in ascending order, with their texts.
    pub(crate) fn glyphs(&self) -> impl Iterator<Item = (u16, &str)> {
        let texts = self.texts.iter().enumerate();
        texts.filter_map(|(glyph, text)| text.as_deref().map(|text| (glyph as u16, text)))
    }

    /// Whether extraction through the font alone gives the text of the cluster.
    pub(crate) fn says(&self, run: &GlyphRun, cluster: &Cluster<'_>) -> bool {
        let said = |glyph: u16| self.texts.get(usize::from(glyph)).and_then(|text| text.as_deref());
        let glyphs = &run.glyphs[cluster.glyphs.clone()];
        cluster
            .letters()
            .is_some_and(|mut letters| glyphs.iter().all(|glyph| said(glyph.id) == letters.next()))
    }
}

fn count(used: &mut Vec<Option<Texts>>, glyph: u16, text: &str, times: u32) {
    let index = usize::from(glyph);
    if used.len() <= index {
        used.resize_with(index + 1, || None);
    }
    let texts = used[index].get_or_insert_default();
    match texts.iter_mut().find(|(known, _)| &**known == text) {
        Some((_, known)) => *known += times,
        None => texts.push((text.into(), times)),
    }
}

fn most_frequent(texts: Texts) -> Option<Box<str>> {
    let better = |a: &(Box<str>, u32), b: &(Box<str>, u32)| a.1.cmp(&b.1).then(b.0.cmp(&a.0));
    texts.into_iter().max_by(better).map(|(text, _)| text)
}

fn code_points(text: &str) -> String {
    let points: Vec<String> =
        text.chars().map(|letter| format!("U+{:04X}", letter as u32)).collect();
    if points.is_empty() { "an empty piece of text".to_owned() } else { points.join(" ") }
}
