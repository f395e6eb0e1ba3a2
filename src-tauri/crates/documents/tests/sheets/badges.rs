//! Badges: large first names, each in its place on the sheet, heard once.

use documents::contrast::{AA, contrast};
use documents::impose::Grid;
use documents::ir::{
    Colour, Content, Document, GlyphRun, Item, NodeId, Owner, Page, Rect, Role, Segment,
};
use documents::model::{Badge, BadgeBack, BadgeBook, House, Languages, Phrase};
use documents::stock::Stock;
use documents::{Fonts, lay_out_badges};
use domain::Language;
use proptest::prelude::*;

use crate::laws::{HOSTILE, assert_lawful, ink, letters, long_word, wanted};
use crate::{cards, sample};

fn badge(first_name: &str, last_name: &str, organisation: &str, role: &str) -> Badge {
    Badge {
        first_name: first_name.into(),
        last_name: last_name.into(),
        organisation: organisation.into(),
        role: (!role.is_empty()).then(|| Phrase::new(role, Language::Fi)),
    }
}

fn book(stock: Stock, badges: Vec<Badge>) -> BadgeBook {
    BadgeBook {
        occasion: sample::occasion(Language::Fi),
        badges,
        stock,
        used_cells: 0,
        back: BadgeBack::Blank,
    }
}

fn laid(fonts: &Fonts, book: &BadgeBook) -> Document {
    lay_out_badges(book, &sample::edition(Language::Fi), fonts)
}

fn runs(items: &[Item]) -> impl Iterator<Item = (&Owner, &GlyphRun)> {
    items.iter().filter_map(|item| match &item.content {
        Content::Glyphs(run) => Some((&item.owner, run)),
        _ => None,
    })
}

fn size_of(page: &Page, beginning: &str) -> f32 {
    runs(&page.items)
        .find(|(_, run)| run.text.starts_with(beginning))
        .map(|(_, run)| run.size)
        .unwrap()
}

/// Grounds of bars: left, top, right, bottom and colour.
fn bars(page: &Page) -> Vec<([f32; 4], Colour)> {
    let filled = page.items.iter().filter_map(|item| match &item.content {
        Content::Path(path) if item.owner == Owner::Artifact => Some((path, path.fill?)),
        _ => None,
    });
    filled
        .filter_map(|(path, fill)| match (path.segments.first()?, path.segments.get(2)?) {
            (Segment::Move(from), Segment::Line(to)) if to.y - from.y > 8.0 => {
                Some(([from.x, from.y, to.x, to.y], fill))
            }
            _ => None,
        })
        .collect()
}

/// Panics where letters leave the places of the stock, or stand in a bar without being its own.
fn assert_in_places(page: &Page, grid: &Grid) {
    let areas: Vec<Rect> = (0..grid.cells()).map(|cell| grid.area(cell)).collect();
    for (_, run) in runs(&page.items) {
        let Some(ink) = ink(run) else { continue };
        let holds = |area: &Rect| {
            let (left, top) = (area.origin.x, area.origin.y);
            ink.left >= left
                && ink.right <= left + area.size.width
                && ink.top >= top
                && ink.bottom + run.size * 0.25 <= top + area.size.height
        };
        assert!(areas.iter().any(holds), "{:?} at {ink:?} leaves its place", run.text);
        for ([left, top, right, bottom], _) in bars(page) {
            let apart = ink.right <= left
                || ink.left >= right
                || ink.bottom <= top + 0.3
                || ink.top >= bottom;
            assert!(apart || run.colour == Colour::WHITE, "{:?} stands in a bar", run.text);
        }
    }
}

#[test]
fn every_stock_in_every_language_is_lawful_and_says_everyone() {
    let fonts = Fonts::shipped();
    let both = Languages::two(Language::Fi, Language::En);
    for languages in Language::ALL.map(Languages::one).into_iter().chain([both]) {
        for stock in Stock::ALL {
            let book = cards::badges(languages, stock);
            let document = lay_out_badges(&book, &sample::edition(languages), &fonts);
            let people = book.badges.iter();
            let said: Vec<&str> = people
                .flat_map(|one| [&*one.first_name, &one.last_name, &one.organisation])
                // Letters of other scripts are read out in the order of the voice.
                .filter(|text| !text.contains('م'))
                .collect();
            assert_lawful(&document, &fonts, &said);
            let cells = stock.grid().cells();
            assert_eq!(document.pages.len(), book.badges.len().div_ceil(cells));
            for page in &document.pages {
                assert_in_places(page, &stock.grid());
            }
        }
    }
}

#[test]
fn a_first_name_is_read_from_three_metres_on_every_stock() {
    let fonts = Fonts::shipped();
    for stock in Stock::ALL {
        let people = vec![
            badge("Aino", "Mäkelä", "Itä-Suomen yliopisto", "Puhuja"),
            badge("Žofia", "Šimkus", "Karelia-ammattikorkeakoulu", ""),
        ];
        let document = laid(&fonts, &book(stock, people));
        for (name, last) in [("Aino", "Mäkelä"), ("Žofia", "Šimkus")] {
            let size = size_of(&document.pages[0], name);
            assert!(size >= 24.0, "{name} on {stock:?} has {size} points");
            assert!(size > 1.4 * size_of(&document.pages[0], last), "{stock:?}");
        }
    }
}

#[test]
fn people_are_a_list_under_the_event_which_is_said_once() {
    let fonts = Fonts::shipped();
    let people = vec![
        badge("Aino", "Mäkelä", "Itä-Suomen yliopisto", "Puhuja"),
        badge("Bo", "Ek", "", ""),
        badge(" ", "", "", ""),
    ];
    let document = laid(&fonts, &book(Stock::A7, people));
    let tree = &document.tree;
    let role = |id: u32| tree.node(NodeId(id)).role;
    let count = |wanted: Role| (0..tree.len() as u32).filter(|id| role(*id) == wanted).count();
    assert_eq!(count(Role::Heading(1)), 1);
    assert_eq!(count(Role::List), 1);
    assert_eq!(count(Role::ListItem), 2);
    assert_eq!(count(Role::Figure), 1);
    let said: Vec<&str> = runs(&document.pages[0].items)
        .filter(|(owner, _)| matches!(owner, Owner::Node(_)))
        .map(|(_, run)| &*run.text)
        .collect();
    assert_eq!(said.iter().filter(|text| text.starts_with("Kumppanuus")).count(), 1);
    let events = runs(&document.pages[0].items).filter(|(_, run)| run.text.starts_with("Kumpp"));
    assert_eq!(events.count(), 3);
    let titles: Vec<&str> = document.outline.iter().map(|entry| &*entry.title).collect();
    assert_eq!(titles, ["Aino Mäkelä", "Bo Ek"]);
    let spoken = documents::preview_pages(&document, &fonts).remove(0).text_alternative;
    assert!(spoken.contains("Aino Mäkelä"), "{spoken}");
}

#[test]
fn the_bar_says_the_role_in_words_that_can_be_read_on_any_accent() {
    let fonts = Fonts::shipped();
    for accent in [House::default().accent, Colour::hex(0xffe000), Colour::hex(0xff8800)] {
        let mut edition = sample::edition(Language::Fi);
        edition.house.accent = accent;
        let people = vec![badge("Aino", "", "", "Puhuja"), badge("Bo", "", "", "")];
        let document = lay_out_badges(&book(Stock::Durable1456, people), &edition, &fonts);
        let [(_, ground)] = bars(&document.pages[0])[..] else { panic!("one bar") };
        let role = runs(&document.pages[0].items).find(|(_, run)| &*run.text == "Puhuja").unwrap();
        assert!(contrast(role.1.colour, ground) >= AA);
    }
}

#[test]
fn used_places_of_the_first_sheet_stay_empty() {
    let fonts = Fonts::shipped();
    let names: Vec<String> = (0..9).map(|index| format!("Nimi{index}x")).collect();
    let people = names.iter().map(|name| badge(name, "", "", "")).collect();
    let mut book = book(Stock::AveryL4785, people);
    book.used_cells = 4;
    let document = laid(&fonts, &book);
    assert_eq!(document.pages.len(), 2);
    let grid = Stock::AveryL4785.grid();
    for (index, name) in names.iter().enumerate() {
        let place = 4 + index;
        let (_, run) = runs(&document.pages[place / 10].items)
            .find(|(_, run)| run.text.starts_with(name.as_str()))
            .unwrap();
        let area = grid.area(place);
        assert!(run.origin.x >= area.origin.x && run.origin.y > area.origin.y);
        assert!(run.origin.y < area.origin.y + area.size.height, "{name}");
        let entry = &document.outline[index];
        assert_eq!((entry.page as usize, entry.y), (place / 10, area.origin.y));
    }
}

#[test]
fn backs_follow_their_sheet_with_mirrored_columns_and_are_not_heard() {
    let fonts = Fonts::shipped();
    let people: Vec<Badge> =
        ["Aino", "Bo", "Eetu", "Žofia", "Áile"].map(|name| badge(name, "", "", "")).into();
    let mut book = book(Stock::A6, people);
    book.back = BadgeBack::SameAsFront;
    let document = laid(&fonts, &book);
    assert_eq!(document.pages.len(), 4);
    let mirrored = Stock::A6.grid().mirrored();
    for (index, name) in ["Aino", "Bo", "Eetu", "Žofia", "Áile"].iter().enumerate() {
        let back = &document.pages[index / 4 * 2 + 1];
        let (owner, run) = runs(&back.items).find(|(_, run)| run.text.starts_with(name)).unwrap();
        assert_eq!(*owner, Owner::Artifact);
        let left = mirrored.area(index).origin.x;
        assert!(run.origin.x >= left && run.origin.x < left + mirrored.cell.width, "{name}");
        assert_eq!(document.outline[index].page as usize, index / 4 * 2);
    }
    let marks = |page: &Page| {
        let drawn = page.items.iter().filter(|item| match &item.content {
            Content::Path(path) => path.stroke.is_some(),
            _ => false,
        });
        drawn.count()
    };
    let counts: Vec<usize> = document.pages.iter().map(marks).collect();
    assert_eq!(counts, [1, 0, 1, 0]);
    assert_lawful(&document, &fonts, &["Aino", "Áile"]);

    book.stock = Stock::AveryL4785;
    assert_eq!(laid(&fonts, &book).pages.len(), 1, "a label has no back");
}

#[test]
fn who_pays_stands_on_card_and_not_on_labels() {
    let fonts = Fonts::shipped();
    for stock in Stock::ALL {
        let people = vec![badge("Aino", "", "", "Puhuja"), badge("Bo", "", "", "")];
        let document = laid(&fonts, &book(stock, people));
        let shown = runs(&document.pages[0].items)
            .filter(|(_, run)| run.text.contains("osarahoittama"))
            .count();
        let card = matches!(stock, Stock::A6 | Stock::A7);
        assert_eq!(shown, if card { 2 } else { 0 }, "{stock:?}");
        assert_eq!(documents::visibility::measured(&document, &[]), [], "{stock:?}");
    }
}

#[test]
fn hostile_names_stay_in_their_places() {
    let fonts = Fonts::shipped();
    let long = long_word();
    let mountain = "tunturi ".repeat(60);
    let texts: Vec<&str> = HOSTILE.iter().copied().chain([&*long, &*mountain]).collect();
    for stock in Stock::ALL {
        let people = texts.iter().map(|text| badge(text, text, text, text)).collect();
        let mut book = book(stock, people);
        book.badges[9].role =
            Some(Phrase::new(&*long, Language::Fi).with(&*mountain, Language::En));
        book.occasion.title = Phrase::new(&*mountain, Language::Fi).with(&*long, Language::En);
        let document = laid(&fonts, &book);
        assert_lawful(&document, &fonts, &["ǩiõll Áile ŋđŧ Žofia Šimkus Ứng Đỗ Ώμέγα Щука", &long]);
        for page in &document.pages {
            assert_in_places(page, &stock.grid());
        }
    }
}

#[test]
fn an_event_without_people_is_an_empty_sheet() {
    let fonts = Fonts::shipped();
    let mut book = book(Stock::A7, Vec::new());
    book.back = BadgeBack::SameAsFront;
    let document = laid(&fonts, &book);
    assert_lawful(&document, &fonts, &[]);
    assert_eq!(document.pages.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_badge_says_its_person_in_its_place(
        first in "[^\\p{C}\u{fffd}]{0,120}",
        last in "[^\\p{C}\u{fffd}]{0,120}",
        organisation in "[^\\p{C}\u{fffd}]{0,120}",
        role in "[^\\p{C}\u{fffd}]{0,60}",
        stock in 0..Stock::ALL.len(),
        used in 0_usize..40,
    ) {
        let fonts = Fonts::shipped();
        let stock = Stock::ALL[stock];
        let mut book = book(stock, vec![badge(&first, &last, &organisation, &role)]);
        book.used_cells = used;
        let document = laid(&fonts, &book);
        assert_lawful(&document, &fonts, &[]);
        assert_in_places(&document.pages[0], &stock.grid());
        let said = letters(document.pages[0].items.iter());
        for text in [&first, &last, &organisation, &role] {
            prop_assert!(said.contains(&wanted(text)), "{said:?} lacks {:?}", wanted(text));
        }
    }
}
