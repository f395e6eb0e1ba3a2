//! Making, opening and bringing up to date.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use domain::{Kind, WriterId};
use sqlx::sqlite::{
    SqliteAutoVacuum, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, query};
use tokio::sync::Mutex;

use super::{BEGIN, Incarnation, Inner, NewWorkspace, Store, Workspace, Writing};
use crate::StoreError;
use crate::erasure::scrub;
use crate::error::Attempt;
use crate::fold::{FINNISH, compare};
use crate::place::{mounts, unsafe_place};
use crate::record_state::Rules;
use crate::session::Memory;
use crate::tables::{Schema, bring_up_to_date, is_outdated};
use crate::writers::is_file;

static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// How many copies from before a change of tables are kept.
const COPIES_KEPT: usize = 3;
/// How many connections read at once.
const READERS: u32 = 4;

impl Store {
    /// Makes a new workspace database at `path`.
    ///
    /// # Errors
    ///
    /// Refuses network drives and cloud folders, and never overwrites a file.
    pub async fn create(path: &Path, new: NewWorkspace) -> Result<Store, StoreError> {
        Store::create_knowing(path, new, domain::KINDS).await
    }

    /// Opens the workspace database at `path`, after a copy beside it if this version has to alter
    /// its tables.
    ///
    /// # Errors
    ///
    /// Refuses network drives and cloud folders, files that are no workspace, and workspaces of a
    /// newer version.
    pub async fn open(path: &Path) -> Result<Store, StoreError> {
        Store::open_knowing(path, domain::KINDS).await
    }

    /// [`Store::create`] for a program that knows other kinds, such as a test's.
    #[doc(hidden)]
    pub async fn create_knowing(
        path: &Path,
        new: NewWorkspace,
        kinds: &'static [&'static Kind],
    ) -> Result<Store, StoreError> {
        check_place(path)?;
        if is_file(&new.writer) {
            return Err(StoreError::WriterLikeFile(new.writer));
        }
        if path.exists() {
            return Err(StoreError::Exists(path.to_owned()));
        }
        let mut connection = writing_options(path)
            .create_if_missing(true)
            .connect()
            .await
            .attempting("to be made")?;
        MIGRATOR.run_direct(&mut connection).await?;
        query("INSERT INTO local_workspace (only_one, id, key, name, institution, writer, created) VALUES (1, ?, ?, ?, ?, ?, ?)")
            .bind(&new.id[..])
            .bind(&new.key[..])
            .bind(&new.name)
            .bind(&new.institution)
            .bind(&new.writer.0[..])
            .bind(new.created.0)
            .execute(&mut connection)
            .await
            .attempting("writing down the workspace")?;
        finish(path, connection, kinds).await
    }

    /// [`Store::open`] for a program that knows other kinds, such as a test's.
    #[doc(hidden)]
    pub async fn open_knowing(
        path: &Path,
        kinds: &'static [&'static Kind],
    ) -> Result<Store, StoreError> {
        check_place(path)?;
        if !path.is_file() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let damaged = |error: sqlx::Error| StoreError::Damaged {
            path: path.to_owned(),
            why: error.to_string(),
        };
        let mut connection = writing_options(path).connect().await.map_err(damaged)?;
        let is_workspace: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'local_workspace')",
        )
        .fetch_one(&mut connection)
        .await
        .map_err(damaged)?;
        if !is_workspace {
            let why = "it holds no workspace".to_owned();
            return Err(StoreError::Damaged { path: path.to_owned(), why });
        }
        let applied = applied_version(&mut connection).await?;
        let newest = MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or_default();
        if applied < newest || is_outdated(&mut connection, &Schema::new(kinds)).await? {
            copy_beside(&mut connection, path, applied).await?;
        }
        MIGRATOR.run_direct(&mut connection).await?;
        finish(path, connection, kinds).await
    }
}

/// Brings the tables of the kinds up to date and takes the connection into service.
async fn finish(
    path: &Path,
    mut connection: SqliteConnection,
    kinds: &'static [&'static Kind],
) -> Result<Store, StoreError> {
    let schema = Schema::new(kinds);
    if is_outdated(&mut connection, &schema).await? {
        let mut transaction = connection.begin_with(BEGIN).await.attempting("to begin writing")?;
        bring_up_to_date(&mut transaction, &schema).await?;
        transaction.commit().await.attempting("to commit")?;
    }
    let workspace = read_workspace(&mut connection, path).await?;
    // As of one moment: between two statements another program may write, and what was read before
    // it would pass for what is there after it.
    let mut reading =
        connection.begin_with("BEGIN DEFERRED").await.attempting("to be read as it is now")?;
    let mut memory = Memory::read(&mut reading, workspace.writer).await?;
    reading.rollback().await.attempting("to be read as it is now")?;
    if memory.erased.is_unscrubbed {
        memory.erased.is_unscrubbed = !scrub(&mut connection, &schema).await.unwrap_or(false);
    }
    let readers =
        SqlitePoolOptions::new().max_connections(READERS).connect_lazy_with(reading_options(path));
    let writing = Writing {
        connection: Some(connection),
        memory,
        is_stale: false,
        is_beginning: false,
        rules: Rules::LAWFUL,
    };
    let incarnations = Incarnation::first(workspace);
    let (path, writing) = (path.to_owned(), Mutex::new(writing));
    let inner = Inner { path, incarnations, schema, writing, readers };
    Ok(Store { inner: Arc::new(inner) })
}

async fn read_workspace(
    connection: &mut SqliteConnection,
    path: &Path,
) -> Result<Workspace, StoreError> {
    type Row = (Vec<u8>, Vec<u8>, String, String, Vec<u8>);
    let (id, key, name, institution, writer): Row =
        sqlx::query_as("SELECT id, key, name, institution, writer FROM local_workspace")
            .fetch_one(connection)
            .await
            .attempting("reading which workspace it is")?;
    let damaged = |_| StoreError::Damaged {
        path: path.to_owned(),
        why: "it does not say which workspace it is".to_owned(),
    };
    Ok(Workspace {
        id: id.try_into().map_err(damaged)?,
        key: key.try_into().map_err(damaged)?,
        name,
        institution,
        writer: WriterId(writer.try_into().map_err(damaged)?),
    })
}

fn check_place(path: &Path) -> Result<(), StoreError> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    // Links and mapped drives are followed as far as the folders exist.
    let resolved = absolute
        .ancestors()
        .find_map(|folder| {
            let real = folder.canonicalize().ok()?;
            Some(real.join(absolute.strip_prefix(folder).ok()?))
        })
        .unwrap_or(absolute);
    match unsafe_place(&resolved, &mounts()) {
        Some(why) => Err(why.into()),
        None => Ok(()),
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(Duration::from_secs(10))
        .synchronous(SqliteSynchronous::Normal)
        .pragma("temp_store", "MEMORY")
        .collation(FINNISH, compare)
        .disable_statement_logging()
}

/// References are not enforced: a child may arrive before its parent, and a merge must not fail.
fn writing_options(path: &Path) -> SqliteConnectOptions {
    options(path)
        .journal_mode(SqliteJournalMode::Wal)
        .foreign_keys(false)
        .auto_vacuum(SqliteAutoVacuum::Incremental)
        .page_size(8192)
        .pragma("secure_delete", "ON")
        .pragma("cache_size", "-65536")
        .pragma("wal_autocheckpoint", "4000")
}

fn reading_options(path: &Path) -> SqliteConnectOptions {
    options(path).pragma("query_only", "ON").pragma("cache_size", "-16384")
}

async fn applied_version(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM _sqlx_migrations WHERE success")
        .fetch_one(connection)
        .await
        .attempting("reading the version of the tables")
}

/// Copies the database beside itself as it is before its tables change.
async fn copy_beside(
    connection: &mut SqliteConnection,
    path: &Path,
    version: i64,
) -> Result<(), StoreError> {
    let io = |what: &'static str, path: &Path| {
        let path = path.to_owned();
        move |source| StoreError::Io { what, path, source }
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let prefix = format!("{stem}.before-schema-");
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_owned);
    let mut copies = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(io("listing", &folder))? {
        let copy = entry.map_err(io("listing", &folder))?.path();
        let number = copy.file_name().and_then(|name| {
            name.to_str()?
                .strip_prefix(&prefix)?
                .strip_suffix(".db")?
                .split('.')
                .next_back()?
                .parse::<u32>()
                .ok()
        });
        if let Some(number) = number {
            copies.push((number, copy));
        }
    }
    copies.sort();
    let number = copies.last().map_or(1, |(number, _)| number + 1);
    let copy = folder.join(format!("{prefix}{version}.{number}.db"));
    super::super::backup::vacuum_into(connection, &copy).await?;
    for (_, old) in copies.iter().rev().skip(COPIES_KEPT - 1) {
        std::fs::remove_file(old).map_err(io("removing the old copy", old))?;
    }
    Ok(())
}
