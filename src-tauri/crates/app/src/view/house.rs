//! The house look: what the paper of an institution looks like.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::PreviewPage;

/// The look of this workstation's institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HouseView {
    /// Whose look it is.
    pub institution: String,
    /// The accent colour, `#0b4f6c`.
    pub accent: String,
    /// `source_sans` or `source_serif`.
    pub text_face: String,
    /// `source_sans` or `source_serif`.
    pub heading_face: String,
    /// The logos in order.
    pub logos: Vec<LogoView>,
    /// The line at the foot of Finnish paper.
    pub foot_fi: String,
    /// The line at the foot of Swedish paper.
    pub foot_sv: String,
    /// The line at the foot of English paper.
    pub foot_en: String,
}

/// A logo of the house look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogoView {
    /// The record of the logo.
    pub document: String,
    /// The hash of its file.
    pub hash: String,
    /// What is said instead of the picture.
    pub description: String,
    /// The picture as a `data:` address; empty where its file is not on this workstation.
    pub picture: String,
}

/// What a person writes of the house look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HouseDraft {
    /// The accent colour, `#0b4f6c`; empty for the program's own.
    pub accent: String,
    /// `source_sans` or `source_serif`; empty for the program's own.
    pub text_face: String,
    /// `source_sans` or `source_serif`; empty for the program's own.
    pub heading_face: String,
    /// The logos in order.
    pub logos: Vec<LogoDraft>,
    /// The line at the foot of Finnish paper.
    pub foot_fi: String,
    /// The line at the foot of Swedish paper.
    pub foot_sv: String,
    /// The line at the foot of English paper.
    pub foot_en: String,
}

/// A logo that a person chose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogoDraft {
    /// The record of the logo; none for a new one.
    pub document: Option<String>,
    /// The hash of its file, as keeping the picture gave it.
    pub hash: String,
    /// What is said instead of the picture.
    pub description: String,
}

/// How readable an accent is on white paper.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AccentVerdict {
    /// The contrast with white, 1 to 21 (WCAG 2.2).
    pub contrast: f64,
    /// Whether text in it can be read (AA, 4.5).
    pub readable: bool,
    /// The nearest colour that can be read, `#0b4f6c`; the accent itself where it can.
    pub nearest: String,
}

/// What paper would look like.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HousePreview {
    /// How readable the accent is.
    pub verdict: AccentVerdict,
    /// The cover of a programme, a page of it and a certificate, all of invented facts.
    pub pages: Vec<PreviewPage>,
}

/// A picture that was kept in the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeptPicture {
    /// The hash by which a document names it.
    pub hash: String,
    /// Pixels across, or points of a drawing.
    pub width: u32,
    /// Pixels down, or points of a drawing.
    pub height: u32,
    /// The picture as a `data:` address.
    pub picture: String,
}
