//! The PDF writer on documents built by hand: what it writes keeps the rules, reads aloud as it
//! was written, and stays the same byte for byte.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod batch;
mod document;
mod imposed;
mod mutations;
mod paper;
mod turned;
