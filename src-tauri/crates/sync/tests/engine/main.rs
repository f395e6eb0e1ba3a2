//! Workstations on a folder: what one writes the others get, whatever happens to the folder, and
//! nothing is ever concluded from what is not there. Everything is sealed, as it always is.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests stop where they fail")]

mod attachments;
mod clones;
mod corpus;
mod damage;
mod erasing;
mod exchange;
mod house;
mod interruption;
mod membership;
mod objects;
mod packing;
mod standing;
