//! Packing own segments together, so that a share of years is not a hundred thousand files.
//!
//! A pack says nothing that its segments do not, so no colleague has to agree. The segments stay
//! beside it for a day, for those who have listed them already.

use std::collections::BTreeSet;

use domain::UnixMillis;
use store::OutgoingState;

use super::fetch::MOST_PACK;
use super::memory::Memory;
use super::shelves::Reach;
use super::{Inner, SyncError};
use crate::names::{ShareName, mark};
use crate::plan::{Shelf, has_passed, range, runs};
use crate::{Medium, MediumError, pack};

/// How many segments make a pack worth it.
const LEAST_SEGMENTS: u64 = 200;
/// The most segments of one pack.
const MOST_SEGMENTS: u64 = 2_000;
/// The most bytes that go into one pack.
const MOST_BYTES: usize = 32 << 20;
/// How long segments stay beside their pack: a day.
const BESIDE: i64 = 86_400_000;

impl<M: Medium + 'static> Inner<M> {
    /// Packs own segments that have been on the share for an hour, and removes those whose pack has
    /// been there for a day.
    pub(super) async fn tend_packs(&self, shelf: &Shelf) -> Result<(), SyncError> {
        let outbox = self.store.outbox().await?;
        let settling: BTreeSet<u64> = outbox
            .iter()
            .filter(|row| row.state < OutgoingState::Rechecked)
            .map(|row| row.number)
            .collect();
        let single = |number: &u64| !shelf.has_otherwise(*number) && !settling.contains(number);
        for (from, to) in runs(shelf.segments.keys().copied().filter(single), LEAST_SEGMENTS) {
            self.pack(shelf, from, to.min(from + MOST_SEGMENTS - 1)).await?;
        }
        let outgoing: BTreeSet<u64> = outbox.iter().map(|row| row.number).collect();
        for name in &shelf.packs {
            if self.is_settled(name).await? {
                self.remove_packed(shelf, name, &outgoing).await?;
            }
        }
        Ok(())
    }

    /// Removes packs that should hold a segment and are damaged, since somebody asked for it; what
    /// was in them is published anew.
    pub(super) async fn mend_packs(
        &self,
        memory: &mut Memory,
        number: u64,
    ) -> Result<(), SyncError> {
        let shelf = self.list_shelf(self.own(), Reach::All).await?;
        for name in shelf.packs {
            let ShareName::Pack { from, to, mark: named, .. } = name else { continue };
            if !(from..=to).contains(&number) {
                continue;
            }
            let path = name.to_string();
            let is_removed = self
                .ask(move |medium| {
                    let bytes = medium.read(&path, MOST_PACK)?;
                    let is_whole = pack::hash(&bytes).is_ok_and(|hash| mark(&hash) == named);
                    if is_whole { Ok(false) } else { medium.remove(&path).map(|()| true) }
                })
                .await??;
            memory.must_check_own |= is_removed;
        }
        Ok(())
    }

    async fn pack(&self, shelf: &Shelf, from: u64, to: u64) -> Result<(), SyncError> {
        let own = self.own();
        let wanted: Vec<(u64, Vec<[u8; 6]>)> = shelf
            .segments
            .range(from..=to)
            .map(|(number, names)| {
                let marks = names.iter().filter_map(|name| match name {
                    ShareName::Segment { mark, .. } => Some(*mark),
                    _ => None,
                });
                (*number, marks.collect())
            })
            .collect();
        let (archive, secrets) = (self.archive.clone(), self.secrets());
        let (workspace, ambient) = (self.workspace_id(), self.ambient.clone());
        let made = self
            .apart(move || {
                let mut segments: Vec<Vec<u8>> = Vec::new();
                let mut size = 0;
                for (number, marks) in wanted {
                    let Some(bytes) = marks.iter().find_map(|mark| archive.find(own, number, mark))
                    else {
                        break;
                    };
                    size += bytes.len();
                    if size > MOST_BYTES {
                        break;
                    }
                    segments.push(bytes);
                }
                let count = segments.len() as u64;
                if count < LEAST_SEGMENTS {
                    return None;
                }
                let segments = segments.iter().map(Vec::as_slice);
                // What cannot be packed stays as it is.
                let (keys, device) = (&secrets.keys, &secrets.device);
                let packed = pack::write(segments, &workspace, keys, device, &*ambient).ok()?;
                Some((packed, from + count - 1))
            })
            .await?;
        let Some(((bytes, hash), to)) = made else { return Ok(()) };
        let name = ShareName::Pack { writer: own, from, to, mark: mark(&hash) };
        let path = name.to_string();
        match self.ask(move |medium| medium.create(&path, &bytes)).await? {
            Ok(()) | Err(MediumError::AlreadyThere { .. }) => {
                self.is_settled(&name).await.map(drop)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a pack was seen for the first time a day ago.
    async fn is_settled(&self, name: &ShareName) -> Result<bool, SyncError> {
        let key = format!("seen {name}");
        let now = self.now();
        let noted = self.store.note(&key).await?;
        match noted.and_then(|bytes| Some(i64::from_le_bytes(bytes.try_into().ok()?))) {
            Some(since) => Ok(has_passed(UnixMillis(since), now, BESIDE)),
            None => {
                self.store.set_note(&key, &now.0.to_le_bytes()).await?;
                Ok(false)
            }
        }
    }

    /// Removes the segments that a pack holds, once the pack is read back whole.
    async fn remove_packed(
        &self,
        shelf: &Shelf,
        name: &ShareName,
        outgoing: &BTreeSet<u64>,
    ) -> Result<(), SyncError> {
        let Some((from, to)) = range(name) else { return Ok(()) };
        let singles: Vec<String> = shelf
            .segments
            .range(from..=to)
            .filter(|(number, _)| !outgoing.contains(number))
            .flat_map(|(_, names)| names)
            .map(ShareName::to_string)
            .collect();
        if singles.is_empty() {
            return Ok(());
        }
        let path = name.to_string();
        let ShareName::Pack { mark: named, .. } = *name else { return Ok(()) };
        self.ask(move |medium| {
            let bytes = medium.read(&path, MOST_PACK)?;
            let is_whole = pack::hash(&bytes).is_ok_and(|hash| mark(&hash) == named);
            if !is_whole {
                // A new one takes its place; until then the segments stay.
                return medium.remove(&path);
            }
            singles.iter().try_for_each(|single| medium.remove(single))
        })
        .await??;
        Ok(())
    }
}
