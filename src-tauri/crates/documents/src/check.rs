//! Checks a PDF file against the rules of PDF/UA-1 and PDF/A-2a that a writer like ours can get
//! wrong, and reads it the way a screen reader does.
//!
//! Rules carry the numbers of the veraPDF validation profiles: `UA-7.1-3` is test 3 of clause 7.1
//! of ISO 14289-1, `A-6.2.4.3-2` one of ISO 19005-2. Rules of our own, where the standards leave
//! something to the reader's mercy, begin with `own-`. It is not a whole validator: what our
//! writer never writes (forms, scripts, encryption beyond its absence, CMYK) is not looked at.

mod annotations;
mod catalog;
mod content;
mod cursor;
mod fonts;
mod metadata;
mod spoken;
mod structure;
mod tables;
mod wrapping;

pub use spoken::{Spoken, spoken};

use std::fmt;

use lopdf::Document;

/// A rule that a file breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule, such as `UA-7.1-3`.
    pub rule: &'static str,
    /// What was found where.
    pub detail: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.rule, self.detail)
    }
}

/// The findings so far.
#[derive(Debug, Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, rule: &'static str, detail: impl Into<String>) {
        self.0.push(Finding { rule, detail: detail.into() });
    }

    fn unless(&mut self, kept: bool, rule: &'static str, detail: impl Into<String>) {
        if !kept {
            self.add(rule, detail);
        }
    }
}

/// Checks the bytes of a file: how they are wrapped, and the document inside.
pub fn file(bytes: &[u8]) -> Vec<Finding> {
    let mut findings = Findings::default();
    wrapping::check(bytes, &mut findings);
    match Document::load_mem(bytes) {
        Ok(read) => findings.0.extend(document(&read)),
        Err(error) => findings.add("own-syntax", format!("the file cannot be read: {error}")),
    }
    findings.0
}

/// Checks a document in memory.
pub fn document(document: &Document) -> Vec<Finding> {
    let mut findings = Findings::default();
    let Ok(catalog) = document.catalog() else {
        findings.add("own-syntax", "the document has no catalog");
        return findings.0;
    };
    wrapping::check_trailer(document, &mut findings);
    let language = catalog::check(document, catalog, &mut findings);
    metadata::check(document, catalog, &mut findings);
    let structure = structure::read(document, catalog, language, &mut findings);
    let mut fonts = fonts::Fonts::default();
    for (index, page) in document.page_iter().enumerate() {
        let place = content::Place { page, number: index + 1 };
        content::check(document, place, &structure, &mut fonts, &mut findings);
        annotations::check(document, place, &structure, &mut findings);
    }
    structure.check_use(&mut findings);
    findings.0
}
