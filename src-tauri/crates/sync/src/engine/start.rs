//! How an engine comes to be: a share is founded, joined, or opened again.

use std::sync::Arc;

use domain::WriterId;
use store::{NewWorkspace, Store};

use super::report::SyncError;
use super::{Engine, Identity, KEPT_AS, Secrets, draw_writer};
use crate::keys::{
    Bundle, DeviceKeys, InvitationCode, Unwrap, WorkspaceId, WorkspaceKeys, WrapFor,
    passphrase_mark, unwrap, wrap,
};
use crate::names::{KEYS, README_FILE, ShareName, WORKSPACE_FILE};
use crate::vault::{self, Vault};
use crate::{Ambient, FileError, Medium, MediumError, workspace};

/// The most bytes of a file of keys.
pub(super) const MOST_KEYS: u64 = 1 << 20;

/// What opens a share to somebody who joins.
#[derive(Debug, Clone)]
pub enum Opener {
    /// The passphrase of the workspace.
    Passphrase(String),
    /// What a colleague handed over, and the code that was told apart from it.
    Invitation {
        /// The file.
        bytes: Vec<u8>,
        /// The code.
        code: InvitationCode,
    },
}

/// A share that was opened and waits for a database.
pub struct Joining<M> {
    /// What the database must be made of; the institution is left empty.
    pub new: NewWorkspace,
    medium: M,
    vault: Arc<dyn Vault>,
    ambient: Arc<dyn Ambient>,
    keys: WorkspaceKeys,
}

impl<M: Medium + 'static> Engine<M> {
    /// Founds a share in an empty folder, for the workspace of `store`. A founding that was cut off
    /// is taken up again.
    ///
    /// # Errors
    ///
    /// [`SyncError::NotEmpty`] if there is anything in the folder.
    pub async fn found(
        medium: M,
        store: Store,
        vault: Arc<dyn Vault>,
        ambient: Arc<dyn Ambient>,
        identity: Identity,
        passphrase: &str,
    ) -> Result<Engine<M>, SyncError> {
        let own = store.workspace().clone();
        let kept = kept_as(&vault, own.writer).await?;
        // Keys of a founding that was cut off are those that lie in the folder already.
        let secrets = match kept.filter(|kept| kept.bundle.workspace == own.id) {
            Some(kept) => Secrets { keys: kept.bundle.keys, device: kept.device },
            None => Secrets {
                keys: WorkspaceKeys::generate(&*ambient),
                device: DeviceKeys::generate(&*ambient),
            },
        };
        let engine = Engine::with(medium, store, vault, ambient, identity, secrets);
        let inner = &engine.inner;
        inner.ask(|medium| medium.probe()).await??;
        let is_free = inner.ask(|medium| is_free(medium)).await??;
        if !is_free {
            return Err(SyncError::NotEmpty);
        }
        let (keys, device) = (inner.secrets().keys.clone(), inner.secrets().device.clone());
        inner.keep_secrets(Secrets { keys, device }).await?;
        engine.set_passphrase(passphrase).await?;
        // Last, since from then on the folder is a share.
        let bytes = workspace::write(&own.id);
        for (path, bytes) in
            [(README_FILE, workspace::README.as_bytes().to_vec()), (WORKSPACE_FILE, bytes)]
        {
            match inner.ask(move |medium| medium.create(path, &bytes)).await? {
                Ok(()) | Err(MediumError::AlreadyThere { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let found = inner.ask(read_workspace).await??;
        if found == own.id { Ok(engine) } else { Err(SyncError::NotEmpty) }
    }

    /// Opens a share for a workspace that was on it before.
    ///
    /// # Errors
    ///
    /// [`SyncError::NoKeys`] if the vault has lost the keys: then the workspace must be joined anew.
    pub async fn open(
        medium: M,
        store: Store,
        vault: Arc<dyn Vault>,
        ambient: Arc<dyn Ambient>,
        identity: Identity,
    ) -> Result<Engine<M>, SyncError> {
        let own = store.workspace().clone();
        let noted = store.note(KEPT_AS).await?;
        let before = noted.and_then(|id| Some(WriterId(id.try_into().ok()?)));
        let mut was_another = None;
        let mut kept = kept_as(&vault, own.writer).await?;
        if kept.is_none()
            && let Some(before) = before.filter(|before| *before != own.writer)
        {
            // The database became a new workstation, by a restore or just before the program ended.
            kept = kept_as(&vault, before).await?;
            was_another = Some(before);
        }
        let kept = kept.filter(|kept| kept.bundle.workspace == own.id).ok_or(SyncError::NoKeys)?;
        let secrets = Secrets { keys: kept.bundle.keys, device: kept.device };
        let engine = Engine::with(medium, store, vault, ambient, identity, secrets);
        if was_another.is_some() {
            engine.inner.begin_as(was_another).await?;
        }
        Ok(engine)
    }

    /// Opens a share for somebody who joins.
    ///
    /// # Errors
    ///
    /// [`SyncError::WrongPassphrase`], [`SyncError::WrongCode`], [`SyncError::NoShare`].
    pub async fn join(
        medium: M,
        vault: Arc<dyn Vault>,
        ambient: Arc<dyn Ambient>,
        opener: Opener,
    ) -> Result<Joining<M>, SyncError> {
        let (medium, opened) = apart(move || {
            let opened = open_share(&medium, &opener);
            (medium, opened)
        })
        .await?;
        let bundle = opened?;
        let new = NewWorkspace {
            id: bundle.workspace,
            key: *bundle.id_key,
            name: bundle.name,
            institution: String::new(),
            writer: draw_writer(&*ambient),
            created: ambient.now(),
        };
        Ok(Joining { new, medium, vault, ambient, keys: bundle.keys })
    }
}

impl<M: Medium + 'static> Joining<M> {
    /// Which workspace it is.
    pub fn workspace(&self) -> WorkspaceId {
        self.new.id
    }

    /// Goes on with the database that was made of [`Joining::new`].
    ///
    /// # Errors
    ///
    /// [`SyncError::NoKeys`] if the database is that of another workspace.
    pub async fn engine(self, store: Store, identity: Identity) -> Result<Engine<M>, SyncError> {
        if store.workspace().id != self.new.id {
            return Err(SyncError::NoKeys);
        }
        let Joining { medium, vault, ambient, keys, .. } = self;
        let device = DeviceKeys::generate(&*ambient);
        // A database that was on the share before has a card there, whose keys are gone.
        let is_used = store.note(KEPT_AS).await?.is_some() || store.last_sealed().await?.is_some();
        let secrets = Secrets { keys: keys.clone(), device: device.clone() };
        let engine = Engine::with(medium, store, vault, ambient, identity, secrets);
        if is_used {
            engine.inner.store.set_note(super::own::MUST_BE_ANOTHER, &[1]).await?;
        }
        engine.inner.keep_secrets(Secrets { keys, device }).await?;
        Ok(engine)
    }
}

impl<M: Medium + 'static> Engine<M> {
    /// Sets the passphrase by which colleagues join from now on; those before open nothing any more.
    ///
    /// # Errors
    ///
    /// When the share cannot be written.
    pub async fn set_passphrase(&self, passphrase: &str) -> Result<(), SyncError> {
        let inner = &*self.inner;
        let id = passphrase_mark();
        let before = inner.ask(move |medium| key_files(medium, id)).await??;
        let number = before.last().copied().unwrap_or(0) + 1;
        let bundle = inner.bundle();
        let (secrets, ambient) = (inner.secrets(), inner.ambient.clone());
        let (own, passphrase, cost) = (inner.own(), passphrase.to_owned(), inner.identity.cost);
        let bytes = inner
            .apart(move || {
                let wrap_for = WrapFor::Passphrase(&passphrase, cost);
                wrap(&bundle, wrap_for, number, own, &secrets.device, &*ambient)
            })
            .await?;
        let path = ShareName::Key { id, number }.to_string();
        inner.ask(move |medium| medium.create(&path, &bytes)).await??;
        for number in before {
            let path = ShareName::Key { id, number }.to_string();
            inner.ask(move |medium| medium.remove(&path)).await??;
        }
        let epoch = inner.secrets().keys.current();
        Ok(inner.store.set_note("epoch of the passphrase", &epoch.to_le_bytes()).await?)
    }
}

/// Does something on a thread that may wait; a panic there is one here.
pub(super) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, SyncError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => Ok(done),
        Err(ended) => match ended.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(SyncError::Interrupted),
        },
    }
}

async fn kept_as(
    vault: &Arc<dyn Vault>,
    writer: WriterId,
) -> Result<Option<vault::Secrets>, SyncError> {
    let vault = vault.clone();
    Ok(apart(move || vault.load(writer)).await??)
}

/// Whether a folder holds nothing but what a founding that was cut off leaves.
fn is_free(medium: &impl Medium) -> Result<bool, MediumError> {
    let entries = medium.list("")?;
    Ok(entries.iter().all(|entry| {
        let name = entry.name.as_str();
        crate::medium::is_noise(name)
            || crate::medium::is_leftover(name)
            || name == README_FILE
            || (entry.is_folder && name == KEYS)
    }))
}

fn read_workspace(medium: &impl Medium) -> Result<WorkspaceId, SyncError> {
    let bytes = match medium.read(WORKSPACE_FILE, workspace::MOST_WORKSPACE_FILE) {
        Err(MediumError::Missing { .. }) => return Err(SyncError::NoShare),
        read => read?,
    };
    Ok(workspace::parse(&bytes)?)
}

/// The numbers of the files of keys for somebody, in ascending order.
pub(super) fn key_files(medium: &impl Medium, id: [u8; 4]) -> Result<Vec<u32>, MediumError> {
    let entries = medium.list(KEYS)?;
    let names = entries.iter().filter_map(|entry| format!("{KEYS}/{}", entry.name).parse().ok());
    let mut numbers: Vec<u32> = names
        .filter_map(|name| match name {
            ShareName::Key { id: found, number } if found == id => Some(number),
            _ => None,
        })
        .collect();
    numbers.sort_unstable();
    Ok(numbers)
}

fn open_share(medium: &impl Medium, opener: &Opener) -> Result<Bundle, SyncError> {
    medium.probe()?;
    let workspace = read_workspace(medium)?;
    let opened = match opener {
        Opener::Invitation { bytes, code } => match unwrap(bytes, Unwrap::Invitation(code)) {
            Err(FileError::WrongKey) => return Err(SyncError::WrongCode),
            opened => opened?,
        },
        Opener::Passphrase(passphrase) => {
            let id = passphrase_mark();
            let number = key_files(medium, id)?.pop().ok_or(SyncError::NoPassphrase)?;
            let bytes = medium.read(&ShareName::Key { id, number }.to_string(), MOST_KEYS)?;
            match unwrap(&bytes, Unwrap::Passphrase(passphrase)) {
                Err(FileError::WrongKey) => return Err(SyncError::WrongPassphrase),
                opened => opened?,
            }
        }
    };
    if opened.bundle.workspace == workspace { Ok(opened.bundle) } else { Err(SyncError::NoShare) }
}
