//! The programme on the web, read back as a browser reads it.

use documents::model::{Languages, Phrase, ProgrammeBook, ProgrammePeriod, SessionKind};
use documents::web_page;
use domain::Language;
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};

use crate::laws::{HOSTILE, long_word};
use crate::sample;

fn page(book: &ProgrammeBook, languages: Languages) -> Html {
    let written = web_page(book, &sample::edition(languages));
    assert!(written.starts_with("<!DOCTYPE html>"));
    let read = Html::parse_document(&written);
    assert!(read.errors.is_empty(), "{:?}", read.errors);
    read
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters and figures, which no white space or marks around them alter.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

const BILINGUAL: Languages = Languages { first: Language::Fi, second: Some(Language::Sv) };

/// Panics where a page breaks a rule that any page of ours keeps.
#[track_caller]
fn assert_accessible(page: &Html, language: Language) {
    let root = page.root_element();
    assert_eq!(root.attr("lang"), Some(language.code()));
    assert!(!text(all(page, "title")[0]).is_empty());
    for landmark in ["main", "h1", "body > header"] {
        assert_eq!(all(page, landmark).len(), 1, "{landmark}");
    }
    let mut level = 0;
    for heading in all(page, "h1, h2, h3, h4, h5, h6") {
        let next: u8 = heading.value().name()[1..].parse().unwrap();
        assert!(next <= level + 1, "h{next} after h{level}");
        assert!(!text(heading).is_empty(), "an empty heading");
        level = next;
    }
    for picture in all(page, "img, svg") {
        assert!(picture.attr("aria-label").is_some_and(|name| !name.is_empty()));
    }
    assert!(all(page, "script, iframe, object, embed, link, img, form, [src], [style]").is_empty());
    for element in all(page, "*") {
        assert!(element.value().attrs().all(|(name, _)| !name.starts_with("on")));
    }
    for rule in ["url(", "@import", "expression("] {
        assert!(!text(all(page, "style")[0]).contains(rule), "{rule}");
    }
    let mut ids: Vec<&str> = all(page, "[id]").iter().filter_map(|one| one.attr("id")).collect();
    for element in all(page, "[aria-labelledby]") {
        assert!(ids.contains(&element.attr("aria-labelledby").unwrap()));
    }
    for link in all(page, "a") {
        assert!(!text(link).is_empty());
        let target = link.attr("href").unwrap();
        let inside = target.strip_prefix('#').is_some_and(|id| ids.contains(&id));
        assert!(inside || target.starts_with("https://"), "{target}");
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id is there twice");
    let first = all(page, "body > *")[0];
    assert_eq!((first.value().name(), first.attr("href")), ("a", Some("#main")));
}

#[test]
fn the_page_is_sound_and_says_every_session_in_every_language() {
    let [fi, sv, en] = Language::ALL.map(Languages::one);
    for languages in [fi, sv, en, BILINGUAL] {
        for book in [sample::programme(languages), sample::one_track(languages)] {
            let page = page(&book, languages);
            assert_accessible(&page, languages.first);
            let headings: Vec<String> = all(&page, "h3").into_iter().map(text).collect();
            let said = letters(&text(all(&page, "main")[0]));
            for session in book.days.iter().flat_map(|day| &day.sessions) {
                let title = session.title.text();
                if session.kind == SessionKind::Talk {
                    assert!(headings.iter().any(|heading| heading.starts_with(title)), "{title}");
                }
                let told = session.title.wordings().chain(session.description.wordings());
                for wording in told {
                    assert!(said.contains(&letters(&wording.text)), "{:?}", wording.text);
                }
                for speaker in &session.speakers {
                    assert!(said.contains(&letters(&speaker.name)));
                }
            }
        }
    }
}

#[test]
fn times_are_said_to_machines_too() {
    let page = page(&sample::programme(Language::Fi), Languages::one(Language::Fi));
    let first = all(&page, ".sessions > li .time time");
    assert_eq!(first[0].attr("datetime"), Some("2026-10-01T08:30"));
    assert_eq!(text(all(&page, ".sessions > li .time")[0]), "8.30–9.00");
    assert_eq!(all(&page, "h2 time")[0].attr("datetime"), Some("2026-10-01"));
    assert_eq!(all(&page, "nav a").len(), 2);
}

#[test]
fn the_second_language_is_marked_and_the_first_is_not() {
    let page = page(&sample::programme(BILINGUAL), BILINGUAL);
    let swedish = all(&page, "body [lang]");
    assert!(swedish.len() > 40);
    assert!(swedish.iter().all(|element| element.attr("lang") == Some("sv")));
    assert_eq!(text(all(&page, "h1 [lang=sv]")[0]), "Partnerskapsdagen 2026");
    let untranslated = {
        let mut book = sample::programme(Language::Sv);
        book.occasion.title = Phrase::new("Kumppanuuspäivä", Language::Fi);
        super::web_page::page(&book, Languages::one(Language::Sv))
    };
    assert_eq!(text(all(&untranslated, "h1 [lang=fi]")[0]), "Kumppanuuspäivä");
}

#[test]
fn who_pays_is_said_by_the_rule_of_its_period() {
    let read = |period: ProgrammePeriod| {
        let mut book = sample::programme(Language::Fi);
        if let Some(funding) = &mut book.occasion.funding {
            funding.programme_period = period;
        }
        let page = page(&book, Languages::one(Language::Fi));
        let emblem = all(&page, "footer svg");
        assert_eq!(emblem.len(), 1);
        assert_eq!(emblem[0].attr("aria-label"), Some("Euroopan unionin lippu"));
        text(all(&page, "footer")[0])
    };
    let now = read(ProgrammePeriod::Period2021To2027);
    assert!(now.contains("Euroopan unionin osarahoittama") && now.contains("S30355"));
    assert!(now.contains("www.eura2021.fi/osallistuja"));
    assert!(!now.contains("sosiaalirahasto") && !now.contains("Vipuvoimaa"));
    let before = read(ProgrammePeriod::Period2014To2020);
    for wanted in ["Euroopan unioni", "Euroopan sosiaalirahasto", "Vipuvoimaa EU:lta"] {
        assert!(before.contains(wanted));
    }
    assert!(!before.contains("eura2021"));
}

#[test]
fn an_event_without_anything_is_a_page_with_a_heading() {
    let mut book = sample::programme(Language::En);
    book.occasion.title = Phrase::new("", Language::En);
    book.occasion.funding = None;
    book.days.clear();
    book.practical.clear();
    let page = page(&book, Languages::one(Language::En));
    assert_accessible(&page, Language::En);
    assert!(all(&page, "footer").is_empty());
}

fn assert_text_stays_text(words: &str) {
    let languages = Languages::one(Language::Fi);
    let phrase = || Phrase::new(words, Language::Fi).with(words, Language::Sv);
    let mut book = sample::programme(languages);
    let plain = all(&page(&book, languages), "*").len();
    let structure = |book: &ProgrammeBook| {
        let page = page(book, languages);
        assert_accessible(&page, Language::Fi);
        page
    };
    book.occasion.title = phrase();
    book.occasion.place = words.into();
    book.occasion.organiser = words.into();
    book.occasion.web_address = words.into();
    (book.subtitle, book.kind, book.description) = (phrase(), phrase(), phrase());
    book.tracks[0].name = words.into();
    book.tracks[1].room = words.into();
    let talk = &mut book.days[0].sessions[1];
    (talk.title, talk.description) = (phrase(), phrase());
    talk.speakers[0].name = words.into();
    talk.speakers[0].organisation = words.into();
    book.practical[0].heading = phrase();
    book.practical[0].text = phrase();
    if let Some(funding) = &mut book.occasion.funding {
        funding.project_code = words.into();
        funding.project_name = words.into();
    }
    let page = structure(&book);
    let said = letters(&text(all(&page, "main")[0]));
    assert!(said.contains(&letters(words)), "the page lacks {words:?}");
    // Lines of a text are paragraphs; nothing else may come of what is typed.
    let lines = 8 * (1 + words.chars().filter(|letter| letter.is_control()).count())
        + 8 * words.matches(['\u{2028}', '\u{2029}']).count();
    assert!(all(&page, "*").len() <= plain + lines + 8);
}

#[test]
fn hostile_words_stay_words() {
    let attacks = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></style></main><h1>Toinen</h1>",
        "<!-- a",
        "&lt;b&gt; &amp;amp; &#x3c;",
        "javascript:alert(1)",
        "https://a.fi/\"onclick=\"alert(1)",
        "]]>",
    ];
    let long = long_word();
    for words in HOSTILE.into_iter().chain(attacks).chain([long.as_str()]) {
        assert_text_stays_text(words);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_typed_stays_text(words in "(\\PC|[\\x00-\\x1f<>&\"'/=]){0,120}") {
        assert_text_stays_text(&words);
    }
}
