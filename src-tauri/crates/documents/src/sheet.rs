//! The sheets of paper: what stands where, for each kind of book.

mod certificate;
mod composer;
mod cover;
mod draw;
mod emblem;
mod flow;
mod format;
mod funding;
mod grid;
mod largest;
mod notes;
mod programme;
mod sessions;
mod shrink;
mod signs;
mod tents;
mod theme;

pub use certificate::lay_out_certificates;
pub use programme::{lay_out_programme, lay_out_programme_a5};
pub use signs::lay_out_signs;
pub use tents::lay_out_tents;
