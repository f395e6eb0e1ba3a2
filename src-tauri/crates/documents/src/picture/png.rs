//! PNG pictures of every kind that the standard knows, as 8-bit colours.

use std::io::Cursor;

use png::{Decoder, DecodingError, Limits, Transformations};

use super::orientation::Orientation;
use super::shrink::Shrink;
use super::{PictureError, check_sides};
use crate::ir::Pixels;

/// What the decoder may keep beside the rows: profiles, palettes, its window.
const LIMITS: Limits = Limits { bytes: 16 * 1024 * 1024 };

/// The pixels of a PNG picture, the first of them if it moves.
///
/// # Errors
/// When it is damaged or has too many pixels.
pub(super) fn read(bytes: &[u8]) -> Result<Pixels, PictureError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), LIMITS);
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let header = decoder.read_header_info().map_err(damaged)?;
    let (width, height, interlaced) = (header.width, header.height, header.interlaced);
    check_sides(width, height)?;

    let mut reader = decoder.read_info().map_err(damaged)?;
    let exif = reader.info().exif_metadata.as_deref();
    let orientation = exif.map(Orientation::of_exif).unwrap_or_default();
    let channels = reader.output_color_type().0.samples();
    let mut shrink = Shrink::new(width, height);
    if interlaced {
        let room = width as usize * height as usize * channels;
        let mut frame =
            vec![0; reader.output_buffer_size().filter(|&size| size <= room).ok_or_else(broken)?];
        reader.next_frame(&mut frame).map_err(damaged)?;
        frame.chunks(width as usize * channels).for_each(|row| shrink.take(pixels(row, channels)));
    } else {
        for _ in 0..height {
            let row = reader.next_row().map_err(damaged)?.ok_or_else(broken)?;
            shrink.take(pixels(row.data(), channels));
        }
    }
    // The rows of a file whose end was never copied may all be there, and wrong: the sums tell.
    reader.finish().map_err(damaged)?;
    shrink.finish().map(|pixels| orientation.upright(pixels)).ok_or_else(broken)
}

fn pixels(row: &[u8], channels: usize) -> impl Iterator<Item = [u8; 4]> {
    row.chunks_exact(channels).map(|samples| match *samples {
        [grey] => [grey, grey, grey, u8::MAX],
        [grey, opacity] => [grey, grey, grey, opacity],
        [red, green, blue] => [red, green, blue, u8::MAX],
        [red, green, blue, opacity, ..] => [red, green, blue, opacity],
        [] => [0; 4],
    })
}

fn damaged(error: DecodingError) -> PictureError {
    PictureError::Damaged { format: "PNG", reason: error.to_string() }
}

fn broken() -> PictureError {
    PictureError::Damaged { format: "PNG", reason: "rows are missing".to_owned() }
}
