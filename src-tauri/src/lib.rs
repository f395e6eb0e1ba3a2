//! The window: Tauri around the facade of `app`. Commands hand on, events go out, plugins are
//! wired; nothing here decides anything.
//!
//! It must never know rules or SQL text. Start reading at [`commands`], then [`desk`].

pub mod commands;
pub mod desk;
pub mod error;
pub mod events;
pub mod sql;
pub mod start;

include!("command_names.rs");
