//! Read views for screens and paper: plain structs, few statements each, pages of at most 200 rows.

mod attendees;
mod company;
mod events;
mod findings;
mod matching;
mod partnerships;
mod registrations;

pub use attendees::Attendee;
pub use company::Company;
pub use events::{EventRow, StatusCounts};
pub use findings::{Dangling, Duplicate, Overbooked};
pub use partnerships::PartnershipRow;
pub use registrations::{RegistrationQuery, RegistrationRow, RegistrationSort};

/// The most rows of a page.
pub const MOST_ROWS: u32 = 200;

/// A page of a longer list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// How long the whole list is.
    pub total: u32,
    /// The rows of the page.
    pub rows: Vec<T>,
}
