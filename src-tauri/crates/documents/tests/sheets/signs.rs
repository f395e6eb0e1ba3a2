//! Door signs: large for those who walk by, whole for those who stop.

use chrono::NaiveTime;
use documents::ir::{Content, Document, GlyphRun, NodeId, Owner, Page, Role};
use documents::model::{Door, DoorBook, Languages, Phrase, Slot};
use documents::{Fonts, lay_out_signs};
use domain::Language;
use proptest::prelude::*;

use crate::laws::{HOSTILE, assert_lawful, letters, long_word, wanted};
use crate::{cards, sample};

fn slot(index: u32, title: &str, speakers: &[&str]) -> Slot {
    let at = |minutes: u32| NaiveTime::from_hms_opt(minutes / 60 % 24, minutes % 60, 0).unwrap();
    Slot {
        starts: at(480 + index * 15),
        ends: at(495 + index * 15),
        title: Phrase::new(title, Language::Fi),
        speakers: speakers.iter().map(|name| (*name).into()).collect(),
    }
}

fn door(room: &str, guidance: &str, slots: Vec<Slot>) -> Door {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
    Door { room: room.into(), guidance: guidance.into(), day, slots }
}

fn laid(fonts: &Fonts, doors: Vec<Door>) -> Document {
    let occasion = sample::occasion(Language::Fi);
    lay_out_signs(&DoorBook { occasion, doors }, &sample::edition(Language::Fi), fonts)
}

fn runs(page: &Page) -> impl Iterator<Item = (&Owner, &GlyphRun)> {
    page.items.iter().filter_map(|item| match &item.content {
        Content::Glyphs(run) => Some((&item.owner, run)),
        _ => None,
    })
}

fn size_of(page: &Page, beginning: &str) -> f32 {
    runs(page).find(|(_, run)| run.text.starts_with(beginning)).map(|(_, run)| run.size).unwrap()
}

#[test]
fn every_sign_in_every_language_is_lawful_and_says_its_sessions() {
    let fonts = Fonts::shipped();
    let both = Languages::two(Language::Fi, Language::En);
    for languages in Language::ALL.map(Languages::one).into_iter().chain([both]) {
        let mut edition = sample::edition(languages);
        edition.house.foot = Some(Phrase::new("www.esimerkki.fi", Language::Fi));
        let book = cards::doors(languages);
        let document = lay_out_signs(&book, &edition, &fonts);
        let mut said: Vec<&str> = vec!["www.esimerkki.fi"];
        for door in &book.doors {
            said.extend([&*door.room, &*door.guidance]);
            for slot in &door.slots {
                said.extend(slot.title.wordings().map(|wording| wording.text.as_str()));
                said.extend(slot.speakers.iter().map(String::as_str));
            }
        }
        assert_lawful(&document, &fonts, &said);
        assert_eq!(document.outline.len(), book.doors.len());
    }
}

#[test]
fn a_quiet_day_is_read_from_three_metres() {
    let fonts = Fonts::shipped();
    let slots = vec![slot(0, "Avaus", &["Aino Mäkelä"]), slot(1, "Lounas", &[])];
    let document = laid(&fonts, vec![door("Sali 1", "Toinen kerros", slots)]);
    let page = &document.pages[0];
    assert!(size_of(page, "Sali 1") >= 72.0);
    assert!(size_of(page, "Torstai") >= 24.0);
    assert!(size_of(page, "Avaus") >= 22.0 && size_of(page, "8.00") >= 22.0);
    assert!(size_of(page, "Aino") < size_of(page, "Avaus"));
}

#[test]
fn a_full_day_shrinks_and_a_fuller_one_goes_on_on_another_sheet() {
    let fonts = Fonts::shipped();
    let day = |count: u32| {
        let slots = (0..count).map(|index| slot(index, "Esitys", &["Aino Mäkelä"])).collect();
        laid(&fonts, vec![door("Sali 1", "", slots)])
    };
    let (quiet, full, fuller) = (day(4), day(9), day(24));
    assert_eq!(quiet.pages.len(), 1);
    assert_eq!(full.pages.len(), 1);
    assert!(size_of(&full.pages[0], "Esitys") < size_of(&quiet.pages[0], "Esitys"));
    assert!(fuller.pages.len() > 1);
    for page in &fuller.pages {
        assert!(size_of(page, "Esitys") >= 14.0);
        assert!(runs(page).any(|(_, run)| &*run.text == "Sali 1"));
        assert!(runs(page).any(|(_, run)| &*run.text == "Aika"));
    }
    // Heard once: what is repeated on the second sheet is no content.
    assert!(runs(&fuller.pages[1]).all(|(owner, run)| {
        *owner == Owner::Artifact || !["Sali 1", "Aika"].contains(&&*run.text)
    }));
    assert!(letters(fuller.pages[0].items.iter()).contains("Sali1"));
    assert!(runs(&fuller.pages[1]).any(|(_, run)| run.text.starts_with("2 / ")));
}

#[test]
fn no_session_is_parted_by_the_end_of_a_sheet() {
    let fonts = Fonts::shipped();
    let title = "Alkusanat ja pitkä esitys joka jatkuu toiselle ja kolmannelle riville asti";
    let slots = (0..30)
        .map(|index| slot(index, &format!("A{index}x {title}"), &[&format!("Z{index}x")]))
        .collect();
    let document = laid(&fonts, vec![door("Sali 1", "", slots)]);
    for index in 0..30 {
        let page_of = |word: String| {
            document
                .pages
                .iter()
                .position(|page| runs(page).any(|(_, run)| run.text.contains(&word)))
                .unwrap()
        };
        assert_eq!(page_of(format!("A{index}x ")), page_of(format!("Z{index}x")));
    }
}

#[test]
fn times_head_the_rows_of_a_table_and_a_room_its_sheet() {
    let fonts = Fonts::shipped();
    let document = laid(&fonts, vec![door("Sali 1", "", vec![slot(0, "Avaus", &["A"])])]);
    let roles: Vec<Role> =
        (0..document.tree.len() as u32).map(|id| document.tree.node(NodeId(id)).role).collect();
    let heads = roles.iter().filter(|role| matches!(role, Role::HeaderCell { .. })).count();
    assert_eq!(heads, 3);
    assert_eq!(roles.iter().filter(|role| **role == Role::Heading(1)).count(), 1);
    let outline: Vec<&str> = document.outline.iter().map(|entry| &*entry.title).collect();
    assert_eq!(outline, ["Sali 1 – Torstai 1.10.2026"]);
    assert_eq!(document.head.title, "Kumppanuuspäivä 2026 – ovikyltit");
}

#[test]
fn a_room_without_sessions_and_an_event_without_rooms_are_lawful() {
    let fonts = Fonts::shipped();
    assert_lawful(&laid(&fonts, vec![door("Sali 1", "", Vec::new())]), &fonts, &["Sali 1"]);
    assert_lawful(&laid(&fonts, vec![door("", "", vec![slot(0, "", &[""])])]), &fonts, &[]);
    assert_lawful(&laid(&fonts, Vec::new()), &fonts, &[]);
}

#[test]
fn hostile_words_stay_on_their_sign() {
    let fonts = Fonts::shipped();
    let long = long_word();
    let mountain = "tunturi ".repeat(400);
    let texts: Vec<&str> = HOSTILE.iter().copied().chain([&*long, &*mountain]).collect();
    let doors = texts
        .iter()
        .map(|text| {
            let mut slots = vec![slot(0, text, &[text, text]), slot(1, "Lounas", &[])];
            slots[0].title = slots[0].title.clone().with(*text, Language::En);
            door(text, text, slots)
        })
        .collect();
    let plain = ["ǩiõll Áile ŋđŧ Žofia Šimkus Ứng Đỗ Ώμέγα Щука", &long, &mountain];
    assert_lawful(&laid(&fonts, doors), &fonts, &plain);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_title_is_on_the_sign(
        title in "[^\\p{C}\u{fffd}]{0,300}",
        room in "[^\\p{C}\u{fffd}]{0,60}",
        count in 1_u32..30,
    ) {
        let fonts = Fonts::shipped();
        let slots = (0..count).map(|index| slot(index, &title, &[&room])).collect();
        let document = laid(&fonts, vec![door(&room, "", slots)]);
        assert_lawful(&document, &fonts, &[]);
        let said = letters(document.pages.iter().flat_map(|page| &page.items));
        prop_assert!(said.contains(&wanted(&title)), "{said:?} lacks {:?}", wanted(&title));
        prop_assert!(said.contains(&wanted(&room)), "{said:?} lacks {:?}", wanted(&room));
    }
}
