//! Raster images inside an SVG: as PNG (ISO 15948), written into the address.

use std::io::Write;

use flate2::{Compression, Crc, write::ZlibEncoder};

use crate::ir::Pixels;

/// The pixels as a `data:` address.
pub(super) fn address(pixels: &Pixels) -> String {
    format!("data:image/png;base64,{}", base64(&png(pixels)))
}

fn png(pixels: &Pixels) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::with_capacity(13);
    header.extend(pixels.width.to_be_bytes());
    header.extend(pixels.height.to_be_bytes());
    let colour_type = if pixels.alpha.is_some() { 6 } else { 2 };
    header.extend([8, colour_type, 0, 0, 0]);
    chunk(&mut file, b"IHDR", &header);
    chunk(&mut file, b"IDAT", &compressed(pixels));
    chunk(&mut file, b"IEND", &[]);
    file
}

fn compressed(pixels: &Pixels) -> Vec<u8> {
    let width = pixels.width as usize;
    let mut rows = Vec::new();
    for (row, colours) in pixels.rgb.chunks(width.max(1) * 3).enumerate() {
        rows.push(0);
        for (column, colour) in colours.chunks(3).enumerate() {
            rows.extend(colour);
            let opacity = pixels.alpha.as_ref().map(|alpha| alpha.get(row * width + column));
            rows.extend(opacity.map(|opacity| opacity.copied().unwrap_or(u8::MAX)));
        }
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    // Writing to memory does not fail.
    let written = encoder.write_all(&rows).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    file.extend(kind);
    file.extend(data);
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(data);
    file.extend(sum.sum().to_be_bytes());
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * index)) as usize & 63];
            text.push(if index <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_follows_the_examples_of_the_standard() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn a_picture_keeps_its_size_and_its_rows() {
        let pixels =
            Pixels { width: 2, height: 2, rgb: vec![9; 12], alpha: Some(vec![1, 2, 3, 4]) };
        let file = png(&pixels);
        assert_eq!(&file[16..24], [0, 0, 0, 2, 0, 0, 0, 2]);
        let data = compressed(&pixels);
        let mut rows = Vec::new();
        let mut decoder = flate2::write::ZlibDecoder::new(&mut rows);
        decoder.write_all(&data).unwrap();
        decoder.finish().unwrap();
        assert_eq!(rows, [0, 9, 9, 9, 1, 9, 9, 9, 2, 0, 9, 9, 9, 3, 9, 9, 9, 4]);
    }
}
