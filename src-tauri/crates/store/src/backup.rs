//! Copies of the whole database, and databases made from copies.

use std::path::{Path, PathBuf};

use domain::WriterId;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection, query};

use crate::error::Attempt;
use crate::{Store, StoreError};

impl Store {
    /// Writes a whole copy of the database to `to`, which must not exist. It appears under that
    /// name only when it is complete.
    pub async fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let mut connection = self.pool().acquire().await.attempting("a connection for reading")?;
        // `VACUUM INTO` writes nothing to the database itself, but SQLite counts it as a write.
        query("PRAGMA query_only = OFF").execute(&mut *connection).await.attempting("a backup")?;
        let copied = vacuum_into(&mut connection, to).await;
        query("PRAGMA query_only = ON").execute(&mut *connection).await.attempting("a backup")?;
        copied
    }

    /// Makes the database `to` out of the backup `from`, under a new writer, since changes made
    /// after the backup may live on with colleagues under the old one.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] if the backup is not whole; [`StoreError::Exists`] if there is a
    /// file at `to`.
    pub async fn restore(
        from: &Path,
        to: &Path,
        new_writer: WriterId,
    ) -> Result<Store, StoreError> {
        Store::restore_knowing(from, to, new_writer, domain::KINDS).await
    }

    /// [`Store::restore`] for a program that knows other kinds, such as a test's.
    #[doc(hidden)]
    pub async fn restore_knowing(
        from: &Path,
        to: &Path,
        new_writer: WriterId,
        kinds: &'static [&'static domain::Kind],
    ) -> Result<Store, StoreError> {
        if crate::writers::is_file(&new_writer) {
            return Err(StoreError::WriterLikeFile(new_writer));
        }
        if !from.is_file() {
            return Err(StoreError::Missing(from.to_owned()));
        }
        if to.exists() {
            return Err(StoreError::Exists(to.to_owned()));
        }
        let damaged = |why: String| StoreError::Damaged { path: from.to_owned(), why };
        let part = beside(to);
        let copied = std::fs::copy(from, &part);
        copied.map_err(|source| StoreError::Io {
            what: "copying the backup to",
            path: part.clone(),
            source,
        })?;
        let made = async {
            let mut connection = SqliteConnectOptions::new()
                .filename(&part)
                .disable_statement_logging()
                .connect()
                .await
                .map_err(|error| damaged(error.to_string()))?;
            let found: String = sqlx::query_scalar("PRAGMA integrity_check(1)")
                .fetch_one(&mut connection)
                .await
                .map_err(|error| damaged(error.to_string()))?;
            if found != "ok" {
                return Err(damaged(found));
            }
            leave_outbox(&mut connection).await.map_err(|error| damaged(error.to_string()))?;
            query("UPDATE local_workspace SET writer = ?")
                .bind(&new_writer.0[..])
                .execute(&mut connection)
                .await
                .map_err(|error| damaged(error.to_string()))?;
            connection.close().await.attempting("closing the restored database")
        }
        .await;
        let made = made.and_then(|()| rename(&part, to));
        if made.is_err() {
            discard(&part);
        }
        made?;
        Store::open_knowing(to, kinds).await
    }
}

/// Makes the writer of a backup one like any colleague's: what it published is known here, and what
/// it had sealed is its own no longer to publish (the new writer tells it again, see `sealing`).
async fn leave_outbox(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let is_there: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'sync_outbox')",
    )
    .fetch_one(&mut *connection)
    .await?;
    if !is_there {
        // A backup of an older version, which shared nothing.
        return Ok(());
    }
    sqlx::raw_sql(
        "INSERT OR REPLACE INTO sync_place (writer, segment, hash) \
         SELECT o.writer, o.number, o.hash FROM sync_outbox o \
         JOIN local_workspace l ON l.writer = o.writer \
         WHERE NOT EXISTS (SELECT 1 FROM sync_outbox u \
         WHERE u.writer = o.writer AND u.number <= o.number AND u.state = 0) \
         ORDER BY o.number DESC LIMIT 1; \
         UPDATE sync_outbox SET bytes = NULL;",
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Copies the database of a connection to a file that must not exist, whole or not at all.
pub(crate) async fn vacuum_into(
    connection: &mut SqliteConnection,
    to: &Path,
) -> Result<(), StoreError> {
    if to.exists() {
        return Err(StoreError::Exists(to.to_owned()));
    }
    let part = beside(to);
    discard(&part);
    let name = part.to_string_lossy().into_owned();
    let copied =
        query("VACUUM INTO ?").bind(name).execute(connection).await.attempting("a copy of itself");
    let copied = copied.map(drop).and_then(|()| {
        let synced =
            std::fs::File::options().write(true).open(&part).and_then(|file| file.sync_all());
        synced.map_err(|source| StoreError::Io { what: "writing", path: part.clone(), source })?;
        rename(&part, to)
    });
    if copied.is_err() {
        discard(&part);
    }
    copied
}

/// The name that a file has until it is complete.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tmp");
    path.with_file_name(name)
}

fn rename(part: &Path, to: &Path) -> Result<(), StoreError> {
    std::fs::rename(part, to).map_err(|source| StoreError::Io {
        what: "naming",
        path: to.to_owned(),
        source,
    })
}

/// Removes what an interrupted copy left; that there is nothing is as good.
fn discard(part: &Path) {
    drop(std::fs::remove_file(part));
}
