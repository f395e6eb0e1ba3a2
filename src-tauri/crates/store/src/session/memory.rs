//! What the writing connection knows of the log without asking.

use domain::{Stamp, WriterId};
use sqlx::query_scalar;
use sqlx::sqlite::SqliteConnection;

use super::Erased;
use crate::StoreError;
use crate::error::Attempt;
use crate::writers::Writers;

/// What the writing connection remembers between transactions.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Every writer.
    pub(crate) writers: Writers,
    /// This workstation's.
    pub(crate) own: u32,
    /// This workstation's clock, fed by its own wall clock only.
    pub(crate) clock: Stamp,
    /// The number of the next record.
    pub(crate) next_row: i64,
    /// The number of the next entry.
    pub(crate) next_entry: i64,
    /// SQLite's count of what other connections did.
    pub(crate) data_version: i64,
    /// What is blanked for good.
    pub(crate) erased: Erased,
}

impl Memory {
    /// Reads it from the database, inside a transaction, so that all of it is of one moment.
    ///
    /// # Errors
    ///
    /// [`StoreError::BecameAnother`] if `own` is not this workstation's writer any longer.
    pub(crate) async fn read(
        connection: &mut SqliteConnection,
        own: WriterId,
    ) -> Result<Memory, StoreError> {
        let mut memory = Memory::default();
        memory.catch_up(connection, own).await?;
        Ok(memory)
    }

    /// Brings it up to date after other programs have written, where nothing in it is ahead of the
    /// database.
    pub(crate) async fn catch_up(
        &mut self,
        connection: &mut SqliteConnection,
        own: WriterId,
    ) -> Result<(), StoreError> {
        is_still(connection, own).await?;
        let mut contexts = std::mem::take(&mut self.writers.contexts);
        contexts.catch_up(&mut *connection).await?;
        let mut memory = Memory::default();
        let writers: Vec<(Vec<u8>, i64, i64)> =
            sqlx::query_as("SELECT id, last, clock FROM log_writer ORDER BY writer")
                .fetch_all(&mut *connection)
                .await
                .attempting("reading the writers")?;
        for (id, last, clock) in writers {
            let id = WriterId(id.try_into().unwrap_or_default());
            memory.writers.push(id, last as u64);
            if id == own {
                memory.clock = Stamp(clock as u64);
            }
        }
        memory.own = memory.writers.number(own);
        memory.writers.contexts = contexts;
        memory.erased = Erased::read(&mut *connection).await?;
        (memory.next_row, memory.next_entry) = sqlx::query_as(
            "SELECT (SELECT coalesce(max(row), 0) + 1 FROM log_record), (SELECT coalesce(max(entry), 0) + 1 FROM log_entry)",
        )
        .fetch_one(&mut *connection)
        .await
        .attempting("reading the ends of the log")?;
        memory.data_version = data_version(connection).await?;
        *self = memory;
        Ok(())
    }
}

/// Refuses to go on as a workstation that the database is no longer that of.
pub(crate) async fn is_still(
    connection: &mut SqliteConnection,
    own: WriterId,
) -> Result<(), StoreError> {
    let writer: Vec<u8> = query_scalar("SELECT writer FROM local_workspace")
        .fetch_one(connection)
        .await
        .attempting("reading which workstation it is")?;
    if writer == own.0 { Ok(()) } else { Err(StoreError::BecameAnother) }
}

/// A count of what other connections did that SQLite never gives.
pub(crate) const NEVER: i64 = -1;

/// SQLite's count of what other connections did to the database.
pub(crate) async fn data_version(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    query_scalar("PRAGMA data_version")
        .fetch_one(connection)
        .await
        .attempting("looking for changes of other programs")
}
