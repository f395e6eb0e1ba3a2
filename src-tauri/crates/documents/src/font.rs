//! The font book: the faces that paper is set in, shipped with the program.

/// The index of a face in a [`FontBook`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(pub u16);

/// One static TrueType face and the measures that layout needs, in thousandths of an em.
#[derive(Debug)]
pub struct Face {
    /// The PostScript name, such as `SourceSans3-Regular`.
    pub postscript_name: String,
    /// The whole TTF file.
    pub data: &'static [u8],
    /// Height above the baseline.
    pub ascent: f32,
    /// Depth below the baseline, positive.
    pub descent: f32,
    /// Height of a capital letter.
    pub cap_height: f32,
    /// Units of the font's own design grid per em.
    pub units_per_em: u16,
}

/// The faces of a document, in a fixed order.
#[derive(Debug)]
pub struct FontBook {
    faces: Vec<Face>,
}

impl FontBook {
    /// A book of the given faces; their order gives their ids.
    pub fn new(faces: Vec<Face>) -> FontBook {
        FontBook { faces }
    }

    /// The face `id` of this book.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// Every face with its id.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(index, face)| (FaceId(index as u16), face))
    }
}
