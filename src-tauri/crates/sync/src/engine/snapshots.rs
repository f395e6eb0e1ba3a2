//! The whole log in one file, for those who join: made now and then by whoever knows everything
//! that it knows of, taken in before any segment.

use std::collections::BTreeMap;
use std::sync::mpsc::sync_channel;

use domain::{ChangeBody, UnixMillis, WriterId};
use store::{LogMark, Place, RemoteBatch, StoreError};

use super::memory::Memory;
use super::report::Problem;
use super::{Fault, Inner, SyncError};
use crate::names::{ShareName, mark};
use crate::plan::{Shelf, has_passed};
use crate::snapshot::{self, SnapshotHead, SnapshotWriter};
use crate::{Medium, MediumError};

/// A log shorter than this is told by segments alone.
const LEAST_CHANGES: u64 = 1_000;
/// A snapshot is made at most so often: once a day.
const EVERY: i64 = 86_400_000;
/// How many changes are read from the database at a time.
const AT_A_TIME: u32 = 20_000;
/// The most bytes of a snapshot.
const MOST_SNAPSHOT: u64 = 1 << 30;
/// The note of the last snapshot made here: its number, when, how many changes were in it.
const LAST: &str = "last snapshot";
/// The note of the snapshot that is being taken in.
const JOINING: &str = "joining by snapshot";

impl<M: Medium + 'static> Inner<M> {
    /// Makes a snapshot if the log has grown by half since the last one, and lets go of older ones.
    pub(super) async fn tend_snapshots(&self, shelf: &Shelf) -> Result<(), SyncError> {
        let now = self.now();
        let (number, at, changes) = self.last_snapshot().await?;
        for name in &shelf.snapshots {
            if matches!(name, ShareName::Snapshot { number: old, .. } if *old < number) {
                let path = name.to_string();
                self.ask(move |medium| medium.remove(&path)).await??;
            }
        }
        let versions = self.store.version_vector().await?;
        let total: u64 = versions.values().sum();
        let is_due = total >= LEAST_CHANGES
            && total > changes + changes / 2
            && (changes == 0 || has_passed(at, now, EVERY));
        if !is_due || self.waiting().await? > 0 {
            return Ok(());
        }
        let number = number + 1;
        let Some((bytes, hash)) = self.snapshot(number, total).await? else { return Ok(()) };
        let name = ShareName::Snapshot { writer: self.own(), number, mark: mark(&hash) };
        let path = name.to_string();
        match self.ask(move |medium| medium.create(&path, &bytes)).await? {
            Ok(()) | Err(MediumError::AlreadyThere { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        self.note_snapshot(number, now, total).await
    }

    /// Takes own snapshots away that say what was erased; the next one is made as if it were the
    /// first.
    pub(super) async fn drop_snapshots(&self, shelf: &Shelf) -> Result<(), SyncError> {
        for name in &shelf.snapshots {
            let path = name.to_string();
            match self.ask(move |medium| medium.remove(&path)).await? {
                Ok(()) | Err(MediumError::Missing { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let (number, at, _) = self.last_snapshot().await?;
        self.note_snapshot(number, at, 0).await
    }

    async fn note_snapshot(
        &self,
        number: u32,
        at: UnixMillis,
        changes: u64,
    ) -> Result<(), SyncError> {
        let mut noted = u64::from(number).to_le_bytes().to_vec();
        noted.extend_from_slice(&at.0.to_le_bytes());
        noted.extend_from_slice(&changes.to_le_bytes());
        Ok(self.store.set_note(LAST, &noted).await?)
    }

    async fn last_snapshot(&self) -> Result<(u32, UnixMillis, u64), SyncError> {
        let noted = self.store.note(LAST).await?.unwrap_or_default();
        let part = |at: usize| {
            let bytes = noted.get(at * 8..at * 8 + 8)?;
            Some(u64::from_le_bytes(bytes.try_into().ok()?))
        };
        let (number, at, changes) = (part(0), part(1), part(2));
        let number = number.and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
        Ok((number, UnixMillis(at.unwrap_or(0) as i64), changes.unwrap_or(0)))
    }

    /// The bytes of a snapshot and its hash; none if something was done here meanwhile.
    async fn snapshot(
        &self,
        number: u32,
        changes: u64,
    ) -> Result<Option<(Vec<u8>, [u8; 32])>, SyncError> {
        let own = self.own();
        let mut places = self.store.places().await?;
        if let Some(place) = self.store.last_sealed().await? {
            places.insert(own, place);
        }
        let versions = self.store.version_vector().await?;
        let secrets = self.secrets();
        let head = SnapshotHead {
            writer: own,
            number,
            made_at: self.now(),
            epoch: secrets.keys.current(),
            schema_version: self.schema_version(),
            changes,
            places,
            versions: versions.clone(),
            state_digest: self.store.state_digest().await?,
        };
        let workspace = self.workspace_id();
        let mut writer = SnapshotWriter::begin(&head, &workspace, &secrets.keys, &*self.ambient)?;
        let mut told = LogMark::default();
        loop {
            let (mut batches, further) = self.store.log_chunk(&told, AT_A_TIME).await?;
            if batches.is_empty() {
                break;
            }
            if self.is_broken(Fault::ResurrectedTombstone) {
                forget_deletes(&mut batches);
            }
            writer.add(batches)?;
            told = further;
        }
        let is_still = self.store.version_vector().await? == versions;
        Ok(is_still.then(|| writer.finish(&secrets.device)))
    }

    /// Takes in the newest snapshot that can be read, if this database knows nothing yet.
    pub(super) async fn join_by_snapshot(&self, memory: &mut Memory) -> Result<(), SyncError> {
        let begun = self.store.note(JOINING).await?.unwrap_or_default();
        let is_begun = !begun.is_empty();
        if !is_begun && !self.store.version_vector().await?.is_empty() {
            return Ok(());
        }
        let now = self.now();
        let mut names: Vec<ShareName> =
            memory.shelves.values().flat_map(|shelf| &shelf.snapshots).copied().collect();
        names.sort_by_key(|name| match name {
            ShareName::Snapshot { writer, number, .. } => (u32::MAX - number, *writer),
            _ => (u32::MAX, WriterId([0; 16])),
        });
        for name in names {
            let path = name.to_string();
            if (is_begun && begun != path.as_bytes()) || !memory.may_try(&path, now) {
                continue;
            }
            match self.take_in_snapshot(memory, &name).await {
                Ok(()) => {
                    self.store.set_note(JOINING, &[]).await?;
                    return Ok(());
                }
                Err(SyncError::File(error)) => {
                    let owner = name.owner().unwrap_or(WriterId([0; 16]));
                    memory.failed(&path, super::shelves::file_problem(owner, &path, &error), now);
                }
                Err(SyncError::Medium(error))
                    if !matches!(error, MediumError::Unreachable { .. }) =>
                {
                    memory.failed(&path, Problem::of(&error), now);
                }
                // Something was written here already; segments tell the rest.
                Err(SyncError::Store(StoreError::NotEmpty)) => break,
                Err(error) => return Err(error),
            }
        }
        Ok(self.store.set_note(JOINING, &[]).await?)
    }

    async fn take_in_snapshot(
        &self,
        memory: &mut Memory,
        name: &ShareName,
    ) -> Result<(), SyncError> {
        let path = name.to_string();
        let Some(owner) = name.owner() else { return Ok(()) };
        let Some(card) = memory.cards.get(&owner) else { return Ok(()) };
        let (secrets, workspace, verify) = (self.secrets(), self.workspace_id(), card.verifying);
        let asked = path.clone();
        let bytes = self.ask(move |medium| medium.read(&asked, MOST_SNAPSHOT)).await??;
        let ShareName::Snapshot { number, mark: named, .. } = *name else { return Ok(()) };
        let head = {
            let opened = snapshot::open(&bytes, &workspace, &secrets.keys, &verify)?;
            if opened.head().writer != owner
                || opened.head().number != number
                || mark(&opened.hash()) != named
            {
                return Err(crate::FileError::WrongName.into());
            }
            opened.head().clone()
        };
        // Between the log and its places the program may end; the note leads back here.
        if self.store.version_vector().await?.is_empty() {
            self.store.set_note(JOINING, path.as_bytes()).await?;
            let (to, from) = sync_channel::<Result<Vec<RemoteBatch>, SyncError>>(1);
            let reading = tokio::task::spawn_blocking(move || {
                let mut opened = match snapshot::open(&bytes, &workspace, &secrets.keys, &verify) {
                    Ok(opened) => opened,
                    Err(error) => return drop(to.send(Err(error.into()))),
                };
                loop {
                    let next = match opened.next_batches() {
                        Ok(None) => break,
                        Ok(Some(batches)) => Ok(batches),
                        Err(error) => Err(error.into()),
                    };
                    let is_last = next.is_err();
                    if to.send(next).is_err() || is_last {
                        break;
                    }
                }
            });
            let loaded = self.store.load_log(from.into_iter()).await;
            reading.await.map_err(|_| SyncError::Interrupted)?;
            loaded?;
            if self.store.state_digest().await? != head.state_digest {
                memory.problems.insert(Problem::Divergence { writer: owner });
            }
        }
        self.adopt_places(head.places).await
    }

    async fn adopt_places(&self, places: BTreeMap<WriterId, Place>) -> Result<(), SyncError> {
        let known = self.store.places().await?;
        for (writer, place) in places {
            let is_further = known.get(&writer).is_none_or(|known| known.segment < place.segment);
            if writer != self.own() && is_further {
                self.store.adopt_place(writer, Some(place)).await?;
            }
        }
        Ok(())
    }
}

/// The planted fault: whoever joins never hears that anything was deleted.
fn forget_deletes(batches: &mut [RemoteBatch]) {
    let actions = batches.iter_mut().flat_map(|batch| &mut batch.actions);
    for change in actions.flat_map(|action| &mut action.changes) {
        if matches!(change.body, ChangeBody::Delete { .. }) {
            change.body = ChangeBody::Touch;
        }
    }
}
