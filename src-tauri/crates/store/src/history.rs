//! Reading the log back: what happened to a record, what was done lately.

use domain::{ChangeId, Class, FieldId, KindId, RecordId, UnixMillis, Value};

use crate::action::{ActionId, Counts, Purpose};
use crate::{Store, StoreError};

/// What one action did to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The first of the changes.
    pub change: ChangeId,
    /// The action that they belong to.
    pub action: ActionId,
    /// Why it was done.
    pub purpose: Purpose,
    /// Who did it.
    pub actor: String,
    /// When, by the wall clock of the acting workstation.
    pub at: UnixMillis,
    /// How much the changes count.
    pub class: Class,
    /// What was done.
    pub what: Event,
    /// Whether any of it still holds.
    pub is_current: bool,
}

/// What happened to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Fields were written: which, what stood there in the order of merging, and what stands now.
    /// Fields that this version does not know are left out.
    Set {
        /// Field, value before, value written.
        fields: Vec<(FieldId, Value, Value)>,
    },
    /// The record was shown to be in use.
    Touch,
    /// The record was deleted.
    Delete,
}

/// An action, for a list of what was done lately.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentAction {
    /// Its identity.
    pub id: ActionId,
    /// Why.
    pub purpose: Purpose,
    /// Who.
    pub actor: String,
    /// When.
    pub at: UnixMillis,
    /// How many records it wrote to, by kind.
    pub records: Vec<(KindId, u32)>,
    /// One of the records, to name the action by.
    pub example: Option<(KindId, RecordId)>,
}

impl Store {
    /// What happened to a record, the latest first; empty if nothing ever did.
    pub async fn history(&self, kind: KindId, id: RecordId) -> Result<Vec<HistoryEntry>, StoreError> {
        let _ = (kind, id);
        todo!()
    }

    /// The latest actions of all workstations as this one learned of them, the latest first.
    pub async fn recent_actions(&self, limit: u32) -> Result<Vec<RecentAction>, StoreError> {
        let _ = (limit, Counts::default());
        todo!()
    }
}
