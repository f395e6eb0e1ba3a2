//! The store itself: opening, the workspace it belongs to, local settings.

use std::path::Path;
use std::sync::Arc;

use domain::{UnixMillis, WriterId};

use crate::action::{
    Action, ActionId, LoggedAction, Outcome, RemoteBatch, VersionVector,
};
use crate::{StoreError, UndoError};

/// An open workspace database; clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    workspace: Workspace,
    readers: sqlx::SqlitePool,
}

/// What a new workspace is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWorkspace {
    /// Its identity, shared by all workstations.
    pub id: [u8; 16],
    /// The key that ids are derived under, shared by all workstations.
    pub key: [u8; 32],
    /// Its name, as people call it.
    pub name: String,
    /// The institution of this workstation.
    pub institution: String,
    /// This workstation's writer.
    pub writer: WriterId,
    /// When.
    pub created: UnixMillis,
}

/// The workspace that a store belongs to, as this workstation knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// Its identity, shared by all workstations.
    pub id: [u8; 16],
    /// The key that ids are derived under.
    pub key: [u8; 32],
    /// Its name.
    pub name: String,
    /// The institution of this workstation.
    pub institution: String,
    /// This workstation's writer.
    pub writer: WriterId,
}

impl Store {
    /// Makes a new workspace database at `path`.
    ///
    /// # Errors
    ///
    /// Refuses network drives and cloud folders, and never overwrites a file.
    pub async fn create(path: &Path, new: NewWorkspace) -> Result<Store, StoreError> {
        let _ = (path, new);
        todo!()
    }

    /// Opens the workspace database at `path`, after a copy beside it if this version has to alter
    /// its tables.
    pub async fn open(path: &Path) -> Result<Store, StoreError> {
        let _ = path;
        todo!()
    }

    /// The workspace.
    pub fn workspace(&self) -> &Workspace {
        &self.inner.workspace
    }

    /// The connections for reading; they refuse to write.
    pub fn pool(&self) -> &sqlx::SqlitePool {
        &self.inner.readers
    }

    /// Closes every connection, after which the store and its clones answer with errors.
    pub async fn close(&self) {
        todo!()
    }

    /// Reads a setting of this workstation.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let _ = key;
        todo!()
    }

    /// Writes a setting of this workstation; it is not synced.
    pub async fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let _ = (key, value);
        todo!()
    }

    /// Does an action: all of it in one transaction, or nothing.
    pub async fn act(&self, action: Action) -> Result<Outcome, StoreError> {
        let _ = action;
        todo!()
    }

    /// Takes in what colleagues did. What is known already changes nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError::Gap`] if changes of a writer are missing before these; nothing is taken then.
    pub async fn receive(&self, batches: Vec<RemoteBatch>) -> Result<Outcome, StoreError> {
        let _ = batches;
        todo!()
    }

    /// Takes an action back by new changes, wherever its values still stand.
    pub async fn undo(&self, action: ActionId, actor: &str, now: UnixMillis) -> Result<Outcome, UndoError> {
        let _ = (action, actor, now);
        todo!()
    }

    /// What the store has of each writer.
    pub async fn version_vector(&self) -> Result<VersionVector, StoreError> {
        todo!()
    }

    /// Everything that a store with `vector` lacks, in the order in which this one learned it;
    /// at most about `limit` changes, whole actions where they fit.
    pub async fn changes_since(&self, vector: &VersionVector, limit: usize) -> Result<Vec<LoggedAction>, StoreError> {
        let _ = (vector, limit);
        todo!()
    }

    /// A hash of everything that is to be seen, equal on two stores that agree.
    pub async fn state_digest(&self) -> Result<[u8; 32], StoreError> {
        todo!()
    }

    /// Writes a whole copy of the database to `to`, which must not exist.
    pub async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let _ = to;
        todo!()
    }

    /// Makes the database `to` out of the backup `from`, under a new writer, since changes made
    /// after the backup may live on with colleagues under the old one.
    pub async fn restore(from: &Path, to: &Path, new_writer: WriterId) -> Result<Store, StoreError> {
        let _ = (from, to, new_writer);
        todo!()
    }
}
