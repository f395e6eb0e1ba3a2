//! The programme of an event.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Logo, Occasion, Phrase};
use crate::picture::Picture;

/// Everything a printed programme says.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgrammeBook {
    /// The event.
    pub occasion: Occasion,
    /// A second line under the name; may be empty.
    pub subtitle: Phrase,
    /// What kind of event it is (`Seminaari`); may be empty.
    pub kind: Phrase,
    /// What it is about; blank lines part paragraphs; may be empty.
    pub description: Phrase,
    /// The parallel tracks from left to right; empty where there is one strand only.
    pub tracks: Vec<Track>,
    /// The days in order.
    pub days: Vec<Day>,
    /// Arrival, Wi-Fi, accessibility and the like, in the order in which they are to be said.
    pub practical: Vec<PracticalNote>,
    /// How to get there, shown with the practical matters.
    pub map: Option<Map>,
    /// The logos of those who hold the event together, in order.
    pub partners: Vec<Logo>,
}

/// A map or a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// The picture.
    pub picture: Picture,
    /// What a screen reader says instead: how to get there in words.
    pub description: String,
}

/// One of several parallel strands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// Its name; may be empty where the room is enough.
    pub name: String,
    /// The room it runs in; may be empty.
    pub room: String,
}

/// One day of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// Its sessions in any order.
    pub sessions: Vec<Session>,
}

/// Something that happens at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Local time of the beginning.
    pub starts: NaiveDateTime,
    /// Local time of the end, not before the beginning.
    pub ends: NaiveDateTime,
    /// What is held.
    pub title: Phrase,
    /// What it is about; blank lines part paragraphs; may be empty.
    pub description: Phrase,
    /// The room, where it is not the track's; may be empty.
    pub room: String,
    /// A session or a pause.
    pub kind: SessionKind,
    /// Whom it is for.
    pub attendance: Attendance,
    /// Who speaks, in order.
    pub speakers: Vec<Speaker>,
}

/// Whether something is listened to or rested at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionKind {
    /// A talk, a workshop, a discussion.
    Talk,
    /// Coffee, lunch, registration: a full-width row of the grid, left out of the session list
    /// unless it has a description.
    Break,
}

/// Whom a session is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attendance {
    /// Everyone: it stretches over all tracks.
    Everyone,
    /// Those of one track, by its index in [`ProgrammeBook::tracks`]; an index that is not there
    /// counts as everyone.
    Track(usize),
}

/// A person who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// First and last name.
    pub name: String,
    /// The title or task, such as `toimitusjohtaja`; may be empty.
    pub title: String,
    /// The organisation; may be empty.
    pub organisation: String,
}

/// One practical matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticalNote {
    /// What it is about, such as `Saapuminen`.
    pub heading: Phrase,
    /// What to know; blank lines part paragraphs.
    pub text: Phrase,
}
