//! The pages of a programme beyond its days: speakers, those who pay, what stands at the foot.

use documents::ir::{Content, Document, Item, NodeId, Owner};
use documents::model::{Edition, Languages, Phrase, ProgrammePeriod};
use documents::{Fonts, lay_out_one_page, lay_out_programme, lay_out_programme_a5, visibility};
use domain::Language;

use crate::laws::assert_lawful;
use crate::sample;

fn texts(items: &[Item]) -> String {
    let runs = items.iter().filter_map(|item| match &item.content {
        Content::Glyphs(run) => Some(&*run.text),
        _ => None,
    });
    runs.collect::<Vec<_>>().join("|")
}

fn addresses(document: &Document) -> Vec<&str> {
    let items = document.pages.iter().flat_map(|page| &page.items);
    let links = items.filter_map(|item| match &item.content {
        Content::LinkArea { address, .. } => Some(address.as_str()),
        _ => None,
    });
    links.collect()
}

#[test]
fn every_form_of_a_programme_is_lawful_in_one_language_and_in_two() {
    let fonts = Fonts::shipped();
    let pairs = [
        Languages::one(Language::En),
        Languages::two(Language::Fi, Language::En),
        Languages::two(Language::Sv, Language::Fi),
    ];
    for languages in pairs {
        for book in [sample::programme(languages), sample::six_tracks(languages)] {
            let said: Vec<&str> = book.days[0]
                .sessions
                .iter()
                .flat_map(|session| session.title.wordings())
                .map(|wording| wording.text.as_str())
                .chain(["S30355"])
                .collect();
            let edition = sample::edition(languages);
            for document in [
                lay_out_programme(&book, &edition, &fonts),
                lay_out_programme_a5(&book, &edition, &fonts),
                lay_out_one_page(&book, &edition, &fonts),
            ] {
                assert_lawful(&document, &fonts, &said);
            }
        }
    }
}

#[test]
fn few_speakers_have_no_section_of_their_own() {
    let fonts = Fonts::shipped();
    let mut book = sample::programme(Language::Fi);
    let titles = |document: &Document| -> Vec<String> {
        document.outline.iter().map(|entry| entry.title.clone()).collect()
    };
    let edition = sample::edition(Language::Fi);
    assert!(titles(&lay_out_programme(&book, &edition, &fonts)).contains(&"Puhujat".into()));
    for session in book.days.iter_mut().flat_map(|day| &mut day.sessions) {
        session.speakers.retain(|speaker| speaker.name.starts_with('A'));
    }
    assert!(!titles(&lay_out_programme(&book, &edition, &fonts)).contains(&"Puhujat".into()));
}

#[test]
fn participants_of_a_project_of_2021_to_2027_find_where_they_enter_their_data() {
    let fonts = Fonts::shipped();
    let mut book = sample::programme(Language::Fi);
    let edition = sample::edition(Language::Fi);
    let document = lay_out_programme(&book, &edition, &fonts);
    assert!(addresses(&document).contains(&"https://www.eura2021.fi/osallistuja"));
    let last = document.pages.last().unwrap();
    assert!(texts(&last.items).contains("www.eura2021.fi/osallistuja"));
    if let Some(funding) = &mut book.occasion.funding {
        funding.programme_period = ProgrammePeriod::Period2014To2020;
    }
    let document = lay_out_programme(&book, &edition, &fonts);
    assert!(!addresses(&document).contains(&"https://www.eura2021.fi/osallistuja"));
}

#[test]
fn a_booklet_has_its_numbers_at_the_outer_edge_and_the_house_at_every_foot() {
    let fonts = Fonts::shipped();
    let mut edition: Edition = sample::edition(Language::Fi);
    edition.house.foot = Some(Phrase::new("www.esimerkki.fi", Language::Fi));
    let document = lay_out_programme_a5(&sample::programme(Language::Fi), &edition, &fonts);
    for (index, page) in document.pages.iter().enumerate() {
        let foot = page.items.iter().filter_map(|item| match &item.content {
            Content::Glyphs(run) if item.owner == Owner::Artifact => Some(run),
            _ => None,
        });
        let foot: Vec<_> = foot.collect();
        assert!(foot.iter().any(|run| &*run.text == "www.esimerkki.fi"), "page {index}");
        let number = format!("{} / {}", index + 1, document.pages.len());
        let Some(number) = foot.iter().find(|run| *run.text == *number) else {
            assert_eq!(index, 0);
            continue;
        };
        let at_right = number.origin.x > page.size.width / 2.0;
        assert_eq!(at_right, index % 2 == 0, "page {index}");
    }
}

fn described(document: &Document) -> Vec<&str> {
    let nodes = (0..document.tree.len() as u32).map(|id| document.tree.node(NodeId(id)));
    nodes.filter_map(|node| node.alternative.as_deref()).collect()
}

#[test]
fn logos_are_described_and_never_larger_than_the_emblem() {
    let fonts = Fonts::shipped();
    let book = sample::programme(Language::Fi);
    let edition = sample::edition(Language::Fi);
    let logos: Vec<&str> = book
        .partners
        .iter()
        .chain(&edition.house.logos)
        .map(|logo| logo.description.as_str())
        .collect();
    for document in [
        lay_out_programme(&book, &edition, &fonts),
        lay_out_programme_a5(&book, &edition, &fonts),
        lay_out_one_page(&book, &edition, &fonts),
    ] {
        assert_eq!(visibility::measured(&document, &logos), []);
        let said = described(&document);
        assert!(edition.house.logos.iter().all(|logo| said.contains(&logo.description.as_str())));
    }
    let document = lay_out_programme(&book, &edition, &fonts);
    assert!(logos.iter().all(|logo| described(&document).contains(logo)));
}

#[test]
fn the_practical_page_leads_to_the_web_and_shows_the_map() {
    let fonts = Fonts::shipped();
    let mut book = sample::programme(Language::Fi);
    let edition = sample::edition(Language::Fi);
    let document = lay_out_programme(&book, &edition, &fonts);
    assert!(addresses(&document).contains(&"https://esimerkki.fi/kumppanuuspaiva"));
    let said = described(&document);
    assert!(said.contains(&"QR-koodi: esimerkki.fi/kumppanuuspaiva"), "{said:?}");
    assert!(said.iter().any(|said| said.starts_with("Asemalta kuljetaan")), "{said:?}");

    book.occasion.web_address = "ei ole vielä".into();
    let document = lay_out_programme(&book, &edition, &fonts);
    assert!(document.pages.iter().any(|page| texts(&page.items).contains("ei ole vielä")));
    assert_eq!(addresses(&document), ["https://www.eura2021.fi/osallistuja"]);
}
