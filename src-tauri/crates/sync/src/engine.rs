//! The engine of the shared drive: everything that happens between one database and one share.
//!
//! It is driven from outside, cycle by cycle, and knows the time and randomness only from its
//! [`Ambient`]; the same cycles on the same share give the same files. Start reading at `cycle`.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use domain::WriterId;
use store::{Outcome, Store, Workspace};

use crate::keys::{Bundle, Cost, DeviceKeys, VerifyingKey, WorkspaceId, WorkspaceKeys};
use crate::vault::{self, Vault};
use crate::{Ambient, Medium};

mod another;
mod archive;
mod attachments;
mod cycle;
mod erasure;
mod fetch;
mod gather;
mod heads;
mod inspect;
mod members;
mod memory;
mod own;
mod packs;
mod publish;
mod report;
mod shelves;
mod snapshots;
mod start;
mod status;
mod tend;

pub use inspect::Inspection;
pub use members::Invitation;
pub use report::{Cancel, CycleReport, Demand, Pace, Phase, Problem, Progress, SyncError};
pub use start::{Joining, Opener};
pub use status::{Badge, Status, Workstation, WorkstationState};

use archive::Archive;
use memory::Memory;

/// One database on one share; clones are one.
pub struct Engine<M: Medium> {
    inner: Arc<Inner<M>>,
}

impl<M: Medium> Clone for Engine<M> {
    fn clone(&self) -> Engine<M> {
        Engine { inner: self.inner.clone() }
    }
}

/// Who a workstation is, as colleagues will read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// What colleagues call it: a person, an institution.
    pub name: String,
    /// The computer and its system. Where it changes, the database has been copied.
    pub machine: String,
    /// The version of the program.
    pub version: String,
    /// What trying a passphrase or a code is to cost; [`Cost::STRONG`] but in tests.
    pub cost: Cost,
}

/// A rule of sharing that a test breaks, to see that it would notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Fault {
    /// A copy of a database goes on under the name of the original.
    UndetectedClone,
    /// A segment that is missing is passed over.
    GapsInWriter,
    /// Old files are removed although not everybody has taken them in.
    CompactionWithoutAcknowledgement,
    /// A snapshot tells nothing of what was deleted.
    ResurrectedTombstone,
}

pub(super) struct Inner<M> {
    medium: Arc<M>,
    store: Store,
    vault: Arc<dyn Vault>,
    ambient: Arc<dyn Ambient>,
    identity: Identity,
    archive: Archive,
    secrets: RwLock<Arc<Secrets>>,
    memory: tokio::sync::Mutex<Memory>,
    status: Mutex<status::Seen>,
    #[cfg(feature = "faults")]
    faults: std::sync::atomic::AtomicU8,
}

/// What only members of the workspace, and this workstation alone, may know.
pub(super) struct Secrets {
    pub(super) keys: WorkspaceKeys,
    pub(super) device: DeviceKeys,
}

/// The note of the writer under whose id the vault keeps the secrets.
const KEPT_AS: &str = "keys are kept as";

impl<M: Medium + 'static> Engine<M> {
    fn with(
        medium: M,
        store: Store,
        vault: Arc<dyn Vault>,
        ambient: Arc<dyn Ambient>,
        identity: Identity,
        secrets: Secrets,
    ) -> Engine<M> {
        let archive = Archive::beside(store.path());
        let inner = Inner {
            medium: Arc::new(medium),
            store,
            vault,
            ambient,
            identity,
            archive,
            secrets: RwLock::new(Arc::new(secrets)),
            memory: tokio::sync::Mutex::default(),
            status: Mutex::default(),
            #[cfg(feature = "faults")]
            faults: std::sync::atomic::AtomicU8::new(0),
        };
        Engine { inner: Arc::new(inner) }
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The share.
    pub fn medium(&self) -> &M {
        &self.inner.medium
    }

    /// Breaks a rule, for tests of tests.
    #[cfg(feature = "faults")]
    pub fn plant(&self, fault: Fault) {
        self.inner.faults.fetch_or(1 << fault as u8, std::sync::atomic::Ordering::Relaxed);
    }
}

impl<M: Medium + 'static> Inner<M> {
    /// Asks the share something, on a thread that may wait.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&M) -> T + Send + 'static,
    ) -> Result<T, SyncError> {
        let medium = self.medium.clone();
        self.apart(move || question(&medium)).await
    }

    /// Does something on a thread that may wait for a disk, or count for long.
    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, SyncError> {
        start::apart(work).await
    }

    fn workspace(&self) -> Workspace {
        self.store.workspace().clone()
    }

    fn workspace_id(&self) -> WorkspaceId {
        self.store.workspace().id
    }

    fn own(&self) -> WriterId {
        self.store.workspace().writer
    }

    fn secrets(&self) -> Arc<Secrets> {
        self.secrets.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps secrets in the vault, then goes on with them.
    async fn keep_secrets(&self, secrets: Secrets) -> Result<(), SyncError> {
        let own = self.own();
        let workspace = self.workspace();
        let kept = vault::Secrets {
            bundle: Bundle {
                workspace: workspace.id,
                name: workspace.name.clone(),
                id_key: workspace.key.into(),
                keys: secrets.keys.clone(),
            },
            device: secrets.device.clone(),
        };
        let vault = self.vault.clone();
        self.apart(move || vault.save(own, &kept)).await??;
        *self.secrets.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(secrets);
        self.store.set_note(KEPT_AS, &own.0).await?;
        Ok(())
    }

    /// Notes outside the database how far it has come.
    async fn note_witness(&self) -> Result<(), SyncError> {
        let sealed = self.store.last_sealed().await?.map_or(0, |place| place.segment);
        let (vault, own) = (self.vault.clone(), self.own());
        Ok(self.apart(move || vault.set_witness(own, sealed)).await??)
    }

    /// How far the database had come, as was noted outside of it.
    async fn witness(&self) -> Result<u64, SyncError> {
        let (vault, own) = (self.vault.clone(), self.own());
        Ok(self.apart(move || vault.witness(own)).await??.unwrap_or(0))
    }

    /// The computer and the place that the database is on, as a hash.
    fn fingerprint(&self) -> Vec<u8> {
        fingerprint(&self.identity.machine, self.store.path())
    }

    /// How many kinds and fields this version declares: it only ever grows.
    fn schema_version(&self) -> u32 {
        domain::KINDS.iter().map(|kind| 1 + kind.fields.len() as u32).sum()
    }

    /// The key that a workstation had on the first card that was seen of it.
    async fn pinned(&self, writer: WriterId) -> Result<Option<VerifyingKey>, SyncError> {
        let told = self.store.note(&format!("key {writer}")).await?;
        let bytes: Option<[u8; 32]> = told.and_then(|told| told.try_into().ok());
        Ok(bytes.and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok()))
    }

    #[cfg(feature = "faults")]
    fn is_broken(&self, fault: Fault) -> bool {
        self.faults.load(std::sync::atomic::Ordering::Relaxed) & (1 << fault as u8) != 0
    }

    #[cfg(not(feature = "faults"))]
    fn is_broken(&self, _fault: Fault) -> bool {
        false
    }
}

fn fingerprint(machine: &str, database: &Path) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(machine.as_bytes()).update(&[0]);
    hasher.update(database.as_os_str().as_encoded_bytes());
    hasher.finalize().as_bytes().to_vec()
}

fn draw_writer(ambient: &dyn Ambient) -> WriterId {
    let mut id = [0; 16];
    ambient.fill_random(&mut id);
    WriterId(id)
}

/// Adds what one transaction came to to what those before did.
fn merge_outcome(sum: &mut Outcome, more: Outcome) {
    sum.topics.extend(more.topics);
    for (kind, counts) in more.counts {
        let all = sum.counts.entry(kind).or_default();
        all.created += counts.created;
        all.changed += counts.changed;
        all.deleted += counts.deleted;
    }
    sum.kept.extend(more.kept);
    sum.action = more.action.or(sum.action);
}
