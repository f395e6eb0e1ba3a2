//! Drawings stay drawings where paths can say them, and become pixels where not.

use documents::ir::{Colour, Content, Owner, Path, Pixels, Point, Rect, Segment, Size};
use documents::picture::{Picture, PictureError};
use jpeg_encoder::ColorType as JpegColour;

use super::samples::{base64, jpeg, plain_png, svg};

const RED: Colour = Colour::hex(0xff0000);

fn read(content: &str) -> Result<Picture, PictureError> {
    Picture::read(svg(content).as_bytes())
}

fn paths(content: &str) -> Vec<Path> {
    let picture = read(content).unwrap();
    assert_eq!(picture.size(), Size { width: 40.0, height: 20.0 });
    picture.paths().unwrap_or_else(|| panic!("became pixels: {content}")).to_vec()
}

fn raster(content: &str) -> Picture {
    let picture = read(content).unwrap();
    assert!(picture.pixels().is_some(), "stayed paths: {content}");
    picture
}

fn colour_at(pixels: &Pixels, x: f32, y: f32) -> ([u8; 3], u8) {
    let side = |share: f32, length: u32| (share * length as f32) as usize;
    let at = side(y / 20.0, pixels.height) * pixels.width as usize + side(x / 40.0, pixels.width);
    let rgb = [pixels.rgb[at * 3], pixels.rgb[at * 3 + 1], pixels.rgb[at * 3 + 2]];
    (rgb, pixels.alpha.as_ref().map_or(255, |alpha| alpha[at]))
}

fn bounds(path: &Path) -> [f32; 4] {
    let mut bounds = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    for segment in path.segments.iter() {
        if let Segment::Move(to) | Segment::Line(to) | Segment::Curve(_, _, to) = segment {
            bounds[0] = bounds[0].min(to.x);
            bounds[1] = bounds[1].min(to.y);
            bounds[2] = bounds[2].max(to.x);
            bounds[3] = bounds[3].max(to.y);
        }
    }
    bounds
}

#[test]
fn a_simple_logo_stays_outlines_with_its_transforms_applied() {
    let found = paths(
        "<g transform='translate(10 5) scale(2)'><rect width='5' height='4' fill='red'/></g>\
         <circle cx='30' cy='10' r='6' fill='#039'/>",
    );
    assert_eq!(found.len(), 2);
    assert_eq!((bounds(&found[0]), found[0].fill), ([10.0, 5.0, 20.0, 13.0], Some(RED)));
    assert_eq!(found[1].fill, Some(Colour::hex(0x003399)));
    assert!(found[1].segments.iter().any(|segment| matches!(segment, Segment::Curve(..))));
}

#[test]
fn lines_become_the_outline_of_their_ink_in_painting_order() {
    let found = paths(
        "<path d='M10 10H30' stroke='red' stroke-width='4' stroke-linecap='round' fill='none'/>\
         <path d='M5 5H25V15H5Z' stroke='red' paint-order='stroke' stroke-dasharray='4 2'/>",
    );
    assert_eq!(bounds(&found[0]), [8.0, 8.0, 32.0, 12.0]);
    assert!(found.iter().all(|path| path.stroke.is_none()));
    assert_eq!(
        found.iter().map(|path| path.fill).collect::<Vec<_>>(),
        [Some(RED), Some(RED), Some(Colour::BLACK)]
    );
    let dashes = found[1].segments.iter().filter(|it| matches!(it, Segment::Move(_))).count();
    assert_eq!(dashes, 10);
}

#[test]
fn a_ring_by_the_even_odd_rule_keeps_its_hole() {
    // Both squares run the same way round, which the rule of a page would fill.
    let ring = "<path fill-rule='evenodd' d='M2 2H18V18H2Z M6 6H14V14H6Z'/>";
    let found = paths(ring);
    let [path] = found.as_slice() else { panic!("one outline") };
    let winding: i32 = crossings(path, Point { x: 10.0, y: 10.0 });
    assert_eq!(winding, 0);
    assert_ne!(crossings(path, Point { x: 4.0, y: 10.0 }), 0);
}

/// How often straight contours wind round a point.
fn crossings(path: &Path, at: Point) -> i32 {
    let (mut begin, mut last, mut winding) = (Point::default(), Point::default(), 0);
    for segment in path.segments.iter() {
        let to = match *segment {
            Segment::Move(to) => {
                begin = to;
                last = to;
                continue;
            }
            Segment::Line(to) | Segment::Curve(_, _, to) => to,
            Segment::Close => begin,
        };
        if (last.y > at.y) != (to.y > at.y) && last.x > at.x {
            winding += if to.y > last.y { 1 } else { -1 };
        }
        last = to;
    }
    winding
}

#[test]
fn an_even_odd_star_that_crosses_itself_becomes_pixels() {
    let picture = raster("<path fill-rule='evenodd' d='M10 1L15 18L1 7H19L5 18Z'/>");
    let pixels = picture.pixels().unwrap();
    assert_eq!(colour_at(pixels, 10.0, 10.0).1, 0);
    assert_eq!(colour_at(pixels, 10.0, 4.0), ([0; 3], 255));
}

#[test]
fn clippings_and_masks_of_the_whole_sheet_change_nothing() {
    let found = paths(
        "<g clip-path='url(#sheet)'><path d='M0 0H40V20H0Z' fill='red'/></g>\
         <g mask='url(#white)'><path d='M1 1H4V4Z' fill='red'/></g>\
         <defs><clipPath id='sheet'><rect width='40' height='20'/></clipPath>\
         <mask id='white' maskUnits='userSpaceOnUse' x='0' y='0' width='40' height='20'>\
         <path d='M0 0H40V20H0Z' fill='white'/></mask></defs>",
    );
    assert_eq!(found.len(), 2);
}

#[test]
fn what_paths_cannot_say_becomes_pixels() {
    let gradient = "<defs><linearGradient id='g'><stop stop-color='red'/>\
                    <stop offset='1' stop-color='blue'/></linearGradient></defs>\
                    <rect width='40' height='20' fill='url(#g)'/>";
    let picture = raster(gradient);
    let pixels = picture.pixels().unwrap();
    // 600 to the inch at 60 mm.
    assert_eq!((pixels.width, pixels.height), (1_418, 709));
    assert!(colour_at(pixels, 0.5, 10.0).0[0] > 245);
    assert!(colour_at(pixels, 39.5, 10.0).0[2] > 245);
    assert_eq!(pixels.alpha, None);
    assert_eq!(picture.size(), Size { width: 40.0, height: 20.0 });

    for content in [
        "<rect width='9' height='9' opacity='0.5'/>",
        "<rect width='9' height='9' fill-opacity='0.5'/>",
        "<g clip-path='url(#c)'><rect width='9' height='9'/></g>\
         <clipPath id='c'><circle cx='5' cy='5' r='3'/></clipPath>",
        "<filter id='f'><feGaussianBlur stdDeviation='1'/></filter>\
         <rect x='9' y='5' width='9' height='9' filter='url(#f)'/>",
        "<pattern id='p' width='2' height='2' patternUnits='userSpaceOnUse'>\
         <rect width='1' height='1'/></pattern><rect width='9' height='9' fill='url(#p)'/>",
        "<rect x='-5' width='20' height='9'/>",
        "<style>.a{mix-blend-mode:multiply}</style><g class='a'><rect width='9' height='9'/></g>",
    ] {
        raster(content);
    }
}

#[test]
fn embedded_pictures_are_painted() {
    let jpeg = jpeg((32, 32), JpegColour::Rgb, [0, 0, 255], [0, 0, 255], |_| {});
    for (kind, file) in [("png", plain_png(4, 4, [0, 0, 255])), ("jpeg", jpeg)] {
        let picture = raster(&format!(
            "<image x='10' width='20' height='20' href='data:image/{kind};base64,{}'/>",
            base64(&file)
        ));
        let pixels = picture.pixels().unwrap();
        assert!(colour_at(pixels, 20.0, 10.0).0[2] > 240, "{kind}");
        assert_eq!(colour_at(pixels, 5.0, 10.0).1, 0);
    }
    let drawing = base64(svg("<rect width='9' height='9'/>").as_bytes());
    let nested =
        read(&format!("<image width='9' height='9' href='data:image/svg+xml;base64,{drawing}'/>"));
    assert!(matches!(nested, Err(PictureError::NotDrawn { .. })));
}

#[test]
fn what_a_drawing_does_not_bring_along_is_refused_with_a_reason() {
    assert_eq!(read("<text x='1' y='9'>Turku</text>"), Err(PictureError::Letters));
    assert!(read("<text> </text><rect width='9' height='9'/>").is_ok());
    for address in ["logo.png", "https://example.org/a.png", "file:///etc/hosts"] {
        let elsewhere = read(&format!("<image xlink:href='{address}' width='9' height='9'/>"));
        assert_eq!(elsewhere, Err(PictureError::Elsewhere { address: address.to_owned() }));
    }
    assert!(matches!(read("<use href='other.svg#a'/>"), Err(PictureError::Elsewhere { .. })));
    assert_eq!(read(""), Err(PictureError::Empty));
    assert_eq!(read("<rect x='50' width='9' height='9'/>"), Err(PictureError::Empty));
    assert!(matches!(read("<g>"), Err(PictureError::Damaged { format: "SVG", .. })));
}

#[test]
fn a_file_of_a_drawing_program_is_read_with_its_entities_styles_and_uses() {
    let file = "\u{feff}<?xml version='1.0'?>\n<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' \
        'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd' [\n\
        <!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n<!ENTITY red '#ff0000'>]>\n\
        <svg xmlns='&ns_svg;' width='40mm' height='20mm' viewBox='0 0 400 200'>\
        <style type='text/css'>.st0{clip-path:url(#clip);} .st1{fill:&red;}</style>\
        <defs><rect id='frame' width='400' height='200'/></defs>\
        <clipPath id='clip'><use href='#frame' style='overflow:visible;'/></clipPath>\
        <symbol id='dot' viewBox='0 0 10 10'><circle cx='5' cy='5' r='5' class='st1'/></symbol>\
        <g class='st0'><use href='#dot' x='100' y='50' width='100' height='100'/></g></svg>";
    let picture = Picture::read(file.as_bytes()).unwrap();
    let paths = picture.paths().unwrap();
    assert_eq!((paths.len(), paths[0].fill), (1, Some(RED)));
    assert!((picture.size().width / picture.size().height - 2.0).abs() < 1e-4);
}

#[test]
fn a_drawing_is_placed_to_scale() {
    let picture = read("<rect x='10' y='5' width='20' height='10' fill='red'/>").unwrap();
    let area =
        Rect { origin: Point { x: 100.0, y: 50.0 }, size: Size { width: 20.0, height: 30.0 } };
    let items = picture.items(area, Owner::Artifact);
    let Content::Path(path) = &items[0].content else { panic!("an outline") };
    assert_eq!(bounds(path), [105.0, 62.5, 115.0, 67.5]);
}
