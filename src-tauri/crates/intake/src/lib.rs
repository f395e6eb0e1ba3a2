//! The watched folder and what its files say: find a file, wait until it is whole, read it as a
//! list of registrations, match it with what is known, and propose changes.
//!
//! It must never know SQL or PDF. Whatever a file says is a pure function of its bytes; whatever
//! this workstation concludes from it is a function of [`Known`] as well, and the two are kept
//! apart. Start reading at [`read_file`], then at [`propose`].

// Tests drop files into folders as form tools do, without care.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::disallowed_methods))]

mod cell;
mod dictionary;
mod fold;
pub mod folder;
mod mapping;
mod problem;
mod profiles;
mod propose;
mod read;
mod registration;
mod role;

pub use fold::organisation_key;
pub use mapping::{Applied, Mapping, OFFERED_FROM, Remembered, likeness, most_alike};
pub use problem::{ProblemCode, RowProblem};
pub use profiles::ProfileName;
pub use propose::{
    Counts, IMPORTER_VERSION, Known, KnownOrganisation, KnownPerson, KnownRegistration, Proposal,
    Target, Wanted, identity, propose, wanted,
};
pub use read::{ReadOptions, Survey, SurveyedColumn, read_file, survey};
pub use registration::{Outcome, ReadFile, Registration, Status};
pub use role::Role;
