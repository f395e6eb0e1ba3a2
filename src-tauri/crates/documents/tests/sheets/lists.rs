//! Lists of people: every name is there, no row is split, every place to sign exists.

use documents::ir::{Content, Document, Item, NodeId, Owner, Page, Role, Segment, Tree};
use documents::model::{Fund, Funding, ListedPerson, Phrase, ProgrammePeriod};
use documents::{Fonts, lay_out_attendance, lay_out_check_in};
use domain::Language;
use proptest::prelude::*;

use crate::laws::{HOSTILE, assert_all_inside, assert_lawful, letters, long_word, wanted};
use crate::{lists_sample as lists, sample};

/// A millimetre in points.
const MILLIMETRE: f32 = 72.0 / 25.4;

fn texts(page: &Page) -> Vec<&str> {
    let runs = page.items.iter().filter_map(|item| match &item.content {
        Content::Glyphs(run) => Some(&*run.text),
        _ => None,
    });
    runs.collect()
}

fn person(text: &str) -> ListedPerson {
    ListedPerson {
        name: text.into(),
        organisation: text.into(),
        remark: Phrase::new(text, Language::Fi),
    }
}

/// The rows of the bodies of all tables, as the roles of their cells.
fn body_rows(tree: &Tree) -> Vec<Vec<(NodeId, Role)>> {
    let bodies =
        (0..tree.len() as u32).map(NodeId).filter(|id| tree.node(*id).role == Role::TableBody);
    let rows = bodies.flat_map(|body| tree.node(body).children.iter());
    let cells = |row: &NodeId| {
        tree.node(*row).children.iter().map(|cell| (*cell, tree.node(*cell).role)).collect()
    };
    rows.map(cells).collect()
}

fn owned(document: &Document, node: NodeId) -> usize {
    let items = document.pages.iter().flat_map(|page| &page.items);
    items.filter(|item| item.owner == Owner::Node(node)).count()
}

#[test]
fn lists_are_lawful_in_every_language_and_say_every_name() {
    let fonts = Fonts::shipped();
    for languages in lists::languages() {
        let edition = sample::edition(languages);
        let book = lists::attendance(languages, 30);
        let mut said: Vec<&str> = book.people.iter().map(|person| person.name.as_str()).collect();
        for wording in book.occasion.title.wordings().chain(book.sheets[1].session.wordings()) {
            said.push(&wording.text);
        }
        assert_lawful(&lay_out_attendance(&book, &edition, &fonts), &fonts, &said);

        let book = lists::check_in(languages, 60);
        let remarks = book.people.iter().flat_map(|person| person.remark.wordings());
        let mut said: Vec<&str> = remarks.map(|wording| wording.text.as_str()).collect();
        said.extend(book.people.iter().map(|person| person.name.as_str()));
        assert_lawful(&lay_out_check_in(&book, &edition, &fonts), &fonts, &said);
    }
}

#[test]
fn hostile_words_stay_in_their_cells() {
    let fonts = Fonts::shipped();
    let long = long_word();
    let mountain = "tunturi ".repeat(400);
    for text in HOSTILE.into_iter().chain([long.as_str(), mountain.as_str()]) {
        let edition = sample::edition(Language::Fi);
        let mut book = lists::attendance(Language::Fi, 3);
        book.people.insert(1, person(text));
        book.occasion.title = Phrase::new(text, Language::Fi).with(long.clone(), Language::Sv);
        book.occasion.place = text.into();
        book.sheets[1].session = Phrase::new(text, Language::En);
        book.sheets[1].room = text.into();
        if let Some(funding) = &mut book.occasion.funding {
            funding.project_code = text.chars().take(300).collect();
        }
        let laid = lay_out_attendance(&book, &edition, &fonts);
        assert_lawful(&laid, &fonts, &[text]);
        assert!(letters(laid.pages.iter().flat_map(|page| &page.items)).contains(&wanted(text)));

        let mut book = lists::check_in(Language::Fi, 3);
        book.people.insert(0, person(text));
        book.occasion.title = Phrase::new(text, Language::Fi);
        book.occasion.place = text.into();
        let laid = lay_out_check_in(&book, &edition, &fonts);
        assert_lawful(&laid, &fonts, &[text]);
        assert!(letters(laid.pages.iter().flat_map(|page| &page.items)).contains(&wanted(text)));
    }
}

#[test]
fn every_person_and_every_blank_line_has_a_place_to_sign_that_says_nothing() {
    let fonts = Fonts::shipped();
    let book = lists::attendance(Language::Fi, 40);
    let document = lay_out_attendance(&book, &sample::edition(Language::Fi), &fonts);
    let rows = body_rows(&document.tree);
    assert_eq!(rows.len(), 2 * (40 + 8));
    for (index, row) in rows.iter().enumerate() {
        assert_eq!(row.len(), 4);
        let (signature, role) = row[3];
        assert_eq!(role, Role::DataCell { columns: 1, rows: 1 });
        assert_eq!(owned(&document, signature), 0);
        let named = index % 48 < 40;
        assert_eq!(matches!(row[1].1, Role::HeaderCell { .. }), named);
        assert_eq!(owned(&document, row[1].0) > 0, named);
        assert!(owned(&document, row[0].0) > 0, "walk-in lines are numbered too");
    }
}

/// The levels of the lines to sign on: the darker rules at the right.
fn signature_lines(page: &Page) -> Vec<f32> {
    let levels = page.items.iter().filter_map(|item| match &item.content {
        Content::Path(path) => match &path.segments[..] {
            [Segment::Move(from), Segment::Line(to), ..] => {
                let stands = (from.x - 370.0).abs() < 1.0 && to.x > 520.0;
                stands.then_some(from.y)
            }
            _ => None,
        },
        _ => None,
    });
    levels.collect()
}

#[test]
fn lines_are_high_enough_to_sign_on() {
    let fonts = Fonts::shipped();
    let book = lists::attendance(Language::Sv, 60);
    let document = lay_out_attendance(&book, &sample::edition(Language::Sv), &fonts);
    let mut count = 0;
    for page in &document.pages {
        let lines = signature_lines(page);
        count += lines.len();
        for pair in lines.windows(2) {
            assert!(pair[1] - pair[0] >= 9.0 * MILLIMETRE, "{pair:?}");
        }
    }
    assert_eq!(count, 2 * (60 + 8));
}

#[test]
fn each_list_counts_its_own_pages_and_repeats_its_head_in_silence() {
    let fonts = Fonts::shipped();
    let book = lists::attendance(Language::Fi, 50);
    let document = lay_out_attendance(&book, &sample::edition(Language::Fi), &fonts);
    let count = document.pages.len() / 2;
    assert!(count > 1);
    for (index, page) in document.pages.iter().enumerate() {
        let texts = texts(page);
        let number = format!("{} / {count}", index % count + 1).replace(' ', "");
        let shown = texts.concat().replace([' ', '\u{a0}'], "");
        assert!(shown.contains(&number), "{shown} lacks {number}");
        assert!(shown.contains("Kumppanuuspäivä2026·"), "{shown}");
        let heads = page.items.iter().filter(|item| match &item.content {
            Content::Glyphs(run) => &*run.text == "Allekirjoitus",
            _ => false,
        });
        let heads: Vec<&Item> = heads.collect();
        assert_eq!(heads.len(), 1);
        assert_eq!(heads[0].owner == Owner::Artifact, index % count > 0);
    }
    let bookmarks: Vec<u32> = document.outline.iter().map(|entry| entry.page).collect();
    assert_eq!(bookmarks, [0, count as u32]);
}

#[test]
fn who_pays_stands_on_every_page_and_is_read_once_a_list() {
    let fonts = Fonts::shipped();
    let book = lists::attendance(Language::Fi, 50);
    let document = lay_out_attendance(&book, &sample::edition(Language::Fi), &fonts);
    for page in &document.pages {
        assert!(texts(page).concat().contains("osarahoittama"));
    }
    let nodes = (0..document.tree.len() as u32).map(NodeId);
    let figures = nodes.filter(|id| {
        let node = document.tree.node(*id);
        node.alternative.as_deref() == Some("Euroopan unionin lippu")
    });
    assert_eq!(figures.count(), 2);
}

#[test]
fn only_participants_of_a_project_after_2020_are_asked_to_report_themselves() {
    let fonts = Fonts::shipped();
    let asks = |report: bool, funding: Option<ProgrammePeriod>| {
        let mut book = lists::attendance(Language::Fi, 2);
        book.participants_report = report;
        book.occasion.funding = funding.map(|programme_period| Funding {
            programme_period,
            fund: Fund::Social,
            project_code: "S30355".into(),
            project_name: String::new(),
            financier: String::new(),
        });
        let document = lay_out_attendance(&book, &sample::edition(Language::Fi), &fonts);
        let said = letters(document.pages.iter().flat_map(|page| &page.items));
        assert!(said.contains(&wanted("Luettelo osoittaa, ketkä osallistuivat.")));
        let code = (0..document.tree.len() as u32).map(NodeId).any(|id| {
            let said = document.tree.node(id).alternative.as_deref();
            said == Some("QR-koodi: www.eura2021.fi/osallistuja") && owned(&document, id) == 1
        });
        let address = said.contains(&wanted("www.eura2021.fi/osallistuja"));
        assert_eq!(code, address);
        address
    };
    assert!(asks(true, Some(ProgrammePeriod::Period2021To2027)));
    assert!(!asks(false, Some(ProgrammePeriod::Period2021To2027)));
    assert!(!asks(true, Some(ProgrammePeriod::Period2014To2020)));
    assert!(!asks(true, None));
}

#[test]
fn lists_of_nobody_have_a_line_to_write_on() {
    let fonts = Fonts::shipped();
    let edition = sample::edition(Language::En);
    let mut book = lists::attendance(Language::En, 0);
    book.blank_lines = 0;
    book.sheets.clear();
    let document = lay_out_attendance(&book, &edition, &fonts);
    assert_lawful(&document, &fonts, &["1 October 2026"]);
    assert_eq!(body_rows(&document.tree).len(), 1);
    let mut book = lists::check_in(Language::En, 0);
    book.blank_lines = 0;
    let document = lay_out_check_in(&book, &edition, &fonts);
    assert_lawful(&document, &fonts, &["0 names on the list"]);
    assert_eq!(body_rows(&document.tree).len(), 1);
}

#[test]
fn a_page_at_the_door_holds_thirty_names_and_opens_with_the_letter_it_goes_on_with() {
    let fonts = Fonts::shipped();
    let mut book = lists::check_in(Language::Fi, 0);
    book.people = (0..100)
        .map(|index| ListedPerson {
            name: format!("Virtanen A{index}"),
            organisation: String::new(),
            remark: Phrase::new("", Language::Fi),
        })
        .collect();
    let document = lay_out_check_in(&book, &sample::edition(Language::Fi), &fonts);
    let names = |page: &Page| texts(page).iter().filter(|text| text.contains("Virtanen")).count();
    assert!(names(&document.pages[1]) >= 30, "{}", names(&document.pages[1]));
    for page in &document.pages[..3] {
        let letters = texts(page).into_iter().filter(|text| *text == "V").count();
        assert_eq!(letters, 1);
    }
    assert_eq!(document.outline.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_row_is_split_and_no_name_is_lost(
        names in proptest::collection::vec("\\PC{0,80}", 1..60),
        blank in 0_u16..40,
    ) {
        let fonts = Fonts::shipped();
        let mut book = lists::attendance(Language::Fi, 0);
        book.blank_lines = blank;
        book.people = names.iter().map(|name| person(name)).collect();
        let document = lay_out_attendance(&book, &sample::edition(Language::Fi), &fonts);
        assert_all_inside(&document);
        let said = letters(document.pages.iter().flat_map(|page| &page.items));
        for name in &names {
            prop_assert!(said.contains(&wanted(name)), "{:?}", name);
        }
        for row in body_rows(&document.tree) {
            let pages = document.pages.iter().filter(|page| {
                let here = |item: &Item| row.iter().any(|cell| item.owner == Owner::Node(cell.0));
                page.items.iter().any(here)
            });
            prop_assert_eq!(pages.count(), 1);
        }
        let mut book = lists::check_in(Language::Fi, 0);
        book.people = names.iter().map(|name| person(name)).collect();
        assert_all_inside(&lay_out_check_in(&book, &sample::edition(Language::Fi), &fonts));
    }
}
