//! The books of facts that paper is made from: plain values, already read from wherever they
//! live, in the order in which they are to be said.
//!
//! Empty strings mean "nothing to say" everywhere; layout leaves the place out.

mod badges;
mod brief;
mod certificate;
mod doors;
mod edition;
mod funding;
mod language;
mod lists;
mod occasion;
mod programme;
mod report;
mod route;

pub use badges::{Badge, BadgeBack, BadgeBook, NameTent, TentBook};
pub use brief::{BriefLine, BriefSection, Contact, PartnershipState, VisitBrief};
pub use certificate::{Certificate, CertificateBatch, Signatory};
pub use doors::{Door, DoorBook, Slot};
pub use edition::{Edition, House, Logo, Typeface};
pub use funding::{Fund, Funding, ProgrammePeriod};
pub use language::{Languages, Phrase, Wording};
pub use lists::{AttendanceBook, AttendanceSheet, CheckInBook, ListedPerson};
pub use occasion::Occasion;
pub use programme::{
    Attendance, Day, Map, PracticalNote, ProgrammeBook, Session, SessionKind, Speaker, Track,
};
pub use report::{Indicator, IndicatorReport, PeriodCount};
pub use route::{RouteBook, Stop};
