//! Sealing what was done here, and carrying it to the share.
//!
//! A segment is in the database before anything else is done with it, so carrying it to the share
//! is a copy that can be repeated from any point at which it was cut off. It is believed to be
//! there when it was read back, and looked at again an hour and a day later.

use domain::WriterId;
use store::{Outgoing, OutgoingState, Sealed, StoreError};

use super::memory::Memory;
use super::report::{CycleReport, Demand, Phase, Problem, Progress};
use super::{Inner, SyncError};
use crate::names::{ShareName, mark};
use crate::plan::{MOST_BYTES, MOST_CHANGES, has_passed, is_time_to_seal};
use crate::segment::{self, Heading};
use crate::{Medium, MediumError, SealError};

/// When a published segment is looked at again: after an hour, and a day after that it is let go.
const RECHECK_AFTER: i64 = 3_600_000;
const CONFIRM_AFTER: i64 = 23 * 3_600_000;
/// The most bytes of a segment's file.
pub(super) const MOST_SEGMENT: u64 = 72 << 20;

/// What lies on the share where a segment of this workstation belongs.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    Whole,
    Missing,
    Other,
}

impl<M: Medium + 'static> Inner<M> {
    /// Seals what was done here, if it is time.
    pub(super) async fn seal_due(
        &self,
        memory: &mut Memory,
        demand: Demand,
        report: &mut CycleReport,
    ) -> Result<(), SyncError> {
        let count = self.store.unsealed_count().await?;
        let settled = count.newest.is_some() && memory.newest_unsealed == count.newest;
        memory.newest_unsealed = count.newest;
        if !demand.seal_all && !is_time_to_seal(&count, self.ambient.now(), settled) {
            return Ok(());
        }
        let mut most = MOST_CHANGES;
        while let Some(unsealed) = self.store.unsealed(most).await? {
            let heading = Heading {
                writer: self.own(),
                number: unsealed.number,
                previous: unsealed.previous.map_or([0; 32], |place| place.hash),
                made_at: self.ambient.now(),
                schema_version: self.schema_version(),
                stands_for: None,
                issued_by: None,
            };
            let changes: usize = unsealed.actions.iter().map(|action| action.changes.len()).sum();
            let secrets = self.secrets();
            let sealed = segment::encode(
                &heading,
                &unsealed.seen,
                &unsealed.actions,
                &self.workspace_id(),
                &secrets.keys,
                &secrets.device,
                &*self.ambient,
            );
            let bytes = match sealed {
                Ok(bytes) if bytes.len() <= MOST_BYTES || changes <= 1 => bytes,
                Ok(_) | Err(SealError::TooLarge) if changes > 1 => {
                    most = (changes as u32 / 2).max(1);
                    continue;
                }
                Ok(bytes) => bytes,
                Err(error) => return Err(error.into()),
            };
            let hash = segment::hash(&bytes).map_err(|_| SealError::Unwritable {
                why: "a segment that is damaged as soon as it is made",
            })?;
            let (number, through) = (unsealed.number, unsealed.through);
            match self.store.seal(Sealed { number, through, hash, bytes }).await {
                // Another program of this workspace was faster; what is left is asked for again.
                Err(StoreError::SealedMeanwhile { .. }) => {}
                sealed => {
                    sealed?;
                    report.sealed += 1;
                }
            }
        }
        if report.sealed > 0 { self.note_witness().await } else { Ok(()) }
    }

    /// Carries sealed segments to the share, in order, up to the first that does not get there.
    pub(super) async fn publish(
        &self,
        memory: &mut Memory,
        report: &mut CycleReport,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<(), SyncError> {
        let outbox = self.store.outbox().await?;
        let sealed: Vec<&Outgoing> =
            outbox.iter().filter(|row| row.state == OutgoingState::Sealed).collect();
        for (done, row) in sealed.iter().enumerate() {
            let (done, total) = (done as u64, sealed.len() as u64);
            progress(Progress { phase: Phase::Publishing, done, total });
            if !self.publish_one(memory, row.number, &row.hash).await? {
                break;
            }
            let now = self.ambient.now();
            self.store.mark_outgoing(row.number, OutgoingState::Published, now).await?;
            report.published += 1;
        }
        self.recheck(memory, &outbox, report).await
    }

    /// Looks again at what was published an hour and a day ago.
    async fn recheck(
        &self,
        memory: &mut Memory,
        outbox: &[Outgoing],
        report: &mut CycleReport,
    ) -> Result<(), SyncError> {
        for row in outbox {
            let now = self.ambient.now();
            let (span, next) = match row.state {
                OutgoingState::Published => (RECHECK_AFTER, OutgoingState::Rechecked),
                OutgoingState::Rechecked => (CONFIRM_AFTER, OutgoingState::Confirmed),
                OutgoingState::Sealed | OutgoingState::Confirmed => continue,
            };
            if !has_passed(row.at, now, span) {
                continue;
            }
            if self.look_at_own(row.number, &row.hash).await? == Found::Whole {
                // Bytes are let go only once the archive is seen to have them.
                if next == OutgoingState::Confirmed {
                    self.archive_own(row.number, &row.hash).await?;
                }
                self.store.mark_outgoing(row.number, next, now).await?;
            } else if self.publish_one(memory, row.number, &row.hash).await? {
                self.store.mark_outgoing(row.number, OutgoingState::Published, now).await?;
                report.published += 1;
            }
        }
        Ok(())
    }

    /// Writes a segment of this workstation to the share and reads it back; whether it is there.
    pub(super) async fn publish_one(
        &self,
        memory: &mut Memory,
        number: u64,
        hash: &[u8; 32],
    ) -> Result<bool, SyncError> {
        let Some(bytes) = self.own_bytes(number, hash).await? else { return Ok(false) };
        self.archive_own(number, hash).await?;
        let path = self.own_segment_name(number, hash).to_string();
        for _ in 0..2 {
            let (to, copy) = (path.clone(), bytes.clone());
            match self.ask(move |medium| medium.create(&to, &copy)).await? {
                Ok(()) | Err(MediumError::AlreadyThere { .. }) => {}
                Err(error) => return Err(error.into()),
            }
            match self.look_at_own(number, hash).await? {
                Found::Whole => {
                    memory.troubles.remove(&path);
                    return Ok(true);
                }
                // The listing or the cache of the share lags; the next cycle looks again.
                Found::Missing => return Ok(false),
                Found::Other => {
                    let to = path.clone();
                    self.ask(move |medium| medium.remove(&to)).await??;
                }
            }
        }
        let why = "it is not read back as it was written".to_owned();
        memory.failed(&path, Problem::Incomplete { path: path.clone(), why }, self.ambient.now());
        Ok(false)
    }

    /// What lies where a segment of this workstation belongs.
    async fn look_at_own(&self, number: u64, hash: &[u8; 32]) -> Result<Found, SyncError> {
        let path = self.own_segment_name(number, hash).to_string();
        let read = self.ask(move |medium| medium.read(&path, MOST_SEGMENT)).await?;
        match read {
            Ok(bytes) if segment::hash(&bytes).is_ok_and(|found| found == *hash) => {
                Ok(Found::Whole)
            }
            Ok(_) | Err(MediumError::TooLarge { .. }) => Ok(Found::Other),
            Err(MediumError::Missing { .. }) => Ok(Found::Missing),
            Err(error) => Err(error.into()),
        }
    }

    /// The bytes of a segment of this workstation, from the database or else from the archive.
    pub(super) async fn own_bytes(
        &self,
        number: u64,
        hash: &[u8; 32],
    ) -> Result<Option<Vec<u8>>, SyncError> {
        match self.store.outgoing_bytes(number).await? {
            Some(bytes) => Ok(Some(bytes)),
            None => {
                let (archive, own, mark) = (self.archive.clone(), self.own(), mark(hash));
                self.apart(move || archive.find(own, number, &mark)).await
            }
        }
    }

    /// Sees to it that the archive has a segment of the outbox.
    pub(super) async fn archive_own(&self, number: u64, hash: &[u8; 32]) -> Result<(), SyncError> {
        let Some(bytes) = self.store.outgoing_bytes(number).await? else { return Ok(()) };
        let (archive, own, hash) = (self.archive.clone(), self.own(), *hash);
        self.apart(move || archive.keep(own, number, &hash, &bytes, true)).await?
    }

    pub(super) fn own_segment_name(&self, number: u64, hash: &[u8; 32]) -> ShareName {
        ShareName::Segment { writer: self.own(), number, mark: mark(hash) }
    }

    /// The hash of a segment of this workstation.
    pub(super) async fn hash_of_own(&self, number: u64) -> Result<Option<[u8; 32]>, SyncError> {
        if let Some(place) = self.store.last_sealed().await?
            && place.segment == number
        {
            return Ok(Some(place.hash));
        }
        let row = self.store.outbox().await?.into_iter().find(|row| row.number == number);
        if let Some(row) = row {
            return Ok(Some(row.hash));
        }
        let hashes = self.archived_hashes(self.own(), number).await?;
        Ok(hashes.first().copied())
    }

    /// The hashes of what the archive has under a number.
    async fn archived_hashes(
        &self,
        writer: WriterId,
        number: u64,
    ) -> Result<Vec<[u8; 32]>, SyncError> {
        let archive = self.archive.clone();
        self.apart(move || {
            let kept = archive.of(writer)?;
            let of_number = kept.iter().filter(|kept| kept.number == number);
            let hashes = of_number.filter_map(|kept| segment::hash(&archive.read(kept)?).ok());
            Ok(hashes.collect())
        })
        .await?
    }
}
