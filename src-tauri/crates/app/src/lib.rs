//! The use-cases of the program behind one facade.
//!
//! It must never know Tauri or SQL text. Start reading at [`view`], what callers are shown.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod view;
