//! Paper: from a plain book of facts to PDF bytes, in three languages.
//!
//! A pure function of its arguments. It must never know databases, files, or the clock. Start
//! reading at [`ir`], the positioned page that every stage before writes and every stage after
//! reads.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod calendar;
pub mod check;
pub mod code;
mod conform;
pub mod contrast;
pub mod font;
pub mod impose;
pub mod ir;
pub mod model;
pub mod pdf;
pub mod picture;
pub mod stock;
pub mod visibility;
mod web_page;

mod dates;
mod paragraph;
mod preview;
mod shape;
mod sheet;
mod shipped;
mod wording;

pub use calendar::calendar;
pub use preview::{
    MissingLetter, PreviewPage, missing_letters, missing_letters_of_batch, page_text,
    preview_batch_page, preview_page, preview_pages,
};
pub use sheet::{
    lay_out_attendance, lay_out_badges, lay_out_brief, lay_out_certificates, lay_out_check_in,
    lay_out_one_page, lay_out_programme, lay_out_programme_a5, lay_out_report, lay_out_route,
    lay_out_signs, lay_out_tents,
};
pub use shipped::{Cut, Fonts};
pub use web_page::web_page;
