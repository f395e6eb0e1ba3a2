//! The store itself: opening, the workspace it belongs to, local settings, and the door that all
//! writes go through.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use domain::{UnixMillis, WriterId};
use sqlx::sqlite::{Sqlite, SqliteConnection, SqlitePool, SqliteTransactionManager};
use sqlx::{Connection, Transaction, TransactionManager, query, query_with};
use tokio::sync::Mutex;

use crate::action::{Action, ActionId, Outcome, RemoteBatch};
use crate::erasure::scrub;
use crate::error::Attempt;
use crate::record_state::Rules;
use crate::records::arguments;
use crate::session::{Memory, NEVER, Session, data_version};
use crate::statement::Cell;
use crate::tables::Schema;
use crate::{StoreError, UndoError, act, receive, undo};

mod incarnations;
mod open;
mod rework;
use incarnations::Incarnation;
pub(crate) use rework::Reworking;

/// An open workspace database; clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    incarnations: Incarnation,
    schema: Schema,
    writing: Mutex<Writing>,
    readers: SqlitePool,
}

/// The one connection that writes.
#[derive(Debug)]
struct Writing {
    /// None once the store is closed.
    connection: Option<SqliteConnection>,
    memory: Memory,
    /// Whether the memory may differ from the database, after a transaction that did not commit.
    is_stale: bool,
    /// Whether a transaction was about to begin when whoever wanted it gave up, so that it may have
    /// begun all the same, with nobody to end it.
    is_beginning: bool,
    rules: Rules,
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

/// A plan under way: a boxed future, whose being sendable the compiler can see.
pub(crate) type Planned<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// Begins a transaction, after which only this connection may write until it ends.
pub(crate) const BEGIN: &str = "BEGIN IMMEDIATE";

impl Store {
    /// The workspace. Its writer is another after [`Store::reincarnate`].
    pub fn workspace(&self) -> &Workspace {
        self.inner.incarnations.now()
    }

    /// The connections for reading; they refuse to write.
    pub fn pool(&self) -> &SqlitePool {
        &self.inner.readers
    }

    /// Where the database is.
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    pub(crate) fn schema(&self) -> &Schema {
        &self.inner.schema
    }

    /// Does an action: all of it in one transaction, or nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError::Undeclared`], [`StoreError::WrongShape`] and [`StoreError::FileDeletes`] for
    /// operations that cannot be meant.
    pub async fn act(&self, action: Action) -> Result<Outcome, StoreError> {
        let (outcome, ()) = self.transact(|session| Box::pin(act::plan(session, action))).await?;
        Ok(outcome)
    }

    /// Takes in what colleagues did. What is known already changes nothing, and what this version
    /// does not understand is kept for one that does.
    ///
    /// # Errors
    ///
    /// [`StoreError::Gap`] if changes of a writer are missing before these; nothing is taken then.
    pub async fn receive(&self, batches: Vec<RemoteBatch>) -> Result<Outcome, StoreError> {
        let (outcome, ()) =
            self.transact(|session| Box::pin(receive::plan(session, batches))).await?;
        Ok(outcome)
    }

    /// Takes an action back by new changes, wherever its values still stand. Records that it
    /// created go unless somebody has written to them since; records that it deleted come back.
    ///
    /// # Errors
    ///
    /// [`UndoError::Refused`] if nothing of it can be taken back.
    pub async fn undo(
        &self,
        action: ActionId,
        actor: &str,
        now: UnixMillis,
    ) -> Result<Outcome, UndoError> {
        let actor = actor.to_owned();
        let (outcome, kept) =
            self.transact(move |session| Box::pin(undo::plan(session, action, actor, now))).await?;
        Ok(Outcome { kept, ..outcome })
    }

    /// Whether a file's changes are in the log, whoever took the file in; `content` is that of
    /// [`Author::File`](crate::Author::File).
    pub async fn knows_file(&self, content: &[u8; 32]) -> bool {
        self.inner.writing.lock().await.memory.writers.knows_content(content)
    }

    /// Runs one write transaction: `plan` gathers the changes, then they are written and committed.
    pub(crate) async fn transact<T, E: From<StoreError>>(
        &self,
        plan: impl for<'a> FnOnce(&'a mut Session<'_>) -> Planned<'a, T, E> + Send,
    ) -> Result<(Outcome, T), E> {
        let mut writing = self.inner.writing.lock().await;
        let Writing { connection, memory, is_stale, is_beginning, rules } = &mut *writing;
        let connection = connection.as_mut().ok_or(StoreError::Closed)?;
        let mut transaction = begin(connection, is_beginning).await?;
        let own = self.workspace().writer;
        if *is_stale {
            *memory = Memory::read(&mut transaction, own).await?;
        } else if data_version(&mut transaction).await? != memory.data_version {
            memory.catch_up(&mut transaction, own).await?;
        }
        let was_unscrubbed = memory.erased.is_unscrubbed;
        // Should anything go wrong from here on, the memory may be ahead of the database.
        *is_stale = true;
        let mut session = Session::new(&mut transaction, memory, &self.inner.schema, *rules);
        let planned = plan(&mut session).await?;
        let outcome = session.write().await?;
        if outcome.is_some() {
            transaction.commit().await.attempting("to commit")?;
            *is_stale = false;
        } else {
            transaction.rollback().await.attempting("to end writing")?;
            // Numbers may have been given out that were not taken.
            memory.data_version = NEVER;
            *is_stale = false;
        }
        if memory.erased.is_unscrubbed && !was_unscrubbed {
            // What is erased is erased; what is left to do is noted and done later if it must be.
            let done = scrub(connection, &self.inner.schema).await;
            memory.erased.is_unscrubbed = !done.unwrap_or(false);
        }
        Ok((outcome.unwrap_or_default(), planned))
    }

    /// Removes what is left of erased values in free pages; whether nothing is left to do.
    pub(crate) async fn scrub(&self) -> bool {
        let mut writing = self.inner.writing.lock().await;
        let Writing { connection, memory, .. } = &mut *writing;
        let Some(connection) = connection.as_mut() else { return false };
        if memory.erased.is_unscrubbed {
            let done = scrub(connection, &self.inner.schema).await;
            memory.erased.is_unscrubbed = !done.unwrap_or(false);
        }
        !memory.erased.is_unscrubbed
    }

    /// Runs one write transaction that leaves the log as it is.
    pub(crate) async fn write_apart<T>(
        &self,
        work: impl for<'a> FnOnce(&'a mut SqliteConnection) -> Planned<'a, T, StoreError> + Send,
    ) -> Result<T, StoreError> {
        let mut writing = self.inner.writing.lock().await;
        let Writing { connection, is_beginning, .. } = &mut *writing;
        let connection = connection.as_mut().ok_or(StoreError::Closed)?;
        let mut transaction = begin(connection, is_beginning).await?;
        let done = work(&mut transaction).await?;
        transaction.commit().await.attempting("to commit")?;
        Ok(done)
    }

    /// Runs a statement on the writing connection that concerns this workstation alone.
    pub(crate) async fn write_local(
        &self,
        sql: &str,
        cells: Vec<Cell>,
        what: &'static str,
    ) -> Result<(), StoreError> {
        let mut writing = self.inner.writing.lock().await;
        let Writing { connection, is_beginning, .. } = &mut *writing;
        let connection = connection.as_mut().ok_or(StoreError::Closed)?;
        settle(connection, is_beginning).await?;
        let arguments = arguments(cells)?;
        query_with(sql, arguments).execute(connection).await.attempting(what)?;
        Ok(())
    }

    /// Reads a setting of this workstation.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        sqlx::query_scalar("SELECT value FROM local_setting WHERE key = ?")
            .bind(key)
            .fetch_optional(self.pool())
            .await
            .attempting("reading a setting")
    }

    /// Writes a setting of this workstation; it is not synced.
    pub async fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO local_setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        let cells = vec![Cell::Text(key.to_owned()), Cell::Text(value.to_owned())];
        self.write_local(sql, cells, "writing a setting").await
    }

    /// Closes every connection, after which the store and its clones answer with errors, and the
    /// file may be moved.
    pub async fn close(&self) {
        self.inner.readers.close().await;
        let Some(mut connection) = self.inner.writing.lock().await.connection.take() else {
            return;
        };
        // Others may still be reading, and then the log stays beside the database until they close;
        // nothing is lost by that, so there is nobody to tell.
        drop(query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await);
        drop(connection.close().await);
    }
}

/// Ends a transaction that began with nobody waiting for it any longer (see
/// [`Writing::is_beginning`]): what is written next must not become part of it.
async fn settle(
    connection: &mut SqliteConnection,
    is_beginning: &mut bool,
) -> Result<(), StoreError> {
    if !*is_beginning {
        return Ok(());
    }
    // Once this has been answered, whatever was asked before has been done.
    connection.ping().await.attempting("to answer")?;
    if SqliteTransactionManager::get_transaction_depth(connection) > 0 {
        SqliteTransactionManager::rollback(connection).await.attempting("to end writing")?;
    }
    *is_beginning = false;
    Ok(())
}

/// Begins a write transaction.
async fn begin<'c>(
    connection: &'c mut SqliteConnection,
    is_beginning: &mut bool,
) -> Result<Transaction<'c, Sqlite>, StoreError> {
    settle(connection, is_beginning).await?;
    *is_beginning = true;
    let begun = connection.begin_with(BEGIN).await.attempting("to begin writing");
    *is_beginning = false;
    begun
}

/// A rule of merging that a test breaks, to see that it would notice.
#[cfg(feature = "faults")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Changes are not stamped later than what they overwrite.
    NoLift,
    /// Equal stamps are not decided.
    NoTieBreak,
    /// A delete covers whatever is there.
    DeleteWithoutContext,
    /// A file is another writer on every workstation.
    FilePerWorkstation,
    /// What files say counts as much as what people say.
    FilesAsPeople,
    /// Nobody is told what colleagues knew when they wrote.
    NoContexts,
}

#[cfg(feature = "faults")]
impl Store {
    /// Breaks a rule of merging, for tests of tests.
    pub async fn plant(&self, fault: Fault) {
        let rules = &mut self.inner.writing.lock().await.rules;
        match fault {
            Fault::NoLift => rules.lift = false,
            Fault::NoTieBreak => rules.tie_break = false,
            Fault::DeleteWithoutContext => rules.seen_only = false,
            Fault::FilePerWorkstation => rules.file_is_writer = false,
            Fault::FilesAsPeople => rules.files_yield = false,
            Fault::NoContexts => rules.contexts = false,
        }
    }
}
