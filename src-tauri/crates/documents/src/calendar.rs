//! The programme as a calendar file (RFC 5545): an entry a session, in Finnish wall-clock time.
//!
//! Written here and not with a library: the one kept for Rust stamps the clock and a random
//! identifier into every part that has none, the description of the time zone among them, so that
//! the same book would not give the same bytes.

mod content_line;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};

use content_line::Lines;

use crate::model::{
    Attendance, Edition, Occasion, Phrase, ProgrammeBook, Session, SessionKind, Speaker,
};
use crate::paragraph::clean;

const ZONE: &str = "Europe/Helsinki";

/// Finnish time by the rule of the European Union (Directive 2000/84/EC), as the time zone database
/// has it from 1997 on.
const ZONE_RULES: [[&str; 2]; 16] = [
    ["BEGIN", "VTIMEZONE"],
    ["TZID", ZONE],
    ["BEGIN", "DAYLIGHT"],
    ["DTSTART", "19970330T030000"],
    ["RRULE", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"],
    ["TZNAME", "EEST"],
    ["TZOFFSETFROM", "+0200"],
    ["TZOFFSETTO", "+0300"],
    ["END", "DAYLIGHT"],
    ["BEGIN", "STANDARD"],
    ["DTSTART", "19961027T040000"],
    ["RRULE", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"],
    ["TZNAME", "EET"],
    ["TZOFFSETFROM", "+0300"],
    ["TZOFFSETTO", "+0200"],
    ["END", "STANDARD"],
];

/// The programme of an event as an iCalendar file: one entry for each session, pauses left out
/// unless they are described; the days of the event where it has no sessions.
///
/// The book has no identifiers, so an entry's is made of the event's name and first day, the
/// session's day and name, and how many of that name come before it on that day: a session that
/// gets other times or another description is the same entry when the file is taken in again, one
/// that is renamed or put on another day is another. A file in another leading language has
/// entries of its own. Texts are cleaned of control characters;
/// a book of two languages says both, the leading one first.
pub fn calendar(book: &ProgrammeBook, edition: &Edition) -> String {
    let mut lines = Lines::default();
    lines.raw("BEGIN", "VCALENDAR");
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", "-//Kumppani//Kumppani//FI");
    lines.raw("CALSCALE", "GREGORIAN");
    lines.raw("METHOD", "PUBLISH");
    let title = one_line(&book.occasion.title);
    if !title.is_empty() {
        lines.text("NAME", &title);
        lines.text("X-WR-CALNAME", &title);
    }
    lines.raw("X-WR-TIMEZONE", ZONE);
    for [name, value] in ZONE_RULES {
        lines.raw(name, value);
    }
    lines.raw("END", "VTIMEZONE");
    let mut sessions: Vec<&Session> =
        book.days.iter().flat_map(|day| &day.sessions).filter(|session| is_told(session)).collect();
    sessions.sort_by_key(|session| (session.starts, session.ends));
    let mut known: BTreeMap<(NaiveDate, &str), usize> = BTreeMap::new();
    for session in &sessions {
        let (day, name) = (session.starts.date(), session.title.text());
        let before = known.entry((day, name)).or_default();
        let entry = Entry { book, session, uid: uid(&book.occasion, day, name, *before) };
        entry.write(&mut lines, edition.created);
        *before += 1;
    }
    if sessions.is_empty() {
        whole_event(book, &mut lines, edition.created);
    }
    lines.raw("END", "VCALENDAR");
    lines.finish()
}

fn is_told(session: &Session) -> bool {
    let described = session.description.wordings().any(|wording| !clean(&wording.text).is_empty());
    session.kind == SessionKind::Talk || described
}

/// One session as an entry.
struct Entry<'b> {
    book: &'b ProgrammeBook,
    session: &'b Session,
    uid: String,
}

impl Entry<'_> {
    fn write(&self, lines: &mut Lines, created: NaiveDateTime) {
        let session = self.session;
        lines.raw("BEGIN", "VEVENT");
        lines.raw("UID", &self.uid);
        lines.raw("DTSTAMP", &format!("{}Z", moment(created)));
        let in_zone = |name: &str| format!("{name};TZID={ZONE}");
        lines.raw(&in_zone("DTSTART"), &moment(session.starts));
        // An end that is not after the start is not allowed (RFC 5545, 3.8.2.2).
        if session.ends > session.starts {
            lines.raw(&in_zone("DTEND"), &moment(session.ends));
        }
        let name = if clean(session.title.text()).is_empty() {
            &self.book.occasion.title
        } else {
            &session.title
        };
        said(lines, "SUMMARY", name, &one_line(name));
        let place = self.place();
        if !place.is_empty() {
            lines.text("LOCATION", &place);
        }
        let description = self.description();
        if !description.is_empty() {
            said(lines, "DESCRIPTION", &session.description, &description);
        }
        if let Some(track) = self.track().filter(|_| self.book.tracks.len() > 1) {
            let name = clean(&track.name).replace('\n', " ");
            if !name.is_empty() {
                lines.text("CATEGORIES", &name);
            }
        }
        ends(lines, &self.book.occasion);
    }

    fn track(&self) -> Option<&crate::model::Track> {
        match self.session.attendance {
            Attendance::Track(track) => self.book.tracks.get(track),
            Attendance::Everyone => None,
        }
    }

    /// The room, of the session or of its track, and the place of the event.
    fn place(&self) -> String {
        let track_room = self.track().map_or("", |track| track.room.as_str());
        let room = &self.session.room;
        let room = if clean(room).is_empty() { track_room } else { room.as_str() };
        let parts = [room, &self.book.occasion.place];
        let parts = parts.map(|part| clean(part).replace('\n', " "));
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Who speaks, a line each, and what it is about.
    fn description(&self) -> String {
        let speakers = self.session.speakers.iter().map(speaker);
        let speakers: Vec<String> = speakers.filter(|line| !line.is_empty()).collect();
        let mut parts = vec![speakers.join("\n")];
        for wording in self.session.description.wordings() {
            parts.push(clean(&wording.text).replace('\n', "\n\n"));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }
}

fn speaker(speaker: &Speaker) -> String {
    let parts = [&speaker.name, &speaker.title, &speaker.organisation];
    let parts = parts.map(|part| clean(part).replace('\n', " "));
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The days of an event without sessions, as one entry.
fn whole_event(book: &ProgrammeBook, lines: &mut Lines, created: NaiveDateTime) {
    let occasion = &book.occasion;
    lines.raw("BEGIN", "VEVENT");
    lines.raw("UID", &uid(occasion, occasion.first_day, "", 0));
    lines.raw("DTSTAMP", &format!("{}Z", moment(created)));
    lines.raw("DTSTART;VALUE=DATE", &day(occasion.first_day));
    // The end of days is the day after the last (RFC 5545, 3.6.1).
    let last = occasion.last_day.max(occasion.first_day);
    if let Some(after) = last.checked_add_days(Days::new(1)) {
        lines.raw("DTEND;VALUE=DATE", &day(after));
    }
    said(lines, "SUMMARY", &occasion.title, &one_line(&occasion.title));
    let place = clean(&occasion.place).replace('\n', " ");
    if !place.is_empty() {
        lines.text("LOCATION", &place);
    }
    ends(lines, occasion);
}

fn ends(lines: &mut Lines, occasion: &Occasion) {
    if let Ok(address) = domain::parse_web_address(&occasion.web_address) {
        // What is not ASCII is written as an address carries it (RFC 3986, 2.5).
        let carried = address.bytes().map(|byte| match byte {
            b'!'..=b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        });
        lines.raw("URL", &carried.collect::<String>());
    }
    lines.raw("END", "VEVENT");
}

/// A text in the language that leads in `phrase`; an entry has its name even where it is empty.
fn said(lines: &mut Lines, name: &str, phrase: &Phrase, text: &str) {
    lines.text(&format!("{name};LANGUAGE={}", phrase.first.language.code()), text);
}

/// Both languages of a phrase on one line.
fn one_line(phrase: &Phrase) -> String {
    let said = phrase.wordings().map(|wording| clean(&wording.text).replace('\n', " "));
    said.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" / ")
}

/// An identifier of the form of a UUID made of facts (RFC 9562, version 8).
fn uid(occasion: &Occasion, day: NaiveDate, session: &str, before: usize) -> String {
    let mut facts = blake3::Hasher::new();
    let days = [occasion.first_day, day].map(|day| day.to_string());
    for fact in [occasion.title.text(), &days[0], &days[1], session, &before.to_string()] {
        // Lengths part the facts, so that none can pass for a part of its neighbour.
        facts.update(&(fact.len() as u64).to_le_bytes());
        facts.update(fact.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&facts.finalize().as_bytes()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn moment(moment: NaiveDateTime) -> String {
    format!("{}{}", day(moment.date()), moment.format("T%H%M%S"))
}

/// Four figures of a year, whatever year it is.
fn day(day: NaiveDate) -> String {
    format!("{:04}{}", day.year().clamp(0, 9999), day.format("%m%d"))
}
