//! Lists of people, in three languages; every person is invented.

use chrono::{NaiveDate, NaiveDateTime};
use documents::model::{
    AttendanceBook, AttendanceSheet, CheckInBook, Languages, ListedPerson, Phrase,
};
use domain::{Label, Language, label, sort_key};

use crate::sample::{occasion, programme};

const LAST_NAMES: [&str; 24] = [
    "Mäkelä-Åström",
    "Šimkus",
    "Ŋuohtti",
    "Väänänen",
    "Nguyễn",
    "Rantanen",
    "Öhman",
    "Korhonen",
    "Virtanen",
    "Lindqvist",
    "Ahonen",
    "Björklund",
    "de la Cruz",
    "Eskola",
    "Ziegler",
    "Hakala",
    "Ikonen",
    "Jäppinen",
    "Äyräväinen",
    "Österholm",
    "Åkerblom",
    "Ковалёва",
    "Papadopoulou",
    "von Hohenlohe-Waldenburg-Schillingsfürst",
];
const FIRST_NAMES: [&str; 12] = [
    "Aino",
    "Žofia",
    "Áile",
    "J.-P.",
    "Thị Hồng",
    "Eetu",
    "Marja-Liisa",
    "Oskar",
    "Helmi",
    "Maximilian Alexander",
    "Veikko",
    "Lydia",
];
const ORGANISATIONS: [&str; 8] = [
    "Itä-Suomen yliopisto",
    "Karelia-ammattikorkeakoulu",
    "Davvi Duodji Oy",
    "Pohjois-Karjalan Metalli Oy",
    "",
    "Savonlinnan Ohjelmisto Oy",
    "Joensuun seudun kehittämisyhtiö ja yrityspalvelukeskus",
    "Business Joensuu",
];
const WAITING: Label = label("Varasijalla 2.", "Reservplats 2", "Waiting list, no. 2");
const SPEAKS: Label = label("Puhuja", "Talare", "Speaker");

/// A text in the languages of the sheet.
fn phrase(languages: Languages, text: &Label) -> Phrase {
    let first = Phrase::new(text.text(languages.first), languages.first);
    match languages.second {
        Some(second) => first.with(text.text(second), second),
        None => first,
    }
}

fn people(languages: Languages, count: usize) -> Vec<ListedPerson> {
    let nothing = || Phrase::new("", languages.first);
    let person = |index: usize| ListedPerson {
        name: format!("{} {}", LAST_NAMES[index % 24], FIRST_NAMES[(index * 7 + index / 24) % 12]),
        organisation: ORGANISATIONS[index % 8].into(),
        remark: match index % 9 {
            3 => phrase(languages, &WAITING),
            6 => phrase(languages, &SPEAKS),
            _ => nothing(),
        },
    };
    let mut people: Vec<ListedPerson> = (0..count).map(person).collect();
    people.sort_by_cached_key(|person| sort_key(&person.name));
    people
}

fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    let date = NaiveDate::from_ymd_opt(2026, 10, day).unwrap_or_default();
    date.and_hms_opt(hour, minute, 0).unwrap_or_default()
}

/// Signature lists of a day and of a session for `count` people.
pub fn attendance(languages: impl Into<Languages>, count: usize) -> AttendanceBook {
    let languages = languages.into();
    let session = programme(languages).days.swap_remove(0).sessions.swap_remove(2);
    let day = AttendanceSheet {
        day: at(1, 0, 0).date(),
        session: Phrase::new("", languages.first),
        times: Some((at(1, 8, 30), at(1, 15, 30))),
        room: String::new(),
    };
    let of_session = AttendanceSheet {
        session: session.title,
        times: Some((session.starts, session.ends)),
        room: "Sali 1".into(),
        ..day.clone()
    };
    AttendanceBook {
        occasion: occasion(languages),
        sheets: vec![day, of_session],
        people: people(languages, count),
        blank_lines: 8,
        participants_report: true,
    }
}

/// The list at the door for `count` people.
pub fn check_in(languages: impl Into<Languages>, count: usize) -> CheckInBook {
    let languages = languages.into();
    CheckInBook { occasion: occasion(languages), people: people(languages, count), blank_lines: 5 }
}

/// The languages that samples are made in: each alone, and two beside each other.
pub fn languages() -> [Languages; 4] {
    let [fi, sv, en] = Language::ALL.map(Languages::one);
    [fi, sv, en, Languages::two(Language::Fi, Language::En)]
}
