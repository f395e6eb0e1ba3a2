use proptest::prelude::*;
use rqrr::PreparedImage;

use super::*;

const ORIGIN: Point = Point { x: 30.0, y: 50.0 };

fn path(text: &str, side: f32) -> Path {
    let items = qr(text, ORIGIN, side, Owner::Artifact).unwrap();
    match items.as_slice() {
        [Item { content: Content::Path(path), .. }] => path.clone(),
        _ => panic!("one path"),
    }
}

/// The left, top, right and bottom edge of each rectangle of a path.
fn rectangles(path: &Path) -> Vec<[f32; 4]> {
    let corner = |segment: &Segment| match segment {
        Segment::Move(at) | Segment::Line(at) => *at,
        other => panic!("no corner: {other:?}"),
    };
    path.segments
        .chunks(5)
        .map(|steps| {
            assert!(matches!(steps, [Segment::Move(_), .., Segment::Close]));
            let (first, third) = (corner(&steps[0]), corner(&steps[2]));
            [first.x, first.y, third.x, third.y]
        })
        .collect()
}

/// What a reader of codes reads from the printed path, seen at four pixels to the point.
fn read_back(path: &Path, side: f32) -> String {
    let pixels = (side * 4.0) as usize;
    let mut dark = vec![false; pixels * pixels];
    for [left, top, right, bottom] in rectangles(path) {
        let place = |edge: f32, origin: f32| ((edge - origin) * 4.0).round() as usize;
        for row in place(top, ORIGIN.y)..place(bottom, ORIGIN.y) {
            for column in place(left, ORIGIN.x)..place(right, ORIGIN.x) {
                dark[row * pixels + column] = true;
            }
        }
    }
    let shade = |x: usize, y: usize| if dark[y * pixels + x] { 0 } else { 255 };
    let mut seen = PreparedImage::prepare_from_greyscale(pixels, pixels, shade);
    let grids = seen.detect_grids();
    assert_eq!(grids.len(), 1, "one code is seen");
    grids[0].decode().unwrap().1
}

#[test]
fn an_address_and_three_hundred_letters_are_read_back() {
    let letters: String = "Kävelimme Åbosta Žofian luo – ".chars().cycle().take(300).collect();
    for text in ["https://example.org/ohjelma/2026?kieli=fi", letters.as_str(), ""] {
        assert_eq!(read_back(&path(text, 120.0), 120.0), text);
    }
}

#[test]
fn the_quiet_zone_lies_within_the_side() {
    // 21 modules of the smallest code, and four on each side.
    let side = 29.0;
    let edges = rectangles(&path("A", side));
    let outermost = |edge: usize, pick: fn(f32, f32) -> f32| {
        edges.iter().map(|rectangle| rectangle[edge]).reduce(pick).unwrap()
    };
    let found = [
        outermost(0, f32::min),
        outermost(1, f32::min),
        outermost(2, f32::max),
        outermost(3, f32::max),
    ];
    assert_eq!(found, [34.0, 54.0, 55.0, 75.0]);
    assert_eq!(path("A", side).fill, Some(Colour::BLACK));
}

#[test]
fn rectangles_never_overlap_and_are_fewer_than_the_modules() {
    let text = "https://example.org/ohjelma/2026";
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let dark = code.to_colors().iter().filter(|module| **module == Color::Dark).count();
    let side = (code.width() + 8) as f32;
    let found = rectangles(&path(text, side));
    let area: f32 =
        found.iter().map(|[left, top, right, bottom]| (right - left) * (bottom - top)).sum();
    assert_eq!(area.round() as usize, dark);
    assert!(found.len() * 2 < dark, "{} rectangles for {dark} modules", found.len());
}

#[test]
fn what_no_code_holds_is_none() {
    assert!(qr(&"a".repeat(2_331), ORIGIN, 90.0, Owner::Artifact).is_some());
    assert!(qr(&"a".repeat(2_332), ORIGIN, 90.0, Owner::Artifact).is_none());
    for side in [0.0, -1.0, f32::NAN, f32::INFINITY] {
        assert!(qr("a", ORIGIN, side, Owner::Artifact).is_none());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_is_read_back(text in "\\PC{0,120}") {
        prop_assert_eq!(read_back(&path(&text, 150.0), 150.0), text);
    }
}
