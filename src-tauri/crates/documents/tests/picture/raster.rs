//! The pixels of PNG and JPEG pictures come back right, upright and within bounds.

use documents::ir::{Content, Owner, Pixels, Point, Rect, Size};
use documents::picture::{LONGEST_SIDE, MOST_BYTES, Picture, PictureError};
use jpeg_encoder::{ColorType as JpegColour, SamplingFactor};
use png::{BitDepth, ColorType};

use super::samples::{exif, jpeg, plain_png, png, png_with};

fn pixels(file: &[u8]) -> Pixels {
    let picture = Picture::read(file).unwrap();
    let Pixels { width, height, rgb, alpha } = &**picture.pixels().unwrap();
    Pixels { width: *width, height: *height, rgb: rgb.clone(), alpha: alpha.clone() }
}

fn near(pixels: &Pixels, across: u32, down: u32, colour: [u8; 3]) {
    let at = (down * pixels.width + across) as usize * 3;
    let found = &pixels.rgb[at..at + 3];
    assert!(found.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 12), "{found:?} for {colour:?}");
}

#[test]
fn every_kind_of_png_becomes_8_bit_red_green_and_blue() {
    let (eight, sixteen) = (BitDepth::Eight, BitDepth::Sixteen);
    let opaque: [(ColorType, BitDepth, &[u8], [u8; 6]); 5] = [
        (ColorType::Rgb, eight, &[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]),
        (ColorType::Rgb, sixteen, &[9, 0, 8, 0, 7, 0, 6, 0, 5, 0, 4, 0], [9, 8, 7, 6, 5, 4]),
        (ColorType::Grayscale, eight, &[10, 250], [10, 10, 10, 250, 250, 250]),
        (ColorType::Grayscale, BitDepth::One, &[0b0100_0000], [0, 0, 0, 255, 255, 255]),
        (ColorType::Rgba, eight, &[1, 2, 3, 255, 4, 5, 6, 255], [1, 2, 3, 4, 5, 6]),
    ];
    for (colour, depth, data, rgb) in opaque {
        let read = pixels(&png((2, 1), colour, depth, data));
        assert_eq!((read.width, read.height), (2, 1));
        assert_eq!((read.rgb.as_slice(), &read.alpha), (rgb.as_slice(), &None), "{colour:?}");
    }
    let seen_through = pixels(&png((1, 1), ColorType::GrayscaleAlpha, eight, &[7, 99]));
    assert_eq!((seen_through.rgb, seen_through.alpha), (vec![7; 3], Some(vec![99])));
}

#[test]
fn a_palette_with_transparency_is_resolved() {
    let file = png_with((3, 1), ColorType::Indexed, BitDepth::Two, &[0b00_01_10_00], |encoder| {
        encoder.set_palette(vec![255, 0, 0, 0, 255, 0, 0, 0, 255]);
        encoder.set_trns(vec![255, 128]);
    });
    let read = pixels(&file);
    assert_eq!(read.rgb, [255, 0, 0, 0, 255, 0, 0, 0, 255]);
    assert_eq!(read.alpha, Some(vec![255, 128, 255]));
}

/// A grey PNG of 3 × 3 pixels in the seven passes of Adam7 (ISO 15948, 8.2), put together by hand
/// because the encoder writes none.
fn interlaced() -> Vec<u8> {
    let plain = png((3, 3), ColorType::Grayscale, BitDepth::Eight, &[0; 9]);
    // Pass 1: (0,0); 5: (0,2) and (2,2); 6: (1,0) and (1,2); 4: (2,0); 7: row 1.
    let passes = [0, 1, 0, 3, 0, 7, 9, 0, 2, 0, 8, 0, 4, 5, 6];
    let mut zlib = vec![0x78, 0x01, 1, passes.len() as u8, 0, !(passes.len() as u8), 255];
    zlib.extend(passes);
    let (mut a, mut b) = (1u32, 0u32);
    for byte in passes {
        a = (a + u32::from(byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    zlib.extend((b << 16 | a).to_be_bytes());
    let mut file = plain[..8].to_vec();
    let mut header = plain[16..29].to_vec();
    header[12] = 1;
    for (kind, data) in [(b"IHDR", header), (b"IDAT", zlib), (b"IEND", Vec::new())] {
        file.extend((data.len() as u32).to_be_bytes());
        file.extend(kind);
        file.extend(&data);
        let mut sum = flate2::Crc::new();
        sum.update(kind);
        sum.update(&data);
        file.extend(sum.sum().to_be_bytes());
    }
    file
}

#[test]
fn an_interlaced_png_is_put_together() {
    let read = pixels(&interlaced());
    let grey: Vec<u8> = read.rgb.chunks(3).map(|colour| colour[0]).collect();
    assert_eq!(grey, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

#[test]
fn jpegs_of_every_kind_keep_their_colours() {
    let sides = (64, 24);
    let rgb = |more: fn(&mut jpeg_encoder::Encoder<&mut Vec<u8>>)| {
        jpeg(sides, JpegColour::Rgb, [200, 30, 40], [20, 60, 180], more)
    };
    let colours = [[200, 30, 40], [20, 60, 180]];
    let print = [[255, 0, 0], [0, 0, 255]];
    let cyan_magenta = |kind| jpeg(sides, kind, [0, 255, 255, 0], [255, 255, 0, 0], |_| {});
    for (name, file, [left, right]) in [
        ("baseline", rgb(|_| {}), colours),
        ("progressive", rgb(|encoder| encoder.set_progressive(true)), colours),
        ("halved", rgb(|encoder| encoder.set_sampling_factor(SamplingFactor::F_2_2)), colours),
        ("restarts", rgb(|encoder| encoder.set_restart_interval(2)), colours),
        ("grey", jpeg(sides, JpegColour::Luma, [40], [200], |_| {}), [[40; 3], [200; 3]]),
        ("print", cyan_magenta(JpegColour::Cmyk), print),
        ("print by brightness", cyan_magenta(JpegColour::CmykAsYcck), print),
    ] {
        let read = pixels(&file);
        assert_eq!((read.width, read.height, &read.alpha), (64, 24, &None), "{name}");
        near(&read, 8, 12, left);
        near(&read, 56, 12, right);
    }
}

#[test]
fn a_photograph_stands_as_the_camera_was_held() {
    let file = jpeg((32, 16), JpegColour::Rgb, [255, 0, 0], [0, 0, 255], |encoder| {
        encoder.add_exif_metadata(&exif(6)).unwrap();
    });
    let read = pixels(&file);
    assert_eq!((read.width, read.height), (16, 32));
    near(&read, 8, 4, [255, 0, 0]);
    near(&read, 8, 28, [0, 0, 255]);
}

#[test]
fn large_pixels_are_scaled_down_for_print() {
    let picture = Picture::read(&plain_png(4_000, 1_000, [10, 20, 30])).unwrap();
    let pixels = picture.pixels().unwrap();
    assert_eq!((pixels.width, pixels.height), (LONGEST_SIDE, LONGEST_SIDE / 4));
    assert!(pixels.rgb.chunks(3).all(|colour| colour == [10, 20, 30]));
}

#[test]
fn sides_beyond_the_bounds_are_refused_by_the_header_alone() {
    let mut file = plain_png(1, 1, [0; 3]);
    file[16..20].copy_from_slice(&50_000u32.to_be_bytes());
    file[20..24].copy_from_slice(&50_000u32.to_be_bytes());
    let mut sum = flate2::Crc::new();
    sum.update(&file[12..29]);
    file[29..33].copy_from_slice(&sum.sum().to_be_bytes());
    let refused = PictureError::TooManyPixels { width: 50_000, height: 50_000 };
    assert_eq!(Picture::read(&file), Err(refused));

    let bytes = MOST_BYTES + 1;
    assert_eq!(Picture::read(&vec![0; bytes]), Err(PictureError::TooManyBytes { bytes }));
}

#[test]
fn a_file_that_breaks_off_is_not_filled_up_with_grey() {
    for (format, file) in [
        ("PNG", plain_png(300, 300, [1, 2, 3])),
        ("JPEG", jpeg((300, 300), JpegColour::Rgb, [200, 30, 40], [20, 60, 180], |_| {})),
        (
            "JPEG",
            jpeg((300, 300), JpegColour::Rgb, [200, 30, 40], [20, 60, 180], |encoder| {
                encoder.set_progressive(true);
            }),
        ),
    ] {
        for kept in [file.len() / 2, file.len() * 9 / 10] {
            let result = Picture::read(&file[..kept]);
            assert!(
                matches!(result, Err(PictureError::Damaged { format: named, .. }) if named == format),
                "{format} {kept}"
            );
            let mut padded = file[..kept].to_vec();
            padded.resize(file.len(), 0);
            assert!(Picture::read(&padded).is_err(), "{format} {kept} with a hollow end");
        }
    }
}

#[test]
fn another_format_is_named_so_that_people_know_what_they_have() {
    for (bytes, named) in [
        (b"GIF89a...".as_slice(), Some("GIF")),
        (b"RIFF....WEBPVP8 ", Some("WebP")),
        (b"%PDF-1.7", Some("PDF")),
        (b"....ftypheic", Some("HEIC")),
        (b"<html></html>", None),
        (b"", None),
    ] {
        assert_eq!(Picture::read(bytes), Err(PictureError::OtherFormat { seems: named }));
    }
    let text = PictureError::OtherFormat { seems: Some("GIF") }.to_string();
    assert!(text.contains("seems to be GIF") && text.contains("save it"), "{text}");
}

#[test]
fn a_picture_is_placed_in_the_middle_with_its_own_proportions() {
    let picture = Picture::read(&plain_png(20, 10, [0; 3])).unwrap();
    let area = Rect { origin: Point { x: 5.0, y: 7.0 }, size: Size { width: 40.0, height: 60.0 } };
    let place =
        Rect { origin: Point { x: 5.0, y: 27.0 }, size: Size { width: 40.0, height: 20.0 } };
    assert_eq!(picture.fitted(area), place);
    let items = picture.items(area, Owner::Artifact);
    let [only] = items.as_slice() else { panic!("one image") };
    let Content::Image(image) = &only.content else { panic!("an image") };
    assert_eq!((image.area, image.turned), (place, false));
    assert_eq!(Some(&image.pixels), picture.pixels());
}
