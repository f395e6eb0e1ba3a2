//! Whatever a programme holds, in whatever form: its pages keep every law, nothing that belongs
//! together is parted by the end of a page, and every title is there.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Duration, NaiveDate};
use documents::ir::{Content, Document, NodeId, Owner, Role};
use documents::model::{
    Attendance, Day, Edition, Fund, Funding, House, Languages, Occasion, Phrase, PracticalNote,
    ProgrammeBook, ProgrammePeriod, Session, SessionKind, Speaker, Track,
};
use documents::{Fonts, check, lay_out_one_page, lay_out_programme, lay_out_programme_a5, pdf};
use domain::Language;
use proptest::prelude::*;

use crate::laws::{assert_all_inside, ink, letters, wanted};

const WORDS: [&str; 24] = [
    "kumppanuus",
    "työelämä",
    "ja",
    "yhteistyösopimuksen",
    "oppilaitosten",
    "tekoäly",
    "uusi",
    "opinnäytetyö",
    "tutkimusinfrastruktuurien",
    "klo 9.00",
    "pk-yritysten",
    "EU:n",
    "arvo",
    "kehittämisosaaminen",
    "kasvu",
    "J.-P.",
    "osaaja",
    "harjoittelupaikkatarjonta",
    "on",
    "250 €",
    "verkostoituminen",
    "miten?",
    "innovaatiotoiminta",
    "Pohjois-Karjalassa",
];

fn some_words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 1..=most)
        .prop_map(|words| words.join(" "))
}

/// What is drawn of a session before it has a place in a programme.
#[derive(Debug, Clone)]
struct Seed {
    title: String,
    description: String,
    day: usize,
    slot: u32,
    length: u32,
    track: Option<usize>,
    pause: bool,
    speakers: usize,
}

fn seed() -> impl Strategy<Value = Seed> {
    (
        some_words(9).prop_filter("shown whole in a table", |title| title.chars().count() < 130),
        prop_oneof![3 => Just(String::new()), 2 => some_words(40)],
        (0_usize..3, 0_u32..44, 1_u32..10),
        prop_oneof![1 => Just(None), 4 => (0_usize..6).prop_map(Some)],
        prop::bool::weighted(0.15),
        0_usize..4,
    )
        .prop_map(|(title, description, (day, slot, length), track, pause, speakers)| Seed {
            title,
            description,
            day,
            slot,
            length,
            track,
            pause,
            speakers,
        })
}

#[derive(Debug, Clone)]
struct Any {
    book: ProgrammeBook,
    languages: Languages,
    /// Every title, told apart by a number.
    titles: Vec<String>,
}

fn any_programme() -> impl Strategy<Value = Any> {
    let count = prop_oneof![6 => 1_usize..30, 2 => 30_usize..80, 1 => 80_usize..=200];
    count.prop_flat_map(|count| {
        let seeds = prop::collection::vec(seed(), count);
        (seeds, 1_usize..=6, 1_usize..=3, any::<bool>(), any::<bool>()).prop_map(assemble)
    })
}

fn assemble(
    (seeds, tracks, days, two_languages, funded): (Vec<Seed>, usize, usize, bool, bool),
) -> Any {
    let languages = if two_languages {
        Languages::two(Language::Fi, Language::En)
    } else {
        Languages::one(Language::Fi)
    };
    let first_day = NaiveDate::from_ymd_opt(2026, 9, 30).unwrap();
    let say = |text: String| {
        let phrase = Phrase::new(text.clone(), Language::Fi);
        if two_languages { phrase.with(format!("In English {text}"), Language::En) } else { phrase }
    };
    let mut titles = Vec::new();
    let mut program: Vec<Day> = (0..days)
        .map(|day| Day { date: first_day + Duration::days(day as i64), sessions: Vec::new() })
        .collect();
    for (index, seed) in seeds.into_iter().enumerate() {
        let title = format!("N{index}N {}", seed.title);
        titles.push(title.clone());
        let day = &mut program[seed.day % days];
        let starts = day.date.and_hms_opt(8, 0, 0).unwrap();
        let starts = starts + Duration::minutes(i64::from(seed.slot) * 15);
        day.sessions.push(Session {
            starts,
            ends: starts + Duration::minutes(i64::from(seed.length) * 15),
            title: say(title),
            description: if seed.description.is_empty() {
                Phrase::new("", Language::Fi)
            } else {
                say(seed.description)
            },
            room: if seed.length == 3 { "Sali 12".into() } else { String::new() },
            kind: if seed.pause { SessionKind::Break } else { SessionKind::Talk },
            attendance: seed
                .track
                .map_or(Attendance::Everyone, |track| Attendance::Track(track % tracks)),
            speakers: (0..seed.speakers)
                .map(|number| Speaker {
                    name: format!("Puhuja P{} Väänänen", (index * 3 + number) % 17),
                    title: "tutkimuspäällikkö".into(),
                    organisation: "Itä-Suomen yliopisto".into(),
                })
                .collect(),
        });
    }
    let book = ProgrammeBook {
        occasion: Occasion {
            title: say("Kumppanuuspäivät".into()),
            first_day,
            last_day: first_day + Duration::days(days as i64 - 1),
            place: "Joensuun tiedepuisto".into(),
            organiser: "Itä-Suomen yliopisto".into(),
            web_address: "https://esimerkki.fi/kumppanuus".into(),
            funding: funded.then(|| Funding {
                programme_period: ProgrammePeriod::Period2021To2027,
                fund: Fund::Social,
                project_code: "S30355".into(),
                project_name: "Kumppanuudesta kasvua".into(),
                financier: "Pohjois-Savon ELY-keskus".into(),
            }),
        },
        subtitle: Phrase::new("", Language::Fi),
        kind: say("Seminaari".into()),
        description: Phrase::new("", Language::Fi),
        tracks: (0..tracks)
            .map(|track| Track { name: format!("Rata {track}"), room: format!("Sali {track}") })
            .collect(),
        days: program,
        practical: vec![PracticalNote {
            heading: say("Saapuminen".into()),
            text: say("Asemalta on 1,2 km.".into()),
        }],
        map: None,
        partners: Vec::new(),
    };
    Any { book, languages, titles }
}

fn edition(languages: Languages) -> Edition {
    let created = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap().and_hms_opt(9, 0, 0).unwrap();
    Edition { languages, house: House::default(), created }
}

/// The pages that each node and its descendants stand on.
fn pages_of(document: &Document) -> BTreeMap<NodeId, BTreeSet<usize>> {
    let mut pages: BTreeMap<NodeId, BTreeSet<usize>> = BTreeMap::new();
    for (index, page) in document.pages.iter().enumerate() {
        let mut seen = BTreeSet::new();
        for item in &page.items {
            let Owner::Node(mut node) = item.owner else { continue };
            while seen.insert(node) {
                pages.entry(node).or_default().insert(index);
                match document.tree.parent(node) {
                    Some(parent) => node = parent,
                    None => break,
                }
            }
        }
    }
    pages
}

/// Points of height that a node and its descendants take on all pages together.
fn height(document: &Document, node: NodeId) -> f32 {
    let belongs = |mut at: NodeId| loop {
        match document.tree.parent(at) {
            _ if at == node => return true,
            Some(parent) => at = parent,
            None => return false,
        }
    };
    let on_page = document.pages.iter().map(|page| {
        let inks = page.items.iter().filter_map(|item| match (item.owner, &item.content) {
            (Owner::Node(owner), Content::Glyphs(run)) if belongs(owner) => ink(run),
            _ => None,
        });
        let edges = inks.map(|ink| (ink.top, ink.bottom));
        let edges = edges.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        edges.map_or(0.0, |(top, bottom)| bottom - top)
    });
    on_page.sum()
}

/// Panics where a row, a session, or a person's entry that is lower than a page stands on two.
fn assert_nothing_is_parted(document: &Document) {
    let pages = pages_of(document);
    let tree = &document.tree;
    let none = BTreeSet::new();
    let on = |node: NodeId| pages.get(&node).unwrap_or(&none);
    for node in (0..tree.len() as u32).map(NodeId) {
        match tree.node(node).role {
            Role::TableRow => assert!(on(node).len() < 2, "a row is parted"),
            Role::ListItem if on(node).len() > 1 => {
                let told = height(document, node);
                let page = document.pages[0].size.height;
                assert!(told > page * 0.7, "an entry of {told} points is parted");
            }
            Role::Section => {
                let mut told: BTreeSet<usize> = BTreeSet::new();
                for child in &tree.node(node).children {
                    let role = tree.node(*child).role;
                    if matches!(role, Role::Table | Role::List | Role::Section) {
                        told.clear();
                        continue;
                    }
                    if matches!(role, Role::Heading(3 | 4)) {
                        told.clear();
                    }
                    told.extend(on(*child));
                    assert!(told.len() < 2, "{role:?} belongs to what stands on {told:?}");
                }
            }
            _ => {}
        }
    }
}

fn assert_every_title_is_said(document: &Document, titles: &[String]) {
    let said = letters(document.pages.iter().flat_map(|page| &page.items));
    for title in titles {
        assert!(said.contains(&wanted(title)), "the pages lack {title:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 14, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_programme_parts_nothing_and_loses_nothing(any in any_programme()) {
        let fonts = Fonts::shipped();
        let edition = edition(any.languages);
        for document in [
            lay_out_programme(&any.book, &edition, &fonts),
            lay_out_programme_a5(&any.book, &edition, &fonts),
        ] {
            assert_all_inside(&document);
            assert_nothing_is_parted(&document);
            assert_every_title_is_said(&document, &any.titles);
        }
    }

    #[test]
    fn one_page_is_one_page_and_says_what_it_leaves_out(any in any_programme()) {
        let fonts = Fonts::shipped();
        let edition = edition(any.languages);
        let document = lay_out_one_page(&any.book, &edition, &fonts);
        prop_assert_eq!(document.pages.len(), 1);
        assert_all_inside(&document);
        let said = letters(document.pages[0].items.iter());
        let lost = any.titles.iter().filter(|title| !said.contains(&wanted(title))).count();
        let confessed = match lost {
            0 => !said.contains("Sivulleeimahtunut"),
            1 => said.contains("Sivulleeimahtunut1ohjelmakohta"),
            lost => said.contains(&format!("Sivulleeimahtunut{lost}ohjelmakohtaa")),
        };
        prop_assert!(confessed, "{} titles are lost without a word", lost);
        let file = pdf::write_document(&document, fonts.book()).unwrap();
        prop_assert_eq!(check::file(&file), []);
    }
}

#[test]
fn one_page_leaves_out_speakers_before_rooms_and_rooms_before_sessions() {
    let fonts = Fonts::shipped();
    let mut seen = Vec::new();
    for count in (4..140).step_by(4) {
        let seeds = (0..count).map(|index| Seed {
            title: "Kumppanuuden uudet muodot ja yritysten tarpeet".into(),
            description: String::new(),
            day: 0,
            slot: index,
            length: 3,
            track: Some(0),
            pause: false,
            speakers: 2,
        });
        let any = assemble((seeds.collect(), 1, 1, false, false));
        let document = lay_out_one_page(&any.book, &edition(any.languages), &fonts);
        let said = letters(document.pages[0].items.iter());
        let told = ["Väänänen", "Sali12", "Sivulleeimahtunut"].map(|word| said.contains(word));
        if seen.last() != Some(&told) {
            seen.push(told);
        }
    }
    let expected =
        [[true, true, false], [false, true, false], [false, false, false], [false, false, true]];
    assert_eq!(seen, expected);
}
