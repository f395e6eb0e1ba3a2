//! Events, their sessions and registrations.

use serde::{Deserialize, Serialize};
use specta::Type;

/// One line of the list of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EventSummary {
    /// The event.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The code that registration files name it by.
    pub code: String,
    /// A choice of `event.event_type`.
    pub event_type: Option<String>,
    /// A choice of `event.state`.
    pub state: Option<String>,
    /// Local date-time of the start.
    pub starts_at: Option<String>,
    /// Local date-time of the end.
    pub ends_at: Option<String>,
    /// Where it is.
    pub venue: String,
    /// Places, if limited.
    pub capacity: Option<u32>,
    /// Registrations by status.
    pub registrations: StatusCounts,
    /// Number of sessions in the programme.
    pub sessions: u32,
}

/// How many registrations there are of each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StatusCounts {
    /// Neither confirmed nor refused yet.
    pub new: u32,
    /// Coming.
    pub confirmed: u32,
    /// On the waiting list.
    pub waiting: u32,
    /// Cancelled.
    pub cancelled: u32,
    /// Begun and not sent.
    pub unfinished: u32,
    /// Did not come.
    pub no_show: u32,
}

/// A page of the list of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EventPage {
    /// All events, not only this page's.
    pub total: u32,
    /// At most 200, coming ones first.
    pub rows: Vec<EventSummary>,
}

/// One event whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EventView {
    /// The line of the list.
    pub summary: EventSummary,
    /// Description for the cover of the programme.
    pub description: String,
    /// Who organises it, as printed.
    pub organiser: String,
    /// The campus.
    pub campus: String,
    /// The language of the event, `fi`, `sv` or `en`.
    pub language: Option<String>,
    /// Who signs certificates, a line each: name, title.
    pub signatories: Vec<String>,
    /// What a certificate says was attended, a line each.
    pub certificate_content: Vec<String>,
    /// Practical notes of the programme, a paragraph each.
    pub practical: String,
    /// The name in each language of paper.
    pub names: Translations,
    /// The description in each language of paper.
    pub descriptions: Translations,
    /// The content of certificates in each language of paper.
    pub certificate_contents: Translations,
    /// The practical notes in each language of paper.
    pub practicals: Translations,
    /// The project that pays.
    pub funding: Option<Funding>,
    /// How many registrations have an attendance.
    pub present: u32,
}

/// A text said again in the languages of paper; empty where it is not said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Translations {
    /// In Finnish.
    pub fi: String,
    /// In Swedish.
    pub sv: String,
    /// In English.
    pub en: String,
}

/// What is printed of the project that pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Funding {
    /// The project, a record of the register.
    pub project: String,
    /// `S21447`.
    pub project_code: String,
    /// The project's name.
    pub project_name: String,
    /// A choice of `project.programme_period`.
    pub programme_period: Option<String>,
    /// The financier.
    pub financier: String,
}

/// What a person writes of an event; fields left out keep their values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct EventDraft {
    /// The event; none to create one.
    pub id: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// The code that registration files name it by.
    pub code: Option<String>,
    /// A choice of `event.event_type`.
    pub event_type: Option<String>,
    /// A choice of `event.state`.
    pub state: Option<String>,
    /// Start, as a person writes it (`1.10.2026 klo 9`) or ISO 8601.
    pub starts_at: Option<String>,
    /// End, as a person writes it or ISO 8601.
    pub ends_at: Option<String>,
    /// Where it is.
    pub venue: Option<String>,
    /// The campus.
    pub campus: Option<String>,
    /// Places; an empty text for unlimited.
    pub capacity: Option<String>,
    /// Description for the cover.
    pub description: Option<String>,
    /// Who organises it.
    pub organiser: Option<String>,
    /// `fi`, `sv` or `en`.
    pub language: Option<String>,
    /// Who signs certificates.
    pub signatories: Option<Vec<String>>,
    /// What a certificate says was attended.
    pub certificate_content: Option<Vec<String>>,
    /// Practical notes of the programme.
    pub practical: Option<String>,
    /// The name in each language of paper.
    pub names: Option<Translations>,
    /// The description in each language of paper.
    pub descriptions: Option<Translations>,
    /// The content of certificates in each language of paper.
    pub certificate_contents: Option<Translations>,
    /// The practical notes in each language of paper.
    pub practicals: Option<Translations>,
    /// The project that pays, by its id; an empty text for none.
    pub project_id: Option<String>,
}

/// The status of a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationStatus {
    /// Neither confirmed nor refused yet.
    New,
    /// Coming.
    Confirmed,
    /// On the waiting list.
    Waiting,
    /// Cancelled.
    Cancelled,
    /// Begun and not sent.
    Unfinished,
    /// Did not come.
    NoShow,
}

/// Which registrations are wanted, and in what order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RegistrationQuery {
    /// The event.
    pub event: String,
    /// Words that the name, e-mail or organisation must contain; empty for all.
    pub text: String,
    /// Only this status.
    pub status: Option<RegistrationStatus>,
    /// What to sort by.
    pub sort: RegistrationSort,
    /// Largest first.
    pub descending: bool,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows wanted, at most 200.
    pub limit: u32,
}

/// What registrations can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RegistrationSort {
    /// Last name, then first name, in Finnish order.
    Name,
    /// Organisation.
    Organisation,
    /// E-mail address.
    Email,
    /// Status.
    Status,
    /// When it was sent.
    SubmittedAt,
}

/// One registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RegistrationRow {
    /// The registration.
    pub id: String,
    /// The person it was matched to.
    pub person: Option<String>,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Phone number as shown, `050 439 0172`.
    pub phone: String,
    /// The organisation it was matched to.
    pub organisation: Option<String>,
    /// The organisation's name.
    pub organisation_name: String,
    /// Job title.
    pub job_title: String,
    /// Where it stands.
    pub status: RegistrationStatus,
    /// Diet; removed after the event.
    pub diet: String,
    /// When it was sent, RFC 3339 in UTC.
    pub submitted_at: Option<String>,
    /// Whether there is an attendance.
    pub present: bool,
}

/// A page of registrations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RegistrationPage {
    /// All that match, not only this page's.
    pub total: u32,
    /// At most 200.
    pub rows: Vec<RegistrationRow>,
}

/// The programme of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Programme {
    /// By start, room, position.
    pub sessions: Vec<SessionRow>,
    /// Rooms that can be chosen.
    pub rooms: Vec<RoomRow>,
    /// What does not go together.
    pub clashes: Vec<Clash>,
}

/// One session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SessionRow {
    /// The session.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Description.
    pub description: String,
    /// A choice of `session.session_type`.
    pub session_type: Option<String>,
    /// Local date-time of the start.
    pub starts_at: Option<String>,
    /// Local date-time of the end.
    pub ends_at: Option<String>,
    /// The room.
    pub room: Option<String>,
    /// The room's name.
    pub room_name: String,
    /// The track.
    pub track: String,
    /// Names of those who speak, those of the register first.
    pub speakers: Vec<String>,
    /// The title in each language of paper.
    pub titles: Translations,
    /// The description in each language of paper.
    pub descriptions: Translations,
}

/// A room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RoomRow {
    /// The room.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Seats, if known.
    pub capacity: Option<u32>,
}

/// Two sessions that do not go together, or one that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "code", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Clash {
    /// A session ends before it begins.
    EndsBeforeStart {
        /// The session.
        session: String,
    },
    /// One room is used twice at the same time.
    Room {
        /// The two sessions.
        sessions: [String; 2],
        /// The room's name.
        room: String,
    },
    /// One person speaks twice at the same time.
    Speaker {
        /// The two sessions.
        sessions: [String; 2],
        /// The person's name.
        speaker: String,
    },
    /// The room has fewer seats than the event has people coming.
    TooSmall {
        /// The session.
        session: String,
        /// The room's name.
        room: String,
        /// Its seats.
        seats: u32,
        /// People coming.
        people: u32,
    },
}

/// What a person writes of a session; fields left out keep their values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct SessionDraft {
    /// The session; none to create one.
    pub id: Option<String>,
    /// The event it belongs to.
    pub event: String,
    /// Its title.
    pub title: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// A choice of `session.session_type`.
    pub session_type: Option<String>,
    /// Start, as a person writes it or ISO 8601.
    pub starts_at: Option<String>,
    /// End, as a person writes it or ISO 8601.
    pub ends_at: Option<String>,
    /// The room by its name; a new name makes a new room, an empty text none.
    pub room_name: Option<String>,
    /// The track.
    pub track: Option<String>,
    /// Names of those who speak.
    pub speakers: Option<Vec<String>>,
    /// The title in each language of paper.
    pub titles: Option<Translations>,
    /// The description in each language of paper.
    pub descriptions: Option<Translations>,
}
