//! The sheets of paper: what stands where, for each kind of book.

mod attendance;
mod badges;
mod brief;
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
mod largest;
mod link;
mod notes;
mod one_page;
mod programme;
mod report;
mod route;
mod running;
mod sessions;
mod shrink;
mod signs;
mod speakers;
mod table;
mod tents;
mod theme;

pub(crate) use emblem::emblem;
pub(crate) use funder::PARTICIPANTS;
pub(crate) use funding::project_lines;
pub(crate) use theme::{INK, QUIET};

pub use attendance::lay_out_attendance;
pub use badges::lay_out_badges;
pub use brief::lay_out_brief;
pub use certificate::lay_out_certificates;
pub use check_in::lay_out_check_in;
pub use one_page::lay_out_one_page;
pub use programme::{lay_out_programme, lay_out_programme_a5};
pub use report::lay_out_report;
pub use route::lay_out_route;
pub use signs::lay_out_signs;
pub use tents::lay_out_tents;
