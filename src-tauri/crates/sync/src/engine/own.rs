//! Whether this database is what it believes to be: not a copy of one that lives on elsewhere, not
//! an older state of itself.
//!
//! Either shows in this workstation's own folder on the share, in the note that the vault keeps
//! outside the database, or in the computer that it runs on. The answer is always the same: what
//! colleagues may have under the old name stays the old workstation's, everything else is told
//! again under a new one (see `another`).

use std::collections::{BTreeMap, BTreeSet};

use domain::UnixMillis;
use store::{Outgoing, OutgoingState, Place};

use super::memory::Memory;
use super::publish::MOST_SEGMENT;
use super::report::{CycleReport, Problem};
use super::shelves::Reach;
use super::{Fault, Inner, SyncError};
use crate::names::{Mark, ShareName, mark};
use crate::plan::Shelf;
use crate::segment::{self, Segment};
use crate::{Medium, MediumError};

/// How far back of the own folder is compared, in segments.
const LOOKED_BACK: u64 = 1_000;

/// The note that this database must go on as another workstation, whatever the share says.
pub(super) const MUST_BE_ANOTHER: &str = "must be another workstation";

/// The note of the computer and the folder that the database was in when it was last looked.
pub(super) const PLACE_OF_DATABASE: &str = "place of this database";

impl<M: Medium + 'static> Inner<M> {
    /// Looks through the own folder; becomes a new workstation if this one is a copy; publishes
    /// again what is gone from there.
    pub(super) async fn check_own(
        &self,
        memory: &mut Memory,
        report: &mut CycleReport,
    ) -> Result<(), SyncError> {
        self.end_becoming().await?;
        let own = self.own();
        let last = self.store.last_sealed().await?;
        let count = last.map_or(0, |place| place.segment);
        let reach = if memory.cycles == 0 {
            Reach::All
        } else {
            Reach::After(count.saturating_sub(LOOKED_BACK))
        };
        let shelf = self.list_shelf(own, reach).await?;
        memory
            .problems
            .extend(shelf.foreign.keys().filter_map(|path| super::shelves::foreign_problem(path)));
        if self.is_broken(Fault::UndetectedClone) {
            return Ok(());
        }
        let theirs = self.others_as_own(&shelf, count).await?;
        let is_copy = !theirs.is_empty()
            || memory.is_outdated
            || self.is_behind_witness(last).await?
            || self.is_elsewhere().await?
            || self.store.note(MUST_BE_ANOTHER).await?.is_some_and(|note| !note.is_empty());
        if is_copy {
            return self.become_another(memory, &shelf, theirs, report).await;
        }
        self.take_superseded_away(&shelf).await?;
        self.republish_own(memory, &shelf, count, report).await?;
        self.check_card(memory, &shelf).await?;
        memory.must_check_own = false;
        for path in shelf.leftovers {
            self.ask(move |medium| medium.remove(&path)).await??;
        }
        memory.shelves.insert(own, self.list_shelf(own, reach).await?);
        Ok(())
    }

    /// Segments under this workstation's name that it did not make, by number; only such that are
    /// whole and signed.
    async fn others_as_own(&self, shelf: &Shelf, count: u64) -> Result<Vec<Segment>, SyncError> {
        let mut suspects = BTreeSet::new();
        let outbox = self.store.outbox().await?;
        let hashes: BTreeMap<u64, [u8; 32]> =
            outbox.iter().map(|row| (row.number, row.hash)).collect();
        let last = self.store.last_sealed().await?;
        let (archive, own) = (self.archive.clone(), self.own());
        let kept = self.apart(move || archive.of(own)).await??;
        let kept_numbers: BTreeSet<u64> = kept.iter().map(|kept| kept.number).collect();
        let kept: BTreeSet<(u64, Mark)> =
            kept.iter().map(|kept| (kept.number, kept.mark)).collect();
        let superseded = self.superseded().await?;
        for (number, name) in shelf
            .segments
            .iter()
            .flat_map(|(number, names)| names.iter().map(move |name| (*number, *name)))
        {
            let ShareName::Segment { mark: found, .. } = name else { continue };
            let mine = hashes
                .get(&number)
                .copied()
                .or(last.filter(|place| place.segment == number).map(|place| place.hash))
                .map(|hash| mark(&hash));
            let is_mine = mine == Some(found)
                || superseded.contains(&(number, found))
                // The archive may be newer than a database that was put back.
                || (number <= count && kept.contains(&(number, found)))
                // Its own bytes are gone with an archive that was thrown away; nothing says that
                // it is another's.
                || (mine.is_none() && number <= count && !kept_numbers.contains(&number));
            if !is_mine {
                suspects.insert(name);
            }
        }
        let mut theirs = Vec::new();
        let secrets = self.secrets();
        let (verify, workspace) = (secrets.device.verifying(), self.workspace_id());
        let pinned = self.pinned(own).await?.unwrap_or(verify);
        for name in suspects {
            let path = name.to_string();
            let read = self.ask(move |medium| medium.read(&path, MOST_SEGMENT)).await?;
            let bytes = match read {
                Ok(bytes) => bytes,
                Err(error @ MediumError::Unreachable { .. }) => return Err(error.into()),
                Err(_) => continue,
            };
            let opened = segment::decode(&bytes, &workspace, &secrets.keys, &verify)
                .or_else(|_| segment::decode(&bytes, &workspace, &secrets.keys, &pinned));
            let Ok(found) = opened else { continue };
            let ShareName::Segment { number, mark: named, .. } = name else { continue };
            if found.head.writer == own
                && found.head.number == number
                && mark(&found.hash) == named
                && found.head.stands_for.is_none()
            {
                theirs.push(found);
            }
        }
        theirs.sort_by_key(|segment| segment.head.number);
        Ok(theirs)
    }

    /// Whether the note outside the database knows of more than the database.
    async fn is_behind_witness(&self, last: Option<Place>) -> Result<bool, SyncError> {
        Ok(self.witness().await? > last.map_or(0, |place| place.segment))
    }

    /// Whether the database has come to another computer or another place.
    async fn is_elsewhere(&self) -> Result<bool, SyncError> {
        let here = self.fingerprint();
        match self.store.note(PLACE_OF_DATABASE).await? {
            Some(before) => Ok(before != here),
            None => {
                self.store.set_note(PLACE_OF_DATABASE, &here).await?;
                Ok(false)
            }
        }
    }

    /// Publishes again what the own folder no longer has.
    async fn republish_own(
        &self,
        memory: &mut Memory,
        shelf: &Shelf,
        count: u64,
        report: &mut CycleReport,
    ) -> Result<(), SyncError> {
        let own = self.own();
        let outbox: BTreeMap<u64, Outgoing> =
            self.store.outbox().await?.into_iter().map(|row| (row.number, row)).collect();
        let archive = self.archive.clone();
        let kept = self.apart(move || archive.of(own)).await??;
        // By its name alone, since there may be thousands: what lies there is what it should be.
        let is_there = |number: u64| {
            let hash = outbox.get(&number).map(|row| mark(&row.hash));
            let first = kept.partition_point(|kept| kept.number < number);
            let archived = || kept.get(first).filter(|kept| kept.number == number);
            let Some(mark) = hash.or_else(|| archived().map(|kept| kept.mark)) else {
                return false;
            };
            let name = ShareName::Segment { writer: own, number, mark };
            shelf.segments.get(&number).is_some_and(|names| names.contains(&name))
        };
        let floor = self.compacted_through().await?;
        let from =
            if memory.cycles == 0 { floor + 1 } else { count.saturating_sub(LOOKED_BACK) + 1 };
        for number in from.max(floor + 1)..=count {
            let row = outbox.get(&number);
            if row.is_some_and(|row| row.state == OutgoingState::Sealed)
                || is_there(number)
                || shelf.has_otherwise(number)
            {
                continue;
            }
            let Some(hash) = self.hash_of_own(number).await? else { continue };
            let name = self.own_segment_name(number, &hash);
            if shelf.segments.get(&number).is_some_and(|names| names.contains(&name)) {
                continue;
            }
            memory.problems.insert(Problem::Rollback { writer: self.own() });
            if self.publish_one(memory, number, &hash).await? {
                report.published += 1;
                if row.is_some() {
                    let now: UnixMillis = self.ambient.now();
                    self.store.mark_outgoing(number, OutgoingState::Published, now).await?;
                }
            }
        }
        Ok(())
    }
}
