//! Raster images: each once in the file, however often it is placed.

use std::collections::HashMap;
use std::sync::Arc;

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::PdfError;
use super::file::{Deflate, Objects};
use crate::ir::{Content, Item, Pixels};

/// The images of a document in the order of their first placement.
#[derive(Default)]
pub(crate) struct Images {
    kept: Vec<Arc<Pixels>>,
    by_place: HashMap<*const Pixels, usize>,
    by_pixels: HashMap<Arc<Pixels>, usize>,
}

impl Images {
    /// Takes in the images among `items`.
    ///
    /// # Errors
    /// When the buffers of an image do not have the size that its measures ask for.
    pub(crate) fn collect(&mut self, items: &[Item]) -> Result<(), PdfError> {
        for item in items {
            let Content::Image(image) = &item.content else { continue };
            let place = Arc::as_ptr(&image.pixels);
            if self.by_place.contains_key(&place) {
                continue;
            }
            check(&image.pixels)?;
            let next = self.kept.len();
            let index = *self.by_pixels.entry(Arc::clone(&image.pixels)).or_insert(next);
            if index == next {
                self.kept.push(Arc::clone(&image.pixels));
            }
            self.by_place.insert(place, index);
        }
        Ok(())
    }

    /// The number of an image that was collected.
    pub(crate) fn number(&self, pixels: &Arc<Pixels>) -> usize {
        self.by_place.get(&Arc::as_ptr(pixels)).copied().unwrap_or_default()
    }

    /// The images by number, each as a stream and the stream of its opacity.
    pub(crate) fn streams(&self) -> impl Iterator<Item = (Stream, Option<Stream>)> {
        let mut deflate = None;
        self.kept.iter().map(move |pixels| {
            let deflate = deflate.get_or_insert_with(|| Deflate::new(6));
            let mut layer = |space, content| layer(deflate, pixels, space, content);
            let opacity = pixels.alpha.as_ref().map(|alpha| layer("DeviceGray", alpha));
            (layer("DeviceRGB", &pixels.rgb), opacity)
        })
    }
}

/// Puts images into a file; gives the dictionary that pages find them by.
pub(crate) fn put(streams: &[(Stream, Option<Stream>)], objects: &mut impl Objects) -> Dictionary {
    let mut images = Dictionary::new();
    for (number, (image, opacity)) in streams.iter().enumerate() {
        let mut image = image.clone();
        if let Some(opacity) = opacity {
            image.dict.set("SMask", objects.add(opacity.clone()));
        }
        images.set(name(number), objects.add(image));
    }
    images
}

/// The name of an image in the resources of a page.
pub(crate) fn name(number: usize) -> String {
    format!("I{number}")
}

fn layer(deflate: &mut Deflate, pixels: &Pixels, space: &str, content: &[u8]) -> Stream {
    let dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(pixels.width),
        "Height" => i64::from(pixels.height),
        "ColorSpace" => Object::Name(space.as_bytes().to_vec()),
        "BitsPerComponent" => 8,
    };
    deflate.stream(dictionary, content)
}

fn check(pixels: &Pixels) -> Result<(), PdfError> {
    let Pixels { width, height, ref rgb, ref alpha } = *pixels;
    let area = u64::from(width) * u64::from(height);
    let opacity_fits = alpha.as_ref().is_none_or(|alpha| alpha.len() as u64 == area);
    if area == 0 || rgb.len() as u64 != area * 3 || !opacity_fits {
        return Err(PdfError::Image { width, height });
    }
    Ok(())
}
