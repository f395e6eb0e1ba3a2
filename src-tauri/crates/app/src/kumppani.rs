//! The facade: one open workspace.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{Op, UnixMillis};
use store::{Action, NewWorkspace, Outcome, Store, StoreError, UnsafePlace};
use tokio::sync::{Mutex, broadcast};

use crate::inbox::Follower;
use crate::sharing::Sharing;
use crate::view::WorkspaceDraft;
use crate::{Changed, Environment, Error};

/// The name of the database in a workspace's folder.
pub(crate) const DATABASE: &str = "kumppani.db";

/// How many changes may wait for a slow screen before it is told to read everything again.
const CHANGES_WAITING: usize = 256;

/// One open workspace; clones share it.
#[derive(Debug, Clone)]
pub struct Kumppani {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    store: Store,
    environment: Environment,
    folder: PathBuf,
    changes: broadcast::Sender<Changed>,
    follower: Mutex<Option<Follower>>,
    pub(crate) sharing: Sharing,
}

/// Milliseconds after which a picture that was chosen and never saved is let go: thirty days.
const UNUSED_FOR: i64 = 30 * 24 * 60 * 60 * 1000;

impl Kumppani {
    /// Makes a workspace in a folder, which is made if need be, and opens it.
    ///
    /// # Errors
    ///
    /// [`Error::UnsafeLocation`] on a network drive or in a cloud folder, [`Error::FileExists`]
    /// where a workspace is already.
    pub async fn create(
        draft: &WorkspaceDraft,
        environment: Environment,
    ) -> Result<Kumppani, Error> {
        let folder = PathBuf::from(draft.folder.trim());
        if draft.folder.trim().is_empty() {
            return Err(Error::required("folder"));
        }
        if draft.name.trim().is_empty() {
            return Err(Error::required("name"));
        }
        std::fs::create_dir_all(&folder).map_err(Error::disk("make the folder", &folder))?;
        let new = NewWorkspace {
            id: environment.random(),
            key: environment.random(),
            name: draft.name.trim().to_owned(),
            institution: draft.institution.trim().to_owned(),
            writer: environment.new_writer_id(),
            created: environment.now(),
        };
        let database = folder.join(DATABASE);
        let store = apart(async move || Store::create(&database, new).await).await;
        let store = store.map_err(Error::opening)?;
        let made = Kumppani::over(store, folder, environment);
        made.begin_settings(draft).await?;
        Ok(made)
    }

    /// Opens the workspace in `folder`.
    ///
    /// # Errors
    ///
    /// [`Error::NotAWorkspace`] where there is none, [`Error::UnsafeLocation`] where it may not
    /// lie, [`Error::Damaged`] where it cannot be read.
    pub async fn open(folder: &Path, environment: Environment) -> Result<Kumppani, Error> {
        let database = folder.join(DATABASE);
        if !database.is_file() {
            return Err(Error::NotAWorkspace(folder.to_owned()));
        }
        let store = apart(async move || Store::open(&database).await).await;
        let store = store.map_err(Error::opening)?;
        let long_ago = UnixMillis(environment.now().0 - UNUSED_FOR);
        store.forget_unused_attachments(long_ago).await?;
        Ok(Kumppani::over(store, folder.to_owned(), environment))
    }

    /// Makes the workspace in `folder` out of a backup, as a new workstation.
    ///
    /// # Errors
    ///
    /// [`Error::FileExists`] where a workspace is already, [`Error::Damaged`] where the backup
    /// cannot be read.
    pub async fn restore(
        backup: &Path,
        folder: &Path,
        environment: Environment,
    ) -> Result<Kumppani, Error> {
        std::fs::create_dir_all(folder).map_err(Error::disk("make the folder", folder))?;
        let writer = environment.new_writer_id();
        let (from, to) = (backup.to_owned(), folder.join(DATABASE));
        let store = apart(async move || Store::restore(&from, &to, writer).await).await;
        let store = store.map_err(Error::opening)?;
        Ok(Kumppani::over(store, folder.to_owned(), environment))
    }

    pub(crate) fn over(store: Store, folder: PathBuf, environment: Environment) -> Kumppani {
        let (changes, _) = broadcast::channel(CHANGES_WAITING);
        let follower = Mutex::new(None);
        let sharing = Sharing::default();
        let inner = Inner { store, environment, folder, changes, follower, sharing };
        Kumppani { inner: Arc::new(inner) }
    }

    /// Writes a whole copy of the workspace to a file that must not exist yet.
    pub async fn backup(&self, to: &Path) -> Result<(), Error> {
        self.store().backup(to).await.map_err(Error::opening)
    }

    /// Stops following the watched folder and the share, and closes the database.
    pub async fn close(&self) {
        self.stop_following().await;
        self.stop_following_share().await;
        self.store().close().await;
    }

    /// The store of the workspace.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Where the time and randomness come from.
    pub fn environment(&self) -> &Environment {
        &self.inner.environment
    }

    /// Where the workspace lies.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// What changes from here on.
    pub fn changes(&self) -> broadcast::Receiver<Changed> {
        self.inner.changes.subscribe()
    }

    /// Tells whoever listens; nobody may.
    pub(crate) fn tell(&self, changed: Changed) {
        if !changed.topics.is_empty() {
            drop(self.inner.changes.send(changed));
        }
    }

    /// Does what a person wants, as one action in the person's name.
    pub(crate) async fn edit(&self, ops: Vec<Op>) -> Result<Outcome, Error> {
        let user = self.user().await?;
        self.act(Action::edit(user, self.environment().now(), ops), "window").await
    }

    /// Does an action and tells what it touched.
    pub(crate) async fn act(&self, action: Action, origin: &str) -> Result<Outcome, Error> {
        let outcome = self.store().act(action).await?;
        self.tell(Changed::by(&outcome, origin));
        Ok(outcome)
    }

    pub(crate) async fn replace_follower(&self, follower: Option<Follower>) -> Option<Follower> {
        std::mem::replace(&mut *self.inner.follower.lock().await, follower)
    }
}

/// Does work on a thread of its own that may hold the disk for long, such as copying a database
/// before it is altered.
pub(crate) async fn apart<T: Send + 'static, F: Future<Output = T>>(
    work: impl FnOnce() -> F + Send + 'static,
) -> T {
    let here = tokio::runtime::Handle::current();
    match tokio::task::spawn_blocking(move || here.block_on(work())).await {
        Ok(done) => done,
        Err(failed) => std::panic::resume_unwind(failed.into_panic()),
    }
}

impl Error {
    /// What a failure to make, open, copy or restore a database means to a person.
    pub(crate) fn opening(error: StoreError) -> Error {
        match error {
            StoreError::UnsafePlace(place) => {
                let message = place.to_string();
                let (path, reason) = match place {
                    UnsafePlace::Network { path, .. } => (path, "network"),
                    UnsafePlace::Cloud { path, .. } => (path, "cloud"),
                };
                Error::UnsafeLocation { path, reason: reason.to_owned(), message }
            }
            StoreError::Missing(path) => Error::NotAWorkspace(path),
            StoreError::Exists(path) => Error::FileExists(path),
            StoreError::Io { what, path, source } => Error::Disk { attempt: what, path, source },
            error @ (StoreError::Damaged { .. } | StoreError::Migration(_)) => {
                Error::Damaged(error.to_string())
            }
            other => Error::Store(other),
        }
    }

    /// A value that must be given.
    pub(crate) fn required(field: &str) -> Error {
        Error::Invalid {
            field: field.to_owned(),
            label: None,
            value: String::new(),
            reason: "required".to_owned(),
            message: "must be given".to_owned(),
        }
    }
}
