//! The ledger of the watched folder: which files were seen, and what became of them. It belongs to
//! this workstation and is never synced.

use domain::{RecordId, UnixMillis};

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query};

use crate::action::ActionId;
use crate::error::Attempt;
use crate::statement::Cell;
use crate::values::record_id;
use crate::{Store, StoreError};

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InboxState {
    /// Seen, not yet whole or not yet looked into.
    Waiting,
    /// Taken in.
    Imported,
    /// Waits for a person, for example to map its columns.
    SetAside,
    /// No registration file, or a broken one.
    Rejected,
    /// Says nothing that was not known.
    Unchanged,
}

/// A file of the watched folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxFile {
    /// Its path, as the watcher names it.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// When it was last written, as the file system says.
    pub modified: UnixMillis,
    /// The hash of its bytes, once read.
    pub content_hash: Option<[u8; 32]>,
    /// What became of it.
    pub state: InboxState,
    /// The event that it brought registrations for.
    pub event: Option<RecordId>,
    /// Why it was rejected or set aside, as a code that screens word.
    pub reason_code: Option<String>,
    /// The action that took it in.
    pub action: Option<ActionId>,
    /// When this was found.
    pub seen_at: UnixMillis,
    /// What came of it in detail, in whatever form the caller reads it back.
    pub report: Option<String>,
}

impl InboxState {
    const ALL: [InboxState; 5] = [
        InboxState::Waiting,
        InboxState::Imported,
        InboxState::SetAside,
        InboxState::Rejected,
        InboxState::Unchanged,
    ];

    fn name(self) -> &'static str {
        match self {
            InboxState::Waiting => "waiting",
            InboxState::Imported => "imported",
            InboxState::SetAside => "set_aside",
            InboxState::Rejected => "rejected",
            InboxState::Unchanged => "unchanged",
        }
    }
}

impl Store {
    /// Every file of the ledger, the latest first.
    pub async fn inbox_files(&self) -> Result<Vec<InboxFile>, StoreError> {
        let rows = query(
            "SELECT path, size, modified, content_hash, state, event, reason_code, action, seen_at, report \
             FROM local_inbox ORDER BY seen_at DESC, path",
        )
        .fetch_all(self.pool())
        .await
        .attempting("reading the ledger of the watched folder")?;
        Ok(rows.iter().map(read).collect())
    }

    /// Writes down a file, in place of what was known of the same path.
    pub async fn inbox_record(&self, file: InboxFile) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO local_inbox \
             (path, size, modified, content_hash, state, event, reason_code, action, seen_at, report) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let text = |text: Option<String>| text.map_or(Cell::Null, Cell::Text);
        let blob =
            |bytes: Option<&[u8]>| bytes.map_or(Cell::Null, |bytes| Cell::Blob(bytes.to_vec()));
        let cells = vec![
            Cell::Text(file.path),
            Cell::Integer(i64::try_from(file.size).unwrap_or(i64::MAX)),
            Cell::Integer(file.modified.0),
            blob(file.content_hash.as_ref().map(|hash| &hash[..])),
            Cell::Text(file.state.name().to_owned()),
            blob(file.event.as_ref().map(|id| &id.as_bytes()[..])),
            text(file.reason_code),
            text(file.action.map(|action| action.to_string())),
            Cell::Integer(file.seen_at.0),
            text(file.report),
        ];
        self.write_local(sql, cells, "writing the ledger of the watched folder").await
    }
}

fn read(row: &SqliteRow) -> InboxFile {
    let state: &str = row.get(4);
    InboxFile {
        path: row.get(0),
        size: u64::try_from(row.get::<i64, _>(1)).unwrap_or_default(),
        modified: UnixMillis(row.get(2)),
        content_hash: row.get::<Option<&[u8]>, _>(3).and_then(|hash| hash.try_into().ok()),
        state: InboxState::ALL
            .into_iter()
            .find(|known| known.name() == state)
            .unwrap_or(InboxState::Waiting),
        event: row.get::<Option<&[u8]>, _>(5).and_then(record_id),
        reason_code: row.get(6),
        action: row.get::<Option<&str>, _>(7).and_then(|action| action.parse().ok()),
        seen_at: UnixMillis(row.get(8)),
        report: row.get(9),
    }
}
