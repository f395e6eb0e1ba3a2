//! The programme as a calendar, read back by a parser that is not ours.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate};
use documents::calendar;
use documents::model::{Languages, Phrase, ProgrammeBook, SessionKind};
use domain::Language;
use icalendar::parser::{Component, read_calendar, unfold};
use proptest::prelude::*;

use crate::laws::{HOSTILE, long_word};
use crate::sample;

fn written(book: &ProgrammeBook, languages: Languages) -> String {
    calendar(book, &sample::edition(languages))
}

/// The entries of a file, each as its properties.
fn entries(file: &str) -> Vec<Vec<(String, String)>> {
    let unfolded = unfold(file);
    let read = read_calendar(&unfolded).unwrap();
    let entries = read.components.iter().filter(|part| part.name == "VEVENT");
    let properties = |entry: &Component| {
        let properties = entry.properties.iter();
        properties.map(|one| (one.name.to_string(), one.val.to_string())).collect()
    };
    entries.map(properties).collect()
}

fn value<'a>(entry: &'a [(String, String)], name: &str) -> &'a str {
    let found = entry.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value)
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[test]
fn every_session_is_an_entry_and_pauses_are_not() {
    for language in Language::ALL {
        let book = sample::programme(language);
        let file = written(&book, language.into());
        let entries = entries(&file);
        let talks: Vec<_> = book
            .days
            .iter()
            .flat_map(|day| &day.sessions)
            .filter(|session| session.kind == SessionKind::Talk)
            .collect();
        assert_eq!(entries.len(), talks.len());
        let summaries: BTreeSet<&str> =
            entries.iter().map(|entry| value(entry, "SUMMARY")).collect();
        for talk in talks {
            assert!(summaries.contains(talk.title.text()), "{:?}", talk.title.text());
        }
        let code = language.code();
        assert!(file.contains(&format!("SUMMARY;LANGUAGE={code}:")));
    }
}

#[test]
fn an_entry_says_when_where_who_and_what() {
    let book = sample::programme(Language::Fi);
    let file = written(&book, Languages::one(Language::Fi));
    let read = entries(&file);
    let opening = &read[0];
    assert_eq!(value(opening, "DTSTART"), "20261001T090000");
    assert_eq!(value(opening, "DTEND"), "20261001T094000");
    assert_eq!(value(opening, "DTSTAMP"), "20261001T070000Z");
    assert_eq!(value(opening, "URL"), "https://esimerkki.fi/kumppanuuspaiva");
    let place = value(opening, "LOCATION");
    assert_eq!(place, "Auditorio, Joensuun tiedepuisto, Länsikatu 15, Joensuu");
    let about = value(opening, "DESCRIPTION");
    assert!(about.starts_with("Aino Mäkelä-Åström, johtaja, Itä-Suomen yliopisto\n\nYhteistyö"));
    let in_track = read.iter().find(|entry| !value(entry, "CATEGORIES").is_empty()).unwrap();
    assert_eq!(value(in_track, "CATEGORIES"), "Osaaminen");
    assert!(value(in_track, "LOCATION").starts_with("Sali 1, "));
    assert!(file.contains("DTSTART;TZID=Europe/Helsinki:20261001T090000\r\n"));
}

#[test]
fn the_time_zone_has_both_halves_of_the_year_and_nothing_of_the_clock() {
    let file = written(&sample::programme(Language::En), Languages::one(Language::En));
    let unfolded = unfold(&file);
    let read = read_calendar(&unfolded).unwrap();
    let zone = read.components.iter().find(|part| part.name == "VTIMEZONE").unwrap();
    let halves: Vec<String> = zone.components.iter().map(|part| part.name.to_string()).collect();
    assert_eq!(halves, ["DAYLIGHT", "STANDARD"]);
    let shift = |half: usize, name: &str| {
        let properties = &zone.components[half].properties;
        properties.iter().find(|one| one.name == name).unwrap().val.to_string()
    };
    assert_eq!(shift(0, "TZOFFSETTO"), "+0300");
    assert_eq!(shift(1, "TZOFFSETTO"), "+0200");
    assert!(zone.properties.iter().all(|one| one.name == "TZID"));
}

#[test]
fn a_session_that_is_moved_keeps_its_identifier_and_a_renamed_one_does_not() {
    let book = sample::programme(Language::Fi);
    let uids = |book: &ProgrammeBook| -> BTreeSet<String> {
        let file = written(book, Languages::one(Language::Fi));
        entries(&file).iter().map(|entry| value(entry, "UID").to_owned()).collect()
    };
    let before = uids(&book);
    assert_eq!(before.len(), 22, "sessions of one name are entries of their own");
    let mut moved = book.clone();
    moved.days[0].sessions[1].starts += Duration::minutes(5);
    moved.days[0].sessions[1].description = Phrase::new("Uusi", Language::Fi);
    assert_eq!(uids(&moved), before);
    let mut renamed = book;
    renamed.days[0].sessions[1].title = Phrase::new("Uusi nimi", Language::Fi);
    let renamed = uids(&renamed);
    assert_eq!((renamed.difference(&before).count(), renamed.len()), (1, 22));
}

#[test]
fn both_languages_are_said() {
    let languages = Languages::two(Language::Fi, Language::Sv);
    let file = written(&sample::programme(languages), languages);
    let read = entries(&file);
    let name = value(&read[0], "SUMMARY");
    assert_eq!(
        name,
        "Avaus: kumppanuus on tapa, ei hanke / Öppning: partnerskap är en vana, inte ett projekt"
    );
    let about = value(&read[0], "DESCRIPTION");
    assert!(about.contains("Yhteistyösopimus") && about.contains("samarbetsavtal"));
}

#[test]
fn an_event_without_sessions_is_an_entry_of_its_days() {
    let mut book = sample::programme(Language::En);
    book.days.clear();
    let file = written(&book, Languages::one(Language::En));
    let read = entries(&file);
    assert_eq!(read.len(), 1);
    assert_eq!(value(&read[0], "DTSTART"), "20261001");
    assert_eq!(value(&read[0], "DTEND"), "20261003");
    assert_eq!(value(&read[0], "SUMMARY"), "Partnership Day 2026");
    book.occasion.last_day = NaiveDate::MAX;
    assert_eq!(entries(&written(&book, Languages::one(Language::En))).len(), 1);
}

#[test]
fn an_end_that_is_not_after_the_start_is_left_out() {
    let mut book = sample::one_track(Language::Fi);
    let first = &mut book.days[0].sessions[1];
    first.ends = first.starts;
    let file = written(&book, Languages::one(Language::Fi));
    assert_eq!(value(&entries(&file)[0], "DTEND"), "");
}

fn assert_readable(text: &str) {
    let mut book = sample::programme(Language::Fi);
    book.occasion.title = Phrase::new(text, Language::Fi);
    book.occasion.place = text.into();
    book.occasion.web_address = format!("https://esimerkki.fi/{text}");
    book.tracks[0].name = text.into();
    let talk = &mut book.days[0].sessions[1];
    talk.title = Phrase::new(text, Language::Fi).with(format!("{text} sv"), Language::Sv);
    talk.description = Phrase::new(text, Language::Fi);
    talk.room = text.into();
    talk.speakers[0].name = text.into();
    let file = written(&book, Languages::one(Language::Fi));
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line:?}", line.len());
        assert!(!line.contains(|letter: char| letter.is_control()), "{line:?}");
    }
    let read = entries(&file);
    assert_eq!(read.len(), 22);
    let named = read.iter().any(|entry| {
        letters(value(entry, "SUMMARY")).contains(&letters(text))
            && letters(value(entry, "DESCRIPTION")).contains(&letters(text))
    });
    assert!(named, "no entry is called {text:?}");
}

#[test]
fn hostile_words_stay_values() {
    let attacks = [
        "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT",
        "a;b,c:d\\n\\,\\;\"e\"",
        "\r\n \r\n\tfolded",
        "END:VCALENDAR",
        "\\",
    ];
    let long = long_word();
    for text in HOSTILE.into_iter().chain(attacks).chain([long.as_str()]) {
        assert_readable(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_is_typed_can_be_read_back(text in "(\\PC|[\\x00-\\x1f\\\\;,:\"]){0,200}") {
        assert_readable(&text);
    }
}
