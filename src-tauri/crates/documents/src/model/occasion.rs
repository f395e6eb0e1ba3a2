//! What every sheet of an event says of it.

use chrono::NaiveDate;

use super::{Funding, Phrase};

/// An event, as far as all of its paper speaks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// Its name.
    pub title: Phrase,
    /// The first day.
    pub first_day: NaiveDate,
    /// The last day, not before the first.
    pub last_day: NaiveDate,
    /// Where it is held; may be empty.
    pub place: String,
    /// Who holds it; may be empty.
    pub organiser: String,
    /// Where it is found on the web, `https:`; may be empty.
    pub web_address: String,
    /// Who pays, where the rules want it said.
    pub funding: Option<Funding>,
}
