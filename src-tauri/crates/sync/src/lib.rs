//! The shared drive: what workstations tell each other through a folder that knows nothing.
//!
//! It must never know screens, paper, registration files or SQL. A workstation seals what it did
//! into segments, files that never change once they are there, and takes in those of its colleagues
//! through the one door of the store. Nothing is ever concluded from a file that is missing.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::disallowed_methods))]

mod ambient;
mod attachment;
mod body;
pub mod card;
pub mod engine;
mod file_error;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
pub mod head;
pub mod keys;
pub mod medium;
pub mod names;
pub mod pack;
pub mod plan;
#[cfg(test)]
mod scene;
mod sealing;
pub mod segment;
pub mod snapshot;
mod stream;
pub mod vault;
mod wire;
mod workspace;

pub use ambient::Ambient;
pub use engine::{
    Cancel, CycleReport, Demand, Engine, Fault, Identity, Opener, Problem, Progress, Status,
    SyncError,
};
pub use file_error::{FileError, SealError};
#[cfg(feature = "opendal")]
pub use medium::OpendalMedium;
pub use medium::{Entry, FolderMedium, Medium, MediumError};
pub use workspace::NotAWorkspace;
