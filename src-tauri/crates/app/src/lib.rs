//! The use-cases of the program behind one facade, [`Kumppani`].
//!
//! It must never know Tauri or SQL text. Time, randomness, folders and language are handed in.
//! Start reading at [`Kumppani`], then at [`view`], what callers are shown.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod changed;
mod company;
mod demo;
mod doctor;
mod drafts;
mod environment;
mod erasing;
mod error;
mod events;
mod files;
mod findings;
mod forms;
mod house;
mod inbox;
mod kumppani;
mod paper;
mod partnerships;
mod pictures;
pub mod recent;
mod records;
mod registrations;
mod sessions;
mod settings;
mod sharing;
pub mod view;

pub use changed::Changed;
pub use demo::Demo;
pub use domain::Language;
pub use environment::{Environment, Surroundings, ZONE, local, rfc3339, utc};
pub use error::Error;
pub use inbox::ImportOptions;
pub use kumppani::Kumppani;
pub use paper::{Cancel, Progress};
pub use sharing::{Rhythm, ShareState, check_passphrase, share_state};
