//! The programme as one page of the web that anyone can read: no script, nothing fetched, sound
//! structure (WCAG 2.2, level AA; the Act on the Provision of Digital Services 306/2019).

mod parts;
mod style;

use chrono::NaiveDateTime;
use domain::Language;
use domain::dates::{day_heading, iso_date, iso_local_date_time, time};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::dates::days;
use crate::model::{
    Attendance, Day, Edition, Phrase, ProgrammeBook, Session, SessionKind, Speaker, Track,
};
use crate::paragraph::clean;
use crate::wording::{web_page as labels, words};

use parts::{Page, one_line, says_nothing};

/// The programme of an event as one self-contained file of HTML: what the event is, its days with
/// their sessions, what is good to know, who pays.
///
/// The same book and edition give the same text. Everything that people typed stands as text: no
/// element, attribute or script comes out of it. Colours are the house's, darkened or lightened
/// until they can be read in the light and in the dark; a second language carries its own `lang`.
pub fn web_page(book: &ProgrammeBook, edition: &Edition) -> String {
    let language = edition.languages.first;
    let page = Page { languages: edition.languages };
    let title = one_line(book.occasion.title.text());
    let programme = words(language).programme;
    let name = if title.is_empty() {
        programme.to_owned()
    } else {
        format!("{title} \u{2013} {programme}")
    };
    let file = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (name) }
                style { (PreEscaped(style::style(&edition.house))) }
            }
            body {
                a class="skip" href="#main" { (labels::SKIP.text(language)) }
                header { (head(&page, book)) }
                main id="main" tabindex="-1" { (programme_of(&page, book)) }
                (parts::foot(&page, book, edition))
            }
        }
    };
    file.into_string()
}

fn head(page: &Page, book: &ProgrammeBook) -> Markup {
    let occasion = &book.occasion;
    let title = if says_nothing(&occasion.title) {
        page.languages.phrase(|language| words(language).session.to_owned())
    } else {
        occasion.title.clone()
    };
    let when =
        page.languages.phrase(|language| days(occasion.first_day, occasion.last_day, language));
    let address = domain::parse_web_address(&occasion.web_address).ok();
    let (place, organiser) = (one_line(&occasion.place), one_line(&occasion.organiser));
    html! {
        @if !says_nothing(&book.kind) { p class="kind" { (page.said(&book.kind)) } }
        h1 { (page.said(&title)) }
        @if !says_nothing(&book.subtitle) { p class="subtitle" { (page.said(&book.subtitle)) } }
        dl class="facts" {
            (page.fact(&labels::WHEN, html! { (page.said(&when)) }))
            @if !place.is_empty() { (page.fact(&labels::WHERE, html! { (place) })) }
            @if !organiser.is_empty() { (page.fact(&labels::ORGANISER, html! { (organiser) })) }
            @if let Some(address) = address {
                (page.fact(&labels::ADDRESS, html! { a href=(address) { (shown(&address)) } }))
            }
        }
        @if !says_nothing(&book.description) {
            div class="about" { (page.paragraphs(&book.description)) }
        }
    }
}

/// An address as people read it.
fn shown(address: &str) -> &str {
    let bare = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    bare.unwrap_or(address).trim_end_matches('/')
}

fn programme_of(page: &Page, book: &ProgrammeBook) -> Markup {
    let days: Vec<(usize, &Day)> =
        (1..).zip(book.days.iter().filter(|day| !day.sessions.is_empty())).collect();
    let language = page.languages.first;
    html! {
        @if days.len() > 1 {
            nav aria-label=(labels::DAYS.text(language)) {
                ul {
                    @for (number, day) in &days {
                        li { a href={ "#day-" (number) } { (day_heading(day.date, language)) } }
                    }
                }
            }
        }
        @for (number, day) in &days { (day_section(page, book, day, *number)) }
        (practical(page, book))
    }
}

fn day_section(page: &Page, book: &ProgrammeBook, day: &Day, number: usize) -> Markup {
    let heading = page.languages.phrase(|language| day_heading(day.date, language));
    let mut sessions: Vec<&Session> = day.sessions.iter().collect();
    sessions.sort_by_key(|session| (session.starts, track_index(session)));
    html! {
        section aria-labelledby={ "day-" (number) } {
            h2 id={ "day-" (number) } {
                time datetime=(iso_date(day.date)) { (heading.text()) }
                @if let Some(second) = &heading.second { (page.second(second)) }
            }
            ol class="sessions" {
                @for session in sessions { (session_item(page, book, session)) }
            }
        }
    }
}

fn track_index(session: &Session) -> usize {
    match session.attendance {
        Attendance::Everyone => 0,
        Attendance::Track(track) => track + 1,
    }
}

fn session_item(page: &Page, book: &ProgrammeBook, session: &Session) -> Markup {
    let pause = session.kind == SessionKind::Break;
    let place = place(book, session);
    let speakers: Vec<&Speaker> =
        session.speakers.iter().filter(|speaker| !one_line(&speaker.name).is_empty()).collect();
    html! {
        li class=[pause.then_some("pause")] {
            p class="time" { (times(session.starts, session.ends, page.languages.first)) }
            div {
                @if !says_nothing(&session.title) {
                    // A pause is no place to jump to.
                    @if pause { p { (page.said(&session.title)) } }
                    @else { h3 { (page.said(&session.title)) } }
                }
                @if !place.is_empty() { p class="place" { (place) } }
                @if !speakers.is_empty() {
                    ul class="speakers" {
                        @for speaker in speakers { li { (speaks(speaker)) } }
                    }
                }
                @if !says_nothing(&session.description) {
                    div class="told" { (page.paragraphs(&session.description)) }
                }
            }
        }
    }
}

fn times(starts: NaiveDateTime, ends: NaiveDateTime, language: Language) -> Markup {
    let moment = |at: NaiveDateTime| {
        html! { time datetime=(iso_local_date_time(at)) { (time(at.time(), language)) } }
    };
    html! { (moment(starts)) @if ends > starts { "\u{2013}" (moment(ends)) } }
}

fn speaks(speaker: &Speaker) -> Markup {
    let rest = [&speaker.title, &speaker.organisation].map(|part| one_line(part));
    html! {
        b { (one_line(&speaker.name)) }
        @for part in rest.iter().filter(|part| !part.is_empty()) { ", " (part) }
    }
}

/// The track where there are several, and the room.
fn place(book: &ProgrammeBook, session: &Session) -> String {
    let track: Option<&Track> = match session.attendance {
        Attendance::Track(track) => book.tracks.get(track),
        Attendance::Everyone => None,
    };
    let name = track.filter(|_| book.tracks.len() > 1).map_or("", |track| track.name.as_str());
    let track_room = track.map_or("", |track| track.room.as_str());
    let room = if clean(&session.room).is_empty() { track_room } else { &session.room };
    let mut parts = [name, room].map(one_line).to_vec();
    parts.retain(|part| !part.is_empty());
    parts.dedup();
    parts.join(" \u{b7} ")
}

fn practical(page: &Page, book: &ProgrammeBook) -> Markup {
    let said = book.practical.iter();
    let said: Vec<(&Phrase, &Phrase)> = said
        .map(|note| (&note.heading, &note.text))
        .filter(|(heading, text)| !says_nothing(heading) || !says_nothing(text))
        .collect();
    let title = page.languages.phrase(|language| words(language).practical.to_owned());
    html! {
        @if !said.is_empty() {
            section class="notes" aria-labelledby="practical" {
                h2 id="practical" { (page.said(&title)) }
                @for (heading, text) in said {
                    @if !says_nothing(heading) { h3 { (page.said(heading)) } }
                    @if !says_nothing(text) { (page.paragraphs(text)) }
                }
            }
        }
    }
}
