//! Any record, its history, and what was done.

use serde::{Deserialize, Serialize};
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
    /// Whether its fields are written in a form of their own; other kinds have screens that know
    /// what follows from a change.
    pub editable: bool,
}

/// The fields of a record that a person writes, in the order of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordForm {
    /// `project`.
    pub kind: String,
    /// What people call one of the kind, in the language asked for.
    pub kind_label: String,
    /// The record; none for a new one.
    pub id: Option<String>,
    /// What names the record to a person; empty for a new one.
    pub title: String,
    /// Its fields, those without a value too; references to other records are left out.
    pub fields: Vec<FormField>,
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormField {
    /// `programme_period`.
    pub name: String,
    /// In the language asked for.
    pub label: String,
    /// How it is written.
    pub input: FieldInput,
    /// What it can be, where it is one of a few.
    pub choices: Vec<ChoiceView>,
    /// Its value as a person types it: a choice by its name, a list an entry a line; empty for
    /// none.
    pub value: String,
    /// Whether it must be given.
    pub required: bool,
    /// The group of fields that it makes sense with, such as the parts of an address.
    pub group: Option<String>,
}

/// How a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FieldInput {
    /// On one line.
    Line,
    /// On several lines.
    Text,
    /// An entry a line.
    List,
    /// By choosing one of a few; yes and no among them.
    Choice,
    /// As a day, like 1.10.2026.
    Date,
    /// As a whole number.
    Number,
}

/// One of a few things that a field can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceView {
    /// `period_2021_2027`.
    pub name: String,
    /// In the language asked for.
    pub label: String,
}

/// What a person writes of a record; fields left out keep their values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct RecordDraft {
    /// `project`.
    pub kind: String,
    /// The record; none to create one.
    pub id: Option<String>,
    /// The fields that were written.
    pub fields: Vec<FieldDraft>,
}

/// One field as a person wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct FieldDraft {
    /// `programme_period`.
    pub name: String,
    /// As people write it; empty to empty the field.
    pub value: String,
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
    /// On which workstation; empty where its name is not known.
    pub workstation: String,
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
