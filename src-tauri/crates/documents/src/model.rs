//! The books of facts that paper is made from: plain values, already read from wherever they
//! live, in the order in which they are to be said.
//!
//! Empty strings mean "nothing to say" everywhere; layout leaves the place out.

mod certificate;
mod funding;
mod programme;

pub use certificate::{Certificate, CertificateBatch, Signatory};
pub use funding::{Funding, ProgrammePeriod};
pub use programme::{
    Attendance, Day, PracticalNote, ProgrammeBook, Session, SessionKind, Speaker, Track,
};
