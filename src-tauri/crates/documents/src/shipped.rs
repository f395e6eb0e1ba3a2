//! The fonts shipped with the program, opened for shaping and drawing.

use std::sync::Mutex;

use harfrust::Font;

use crate::font::{Face, FaceId, FontBook};
use crate::shape::WordCache;

/// The cuts that paper is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cut {
    /// Running text.
    Regular,
    /// Headings, names and times.
    SemiBold,
    /// The title of a sheet and the name on a certificate.
    Bold,
    /// Titles of works and asides.
    Italic,
    /// The European funding statement alone, whose rule lists the permitted fonts
    /// (Regulation 2021/1060, annex IX).
    Statement,
    /// Running text with serifs.
    SerifRegular,
    /// Headings, names and times with serifs.
    SerifSemiBold,
    /// Titles with serifs.
    SerifBold,
}

impl Cut {
    /// The face of this cut in [`Fonts::book`].
    pub const fn face(self) -> FaceId {
        FaceId(match self {
            Cut::Regular => 0,
            Cut::SemiBold => 1,
            Cut::Bold => 2,
            Cut::Italic => 3,
            Cut::Statement => 4,
            Cut::SerifRegular => 6,
            Cut::SerifSemiBold => 7,
            Cut::SerifBold => 8,
        })
    }
}

/// The face asked for letters that a cut does not have.
pub(crate) const FALLBACK: FaceId = FaceId(5);

const FILES: [&[u8]; 9] = [
    include_bytes!("../fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../fonts/SourceSans3-SemiBold.ttf"),
    include_bytes!("../fonts/SourceSans3-Bold.ttf"),
    include_bytes!("../fonts/SourceSans3-Italic.ttf"),
    include_bytes!("../fonts/Ubuntu-Regular.ttf"),
    include_bytes!("../fonts/DejaVuSans.ttf"),
    include_bytes!("../fonts/SourceSerif4-Regular.ttf"),
    include_bytes!("../fonts/SourceSerif4-SemiBold.ttf"),
    include_bytes!("../fonts/SourceSerif4-Bold.ttf"),
];

const NAMES: [&str; 9] = [
    "SourceSans3-Regular",
    "SourceSans3-SemiBold",
    "SourceSans3-Bold",
    "SourceSans3-Italic",
    "Ubuntu-Regular",
    "DejaVuSans",
    "SourceSerif4-Regular",
    "SourceSerif4-SemiBold",
    "SourceSerif4-Bold",
];

/// The shipped fonts and the words already shaped with them; make it once and keep it.
pub struct Fonts {
    book: FontBook,
    opened: Vec<Font>,
    words: Mutex<Option<WordCache>>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Fonts").field("faces", &NAMES).finish_non_exhaustive()
    }
}

impl Fonts {
    /// Opens the fonts that the program carries.
    pub fn shipped() -> Fonts {
        let opened: Vec<Font> = FILES
            .iter()
            .map(|file| Font::new(*file, 0).expect("the shipped fonts are sound TrueType files"))
            .collect();
        let faces = opened.iter().zip(FILES).zip(NAMES).map(|((font, data), name)| {
            let units = f32::from(font.units_per_em());
            let metrics = font.metrics().scaled_f32(1000.0);
            let line = metrics.hhea_line();
            Face {
                postscript_name: name.to_owned(),
                data,
                ascent: line.as_ref().map_or(1000.0, |line| line.ascender),
                descent: line.as_ref().map_or(250.0, |line| line.descender.abs()),
                cap_height: metrics.cap_height().unwrap_or(700.0),
                units_per_em: units as u16,
            }
        });
        Fonts { book: FontBook::new(faces.collect()), opened, words: Mutex::new(None) }
    }

    /// The faces, as the PDF writer wants them.
    pub fn book(&self) -> &FontBook {
        &self.book
    }

    pub(crate) fn font(&self, face: FaceId) -> &Font {
        &self.opened[usize::from(face.0)]
    }

    /// Lends the shaped words of earlier layouts; two layouts at once shape on their own.
    pub(crate) fn lend_words(&self) -> WordCache {
        self.words.lock().ok().and_then(|mut words| words.take()).unwrap_or_default()
    }

    pub(crate) fn return_words(&self, words: WordCache) {
        if let Ok(mut kept) = self.words.lock() {
            *kept = Some(words);
        }
    }
}
