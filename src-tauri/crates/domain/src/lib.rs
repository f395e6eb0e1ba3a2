//! The words and rules of a partnership programme: what records there are, how their values are
//! written and read, and what follows from them.
//!
//! It must never know files, databases, clocks or async. Start reading at [`schema`].

mod id;
mod language;

pub use id::{NotARecordId, RecordId};
pub use language::{Label, Language, label};
