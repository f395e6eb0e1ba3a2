//! Going on as a new workstation, where the database turned out to be a copy or an older state of
//! another that goes on under the same name.
//!
//! What the share has under the old name, and this database has just so, stays the old
//! workstation's. Its segments past that are taken in like any colleague's, and everything that was
//! done here past it is told again under the new name.

use domain::WriterId;
use store::{LoggedAction, OutgoingState, Place, StoreError};

use super::memory::Memory;
use super::own::{MUST_BE_ANOTHER, PLACE_OF_DATABASE};
use super::report::{CycleReport, Problem, SyncError};
use super::shelves::Reach;
use super::{Inner, KEPT_AS, draw_writer};
use crate::Medium;
use crate::names::mark;
use crate::plan::Shelf;
use crate::segment::Segment;

impl<M: Medium + 'static> Inner<M> {
    /// Becomes a new workstation. `theirs` are the segments under the old name that were not made
    /// here, by number.
    pub(super) async fn become_another(
        &self,
        memory: &mut Memory,
        shelf: &Shelf,
        theirs: Vec<Segment>,
        report: &mut CycleReport,
    ) -> Result<(), SyncError> {
        let old = self.own();
        let place = self.common_place(shelf, &theirs).await?;
        let common = place.map_or(0, |place| place.segment);
        let told = following(place, theirs);
        let sealed = self.store.last_change_sealed(common).await?;
        let keep = sealed.max(self.store.common_prefix(&told).await?);
        self.forget_retold(common).await?;
        let new = self.reincarnate(keep).await?;
        // Whatever was remembered was the old one's.
        *memory = Memory { must_check_own: true, ..Memory::default() };
        memory.problems.insert(Problem::Clone { old, new });
        report.reincarnated = Some(new);
        self.store.adopt_place(old, place).await?;
        self.store.set_note(PLACE_OF_DATABASE, &self.fingerprint()).await?;
        self.store.set_note(MUST_BE_ANOTHER, &[]).await?;
        self.end_becoming().await?;
        self.lend_common(old, common).await
    }

    /// Goes on with keys of its own, if the database has become a new workstation and the program
    /// was stopped, or the vault failed, before it had them.
    pub(super) async fn end_becoming(&self) -> Result<(), SyncError> {
        let noted = self.store.note(KEPT_AS).await?;
        let kept = noted.and_then(|id| Some(WriterId(id.try_into().ok()?)));
        match kept.filter(|before| *before != self.own()) {
            Some(before) => self.begin_as(Some(before)).await,
            None => Ok(()),
        }
    }

    async fn reincarnate(&self, keep: u64) -> Result<WriterId, SyncError> {
        loop {
            let new = draw_writer(&*self.ambient);
            match self.store.reincarnate(new, keep).await {
                Err(StoreError::WriterLikeFile(_) | StoreError::WriterTaken(_)) => {}
                done => return Ok(done.map(|()| new)?),
            }
        }
    }

    /// The last segment of this database that has been on the share and comes before everything that
    /// is another's.
    async fn common_place(
        &self,
        shelf: &Shelf,
        theirs: &[Segment],
    ) -> Result<Option<Place>, SyncError> {
        let is_there = |number: u64, hash: &[u8; 32]| {
            let name = self.own_segment_name(number, hash);
            let singles = shelf.segments.get(&number);
            singles.is_some_and(|names| names.contains(&name)) || shelf.has_otherwise(number)
        };
        let outbox = self.store.outbox().await?;
        let unpublished = outbox
            .iter()
            .find(|row| row.state == OutgoingState::Sealed && !is_there(row.number, &row.hash))
            .map(|row| row.number);
        let first_other = theirs.first().map(|segment| segment.head.number);
        let sealed = self.store.last_sealed().await?.map_or(0, |place| place.segment);
        let end = [unpublished, first_other].into_iter().flatten().min();
        let common = end.map_or(sealed, |end| end.saturating_sub(1)).min(sealed);
        Ok(self.store.sealed_place(common).await?)
    }

    /// Takes segments out of the archive that were sealed here past the common ones: what is in them
    /// is told under another name, and they would pass for the old workstation's.
    async fn forget_retold(&self, common: u64) -> Result<(), SyncError> {
        let (archive, own) = (self.archive.clone(), self.own());
        let kept = self.apart(move || archive.of(own)).await??;
        for kept in kept.into_iter().filter(|kept| kept.number > common) {
            let made = self.store.sealed_place(kept.number).await?;
            if made.is_some_and(|made| mark(&made.hash) == kept.mark) {
                let archive = self.archive.clone();
                self.apart(move || archive.remove(&kept)).await??;
            }
        }
        Ok(())
    }

    /// Gives the share back what it has lost of the segments that were this workstation's: from now
    /// on nobody else may have them.
    async fn lend_common(&self, old: WriterId, common: u64) -> Result<(), SyncError> {
        let shelf = self.list_shelf(old, Reach::All).await?;
        for number in (1..=common).filter(|number| !shelf.has(*number)) {
            self.lend_one(old, number).await?;
        }
        Ok(())
    }
}

/// What is told by the segments that follow each other from a place on.
fn following(place: Option<Place>, theirs: Vec<Segment>) -> Vec<LoggedAction> {
    let mut last = place.unwrap_or(Place { segment: 0, hash: [0; 32] });
    let mut told = Vec::new();
    for segment in theirs {
        if segment.head.number == last.segment + 1 && segment.head.previous == last.hash {
            last = Place { segment: segment.head.number, hash: segment.hash };
            told.extend(segment.actions);
        }
    }
    told
}
