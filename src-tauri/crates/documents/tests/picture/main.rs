//! Pictures from bytes: what comes out of each format, what is refused, what damage does.

#![allow(clippy::unwrap_used, missing_docs)]

mod drawing;
mod hostile;
mod raster;
mod samples;
