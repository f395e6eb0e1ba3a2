//! Paper: from a plain book of facts to PDF bytes, in three languages.
//!
//! A pure function of its arguments. It must never know databases, files, or the clock. Start
//! reading at [`ir`], the positioned page that every stage before writes and every stage after
//! reads.

pub mod font;
pub mod ir;
pub mod model;
