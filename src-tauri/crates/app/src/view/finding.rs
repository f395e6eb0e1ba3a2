//! What waits for a person's decision.

use std::collections::BTreeMap;

use serde::Serialize;
use specta::Type;

/// Something that no rule may decide. It is the same on every workstation that has the same
/// changes, and whoever decides it decides it for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FindingView {
    /// Names it in a decision: its code, kind, record and what of the record, joined by colons.
    pub id: String,
    /// What it is.
    pub code: FindingCode,
    /// The kind of the record.
    pub kind: String,
    /// The record.
    pub record: String,
    /// What names the record to a person.
    pub title: String,
    /// What people call what it is about, in the language asked for; none for the record itself.
    pub field: Option<String>,
    /// Who said what; what stands first. Empty where nobody contradicted anybody.
    pub sides: Vec<SideView>,
    /// The other record of a pair, or the one that is referred to.
    pub other: Option<RecordRef>,
    /// What the wording names.
    pub details: BTreeMap<String, String>,
}

/// What a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    /// Two wrote differently, neither knowing of the other.
    Conflict,
    /// One deleted it, another wrote to it without knowing.
    DeletedAndEdited,
    /// Two records are likely one.
    Duplicate,
    /// An event has more confirmed registrations than seats.
    Overbooked,
    /// A record refers to one that was deleted.
    Dangling,
    /// A record refers to one that has not come from the share yet.
    NotYetReceived,
}

/// One side of what people said without knowing of each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SideView {
    /// The change, which a decision names.
    pub change: String,
    /// What it did.
    pub what: SideKind,
    /// What it says, as people write it; empty for an emptied field and where it says no value.
    pub value: String,
    /// Who.
    pub actor: String,
    /// When, by the clock of the workstation, RFC 3339 in UTC.
    pub at: String,
    /// On which workstation; empty where its name is not known.
    pub workstation: String,
    /// Whether it is what stands now.
    pub stands: bool,
}

/// What a side did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SideKind {
    /// It wrote a value.
    Value,
    /// It deleted the record.
    Deleted,
    /// It wrote to the record, or used it.
    Written,
}

/// A record, named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RecordRef {
    /// Its kind.
    pub kind: String,
    /// The record.
    pub id: String,
    /// What names it to a person; its id where it is not here.
    pub title: String,
}
