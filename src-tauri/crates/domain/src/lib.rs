//! The words and rules of a partnership programme: what records there are, how their values are
//! written and read, and what follows from them.
//!
//! It must never know files, databases, clocks or async. Start reading at [`schema`].

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod business_id;
mod change;
mod clashes;
mod collation;
pub mod confidentiality;
pub mod dates;
mod email;
mod field_type;
mod fold;
mod id;
pub mod kinds;
mod language;
pub mod merging;
mod neglect;
mod numbers;
mod phone;
mod presence;
pub mod schema;
mod seats;
pub mod stage;
mod text;
mod value;
mod value_error;
mod web_address;

pub use business_id::BusinessId;
pub use change::{
    Change, ChangeBody, ChangeId, Class, Op, RegisterValue, Stamp, UnixMillis, WriterId,
};
pub use clashes::{Clash, SessionSlot, clashes};
pub use collation::sort_key;
pub use email::EmailAddress;
pub use field_type::{Choice, FieldType, choice};
pub use fold::{decode_html_entities, fold, fold_organisation_name};
pub use id::{NotARecordId, RecordId};
pub use kinds::{KINDS, kind, kind_by_id};
pub use language::{Label, Language, label};
pub use neglect::{ContactFacts, NeglectReason, Neglected, neglected};
pub use numbers::{Cents, Minutes, integer, parse_integer};
pub use phone::{Phone, PhoneReading};
pub use presence::{CountedSession, Presence, participant_minutes};
pub use schema::{Field, FieldId, Kind, KindId, Privacy, RegisterId, field};
pub use seats::{RegistrationStatus, Seats, seats};
pub use stage::Stage;
pub use text::{many_lines, one_line};
pub use value::Value;
pub use value_error::ValueError;
pub use web_address::parse_web_address;
