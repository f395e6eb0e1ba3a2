//! Read views for screens and paper: plain structs, one statement each, pages of at most 200 rows.
