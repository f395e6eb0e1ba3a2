//! Lists of people: to be signed, and to be ticked at the door.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Occasion, Phrase};

/// The signature lists of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceBook {
    /// The event.
    pub occasion: Occasion,
    /// One list a day or a session, each beginning a page.
    pub sheets: Vec<AttendanceSheet>,
    /// The people, in the order of the lists.
    pub people: Vec<ListedPerson>,
    /// Empty lines after the last name, for people who had not registered.
    pub blank_lines: u16,
    /// Whether those present count as participants of the project and so enter their own data
    /// for it, which they do from 2021 on; at an event that only informs nobody does.
    pub participants_report: bool,
}

/// What one list is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceSheet {
    /// The day.
    pub day: NaiveDate,
    /// The session, where the list is not of the whole day; else empty.
    pub session: Phrase,
    /// Local times of the day or of the session.
    pub times: Option<(NaiveDateTime, NaiveDateTime)>,
    /// The room; may be empty.
    pub room: String,
}

/// A person on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPerson {
    /// The name by which the list is sorted, last name first.
    pub name: String,
    /// The organisation; may be empty.
    pub organisation: String,
    /// A remark for those at the door, such as that the person is on the waiting list; may be
    /// empty. Never health or diet.
    pub remark: Phrase,
}

/// The list by which people are let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckInBook {
    /// The event.
    pub occasion: Occasion,
    /// The people, in the order of the list.
    pub people: Vec<ListedPerson>,
    /// Empty lines after the last name.
    pub blank_lines: u16,
}
