//! The workspace database: one door for writes, the log of every change, the tables that follow
//! from it, search, read views and backups.
//!
//! It must never know file formats, windows or the shared drive. Everything that alters a synced
//! table goes through [`Store::act`], [`Store::receive`] or [`Store::undo`], which are one
//! transaction each; everything else reads. Start reading at [`action`], then at
//! `record_state` for the rules of merging.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod action;
mod error;
mod history;
mod inbox;
mod place;
mod records;
mod search;
mod store;
pub mod views;

pub use action::{
    Action, ActionId, Author, Counts, LoggedAction, Outcome, Part, Purpose, RemoteBatch, Topic,
    VersionVector,
};
pub use error::{StoreError, UndoError, UndoRefusal};
pub use history::{Event, HistoryEntry, RecentAction};
pub use inbox::{InboxCounts, InboxFile, InboxState};
pub use place::{Mount, UnsafePlace, unsafe_place};
pub use records::{Comparison, Filter, Order, Record, RecordQuery};
pub use search::Hit;
pub use store::{NewWorkspace, Store, Workspace};
