//! What an erasure asks of the share: own segments that say what is erased are issued again without
//! it, snapshots of before go, and what the archive holds of colleagues goes too.
//!
//! Every workstation does this with its own files as soon as it has taken the erasure in; the chain
//! goes on over the hash of the original. Who ordered the erasure begins a new epoch of keys.

use std::collections::BTreeSet;

use domain::{ChangeBody, RegisterValue};
use store::{ErasureOrder, OutgoingState};

use super::archive::Kept;
use super::memory::Memory;
use super::report::CycleReport;
use super::shelves::Reach;
use super::{Inner, SyncError};
use crate::names::{Mark, ShareName, mark};
use crate::plan::{Shelf, range};
use crate::segment::{self, Heading, Segment};
use crate::{Medium, MediumError};

/// The note of the erasures that this workstation has carried through.
const CARRIED_THROUGH: &str = "erasures carried through";
/// The note of own segments that were issued again: number and mark of the originals.
const SUPERSEDED: &str = "segments issued again";

/// An own segment without what is erased.
struct Blanked {
    number: u64,
    original: Kept,
    hash: [u8; 32],
    bytes: Vec<u8>,
}

impl<M: Medium + 'static> Inner<M> {
    /// Carries erasures through that were taken in, or done here, since the last time.
    pub(super) async fn carry_erasures(
        &self,
        memory: &mut Memory,
        report: &mut CycleReport,
    ) -> Result<(), SyncError> {
        if memory.cycles > 0 && report.received_changes == 0 && report.sealed == 0 {
            return Ok(());
        }
        let orders = self.store.erasures().await?;
        let done = self.carried_through().await?;
        let fresh: Vec<&ErasureOrder> =
            orders.iter().filter(|order| !done.contains(&order.id.to_string())).collect();
        if fresh.is_empty() {
            return Ok(());
        }
        let ordered_here = fresh.iter().any(|order| order.id.writer == self.own());
        let all: BTreeSet<String> = orders.iter().map(|order| order.id.to_string()).collect();
        report.reissued += self.issue_again(&orders).await?;
        self.clear_archive(orders).await?;
        let shelf = self.list_shelf(self.own(), Reach::All).await?;
        self.drop_snapshots(&shelf).await?;
        if !self.store.finish_erasing().await {
            // Somebody reads just now; the next cycle that has something to do tries again.
            return Ok(());
        }
        if ordered_here {
            self.begin_epoch().await?;
            report.began_epoch = true;
        }
        let all: Vec<String> = all.into_iter().collect();
        Ok(self.store.set_note(CARRIED_THROUGH, all.join("\n").as_bytes()).await?)
    }

    async fn carried_through(&self) -> Result<BTreeSet<String>, SyncError> {
        let noted = self.store.note(CARRIED_THROUGH).await?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&noted).lines().map(str::to_owned).collect())
    }

    /// Issues own segments again that say what is erased, and takes the originals away; how many.
    async fn issue_again(&self, orders: &[ErasureOrder]) -> Result<u32, SyncError> {
        // What is only in the outbox is archived too, so that everything is in one place.
        for row in self.store.outbox().await? {
            self.archive_own(row.number, &row.hash).await?;
        }
        let own = self.own();
        let (archive, secrets, workspace) =
            (self.archive.clone(), self.secrets(), self.workspace_id());
        let (orders, ambient) = (orders.to_vec(), self.ambient.clone());
        let blanked: Vec<Blanked> = self
            .apart(move || {
                let mut blanked = Vec::new();
                for kept in archive.of(own)? {
                    let Some(bytes) = archive.read(&kept) else { continue };
                    let verify = secrets.device.verifying();
                    let Ok(mut told) = segment::decode(&bytes, &workspace, &secrets.keys, &verify)
                    else {
                        continue;
                    };
                    if !blank(&mut told, &orders) {
                        continue;
                    }
                    let heading = Heading {
                        writer: own,
                        number: told.head.number,
                        previous: told.head.previous,
                        made_at: told.head.made_at,
                        schema_version: told.head.schema_version,
                        stands_for: Some(told.head.stands_for.unwrap_or(told.hash)),
                        issued_by: None,
                    };
                    let bytes = segment::encode(
                        &heading,
                        &told.seen,
                        &told.actions,
                        &workspace,
                        &secrets.keys,
                        &secrets.device,
                        &*ambient,
                    )?;
                    let hash = segment::hash(&bytes).map_err(|_| crate::SealError::Unwritable {
                        why: "a segment that is damaged as soon as it is made",
                    })?;
                    let number = kept.number;
                    blanked.push(Blanked { number, original: kept, hash, bytes });
                }
                Ok::<_, SyncError>(blanked)
            })
            .await??;
        if blanked.is_empty() {
            return Ok(0);
        }
        let count = blanked.len() as u32;
        let shelf = self.list_shelf(own, Reach::All).await?;
        let outgoing: BTreeSet<u64> =
            self.store.outbox().await?.iter().map(|row| row.number).collect();
        let mut superseded = self.superseded().await?;
        for Blanked { number, original, hash, bytes } in blanked {
            let (archive, copy) = (self.archive.clone(), bytes.clone());
            self.apart(move || archive.keep(own, number, &hash, &copy, true)).await??;
            let generation = shelf.last_generation(number) + 1;
            let name = ShareName::Reissue { writer: own, number, generation, mark: mark(&hash) };
            let path = name.to_string();
            match self.ask(move |medium| medium.create(&path, &bytes)).await? {
                Ok(()) | Err(MediumError::AlreadyThere { .. }) => {}
                Err(error) => return Err(error.into()),
            }
            superseded.insert((number, original.mark));
            self.note_superseded(&superseded).await?;
            if outgoing.contains(&number) {
                let now = self.now();
                self.store.mark_outgoing(number, OutgoingState::Confirmed, now).await?;
            }
            for old in shelf.reissues.get(&number).into_iter().flatten() {
                self.take_away(old).await?;
            }
            let archive = self.archive.clone();
            self.apart(move || archive.remove(&original)).await??;
        }
        self.take_superseded_away(&shelf).await?;
        Ok(count)
    }

    /// Takes originals away that were issued again, also such as came back with an older copy of
    /// the share. The rest of a pack that holds one is published one by one first.
    pub(super) async fn take_superseded_away(&self, shelf: &Shelf) -> Result<(), SyncError> {
        let superseded = self.superseded().await?;
        if superseded.is_empty() {
            return Ok(());
        }
        let numbers: BTreeSet<u64> = superseded.iter().map(|(number, _)| *number).collect();
        for name in shelf.segments.values().flatten() {
            if let ShareName::Segment { number, mark, .. } = name
                && superseded.contains(&(*number, *mark))
            {
                self.take_away(name).await?;
            }
        }
        for pack in &shelf.packs {
            let Some((from, to)) = range(pack) else { continue };
            if numbers.range(from..=to).next().is_none() || self.is_of_now(pack).await? {
                continue;
            }
            for number in from..=to {
                if numbers.contains(&number) || shelf.segments.contains_key(&number) {
                    continue;
                }
                self.publish_archived(number).await?;
            }
            self.take_away(pack).await?;
        }
        Ok(())
    }

    /// Whether a pack holds own segments as they are now, issued again where they were.
    async fn is_of_now(&self, pack: &ShareName) -> Result<bool, SyncError> {
        let path = pack.to_string();
        let (secrets, workspace) = (self.secrets(), self.workspace_id());
        let superseded = self.superseded().await?;
        self.ask(move |medium| {
            let bytes = match medium.read(&path, super::fetch::MOST_PACK) {
                Ok(bytes) => bytes,
                Err(MediumError::Missing { .. }) => return Ok(true),
                Err(error) => return Err(SyncError::from(error)),
            };
            let verify = secrets.device.verifying();
            let Ok(mut opened) = crate::pack::open(&bytes, &workspace, &secrets.keys, &verify)
            else {
                return Ok(false);
            };
            while let Ok(Some(packed)) = opened.next_segment() {
                if superseded.contains(&(packed.head().number, mark(&packed.hash()))) {
                    return Ok(false);
                }
            }
            Ok(true)
        })
        .await?
    }

    /// Publishes an own segment of the archive under its own name.
    async fn publish_archived(&self, number: u64) -> Result<(), SyncError> {
        let (archive, own) = (self.archive.clone(), self.own());
        let kept = self
            .apart(move || {
                let kept = archive.of(own)?.into_iter().find(|kept| kept.number == number);
                Ok::<_, SyncError>(kept.and_then(|kept| {
                    let bytes = archive.read(&kept)?;
                    Some((kept.mark, bytes))
                }))
            })
            .await??;
        let Some((mark, bytes)) = kept else { return Ok(()) };
        let path = ShareName::Segment { writer: own, number, mark }.to_string();
        match self.ask(move |medium| medium.create(&path, &bytes)).await? {
            Ok(()) | Err(MediumError::AlreadyThere { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes from the archive what colleagues' segments say of what is erased. They issue them
    /// again themselves.
    async fn clear_archive(&self, orders: Vec<ErasureOrder>) -> Result<(), SyncError> {
        let own = self.own();
        let (archive, secrets, workspace) =
            (self.archive.clone(), self.secrets(), self.workspace_id());
        self.apart(move || {
            for writer in archive.writers()? {
                if writer == own {
                    continue;
                }
                for kept in archive.of(writer)? {
                    let Some(bytes) = archive.read(&kept) else { continue };
                    let opened = segment::decode_unsigned(&bytes, &workspace, &secrets.keys);
                    if opened.is_ok_and(|mut told| blank(&mut told, &orders)) {
                        archive.remove(&kept)?;
                    }
                }
            }
            Ok::<_, SyncError>(())
        })
        .await?
    }

    /// Own segments that were issued again, by number and mark of the original.
    pub(super) async fn superseded(&self) -> Result<BTreeSet<(u64, Mark)>, SyncError> {
        let noted = self.store.note(&self.superseded_key()).await?.unwrap_or_default();
        let read = noted.chunks_exact(14).filter_map(|entry| {
            let (number, mark) = entry.split_first_chunk::<8>()?;
            Some((u64::from_le_bytes(*number), mark.try_into().ok()?))
        });
        Ok(read.collect())
    }

    async fn note_superseded(&self, all: &BTreeSet<(u64, Mark)>) -> Result<(), SyncError> {
        let bytes: Vec<u8> = all
            .iter()
            .flat_map(|(number, mark)| [&number.to_le_bytes()[..], mark].concat())
            .collect();
        Ok(self.store.set_note(&self.superseded_key(), &bytes).await?)
    }

    fn superseded_key(&self) -> String {
        format!("{SUPERSEDED} of {}", self.own())
    }

    async fn take_away(&self, name: &ShareName) -> Result<(), SyncError> {
        let path = name.to_string();
        match self.ask(move |medium| medium.remove(&path)).await? {
            Ok(()) | Err(MediumError::Missing { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Blanks what is erased; whether anything was.
fn blank(told: &mut Segment, orders: &[ErasureOrder]) -> bool {
    let mut is_blanked = false;
    for change in told.actions.iter_mut().flat_map(|action| &mut action.changes) {
        if !orders.iter().any(|order| order.blanks(change)) {
            continue;
        }
        if let ChangeBody::Set { value, .. } = &mut change.body
            && !value.0.is_empty()
        {
            *value = RegisterValue::default();
            is_blanked = true;
        }
    }
    is_blanked
}
