//! What an erasure of a person would reach, and what it reached.

use serde::Serialize;
use specta::Type;

/// What an erasure of a person would reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ErasurePreview {
    /// The person's name, which must be typed to go on.
    pub name: String,
    /// The records that would be gone for ever, counted by kind.
    pub records: Vec<ErasedKind>,
    /// Fields of other records that name the person and would be altered.
    pub mentions: Vec<MentionView>,
    /// Workstations other than this one that must take it in.
    pub workstations: Vec<String>,
    /// Files of the watched folder that name the person; they are never altered.
    pub files: Vec<String>,
    /// What no program can reach, by code: `paper`, `exports`, `backups`, `originals`;
    /// `share`: sealed files that were published before the erasure.
    pub out_of_reach: Vec<String>,
}

/// Records of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ErasedKind {
    /// The kind.
    pub kind: String,
    /// What people call one of it, in the language asked for.
    pub label: String,
    /// How many records.
    pub count: u32,
}

/// A field of another record that names the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MentionView {
    /// The kind of the record.
    pub kind: String,
    /// The record.
    pub id: String,
    /// What names the record to a person.
    pub title: String,
    /// What people call the field, in the language asked for.
    pub field: String,
}

/// What an erasure of a person reached. It says nothing of the person but the name, and is kept by
/// nobody but whoever asked for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ErasureReport {
    /// Whose data it was.
    pub name: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who ordered it.
    pub actor: String,
    /// The records that are gone for ever, counted by kind.
    pub records: Vec<ErasedKind>,
    /// How many fields of other records named the person.
    pub mentions: u32,
    /// How many files on the share were written anew without the person.
    pub segments: u32,
    /// Whether a new key was begun, under which everything from now on is written.
    pub key_rotated: bool,
    /// Workstations that have not confirmed yet.
    pub waiting_for: Vec<String>,
    /// Files of the watched folder that name the person; they were not altered.
    pub files: Vec<String>,
    /// What no program can reach, by code: `paper`, `exports`, `backups`, `originals`;
    /// `share`: sealed files that were published before the erasure.
    pub out_of_reach: Vec<String>,
}
