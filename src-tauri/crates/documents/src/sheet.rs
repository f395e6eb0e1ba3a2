//! The sheets of paper: what stands where, for each kind of book.

mod attendance;
mod certificate;
mod check_in;
mod composer;
mod cover;
mod draw;
mod emblem;
mod flow;
mod format;
mod funder;
mod funding;
mod grid;
mod link;
mod notes;
mod programme;
mod running;
mod sessions;
mod shrink;
mod speakers;
mod table;
mod theme;

pub use attendance::lay_out_attendance;
pub use certificate::lay_out_certificates;
pub use check_in::lay_out_check_in;
pub use programme::{lay_out_programme, lay_out_programme_a5};
