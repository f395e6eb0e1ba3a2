//! JPEG pictures, baseline and progressive, in grey, colour and print colours.

use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::orientation::Orientation;
use super::shrink::Shrink;
use super::{PictureError, check_sides};
use crate::ir::Pixels;

/// The marker that ends a JPEG file.
const END: &[u8] = b"\xff\xd9";

/// The pixels of a JPEG picture.
///
/// # Errors
/// When it is damaged, breaks off, or has too many pixels.
pub(super) fn read(bytes: &[u8]) -> Result<Pixels, PictureError> {
    match decoded(bytes, true) {
        // Some cameras and programs leave stray bytes between segments; a picture that breaks off,
        // which a lenient decoder would fill up with grey, lacks its end.
        Err(PictureError::Damaged { .. }) if ends(bytes) => decoded(bytes, false),
        result => result,
    }
}

fn ends(bytes: &[u8]) -> bool {
    let padding = bytes.iter().rev().take_while(|&&byte| byte == 0).count();
    bytes[..bytes.len() - padding].ends_with(END)
}

fn decoded(bytes: &[u8], strict: bool) -> Result<Pixels, PictureError> {
    let options = DecoderOptions::default()
        .set_strict_mode(strict)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(damaged)?;
    let info = decoder.info().ok_or_else(broken)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    check_sides(width, height)?;
    let samples = decoder.decode().map_err(damaged)?;
    let orientation = decoder.exif().map(|data| Orientation::of_exif(data)).unwrap_or_default();

    let channels = match decoder.output_colorspace() {
        Some(ColorSpace::RGB) => 3,
        Some(ColorSpace::Luma) => 1,
        _ => return Err(broken()),
    };
    let mut shrink = Shrink::new(width, height);
    for row in samples.chunks((width as usize * channels).max(1)) {
        shrink.take(row.chunks_exact(channels).map(|samples| match *samples {
            [red, green, blue] => [red, green, blue, u8::MAX],
            [grey, ..] => [grey, grey, grey, u8::MAX],
            [] => [0; 4],
        }));
    }
    shrink.finish().map(|pixels| orientation.upright(pixels)).ok_or_else(broken)
}

fn damaged(error: DecodeErrors) -> PictureError {
    PictureError::Damaged { format: "JPEG", reason: error.to_string() }
}

fn broken() -> PictureError {
    PictureError::Damaged { format: "JPEG", reason: "colours or rows are missing".to_owned() }
}
