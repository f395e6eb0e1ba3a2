//! The card of a walk: every stop in order and whole, the guide's notes apart.

use chrono::{NaiveDate, NaiveTime};
use documents::ir::{Content, Document, Item, NodeId, Owner, Role};
use documents::model::{Languages, Phrase, Stop};
use documents::{Fonts, lay_out_route, preview_pages};
use domain::Language;
use proptest::prelude::*;

use crate::laws::{HOSTILE, assert_all_inside, assert_lawful, letters, long_word, wanted};
use crate::{route_sample as route, sample};

fn stop(text: &str) -> Stop {
    Stop {
        arrives: NaiveTime::from_hms_opt(9, 5, 0),
        minutes: Some(u32::MAX),
        title: Phrase::new(text, Language::Fi),
        place: text.into(),
        host: text.into(),
        phone: text.into(),
        text: Phrase::new(text, Language::Fi).with(text, Language::Sv),
        notes: text.into(),
    }
}

fn shown(document: &Document) -> String {
    letters(document.pages.iter().flat_map(|page| &page.items))
}

#[test]
fn the_card_is_lawful_on_one_page_in_every_language() {
    let fonts = Fonts::shipped();
    let [fi, sv, en] = Language::ALL.map(Languages::one);
    for languages in [fi, sv, en, Languages::two(Language::Fi, Language::En)] {
        let book = route::route(languages);
        let mut said: Vec<&str> = Vec::new();
        for stop in &book.stops {
            said.extend([&*stop.place, &stop.host, &stop.phone, &stop.notes]);
            let phrases = stop.title.wordings().chain(stop.text.wordings());
            said.extend(phrases.map(|wording| wording.text.as_str()));
        }
        let document = lay_out_route(&book, &sample::edition(languages), &fonts);
        assert_lawful(&document, &fonts, &said);
        let pages = if languages.second.is_some() { 2 } else { 1 };
        assert!(document.pages.len() <= pages, "{languages:?}: {}", document.pages.len());
    }
}

#[test]
fn stops_are_read_in_order_and_the_notes_of_the_guide_after_them_all() {
    let fonts = Fonts::shipped();
    let book = route::route(Language::Fi);
    let document = lay_out_route(&book, &sample::edition(Language::Fi), &fonts);
    let read = &preview_pages(&document, &fonts)[0].text_alternative;
    let places: Vec<usize> =
        book.stops.iter().map(|stop| read.find(stop.title.text()).unwrap()).collect();
    assert!(places.is_sorted());
    let note = read.find("Suojalasit").unwrap();
    let guide = read.find("Oppaalle").unwrap();
    assert!(places[5] < guide && guide < note);
    assert!(read.contains("Lähtö klo 9.00 · 6 pysähdystä"));
    assert!(read.contains("2 tuntia 20 minuuttia"));

    let nodes = (0..document.tree.len() as u32).map(NodeId);
    let lists: Vec<usize> = nodes
        .filter(|id| document.tree.node(*id).role == Role::List)
        .map(|id| document.tree.node(id).children.len())
        .collect();
    assert_eq!(lists, [6, 4]);
}

#[test]
fn hostile_words_stay_on_the_card() {
    let fonts = Fonts::shipped();
    let long = long_word();
    let mountain = "tunturi ".repeat(700);
    for text in HOSTILE.into_iter().chain([long.as_str(), mountain.as_str()]) {
        let mut book = route::route(Language::Fi);
        book.stops.insert(1, stop(text));
        book.occasion.title = Phrase::new(text, Language::Fi).with(long.clone(), Language::Sv);
        book.occasion.place = text.into();
        let laid = lay_out_route(&book, &sample::edition(Language::Fi), &fonts);
        assert_lawful(&laid, &fonts, &[text]);
        assert!(shown(&laid).contains(&wanted(text)));
    }
}

#[test]
fn a_walk_without_anything_known_is_a_card_of_its_day() {
    let fonts = Fonts::shipped();
    let mut book = route::route(Language::En);
    book.starts = None;
    book.stops.clear();
    book.occasion.funding = None;
    book.occasion.title = Phrase::new("", Language::En);
    let document = lay_out_route(&book, &sample::edition(Language::En), &fonts);
    assert_lawful(&document, &fonts, &["Route card", "0 stops"]);
    assert_eq!(document.pages.len(), 1);
    let mut unknown = stop("");
    (unknown.arrives, unknown.minutes) = (None, None);
    book.stops = vec![unknown; 3];
    book.starts = NaiveDate::from_ymd_opt(2026, 10, 1).and_then(|day| day.and_hms_opt(8, 0, 0));
    let document = lay_out_route(&book, &sample::edition(Language::En), &fonts);
    assert_lawful(&document, &fonts, &["3 stops"]);
}

#[test]
fn the_end_of_a_page_parts_no_stop() {
    let fonts = Fonts::shipped();
    let mut book = route::route(Language::Fi);
    book.stops = (0..40)
        .map(|index| {
            let mut stop = stop("");
            stop.minutes = Some(5);
            stop.title = Phrase::new(format!("Alku{index}"), Language::Fi);
            let words = "Sanoja rivien täytteeksi. ".repeat(2 + index % 7);
            stop.text = Phrase::new(format!("{words}Loppu{index}"), Language::Fi);
            stop
        })
        .collect();
    let document = lay_out_route(&book, &sample::edition(Language::Fi), &fonts);
    assert!(document.pages.len() > 2);
    let on = |word: &str| {
        document.pages.iter().position(|page| {
            let said = |item: &Item| match &item.content {
                Content::Glyphs(run) => run.text.split(' ').any(|part| part == word),
                _ => false,
            };
            page.items.iter().any(said)
        })
    };
    for index in 0..40 {
        let begins = on(&format!("Alku{index}"));
        assert!(begins.is_some());
        assert_eq!(begins, on(&format!("Loppu{index}")), "stop {index}");
    }
    for page in &document.pages {
        assert!(page.items.iter().any(|item| item.owner != Owner::Artifact));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_letter_of_a_stop_is_on_the_card(
        title in "\\PC{0,120}",
        text in "\\PC{0,400}",
        notes in "\\PC{0,200}",
    ) {
        let fonts = Fonts::shipped();
        let mut book = route::route(Language::Sv);
        book.stops[2].title = Phrase::new(title.as_str(), Language::Sv);
        book.stops[2].text = Phrase::new(text.as_str(), Language::Sv);
        book.stops[2].notes = notes.clone();
        let document = lay_out_route(&book, &sample::edition(Language::Sv), &fonts);
        assert_all_inside(&document);
        let shown = shown(&document);
        for said in [title, text, notes] {
            prop_assert!(shown.contains(&wanted(&said)), "{:?}", said);
        }
    }
}
