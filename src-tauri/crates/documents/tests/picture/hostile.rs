//! Damaged and malicious files: never a panic, never a picture above the bounds, never much work.

use documents::picture::{LONGEST_SIDE, Picture, PictureError};
use jpeg_encoder::ColorType as JpegColour;
use png::{BitDepth, ColorType};
use proptest::prelude::*;
use proptest::sample::Index;

use super::samples::{base64, exif, jpeg, plain_png, png, svg};

fn samples() -> Vec<Vec<u8>> {
    let grey: Vec<u8> = (0..=255).collect();
    let embedded = base64(&plain_png(3, 3, [9, 8, 7]));
    let photograph = |progressive| {
        jpeg((40, 20), JpegColour::Rgb, [200, 30, 40], [20, 60, 180], |encoder| {
            encoder.add_exif_metadata(&exif(7)).unwrap();
            encoder.set_progressive(progressive);
        })
    };
    let drawing = svg(&format!(
        "<style>.a{{fill:url(#g);stroke:red}} g .b{{clip-path:url(#c)}}</style><defs>\
         <linearGradient id='g'><stop stop-color='red'/><stop offset='1'/></linearGradient>\
         <clipPath id='c'><circle cx='9' cy='9' r='8'/></clipPath>\
         <filter id='f'><feGaussianBlur stdDeviation='2'/></filter>\
         <pattern id='p' width='3' height='3' patternUnits='userSpaceOnUse'><path d='M0 0L3 3'/></pattern>\
         <marker id='m' markerWidth='4' markerHeight='4'><path d='M0 0L4 2L0 4z'/></marker>\
         <mask id='k'><rect width='40' height='20' fill='white'/></mask></defs>\
         <g id='s'><path class='a b' d='M1 1C5 9 9 5 20 10A5 5 0 0 1 30 12Q3 4 5 6Z' stroke-width='2' \
         stroke-dasharray='3 1'/></g><use href='#s' x='3' transform='rotate(30 4 5) skewX(9)'/>\
         <rect x='5' y='5' width='9' height='9' rx='2' filter='url(#f)' fill='url(#p)' opacity='.5'/>\
         <polyline points='1 2 3 4 30 9' marker-end='url(#m)' fill-rule='evenodd'/>\
         <image mask='url(#k)' width='9' height='9' href='data:image/png;base64,{embedded}'/>"
    ));
    let plain = svg("<path fill-rule='evenodd' d='M2 2H18V18H2Z M6 6H14V14H6Z' stroke='red'/>");
    vec![
        png((16, 16), ColorType::Grayscale, BitDepth::Eight, &grey),
        png((8, 8), ColorType::Rgba, BitDepth::Eight, &grey),
        photograph(false),
        photograph(true),
        drawing.into_bytes(),
        plain.into_bytes(),
    ]
}

/// Reads whatever it is, and holds a picture that comes of it to its promises.
fn read(bytes: &[u8]) {
    match Picture::read(bytes) {
        Ok(picture) => {
            let size = picture.size();
            assert!(size.width > 0.0 && size.height > 0.0, "{size:?}");
            if let Some(pixels) = picture.pixels() {
                let area = pixels.width as usize * pixels.height as usize;
                assert!(pixels.width.max(pixels.height) <= LONGEST_SIDE);
                assert_eq!(pixels.rgb.len(), area * 3);
                assert!(pixels.alpha.as_ref().is_none_or(|alpha| alpha.len() == area));
            }
            assert!(picture.paths().is_none_or(|paths| !paths.is_empty()));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

#[test]
fn the_samples_themselves_are_read() {
    for sample in samples() {
        Picture::read(&sample).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_are_a_picture_or_an_error(
        kind in 0..4usize,
        bytes in proptest::collection::vec(any::<u8>(), 0..2_000),
    ) {
        let start: [&[u8]; 4] = [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg "];
        read(&[start[kind], &bytes].concat());
    }

    #[test]
    fn damaged_files_are_a_picture_or_an_error(
        sample in any::<Index>(),
        changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..12),
        end in any::<Index>(),
        breaks_off in any::<bool>(),
    ) {
        let samples = samples();
        let mut file = samples[sample.index(samples.len())].clone();
        for (place, value) in &changes {
            let place = place.index(file.len());
            file[place] = *value;
        }
        if breaks_off {
            file.truncate(end.index(file.len()));
        }
        read(&file);
    }

    /// Damage that leaves the file well-formed gets further in than flipped bytes.
    #[test]
    fn drawings_with_other_numbers_are_a_picture_or_an_error(
        sample in 4..6usize,
        changes in proptest::collection::vec(
            (any::<Index>(), prop_oneof![
                Just("0"), Just("-1"), Just("1e9"), Just("1e38"), Just("-1e-38"), Just("NaN"),
                Just("99999"), Just("0.0001"), Just("1e"), Just(""),
            ]), 1..6),
    ) {
        let text = String::from_utf8(samples()[sample].clone()).unwrap();
        let mut parts: Vec<String> = Vec::new();
        for letter in text.chars() {
            let digit = letter.is_ascii_digit();
            match parts.last_mut() {
                Some(part) if part.ends_with(|c: char| c.is_ascii_digit()) == digit => part.push(letter),
                _ => parts.push(letter.to_string()),
            }
        }
        let numbers: Vec<usize> = (0..parts.len())
            .filter(|&at| parts[at].starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        for (place, value) in &changes {
            parts[numbers[place.index(numbers.len())]] = (*value).to_owned();
        }
        read(parts.concat().as_bytes());
    }
}

fn refused(file: &str) -> PictureError {
    match Picture::read(file.as_bytes()) {
        Err(error) => error,
        Ok(_) => panic!("read: {}", &file[..file.len().min(300)]),
    }
}

#[track_caller]
fn too_intricate(content: &str) {
    let error = refused(&svg(content));
    assert!(matches!(error, PictureError::TooIntricate { .. }), "{error}");
}

#[test]
fn deep_nesting_is_refused() {
    too_intricate(&("<g>".repeat(65) + &"</g>".repeat(65)));
    let error = refused(&svg(&("<g>".repeat(90_000) + &"</g>".repeat(90_000))));
    assert!(matches!(error, PictureError::TooIntricate { .. } | PictureError::Damaged { .. }));
    let levels = "<g fill='red'>".repeat(60) + "<rect width='9' height='9'/>" + &"</g>".repeat(60);
    assert!(Picture::read(svg(&levels).as_bytes()).is_ok());
}

#[test]
fn uses_that_multiply_are_refused() {
    let mut content = "<g id='a0'><rect width='1' height='1'/></g>".to_owned();
    for level in 1..12 {
        let uses = format!("<use href='#a{}'/>", level - 1).repeat(10);
        content += &format!("<g id='a{level}'>{uses}</g>");
    }
    too_intricate(&content);
    too_intricate("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>");
}

#[test]
fn references_that_multiply_are_refused() {
    let mut patterns = String::new();
    for level in 1..10 {
        let tiles = format!("<rect width='1' height='1' fill='url(#p{})'/>", level - 1).repeat(10);
        patterns += &format!("<pattern id='p{level}' width='1' height='1'>{tiles}</pattern>");
    }
    too_intricate(&format!("{patterns}<rect width='9' height='9' fill='url(#p9)'/>"));
    // By inheritance and by a style rule as well.
    let many = "<rect width='9' height='9'/>".repeat(1_000);
    let costly = format!("<pattern id='p' width='1' height='1'>{many}</pattern>");
    too_intricate(&format!("{costly}<g fill='url(#p)'>{many}</g>"));
    too_intricate(&format!("<style>rect{{mask:url(#p)}}</style><mask id='p'>{many}</mask>{many}"));
    let arrows = format!("<marker id='m'>{many}</marker><g marker='url(#m)'>");
    too_intricate(&format!("{arrows}<path d='M0 0{}'/></g>", "L1 1L2 2".repeat(1_000)));
}

#[test]
fn entities_that_unfold_are_refused() {
    let mut entities = "<!ENTITY a0 'aaaaaaaaaa'>".to_owned();
    for level in 1..10 {
        let more = format!("&a{};", level - 1).repeat(10);
        entities += &format!("<!ENTITY a{level} '{more}'>");
    }
    let with = |entities: &str, content: &str| {
        refused(&format!("<!DOCTYPE svg [{entities}]>{}", svg(content)))
    };
    let unfolding = PictureError::TooIntricate { what: "entities" };
    assert_eq!(with(&entities, "<g id='&a9;'/>"), unfolding);
    let long = format!("<!ENTITY a '{}'>", "a".repeat(100_000));
    assert_eq!(with(&long, &"<g id='&a;'/>".repeat(1_000)), unfolding);
}

#[test]
fn styles_that_take_long_to_match_are_refused() {
    let many = "<g class='a'/>".repeat(20_000);
    too_intricate(&format!("<style>{}</style>{many}", ".a{fill:red}".repeat(20_000)));
    too_intricate(&format!("<style>g g g g g g g{{fill:red}}</style>{many}"));
}

#[test]
fn layers_and_shapes_that_take_long_to_paint_are_refused() {
    let layer = "<g opacity='.9'><rect width='40' height='20'/></g>";
    too_intricate(&layer.repeat(500));
    let far = "<g opacity='.9'><rect x='-4000' y='-4000' width='9000' height='9000'/>";
    too_intricate(&(far.repeat(20) + &"</g>".repeat(20)));
    let gradient = "<linearGradient id='g'><stop/></linearGradient>";
    let shapes = "<rect width='40' height='20' fill='url(#g)'/>".repeat(5_000);
    too_intricate(&format!("{gradient}{shapes}"));
    too_intricate("<path stroke='red' stroke-dasharray='0.00001' d='M0 0H40' opacity='.5'/>");
    too_intricate(
        "<pattern id='p' patternUnits='userSpaceOnUse' width='9e5' height='9e5'>\
         <rect width='9' height='9'/></pattern><rect width='9' height='9' fill='url(#p)'/>",
    );
}

#[test]
fn arcs_wider_than_any_sheet_are_refused() {
    too_intricate("<path d='M0 0A1e38 1e38 0 0 1 1e38 12' stroke='red'/>");
    too_intricate("<circle r='100000000000'/>");
}

#[test]
fn many_embedded_pictures_are_refused() {
    let address = format!("data:image/png;base64,{}", base64(&plain_png(3, 3, [9; 3])));
    too_intricate(&format!("<image width='9' height='9' href='{address}'/>").repeat(100));
}

#[test]
fn effects_without_bounds_are_refused() {
    for effect in ["feTurbulence numOctaves='99'", "feImage href='#a'", "feMorphology radius='900'"]
    {
        let content = format!("<filter id='f'><{effect}/></filter><rect filter='url(#f)'/>");
        assert!(matches!(refused(&svg(&content)), PictureError::NotDrawn { .. }), "{effect}");
    }
}
