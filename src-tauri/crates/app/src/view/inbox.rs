//! The watched folder and what was taken from it.

use serde::{Deserialize, Serialize};
use specta::Type;

/// One file of the watched folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InboxFile {
    /// Its identity in the list, stable while the file keeps its name.
    pub id: String,
    /// Its name, below the watched folder.
    pub name: String,
    /// Bytes, at most 4 GiB.
    pub size: u32,
    /// Where it stands.
    pub state: InboxState,
    /// Why it stands there: an error code of `read` or `import`, if any.
    pub reason: Option<String>,
    /// The event that it was taken into.
    pub event: Option<String>,
    /// That event's name.
    pub event_name: String,
    /// What came of it.
    pub counts: ImportCounts,
    /// Rows that were set aside, and why.
    pub problems: Vec<RowProblem>,
    /// The action that took it in, to be undone.
    pub action: Option<String>,
    /// When it was last looked at, RFC 3339 in UTC.
    pub seen_at: String,
}

/// Where a file of the watched folder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum InboxState {
    /// Still growing, or just arrived.
    Waiting,
    /// Waits for a person to say which event it is for, or which column is what.
    NeedsAnswer,
    /// Taken in.
    Imported,
    /// Known already, or nothing new in it.
    Unchanged,
    /// No registrations can be read from it.
    Rejected,
    /// Taken in and undone by a person.
    Undone,
}

/// What came of an import, in rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportCounts {
    /// Registrations that were not there.
    pub new: u32,
    /// Registrations that say something else now.
    pub changed: u32,
    /// Registrations that say the same.
    pub unchanged: u32,
    /// Rows set aside with a reason.
    pub set_aside: u32,
    /// People that were known already.
    pub people_known: u32,
    /// People that are new in the register.
    pub people_new: u32,
    /// Rows where more than one person could be meant.
    pub people_unclear: u32,
}

/// A row that could not be taken as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RowProblem {
    /// The row's number as a spreadsheet shows it; 0 for the whole file.
    pub row: u32,
    /// Why, as a code.
    pub code: String,
    /// What stands there, if it helps.
    pub value: String,
}

/// The outcome of importing one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// The file's name.
    pub file: String,
    /// Where it stands now.
    pub state: InboxState,
    /// Why, if it was not taken in.
    pub reason: Option<String>,
    /// The event.
    pub event: Option<String>,
    /// The form tool that was recognised.
    pub profile: Option<String>,
    /// In rows.
    pub counts: ImportCounts,
    /// Rows set aside.
    pub problems: Vec<RowProblem>,
    /// The action, to be undone; none when nothing changed.
    pub action: Option<String>,
}

impl InboxState {
    /// The state's name, as programs see it.
    pub fn name(self) -> &'static str {
        match self {
            InboxState::Waiting => "waiting",
            InboxState::NeedsAnswer => "needs_answer",
            InboxState::Imported => "imported",
            InboxState::Unchanged => "unchanged",
            InboxState::Rejected => "rejected",
            InboxState::Undone => "undone",
        }
    }
}
