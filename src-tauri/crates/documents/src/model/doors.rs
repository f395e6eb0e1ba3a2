//! Door signs: what is held in a room, and when.

use chrono::{NaiveDate, NaiveTime};

use super::{Occasion, Phrase};

/// The door signs of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorBook {
    /// The event.
    pub occasion: Occasion,
    /// One sign a room and day.
    pub doors: Vec<Door>,
}

/// One sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Door {
    /// The room.
    pub room: String,
    /// Where it is and how to get in, such as the building or the step-free way; may be empty.
    pub guidance: String,
    /// The day.
    pub day: NaiveDate,
    /// What is held, in order.
    pub slots: Vec<Slot>,
}

/// Something held in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Local time of the beginning.
    pub starts: NaiveTime,
    /// Local time of the end.
    pub ends: NaiveTime,
    /// What is held.
    pub title: Phrase,
    /// Who speaks, in order.
    pub speakers: Vec<String>,
}
