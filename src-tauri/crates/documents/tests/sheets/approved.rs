//! A page of each kind as a picture, against the one that was looked at and approved.
//!
//! The pictures are drawn by the pure-Rust renderer from the preview, which shows the same glyph
//! outlines as the file, so they are the same on every machine. After a change that is meant,
//! `UPDATE_PICTURES=1 cargo test -p documents --test sheets approved` approves anew; look at them.

use std::path::{Path, PathBuf};

use documents::ir::Document;
use documents::model::Languages;
use documents::stock::Stock;
use documents::{Fonts, PreviewPage, impose, preview_batch_page, preview_page};
use documents::{
    lay_out_attendance, lay_out_badges, lay_out_brief, lay_out_certificates, lay_out_check_in,
    lay_out_one_page, lay_out_programme, lay_out_programme_a5, lay_out_report, lay_out_route,
    lay_out_signs, lay_out_tents,
};
use domain::Language;
use resvg::{tiny_skia, usvg};

use crate::{cards, desk_sample, lists_sample, route_sample, sample};

/// Pixels across the shorter side of a page.
const PIXELS: f32 = 440.0;
/// How far apart the tone of a pixel may be before it counts as another.
const TONE: u8 = 48;
/// The share of pixels that may be another: an edge here and there, no letter.
const SHARE: f64 = 0.0005;

#[derive(PartialEq, Eq)]
struct Picture {
    width: u32,
    height: u32,
    grey: Vec<u8>,
}

fn drawn(page: &PreviewPage) -> Picture {
    let tree = usvg::Tree::from_str(&page.svg, &usvg::Options::default()).unwrap();
    let scale = PIXELS / page.width.min(page.height);
    let (width, height) = ((page.width * scale).round(), (page.height * scale).round());
    let mut pixels = tiny_skia::Pixmap::new(width as u32, height as u32).unwrap();
    pixels.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let grey = pixels.pixels().iter().map(|pixel| {
        let [red, green, blue] = [pixel.red(), pixel.green(), pixel.blue()].map(u32::from);
        ((red * 299 + green * 587 + blue * 114) / 1000) as u8
    });
    Picture { width: pixels.width(), height: pixels.height(), grey: grey.collect() }
}

fn write(picture: &Picture, path: &Path) {
    let file = std::fs::File::create(path).unwrap();
    let mut encoder = png::Encoder::new(file, picture.width, picture.height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::High);
    encoder.write_header().unwrap().write_image_data(&picture.grey).unwrap();
}

fn read(path: &Path) -> Option<Picture> {
    let file = std::io::BufReader::new(std::fs::File::open(path).ok()?);
    let mut reader = png::Decoder::new(file).read_info().ok()?;
    let mut grey = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut grey).ok()?;
    grey.truncate(info.buffer_size());
    Some(Picture { width: info.width, height: info.height, grey })
}

/// The share of pixels whose tones are apart.
fn apart(one: &Picture, other: &Picture) -> f64 {
    if (one.width, one.height) != (other.width, other.height) {
        return 1.0;
    }
    let tones = one.grey.iter().zip(&other.grey);
    let others = tones.filter(|(one, other)| one.abs_diff(**other) > TONE).count();
    others as f64 / one.grey.len() as f64
}

fn page(document: &Document, index: usize, fonts: &Fonts) -> PreviewPage {
    preview_page(document, index, fonts).unwrap()
}

/// A page of each kind, by its name.
fn pages(fonts: &Fonts) -> Vec<(&'static str, PreviewPage)> {
    let fi = Languages::one(Language::Fi);
    let both = Languages::two(Language::Fi, Language::En);
    let (one, two) = (sample::edition(fi), sample::edition(both));
    let programme = lay_out_programme(&sample::programme(fi), &one, fonts);
    let booklet = impose::booklet(lay_out_programme_a5(&sample::programme(fi), &one, fonts));
    let certificates = lay_out_certificates(&sample::certificates(both, 1), &two, fonts);
    vec![
        ("programme-cover", page(&programme, 0, fonts)),
        ("programme-day", page(&programme, 1, fonts)),
        ("programme-sessions", page(&programme, 3, fonts)),
        ("programme-speakers", page(&programme, programme.pages.len() - 4, fonts)),
        ("programme-map", page(&programme, programme.pages.len() - 3, fonts)),
        ("programme-partners", page(&programme, programme.pages.len() - 2, fonts)),
        ("programme-funder", page(&programme, programme.pages.len() - 1, fonts)),
        ("booklet", page(&booklet, 0, fonts)),
        ("one-page", page(&lay_out_one_page(&sample::programme(both), &two, fonts), 0, fonts)),
        ("certificate", preview_batch_page(&certificates, 0, fonts).unwrap()),
        ("badges", page(&lay_out_badges(&cards::badges(fi, Stock::A7), &one, fonts), 0, fonts)),
        ("tents", page(&lay_out_tents(&cards::tents(fi), &one, fonts), 0, fonts)),
        ("signs", page(&lay_out_signs(&cards::doors(both), &two, fonts), 0, fonts)),
        (
            "attendance",
            page(&lay_out_attendance(&lists_sample::attendance(fi, 40), &one, fonts), 0, fonts),
        ),
        (
            "check-in",
            page(&lay_out_check_in(&lists_sample::check_in(fi, 70), &one, fonts), 0, fonts),
        ),
        ("route", page(&lay_out_route(&route_sample::route(both), &two, fonts), 0, fonts)),
        ("report", page(&lay_out_report(&desk_sample::report(), &one, fonts), 0, fonts)),
        ("brief", page(&lay_out_brief(&desk_sample::brief(), &one, fonts), 0, fonts)),
    ]
}

#[test]
fn pages_look_as_they_were_approved() {
    let approved = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sheets/approved");
    let update = std::env::var_os("UPDATE_PICTURES").is_some();
    let mut strange = Vec::new();
    for (name, page) in pages(&Fonts::shipped()) {
        let path = approved.join(format!("{name}.png"));
        let picture = drawn(&page);
        if update {
            std::fs::create_dir_all(&approved).unwrap();
            write(&picture, &path);
            continue;
        }
        let known = read(&path);
        let share = known.as_ref().map_or(1.0, |known| apart(known, &picture));
        if share > SHARE {
            let shown = std::env::temp_dir().join(format!("kumppani-{name}.png"));
            write(&picture, &shown);
            strange.push(format!(
                "{name}: {:.2} % is other, see {}",
                share * 100.0,
                shown.display()
            ));
        }
    }
    assert!(strange.is_empty(), "\n  {}\n", strange.join("\n  "));
}

#[test]
fn a_word_moved_by_two_points_is_noticed() {
    let fonts = Fonts::shipped();
    let fi = Languages::one(Language::Fi);
    let mut document = lay_out_brief(&desk_sample::brief(), &sample::edition(fi), &fonts);
    let before = drawn(&page(&document, 0, &fonts));
    let items = &mut document.pages[0].items;
    let last = items.pop().unwrap();
    items.push(last.moved(2.0, 0.0));
    let after = drawn(&page(&document, 0, &fonts));
    assert!(apart(&before, &after) > SHARE);
    assert!(apart(&before, &before) == 0.0);
}
