//! The card of a campus walk: where to go, whom to meet, how long to stay.

use chrono::{NaiveDateTime, NaiveTime};

use super::{Occasion, Phrase};

/// The route of a campus walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteBook {
    /// The event.
    pub occasion: Occasion,
    /// Local time of setting out, where it is known.
    pub starts: Option<NaiveDateTime>,
    /// The stops in order.
    pub stops: Vec<Stop>,
}

/// One stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// When the group arrives, counted from the lengths of the stops before; if known.
    pub arrives: Option<NaiveTime>,
    /// How long the group stays, in minutes; if known.
    pub minutes: Option<u32>,
    /// What is seen.
    pub title: Phrase,
    /// The room, the building, the campus; may be empty.
    pub place: String,
    /// Who shows it; may be empty.
    pub host: String,
    /// The host's phone, grouped for reading; may be empty.
    pub phone: String,
    /// What a company can do there; may be empty.
    pub text: Phrase,
    /// Notes for the guide; may be empty.
    pub notes: String,
}
