//! Small pictures, made by the encoders of the formats.

use jpeg_encoder::{ColorType as JpegColour, Encoder as JpegEncoder};
use png::{BitDepth, ColorType, Encoder};

/// A PNG file of one kind; `data` are its rows as the format packs them.
pub fn png(sides: (u32, u32), colour: ColorType, depth: BitDepth, data: &[u8]) -> Vec<u8> {
    png_with(sides, colour, depth, data, |_| {})
}

/// The same with what `more` sets: a palette, transparency.
pub fn png_with(
    (width, height): (u32, u32),
    colour: ColorType,
    depth: BitDepth,
    data: &[u8],
    more: impl FnOnce(&mut Encoder<'_, &mut Vec<u8>>),
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    more(&mut encoder);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(data).unwrap();
    writer.finish().unwrap();
    file
}

/// A PNG file of one colour.
pub fn plain_png(width: u32, height: u32, colour: [u8; 3]) -> Vec<u8> {
    let data = colour.repeat(width as usize * height as usize);
    png((width, height), ColorType::Rgb, BitDepth::Eight, &data)
}

/// A JPEG file whose left half is of one colour and whose right half of another.
pub fn jpeg<const CHANNELS: usize>(
    (width, height): (u16, u16),
    kind: JpegColour,
    left: [u8; CHANNELS],
    right: [u8; CHANNELS],
    more: impl FnOnce(&mut JpegEncoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let row = (0..width).flat_map(|across| if across < width / 2 { left } else { right });
    let data = row.collect::<Vec<u8>>().repeat(usize::from(height));
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new(&mut file, 95);
    more(&mut encoder);
    encoder.encode(&data, width, height, kind).unwrap();
    file
}

/// Exif data that say nothing but an orientation.
pub fn exif(orientation: u8) -> Vec<u8> {
    let mut data = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    data.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    data
}

/// A drawing 40 units wide and 20 high with this content.
pub fn svg(content: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
         viewBox='0 0 40 20'>{content}</svg>"
    )
}

/// RFC 4648, section 4.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits =
            (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(*three.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at)) as usize & 63];
            text.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}
