//! Any record, its history, and what was done.

use serde::Serialize;
use specta::Type;

/// A kind of record, described for a form or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KindView {
    /// `organisation`.
    pub name: String,
    /// In the language asked for.
    pub label: String,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordView {
    /// The record.
    pub id: String,
    /// `organisation`.
    pub kind: String,
    /// What names it to a person.
    pub title: String,
    /// The fields that have a value, in the order of a form.
    pub fields: Vec<FieldView>,
}

/// One field that has a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldView {
    /// `business_id`.
    pub name: String,
    /// In the language asked for.
    pub label: String,
    /// As people of that language write it.
    pub value: String,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    /// The record.
    pub id: String,
    /// `person`.
    pub kind: String,
    /// What names it to a person.
    pub title: String,
    /// What tells it from others of that name.
    pub detail: String,
}

/// One change in the history of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// The change.
    pub change: String,
    /// The action that it was part of; `undo` takes it.
    pub action: String,
    /// `edit`, `import`, `undo`, …
    pub purpose: String,
    /// Who.
    pub actor: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// `set`, `touch` or `delete`.
    pub what: String,
    /// What was written.
    pub fields: Vec<FieldChange>,
    /// Whether it is what holds now.
    pub current: bool,
}

/// One field that a change wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    /// `email`.
    pub name: String,
    /// In the language asked for.
    pub label: String,
    /// What it replaced, as people write it.
    pub before: String,
    /// What it wrote.
    pub after: String,
}

/// What was done lately, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ActionRow {
    /// The action; `undo` takes it.
    pub action: String,
    /// `edit`, `import`, `undo`, …
    pub purpose: String,
    /// Who.
    pub actor: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// How many records it touched.
    pub records: u32,
}

/// What an action came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ActionDone {
    /// The action, to be undone; none when nothing changed.
    pub action: Option<String>,
    /// The record that it concerned.
    pub id: Option<String>,
    /// Fields that somebody changed since and that were therefore left as they are.
    pub kept: u32,
}
