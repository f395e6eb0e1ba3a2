//! File formats: bytes of a file in, plain tables with their oddities named out; and csv out.
//!
//! The crate opens no files and knows no clock: it takes bytes, the file's name as a hint, and
//! [`Limits`]. It must never know what a registration is, who a person is, or what a column means;
//! a title is a text here and nothing more. What it decides is only what a table can tell by
//! itself: encoding, delimiter, where the header stands, whether `5/10/2026` starts with the day.
//!
//! Start reading at [`read`]; then [`locate_header`], [`dates`] and [`looks_complete`]. A new
//! format is a module beside `delimited`, `xlsx` and `json` plus one arm in `read.rs`.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod archive;
mod clean;
mod complete;
pub mod dates;
mod delimited;
mod encoding;
mod error;
mod foreign;
mod guard;
mod header;
mod html;
mod json;
mod limits;
mod oddity;
mod ods;
mod read;
mod sniff;
mod spreadsheet;
mod table;
mod xls;
mod xlsx;

pub use clean::{clean_text, clean_title};
pub use complete::looks_complete;
pub use delimited::{Table, write_csv};
pub use encoding::Encoding;
pub use error::{LimitName, ReadError};
pub use guard::{guard_formula, strip_formula_guard};
pub use header::{Header, Title, locate_header};
pub use limits::Limits;
pub use oddity::Oddity;
pub use read::read;
pub use table::{Cell, Format, Number, Row, Sheet, Workbook};
