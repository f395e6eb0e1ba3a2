//! Pictures that people bring along: logos, maps, images of signatures.
//!
//! They are kept in the workspace by their hash, and shown as drawings that hold nothing but
//! shapes and pixels, whatever the file held.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use documents::ir::Content;
use documents::ir::{
    Document, Head, Image, Item, Node, Owner, Page, Pixels, Point, Rect, Role, Size, Tree,
};
use documents::picture::{MOST_BYTES, Picture, PictureError};
use domain::Language;

use crate::paper::{FONTS, on_a_thread};
use crate::view::KeptPicture;
use crate::{Error, Kumppani};

/// The longest side of a picture as it is shown on the screen.
const SHOWN: u32 = 480;

/// Pictures that are kept read, so that a preview does not decode the same logo at every letter.
const MOST_READ: usize = 32;

/// Pictures read, by the hash of their files, which says all of what they are.
static READ: Mutex<BTreeMap<String, Picture>> = Mutex::new(BTreeMap::new());

impl Kumppani {
    /// Keeps a picture of a file in the workspace, for a document to name.
    ///
    /// # Errors
    ///
    /// [`Error::Disk`] where the file cannot be read, [`Error::Invalid`] where it is no picture
    /// for paper.
    pub async fn keep_picture(&self, path: &Path) -> Result<KeptPicture, Error> {
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).map_err(Error::disk("read", path))?;
        // One byte more than a picture may have, so that what is larger is seen to be.
        let limit = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
        file.take(limit).read_to_end(&mut bytes).map_err(Error::disk("read", path))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.keep_picture_bytes(&name, bytes).await
    }

    /// Keeps a picture that is called `name`.
    pub(crate) async fn keep_picture_bytes(
        &self,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<KeptPicture, Error> {
        let read = on_a_thread(move || Picture::read(&bytes).map(|picture| (picture, bytes)));
        let (picture, bytes) = read.await.map_err(|error| unreadable(name, &error))?;
        let hash = self.store().keep_attachment(&bytes, self.environment().now()).await?;
        let Size { width, height } = picture.size();
        Ok(KeptPicture {
            hash,
            width: width.ceil() as u32,
            height: height.ceil() as u32,
            picture: on_a_thread(move || address(&picture)).await,
        })
    }

    /// The picture kept under a hash; none where this workstation does not have it, or has what
    /// is no picture.
    pub(crate) async fn picture(&self, hash: &str) -> Result<Option<Picture>, Error> {
        let known = || READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(picture) = known().get(hash) {
            return Ok(Some(picture.clone()));
        }
        let Some(bytes) = self.store().attachment(hash).await? else { return Ok(None) };
        let picture = on_a_thread(move || Picture::read(&bytes).ok()).await;
        if let Some(picture) = &picture {
            let mut known = known();
            if known.len() >= MOST_READ {
                known.clear();
            }
            known.insert(hash.to_owned(), picture.clone());
        }
        Ok(picture)
    }
}

/// The picture as a `data:` address of a drawing.
pub(crate) fn address(picture: &Picture) -> String {
    let Size { width, height } = picture.size();
    let scale = (SHOWN as f32 / width.max(height).max(1.0)).min(1.0);
    let size = Size { width: (width * scale).max(1.0), height: (height * scale).max(1.0) };
    let mut tree = Tree::new(Role::Document);
    let figure = Owner::Node(tree.add(Tree::ROOT, Node::new(Role::Figure)));
    let area = Rect { origin: Point::default(), size };
    let items = match picture.pixels() {
        Some(pixels) => {
            let pixels = Arc::new(fewer(pixels, pixels.width.max(pixels.height).div_ceil(SHOWN)));
            let image = Image { area, pixels, turned: false };
            vec![Item { owner: figure, content: Content::Image(image) }]
        }
        None => picture.items(area, figure),
    };
    let head = Head {
        title: String::new(),
        author: String::new(),
        language: Language::Fi,
        created_unix: 0,
        printing: documents::ir::Printing::default(),
    };
    let pages = vec![Page { size, items }];
    let document = Document { head, tree, pages, outline: Vec::new() };
    let drawn = documents::preview_pages(&document, &FONTS);
    let svg = drawn.first().map(|page| page.svg.as_str()).unwrap_or_default();
    format!("data:image/svg+xml,{}", encoded(svg))
}

/// Every `step` by `step` pixels as one, their mean.
fn fewer(pixels: &Pixels, step: u32) -> Pixels {
    let step = step.max(1);
    let (width, height) = ((pixels.width / step).max(1), (pixels.height / step).max(1));
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let mean = |x: u32, y: u32, value: &dyn Fn(usize) -> u8| {
        let right = ((x + 1) * step).min(pixels.width);
        let low = ((y + 1) * step).min(pixels.height);
        let (mut sum, mut count) = (0_u64, 0_u64);
        for row in y * step..low {
            for column in x * step..right {
                let at = row as usize * pixels.width as usize + column as usize;
                sum += u64::from(value(at));
                count += 1;
            }
        }
        u8::try_from((sum + count / 2) / count.max(1)).unwrap_or(u8::MAX)
    };
    let channel =
        |channel: usize| move |at: usize| pixels.rgb.get(at * 3 + channel).copied().unwrap_or(0);
    let rgb = places.clone().flat_map(|(x, y)| [0, 1, 2].map(|each| mean(x, y, &channel(each))));
    let alpha = pixels.alpha.as_ref().map(|alpha| {
        let opacity = |at: usize| alpha.get(at).copied().unwrap_or(u8::MAX);
        places.clone().map(|(x, y)| mean(x, y, &opacity)).collect()
    });
    Pixels { width, height, rgb: rgb.collect(), alpha }
}

/// Percent-encoded as an address of data wants it (RFC 3986, 2.1).
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 5 / 4);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~/:;,=()!*' ".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

fn unreadable(name: &str, error: &PictureError) -> Error {
    let reason = match error {
        PictureError::OtherFormat { .. } => "unknown_format",
        PictureError::TooManyBytes { .. } | PictureError::TooManyPixels { .. } => "too_large",
        PictureError::Damaged { .. } => "damaged",
        PictureError::Letters => "letters",
        PictureError::Elsewhere { .. } => "elsewhere",
        PictureError::NotDrawn { .. } => "not_drawn",
        PictureError::TooIntricate { .. } => "too_intricate",
        PictureError::Empty => "empty",
    };
    Error::Invalid {
        field: "picture".to_owned(),
        label: None,
        value: name.to_owned(),
        reason: reason.to_owned(),
        message: format!("{name}: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_shown_as_an_address_without_anything_to_run() {
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="red"/></svg>"#;
        let shown = address(&Picture::read(svg).unwrap());
        assert!(shown.starts_with("data:image/svg+xml,%3Csvg"), "{shown}");
        assert!(!shown.contains('#') && !shown.contains('"') && !shown.contains("script"));
    }

    #[test]
    fn fewer_pixels_are_the_mean_of_those_they_stand_for() {
        let pixels = Pixels {
            width: 4,
            height: 2,
            rgb: [[0; 3], [200; 3], [10; 3], [30; 3], [100; 3], [100; 3], [10; 3], [30; 3]]
                .concat(),
            alpha: Some(vec![255, 255, 0, 0, 255, 255, 0, 0]),
        };
        let half = fewer(&pixels, 2);
        assert_eq!((half.width, half.height), (2, 1));
        assert_eq!(half.rgb, [100, 100, 100, 20, 20, 20]);
        assert_eq!(half.alpha, Some(vec![255, 0]));
    }
}
