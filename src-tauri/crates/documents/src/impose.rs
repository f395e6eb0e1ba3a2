//! Imposition: how pages and small pieces come to stand on the sheets that go through a printer.
//!
//! Pure functions on the page IR; nothing is laid out again and no file is read. Pages keep their
//! meaning: whoever reads a booklet aloud hears its pages in their order, not the sheets.

mod booklet;
mod cells;

pub use booklet::booklet;
pub use cells::{Grid, double_sided, sheets};
