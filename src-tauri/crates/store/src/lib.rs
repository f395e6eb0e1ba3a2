//! The workspace database: one door for writes, the log of every change, the tables that follow
//! from it, search, read views, the files that documents name, and backups.
//!
//! It must never know file formats, windows or the shared drive. Everything that alters a synced
//! table goes through [`Store::act`], [`Store::receive`], [`Store::undo`] or [`Store::decide`],
//! which are one transaction each; everything else reads. Start reading at [`action`], then at
//! `record_state` for the rules of merging.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod act;
pub mod action;
mod attachments;
mod backup;
mod conflicts;
mod contexts;
mod erasure;
mod error;
mod feed;
mod fold;
mod health;
mod history;
mod inbox;
mod log;
mod log_export;
mod log_load;
mod place;
mod places;
mod receive;
mod record_state;
mod records;
mod rederive;
mod reincarnation;
mod sealing;
mod search;
mod session;
mod statement;
mod store;
mod tables;
mod undo;
mod values;
pub mod views;
mod writers;

pub use action::{
    Action, ActionId, Author, Counts, LoggedAction, Outcome, Part, Place, Purpose, RemoteBatch,
    Topic, VersionVector,
};
pub use attachments::ATTACHMENT_LIMIT;
pub use conflicts::{Conflict, Decision, Side, SideValue};
pub use erasure::{Erasure, ErasureOrder, Redaction};
pub use error::{StoreError, UndoError, UndoRefusal};
pub use history::{Event, HistoryEntry, RecentAction};
pub use inbox::{InboxFile, InboxState};
pub use log_export::LogMark;
pub use place::{Mount, UnsafePlace, unsafe_place};
pub use records::{Comparison, Filter, Order, Record, RecordQuery};
pub use sealing::{Outgoing, OutgoingState, Sealed, Unsealed, UnsealedCount};
pub use search::Hit;
#[cfg(feature = "faults")]
pub use store::Fault;
pub use store::{NewWorkspace, Store, Workspace};
