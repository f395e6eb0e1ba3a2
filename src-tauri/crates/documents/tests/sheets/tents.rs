//! Name tents: what is said twice is heard once, and no name leaves its half.

use documents::ir::{Content, Document, GlyphRun, Item, Owner, Page, Role, Size};
use documents::model::{Languages, NameTent, Phrase, TentBook};
use documents::{Fonts, lay_out_tents};
use domain::Language;
use proptest::prelude::*;

use crate::laws::{HOSTILE, assert_all_inside, assert_lawful, ink, letters, long_word, wanted};
use crate::{cards, sample};

const FOLD: f32 = 595.275_6 / 2.0;

fn tent(name: &str, title: &str, organisation: &str) -> NameTent {
    NameTent { name: name.into(), title: title.into(), organisation: organisation.into() }
}

fn laid(fonts: &Fonts, tents: Vec<NameTent>) -> Document {
    let occasion = sample::occasion(Language::Fi);
    lay_out_tents(&TentBook { occasion, tents }, &sample::edition(Language::Fi), fonts)
}

fn runs(page: &Page) -> impl Iterator<Item = (&Item, &GlyphRun)> {
    page.items.iter().filter_map(|item| match &item.content {
        Content::Glyphs(run) => Some((item, run)),
        _ => None,
    })
}

/// The largest letters of a page, in points.
fn largest(page: &Page) -> f32 {
    runs(page).map(|(_, run)| run.size).fold(0.0, f32::max)
}

#[test]
fn every_tent_in_every_language_is_lawful_and_says_its_name() {
    let fonts = Fonts::shipped();
    let both = Languages::two(Language::Fi, Language::En);
    for languages in Language::ALL.map(Languages::one).into_iter().chain([both]) {
        let mut edition = sample::edition(languages);
        edition.house.foot = Some(Phrase::new("www.esimerkki.fi", Language::Fi));
        let document = lay_out_tents(&cards::tents(languages), &edition, &fonts);
        let mut said: Vec<&str> = cards::PEOPLE.iter().flatten().copied().collect();
        // Letters of other scripts are read out in the order of the voice, not of the page.
        said.retain(|text| !text.contains('م'));
        said.push("www.esimerkki.fi");
        assert_lawful(&document, &fonts, &said);
        assert_eq!(document.pages.len(), cards::PEOPLE.len());
    }
}

#[test]
fn both_halves_say_the_same_and_the_upper_one_upside_down_to_nobody_who_listens() {
    let fonts = Fonts::shipped();
    let document = laid(&fonts, vec![tent("Áile Ŋuohtti", "johtaja", "Sámi allaskuvla")]);
    let page = &document.pages[0];
    assert_eq!(page.size, Size::A4.landscape());
    let half = |turned: bool| -> Vec<(String, f32, f32)> {
        runs(page)
            .filter(|(_, run)| run.turned == turned)
            .map(|(item, run)| {
                assert_eq!(item.owner == Owner::Artifact, turned, "{:?}", run.text);
                let at = run.origin;
                let (x, y) = if turned {
                    (page.size.width - at.x, page.size.height - at.y)
                } else {
                    (at.x, at.y)
                };
                assert!(y > FOLD);
                (run.text.to_string(), (x * 10.0).round(), (y * 10.0).round())
            })
            .collect()
    };
    assert_eq!(half(false), half(true));
    assert!(half(false).iter().any(|(text, ..)| text == "Áile Ŋuohtti"));
}

#[test]
fn the_name_is_the_heading_of_its_page_and_its_bookmark() {
    let fonts = Fonts::shipped();
    let document = laid(&fonts, vec![tent("Bo Ek", "", ""), tent(" ", "", "Savon Konepaja Oy")]);
    let titles: Vec<&str> = document.outline.iter().map(|entry| &*entry.title).collect();
    assert_eq!(titles, ["Bo Ek", "Kumppanuuspäivä 2026 – pöytänimikyltit"]);
    let heading = runs(&document.pages[0])
        .find(|(item, _)| match item.owner {
            Owner::Node(node) => document.tree.node(node).role == Role::Heading(1),
            Owner::Artifact => false,
        })
        .unwrap();
    assert_eq!((&*heading.1.text, heading.1.size), ("Bo Ek", 96.0));
}

#[test]
fn the_fold_is_marked_at_the_edges_alone() {
    let fonts = Fonts::shipped();
    let document = laid(&fonts, vec![tent("Bo Ek", "", "")]);
    let across = document.pages[0].items.iter().filter_map(|item| match &item.content {
        Content::Path(path) => Some(path),
        _ => None,
    });
    let near_fold: Vec<f32> = across
        .flat_map(|path| path.segments.iter())
        .filter_map(|segment| match segment {
            documents::ir::Segment::Move(at) | documents::ir::Segment::Line(at) => Some(*at),
            _ => None,
        })
        .filter(|at| (at.y - FOLD).abs() < 2.0)
        .map(|at| at.x)
        .collect();
    assert_eq!(near_fold.len(), 8);
    assert!(near_fold.iter().all(|x| *x <= 25.0 || *x >= 816.0), "{near_fold:?}");
}

#[test]
fn long_names_take_a_second_line_before_they_become_hard_to_read() {
    let fonts = Fonts::shipped();
    let long = "Kirsi-Marja Vuorenmaa-Lappalainen";
    let document = laid(
        &fonts,
        vec![tent(long, "toimitusjohtaja", "Kallavesi Analytics Oy"), tent(&long_word(), "", "")],
    );
    assert!(largest(&document.pages[0]) >= 54.0, "{}", largest(&document.pages[0]));
    assert!(largest(&document.pages[1]) >= 20.0, "{}", largest(&document.pages[1]));
}

#[test]
fn paper_for_people_who_take_part_shows_who_pays() {
    let fonts = Fonts::shipped();
    let paid = laid(&fonts, vec![tent("Bo Ek", "", "")]);
    let said = letters(paid.pages[0].items.iter());
    assert!(said.contains("Euroopanunioninosarahoittama"), "{said}");
    let mut book = cards::tents(Language::Fi);
    book.occasion.funding = None;
    let unpaid = lay_out_tents(&book, &sample::edition(Language::Fi), &fonts);
    assert!(!letters(unpaid.pages[0].items.iter()).contains("Euroopan"));
}

#[test]
fn hostile_names_stay_on_their_half() {
    let fonts = Fonts::shipped();
    let long = long_word();
    let mountain = "tunturi ".repeat(400);
    let texts: Vec<&str> = HOSTILE.iter().copied().chain([&*long, &*mountain]).collect();
    let tents = texts.iter().map(|text| tent(text, text, text)).collect();
    let document = laid(&fonts, tents);
    let plain = ["ǩiõll Áile ŋđŧ Žofia Šimkus Ứng Đỗ Ώμέγα Щука", &long, &mountain];
    assert_lawful(&document, &fonts, &plain);
    for page in &document.pages {
        for (_, run) in runs(page).filter(|(_, run)| !run.turned) {
            assert!(ink(run).is_none_or(|ink| ink.top > FOLD), "{:?}", run.text);
        }
    }
    let mut book = cards::tents(Language::Fi);
    book.occasion.title = Phrase::new(mountain.as_str(), Language::Fi).with(&*long, Language::En);
    let edition = sample::edition(Languages::two(Language::Fi, Language::En));
    assert_all_inside(&lay_out_tents(&book, &edition, &fonts));
}

#[test]
fn an_event_without_people_is_an_empty_sheet() {
    let fonts = Fonts::shipped();
    assert_lawful(&laid(&fonts, Vec::new()), &fonts, &[]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_tent_says_its_name_on_its_half(name in "[^\\p{C}\u{fffd}]{0,300}", organisation in "[^\\p{C}\u{fffd}]{0,80}") {
        let fonts = Fonts::shipped();
        let document = laid(&fonts, vec![tent(&name, "", &organisation)]);
        assert_lawful(&document, &fonts, &[]);
        let said = letters(document.pages[0].items.iter());
        prop_assert!(said.contains(&wanted(&name)), "{said:?} lacks {:?}", wanted(&name));
    }
}
