//! The books of facts that paper is made of, filled from the store with one read a kind.

mod brief;
mod certificates;
mod occasion;
mod people;
mod programme;
mod report;
mod rooms;
mod said;
mod tracks;

use documents::model::{
    AttendanceBook, BadgeBook, CheckInBook, DoorBook, IndicatorReport, Occasion, ProgrammeBook,
    RouteBook, TentBook, VisitBrief,
};
use domain::kinds::session;
use store::Record;

pub(super) use certificates::Certificates;

/// The facts of one sheet.
pub(super) enum Facts {
    Programme(ProgrammeBook),
    Certificates(Certificates),
    Badges(BadgeBook),
    Tents(TentBook),
    Attendance(AttendanceBook),
    CheckIn(CheckInBook),
    Signs(DoorBook),
    Route(RouteBook),
    /// At least one.
    Brief(VisitBrief, Vec<VisitBrief>),
    Report(IndicatorReport),
}

impl Facts {
    /// How many people, sessions, rooms or companies the sheet speaks of, for a progress bar.
    pub(super) fn sheets(&self) -> u32 {
        let count = match self {
            Facts::Programme(book) => book.days.iter().map(|day| day.sessions.len()).sum(),
            Facts::Certificates(certificates) => certificates.batch.certificates.len(),
            Facts::Badges(book) => book.badges.len(),
            Facts::Tents(book) => book.tents.len(),
            Facts::Attendance(book) => book.people.len(),
            Facts::CheckIn(book) => book.people.len(),
            Facts::Signs(book) => book.doors.len(),
            Facts::Route(book) => book.stops.len(),
            Facts::Brief(_, more) => 1 + more.len(),
            Facts::Report(report) => report.indicators.len(),
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The event that the sheet speaks of, if it is paper of one.
    pub(super) fn occasion(&self) -> Option<&Occasion> {
        match self {
            Facts::Programme(book) => Some(&book.occasion),
            Facts::Certificates(certificates) => Some(&certificates.batch.occasion),
            Facts::Badges(book) => Some(&book.occasion),
            Facts::Tents(book) => Some(&book.occasion),
            Facts::Attendance(book) => Some(&book.occasion),
            Facts::CheckIn(book) => Some(&book.occasion),
            Facts::Signs(book) => Some(&book.occasion),
            Facts::Route(book) => Some(&book.occasion),
            Facts::Brief(..) | Facts::Report(_) => None,
        }
    }
}

/// Whether a session is none that is taught: a pause, a meal, the way to somewhere.
fn is_rest(record: &Record) -> bool {
    let kind = record.value(session::SESSION_TYPE).text();
    matches!(kind, Some("break" | "meal" | "registration" | "transfer"))
}
