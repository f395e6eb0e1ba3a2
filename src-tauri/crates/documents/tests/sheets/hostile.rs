//! Whatever people type, paper holds it: nothing leaves the page, nothing is lost.

use chrono::{NaiveDate, NaiveDateTime};
use documents::Fonts;
use documents::ir::{Batch, Content, Item, Node, Tree};
use documents::model::{
    Attendance, Certificate, CertificateBatch, Day, Edition, Fund, Funding, House, Languages,
    Occasion, Phrase, PracticalNote, ProgrammeBook, ProgrammePeriod, Session, SessionKind,
    Signatory, Speaker, Track,
};
use documents::{lay_out_certificates, lay_out_programme, preview_batch_page, preview_pages};
use domain::Language;
use proptest::prelude::*;

use crate::laws::{HOSTILE, assert_all_inside, assert_inside, letters, long_word, wanted};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 1).unwrap()
}

fn at(minutes: u32) -> NaiveDateTime {
    day().and_hms_opt(minutes / 60 % 24, minutes % 60, 0).unwrap()
}

fn fi(text: &str) -> Phrase {
    Phrase::new(text, Language::Fi)
}

fn edition() -> Edition {
    Edition { languages: Languages::one(Language::Fi), house: House::default(), created: at(0) }
}

fn session(title: &str, from: u32, to: u32, attendance: Attendance) -> Session {
    Session {
        starts: at(from),
        ends: at(to),
        title: fi(title),
        description: fi(""),
        room: String::new(),
        kind: SessionKind::Talk,
        attendance,
        speakers: Vec::new(),
    }
}

fn programme(title: &str, tracks: usize, sessions: Vec<Session>) -> ProgrammeBook {
    ProgrammeBook {
        occasion: Occasion {
            title: fi(title),
            first_day: day(),
            last_day: day(),
            place: String::new(),
            organiser: String::new(),
            web_address: String::new(),
            funding: None,
        },
        subtitle: fi(""),
        kind: fi(""),
        description: fi(""),
        tracks: (0..tracks)
            .map(|index| Track { name: format!("Rata {index}"), room: String::new() })
            .collect(),
        days: vec![Day { date: day(), sessions }],
        practical: Vec::new(),
        map: None,
        partners: Vec::new(),
    }
}

fn batch(names: &[&str]) -> CertificateBatch {
    CertificateBatch {
        occasion: Occasion {
            title: fi("Kumppanuuspäivä"),
            first_day: day(),
            last_day: day(),
            place: "Joensuu".into(),
            organiser: "Itä-Suomen yliopisto".into(),
            web_address: String::new(),
            funding: None,
        },
        content: vec![fi("Yhteistyön suunnittelu")],
        signatories: vec![Signatory {
            name: "A. Virtanen".into(),
            title: "johtaja".into(),
            signature: None,
        }],
        issued_place: "Joensuu".into(),
        issued_on: day(),
        certificates: names
            .iter()
            .enumerate()
            .map(|(index, name)| Certificate {
                serial_number: format!("{}", index + 1),
                person_name: (*name).into(),
                organisation: (*name).into(),
                minutes: Some(60),
            })
            .collect(),
    }
}

fn roles(tree: &Tree) -> Vec<&Node> {
    (0..tree.len() as u32).map(|id| tree.node(documents::ir::NodeId(id))).collect()
}

#[test]
fn hostile_words_stay_on_every_sheet() {
    let fonts = Fonts::shipped();
    let long = long_word();
    let mountain = "tunturi ".repeat(2000);
    let all = HOSTILE.iter().copied().chain([long.as_str(), mountain.as_str()]);
    for text in all {
        let mut talk = session(text, 600, 660, Attendance::Track(1));
        talk.description = fi(text);
        talk.room = text.into();
        talk.speakers =
            vec![Speaker { name: text.into(), title: text.into(), organisation: text.into() }];
        let mut book = programme(text, 3, vec![talk]);
        book.subtitle = fi(&text.chars().take(400).collect::<String>());
        book.kind = fi(&text.chars().take(200).collect::<String>());
        book.occasion.organiser = text.chars().take(200).collect();
        book.occasion.place = text.chars().take(400).collect();
        book.description = fi(text);
        book.practical = vec![PracticalNote { heading: fi(text), text: fi(text) }];
        let document = lay_out_programme(&book, &edition(), &fonts);
        assert_all_inside(&document);
        assert!(!document.head.title.is_empty());
        assert_eq!(preview_pages(&document, &fonts).len(), document.pages.len());

        let short: String = text.chars().take(400).collect();
        let batch = lay_out_certificates(&batch(&[&short]), &edition(), &fonts);
        assert_inside(&batch.shared, batch.size);
        for page in &batch.pages {
            assert_inside(&page.items, batch.size);
        }
    }
}

#[test]
fn a_name_of_three_hundred_letters_stays_above_the_event() {
    let fonts = Fonts::shipped();
    let long = long_word();
    let batch = lay_out_certificates(&batch(&[&long, "Áile"]), &edition(), &fonts);
    let event = lowest_line(&batch.shared, "on osallistunut");
    for page in &batch.pages {
        let texts = page.items.iter().filter_map(|item| match &item.content {
            Content::Glyphs(run) if run.size > 9.5 || run.origin.y < event => Some(run.origin.y),
            _ => None,
        });
        assert!(texts.fold(0.0, f32::max) < event);
    }
    assert!(letters(batch.pages[0].items.iter()).contains(&wanted(&long)));
}

fn lowest_line(items: &[Item], beginning: &str) -> f32 {
    let found = items.iter().find_map(|item| match &item.content {
        Content::Glyphs(run) if run.text.starts_with(beginning) => Some(run.origin.y),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn a_day_of_forty_sessions_fits_with_any_number_of_tracks() {
    let fonts = Fonts::shipped();
    for tracks in [0, 1, 2, 6] {
        for overlap in [0, 200] {
            let sessions = (0..40_u32)
                .map(|index| {
                    let from = 480 + index * 15;
                    let attendance = match tracks {
                        0 => Attendance::Everyone,
                        tracks => Attendance::Track(index as usize % tracks),
                    };
                    let title = "Kumppanuusohjelman arviointikeskustelu yritysten kanssa";
                    session(title, from, from + 15 + overlap, attendance)
                })
                .collect();
            let document =
                lay_out_programme(&programme("Päivä", tracks, sessions), &edition(), &fonts);
            assert_all_inside(&document);
            assert!(document.pages.len() <= 12, "{} pages", document.pages.len());
        }
    }
}

#[test]
fn an_event_without_anything_has_a_cover() {
    let fonts = Fonts::shipped();
    let mut book = programme("", 0, Vec::new());
    book.days = Vec::new();
    let document = lay_out_programme(&book, &edition(), &fonts);
    assert_eq!(document.pages.len(), 1);
    assert_eq!(document.head.title, "ohjelma");
}

#[test]
fn headings_never_skip_a_level_and_figures_are_described() {
    use documents::ir::Role;
    let fonts = Fonts::shipped();
    let mut book = programme("Päivä", 2, vec![session("Avaus", 600, 660, Attendance::Everyone)]);
    book.days.push(Day { date: day(), sessions: book.days[0].sessions.clone() });
    book.practical = vec![PracticalNote { heading: fi("Verkko"), text: fi("Avoin.") }];
    book.occasion.funding = Some(Funding {
        programme_period: ProgrammePeriod::Period2021To2027,
        fund: Fund::Social,
        project_code: "S30355".into(),
        project_name: "Hanke".into(),
        financier: String::new(),
    });
    let document = lay_out_programme(&book, &edition(), &fonts);
    let mut level = 0;
    fn walk(tree: &Tree, id: documents::ir::NodeId, level: &mut u8) {
        let node = tree.node(id);
        if let Role::Heading(next) = node.role {
            assert!(next <= *level + 1, "heading {next} after {level}");
            *level = next;
        }
        if node.role == Role::Figure {
            assert!(node.alternative.as_ref().is_some_and(|text| !text.is_empty()));
        }
        for child in &node.children {
            walk(tree, *child, level);
        }
    }
    walk(&document.tree, Tree::ROOT, &mut level);
    assert!(roles(&document.tree).iter().any(|node| node.role == Role::Figure));
    assert!(roles(&document.tree).iter().any(|node| node.role == Role::Heading(4)));
}

#[test]
fn no_session_is_parted_by_the_end_of_a_page() {
    let fonts = Fonts::shipped();
    let sessions = (0..25_u32).map(|index| {
        let mut talk =
            session(&format!("Alku{index}"), 480 + index, 481 + index, Attendance::Everyone);
        talk.description = fi(&format!("{} Loppu{index}", "Sanoja rivien täytteeksi. ".repeat(18)));
        talk
    });
    let document =
        lay_out_programme(&programme("Päivä", 0, sessions.collect()), &edition(), &fonts);
    for index in 0..25 {
        let pages_with = |word: &str| -> Vec<usize> {
            let said = |page: &documents::ir::Page| {
                page.items.iter().any(|item| match &item.content {
                    Content::Glyphs(run) => run.text.split(' ').any(|part| part == word),
                    _ => false,
                })
            };
            let pages = document.pages.iter().enumerate();
            pages.filter(|(_, page)| said(page)).map(|(index, _)| index).collect()
        };
        let end = pages_with(&format!("Loppu{index}"));
        assert_eq!(end.len(), 1);
        assert!(pages_with(&format!("Alku{index}")).contains(&end[0]), "session {index}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_letter_of_a_description_is_there_in_order(text in "\\PC{0,400}") {
        let fonts = Fonts::shipped();
        let mut talk = session("Otsikko", 600, 660, Attendance::Everyone);
        talk.description = fi(&text);
        let document = lay_out_programme(&programme("Tapahtuma", 0, vec![talk]), &edition(), &fonts);
        assert_all_inside(&document);
        let said = letters(document.pages.iter().flat_map(|page| &page.items));
        prop_assert!(said.contains(&wanted(&text)), "{said:?} lacks {:?}", wanted(&text));
    }

    #[test]
    fn every_certificate_says_its_name_inside_its_page(name in "\\PC{0,300}") {
        let fonts = Fonts::shipped();
        let laid: Batch = lay_out_certificates(&batch(&[&name, "Toinen"]), &edition(), &fonts);
        for page in &laid.pages {
            assert_inside(&page.items, laid.size);
        }
        let said = letters(laid.pages[0].items.iter());
        prop_assert!(said.contains(&wanted(&name)), "{said:?} lacks {:?}", wanted(&name));
        let shown = preview_batch_page(&laid, 0, &fonts).unwrap();
        prop_assert!(shown.svg.starts_with("<svg") && !shown.svg.contains("<script"));
    }
}
