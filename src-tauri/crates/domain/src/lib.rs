//! The words and rules of a partnership programme: what records there are, how their values are
//! written and read, and what follows from them.
//!
//! It must never know files, databases, clocks or async. Start reading at [`schema`].

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod change;
mod field_type;
mod id;
pub mod kinds;
mod language;
pub mod schema;
mod value;

pub use change::{
    Change, ChangeBody, ChangeId, Class, Op, RegisterValue, Stamp, UnixMillis, WriterId,
};
pub use field_type::{Choice, FieldType, choice};
pub use id::{NotARecordId, RecordId};
pub use kinds::{KINDS, kind, kind_by_id};
pub use language::{Label, Language, label};
pub use schema::{Field, FieldId, Kind, KindId, Privacy, RegisterId, field};
pub use value::Value;
