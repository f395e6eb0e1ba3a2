//! What holds for every sheet, whatever it says: nothing leaves its page, nothing stands on
//! anything else, every letter is read out, and the file is accessible and archivable.

use documents::ir::{Batch, Content, Document, GlyphRun, Item, Owner, Page, Size};
use documents::{Fonts, check, pdf, preview_batch_page, preview_pages};

/// Texts that people paste and that break other programs.
pub const HOSTILE: [&str; 12] = [
    "",
    " ",
    "\u{0}\u{1}\u{7f}\u{feff}",
    "שלום עולם, مرحبا بالعالم",
    "a שלום 12 b (سلام) c",
    "👩‍👩‍👧‍👦 🇫🇮 ✈️ 𝔄𝔟𝔠",
    "e\u{301}\u{302}\u{323} Z\u{30c}\u{30c}\u{30c}\u{30c}\u{30c}",
    "\u{301}\u{301} alkaa merkillä",
    "漢字かな交じり文は行のどこでも分けられます",
    "ǩiõll Áile ŋđŧ Žofia Šimkus Ứng Đỗ Ώμέγα Щука",
    "a\u{a0}b\u{a0}c\u{202f}d\u{2011}e\u{ad}f\u{200b}g",
    "rivi\r\nrivi\n\n\nrivi\u{2028}rivi\u{b}rivi\trivi",
];

/// Three hundred letters without a space.
pub fn long_word() -> String {
    "Pitkänimisyys".chars().cycle().take(300).collect()
}

/// A rectangle by its edges, y downwards.
#[derive(Debug, Clone, Copy)]
pub struct Ink {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

/// Where the letters of a run stand: from their baseline to the height of capitals, blanks at
/// either end left out. None for a run of blanks.
pub fn ink(run: &GlyphRun) -> Option<Ink> {
    let mut pen = 0.0;
    let (mut first, mut last) = (f32::MAX, f32::MIN);
    for glyph in run.glyphs.iter() {
        let next = pen + glyph.advance * run.size / 1000.0;
        let letter = run.text[glyph.cluster as usize..].chars().next().unwrap();
        if !letter.is_whitespace() && next > pen {
            first = first.min(pen);
            last = last.max(next);
        }
        pen = next;
    }
    if last < first {
        return None;
    }
    let rise = run.size * 0.66;
    let (x, y) = (run.origin.x, run.origin.y);
    Some(if run.turned {
        Ink { left: x - last, top: y, right: x - first, bottom: y + rise }
    } else {
        Ink { left: x + first, top: y - rise, right: x + last, bottom: y }
    })
}

/// Panics where a letter stands outside its page, or is the glyph of no letter.
#[track_caller]
pub fn assert_inside(items: &[Item], size: Size) {
    for item in items {
        let Content::Glyphs(run) = &item.content else { continue };
        assert!(run.glyphs.iter().all(|glyph| glyph.id != 0), "glyph 0 in {:?}", run.text);
        let Some(ink) = ink(run) else { continue };
        let inside = ink.left >= -0.5
            && ink.right <= size.width + 0.5
            && ink.top >= 0.0
            && ink.bottom + run.size * 0.3 <= size.height + 0.5;
        assert!(inside, "{:?} stands at {ink:?} of {size:?}", run.text);
    }
}

/// Panics where letters stand on other letters.
#[track_caller]
pub fn assert_nothing_overlaps<'a>(items: impl Iterator<Item = &'a Item>) {
    let mut inks: Vec<(Ink, &GlyphRun)> = items
        .filter_map(|item| match &item.content {
            Content::Glyphs(run) => Some((ink(run)?, run)),
            _ => None,
        })
        .collect();
    inks.sort_by(|(one, _), (other, _)| one.top.total_cmp(&other.top));
    for (index, (ink, run)) in inks.iter().enumerate() {
        for (other, beside) in &inks[index + 1..] {
            if other.top >= ink.bottom - 0.5 {
                break;
            }
            let apart = other.left >= ink.right - 0.5 || ink.left >= other.right - 0.5;
            assert!(apart, "{:?} at {ink:?} and {:?} at {other:?}", run.text, beside.text);
        }
    }
}

/// Panics where a page breaks a law of the eye.
#[track_caller]
pub fn assert_all_inside(document: &Document) {
    for Page { items, size } in &document.pages {
        assert_inside(items, *size);
        assert_nothing_overlaps(items.iter());
    }
}

/// Panics where a document breaks any law; `said` is what must be read out of it.
#[track_caller]
pub fn assert_lawful(document: &Document, fonts: &Fonts, said: &[&str]) {
    assert_all_inside(document);
    assert!(!document.head.title.trim().is_empty());
    let file = pdf::write_document(document, fonts.book()).unwrap();
    assert_eq!(check::file(&file), []);
    let read = wanted(&spoken(&file));
    let shown = letters(document.pages.iter().flat_map(|page| &page.items));
    for text in said {
        assert!(shown.contains(&wanted(text)), "the pages lack {text:?}");
        assert!(read.contains(&wanted(text)), "the file does not read out {text:?}");
    }
    for page in preview_pages(document, fonts) {
        assert!(page.svg.starts_with("<svg") && !page.svg.contains("<script"));
    }
}

/// As [`assert_lawful`], for the first page of a batch.
#[track_caller]
pub fn assert_lawful_batch(batch: &Batch, fonts: &Fonts, said: &[&str]) {
    for page in &batch.pages {
        assert_inside(&page.items, batch.size);
        assert_nothing_overlaps(batch.shared.iter().chain(&page.items));
    }
    assert_inside(&batch.shared, batch.size);
    let file = pdf::write_batch(batch, fonts.book()).unwrap();
    assert_eq!(check::file(&file), []);
    let read = wanted(&spoken(&file));
    for text in said {
        assert!(read.contains(&wanted(text)), "the file does not read out {text:?}");
    }
    assert!(preview_batch_page(batch, 0, fonts).unwrap().svg.starts_with("<svg"));
}

/// What a screen reader says of a file.
pub fn spoken(file: &[u8]) -> String {
    let read = lopdf::Document::load_mem(file).unwrap();
    check::spoken(&read).into_iter().map(|said| said.text).collect()
}

/// The letters of the runs that belong to nodes, in the order in which they are painted.
pub fn letters<'a>(items: impl Iterator<Item = &'a Item>) -> String {
    let runs = items.filter_map(|item| match (&item.owner, &item.content) {
        (Owner::Node(_), Content::Glyphs(run)) => Some(run.text.to_string()),
        _ => None,
    });
    wanted(&runs.collect::<String>())
}

/// The letters and figures of a text: what no line break, hyphen or blank may alter.
pub fn wanted(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}
