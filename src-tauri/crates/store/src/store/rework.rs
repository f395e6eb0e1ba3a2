//! Transactions that work on the log as a whole, past the door for changes.

use domain::WriterId;
use sqlx::sqlite::SqliteConnection;

use super::{Planned, Store, Writing, begin};
use crate::StoreError;
use crate::error::Attempt;
use crate::record_state::Rules;
use crate::session::Memory;
use crate::tables::Schema;

/// What such a transaction works with.
#[derive(Debug)]
pub(crate) struct Reworking<'a> {
    /// The connection, inside the transaction.
    pub(crate) connection: &'a mut SqliteConnection,
    /// What the connection remembers; it is read again afterwards.
    pub(crate) memory: &'a mut Memory,
    /// What the program knows of kinds.
    pub(crate) schema: &'a Schema,
    /// How to merge.
    pub(crate) rules: Rules,
}

impl Store {
    /// Runs such a transaction: all of it or nothing.
    pub(crate) async fn rework<T, E: From<StoreError>>(
        &self,
        work: impl for<'a> FnOnce(Reworking<'a>) -> Planned<'a, T, E> + Send,
    ) -> Result<T, E> {
        self.rework_into(None, work).await
    }

    /// Runs such a transaction, after which this workstation is `new`, if it is to be another.
    pub(crate) async fn rework_into<T, E: From<StoreError>>(
        &self,
        new: Option<WriterId>,
        work: impl for<'a> FnOnce(Reworking<'a>) -> Planned<'a, T, E> + Send,
    ) -> Result<T, E> {
        let mut writing = self.inner.writing.lock().await;
        let Writing { connection, memory, is_stale, is_beginning, rules } = &mut *writing;
        let connection = connection.as_mut().ok_or(StoreError::Closed)?;
        let mut transaction = begin(connection, is_beginning).await?;
        *memory = Memory::read(&mut transaction, self.workspace().writer).await?;
        *is_stale = true;
        let (connection, schema) = (&mut *transaction, &self.inner.schema);
        let done = work(Reworking { connection, memory, schema, rules: *rules }).await?;
        transaction.commit().await.attempting("to commit")?;
        // Before anybody else may write.
        if let Some(new) = new {
            self.inner.incarnations.go_on_as(new);
        }
        Ok(done)
    }
}
