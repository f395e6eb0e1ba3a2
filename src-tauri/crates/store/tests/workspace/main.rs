//! What a workspace promises to whoever writes to it and reads from it, in the order of a
//! workspace's life: opened, written to, undone, searched, sent to colleagues, given files,
//! copied, killed.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop at what they did not expect"
)]

mod attachments;
mod company;
mod conflicts;
mod copies;
mod crash;
mod door;
mod erasing;
mod findings;
mod house;
mod joining;
mod opening;
mod reading;
mod receiving;
mod rederiving;
mod reincarnating;
mod sealing;
mod two_programs;
mod undoing;
