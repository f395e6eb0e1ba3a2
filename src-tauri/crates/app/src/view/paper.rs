//! Sheets of paper: previews and what was saved.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A kind of sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// The programme of an event, A4.
    Programme,
    /// Certificates of attendance, for those present.
    Certificates,
}

/// The pages of a sheet as they will be printed.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// All pages, not only those given here.
    pub page_count: u32,
    /// The pages from the one asked for, at most 20.
    pub pages: Vec<PreviewPage>,
    /// What the maker of the sheet should know.
    pub warnings: Vec<PaperWarning>,
}

/// One page as a picture with its text.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PreviewPage {
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
    /// The picture, an SVG document without text, script or outside references.
    pub svg: String,
    /// What the page says, for those who do not see it.
    pub text: String,
}

/// Something that the maker of a sheet should know before printing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "code", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum PaperWarning {
    /// No font has these letters; they are left out of the picture.
    MissingLetters {
        /// The letters.
        letters: String,
    },
    /// Nobody has an attendance, so there is nothing to certify.
    NobodyPresent,
    /// The programme has no sessions yet.
    NoSessions,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SavedPaper {
    /// The file.
    pub path: String,
    /// Pages in it.
    pub pages: u32,
    /// Bytes, at most 4 GiB.
    pub bytes: u32,
}
