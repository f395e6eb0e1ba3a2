//! Heads: one listing says who has something new; and how far this workstation is.

use std::collections::{BTreeMap, BTreeSet};

use domain::WriterId;
use store::OutgoingState;

use super::memory::{Digest, Memory};
use super::report::{CycleReport, Problem};
use super::{Inner, SyncError};
use crate::Medium;
use crate::head::Head;
use crate::medium::is_leftover;
use crate::names::{HEADS, ShareName};
use crate::plan::has_passed;

/// The most bytes of a head.
const MOST_HEAD: u64 = 1 << 20;
/// A head is written anew at least so often, so that colleagues see that somebody is there: an hour.
const SIGN_OF_LIFE: i64 = 3_600_000;
/// What is to be seen is digested at most so often, since all of it is read: ten minutes.
const DIGEST_EVERY: i64 = 600_000;
/// How far clocks may be apart before it is told: two minutes.
const SKEW: i64 = 120_000;

/// What the listing of heads says.
#[derive(Debug, Default)]
pub(super) struct HeadsSeen {
    /// Workstations whose head is not the one that was there before.
    pub(super) moved: BTreeSet<WriterId>,
    /// Whether the head that this workstation wrote last is there.
    pub(super) has_own: bool,
    /// Own heads that are not the last one, and what was left of others.
    pub(super) old: Vec<String>,
}

impl<M: Medium + 'static> Inner<M> {
    /// Lists heads. Opens nothing.
    pub(super) async fn list_heads(&self, memory: &mut Memory) -> Result<HeadsSeen, SyncError> {
        let own = self.own();
        let entries = self.ask(|medium| medium.list(HEADS)).await??;
        let mut seen = HeadsSeen::default();
        let mut heads: BTreeMap<WriterId, BTreeMap<ShareName, Option<Head>>> = BTreeMap::new();
        let mut before = std::mem::take(&mut memory.heads);
        let own_prefix = own.to_string();
        let mut foreign = BTreeSet::new();
        for entry in entries.iter().filter(|entry| !entry.is_folder) {
            let path = format!("{HEADS}/{}", entry.name);
            let Ok(name) = path.parse::<ShareName>() else {
                if is_leftover(&path) {
                    if entry.name.starts_with(&own_prefix) {
                        seen.old.push(path);
                    }
                } else {
                    foreign.extend(super::shelves::foreign_problem(&path));
                }
                continue;
            };
            let Some(writer) = name.owner() else { continue };
            if writer == own {
                let is_last = memory.own_head.as_ref().is_some_and(|(last, _)| *last == name);
                seen.has_own |= is_last;
                if !is_last {
                    seen.old.push(path);
                }
                if let ShareName::Head { segment, .. } = name
                    && segment > self.store.last_sealed().await?.map_or(0, |last| last.segment)
                {
                    memory.must_check_own = true;
                }
                continue;
            }
            let known = before.get_mut(&writer).and_then(|heads| heads.remove(&name));
            if known.is_none() {
                seen.moved.insert(writer);
            }
            heads.entry(writer).or_default().insert(name, known.flatten());
        }
        memory.heads = heads;
        memory.problems.extend(foreign);
        Ok(seen)
    }

    /// Reads the heads that were not read yet, of workstations whose card is known.
    pub(super) async fn read_heads(&self, memory: &mut Memory) -> Result<(), SyncError> {
        let now = self.ambient.now();
        let mut wanted = Vec::new();
        for (writer, heads) in &memory.heads {
            let Some(card) = memory.cards.get(writer) else { continue };
            for (name, head) in heads {
                if head.is_none() && memory.may_try(&name.to_string(), now) {
                    wanted.push((*writer, *name, card.verifying));
                }
            }
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let (secrets, workspace) = (self.secrets(), self.workspace_id());
        let read = self
            .ask(move |medium| {
                let read = |(writer, name, verify): &(WriterId, ShareName, _)| {
                    let bytes = medium.read(&name.to_string(), MOST_HEAD)?;
                    Ok((
                        *writer,
                        *name,
                        Head::open(&bytes, name, &workspace, &secrets.keys, verify),
                    ))
                };
                wanted.iter().map(|one| (one.1, read(one))).collect::<Vec<_>>()
            })
            .await?;
        for (name, result) in read {
            let path = name.to_string();
            match result {
                Ok((writer, name, Ok(head))) => {
                    memory.troubles.remove(&path);
                    memory.heads.entry(writer).or_default().insert(name, Some(head));
                }
                Ok((writer, _, Err(error))) => {
                    let problem = super::shelves::file_problem(writer, &path, &error);
                    memory.failed(&path, problem, now);
                }
                // Its owner wrote a newer one meanwhile.
                Err(crate::MediumError::Missing { .. }) => {}
                Err(error @ crate::MediumError::Unreachable { .. }) => return Err(error.into()),
                Err(error) => memory.failed(&path, Problem::of(&error), now),
            }
        }
        Ok(())
    }

    /// Says how far this workstation is, if that is not what it said last, and lets go of what it
    /// said before.
    pub(super) async fn tell_head(
        &self,
        memory: &mut Memory,
        seen: &HeadsSeen,
        report: &CycleReport,
    ) -> Result<(), SyncError> {
        let now = self.ambient.now();
        let outbox = self.store.outbox().await?;
        let unpublished = outbox.iter().find(|row| row.state == OutgoingState::Sealed);
        let last = self.store.last_sealed().await?;
        let segment = match unpublished {
            Some(row) => row.number - 1,
            None => last.map_or(0, |place| place.segment),
        };
        let own = self.own();
        let hash = match last {
            Some(place) if place.segment == segment => place.hash,
            _ => self.hash_of_own(segment).await?.unwrap_or_default(),
        };
        let acks: BTreeMap<WriterId, u64> = self
            .store
            .places()
            .await?
            .into_iter()
            .filter(|(writer, _)| *writer != own)
            .map(|(writer, place)| (writer, place.segment))
            .collect();
        let mut all = acks.clone();
        all.insert(own, segment);
        let last_change = self.store.version_vector().await?.get(&own).copied().unwrap_or(0);
        let waiting = self.store.unsealed_count().await?.changes;
        let digest = self.digest(memory, &all, waiting == 0 && unpublished.is_none()).await?;
        let before = memory.own_head.as_ref().map(|(_, head)| head);
        let head = Head {
            writer: own,
            count: before.map_or(0, |head| head.count + 1).max(now.0.max(0) as u64),
            made_at: now,
            segment,
            hash,
            last_change: last_change.saturating_sub(waiting),
            waiting,
            acks,
            version: self.identity.version.clone(),
            state_digest: digest,
        };
        let is_same = before.is_some_and(|before| {
            let same = Head { count: before.count, made_at: before.made_at, ..head.clone() };
            same == *before && !has_passed(before.made_at, now, SIGN_OF_LIFE)
        });
        if !(is_same && seen.has_own) {
            let secrets = self.secrets();
            let workspace = self.workspace_id();
            let ambient = &*self.ambient;
            let (bytes, name) = head.seal(&workspace, &secrets.keys, &secrets.device, ambient)?;
            let path = name.to_string();
            self.ask(move |medium| medium.create(&path, &bytes)).await??;
            let superseded = memory.own_head.replace((name, head));
            if let Some((old, _)) = superseded.filter(|_| seen.has_own) {
                let old = old.to_string();
                self.ask(move |medium| medium.remove(&old)).await??;
            }
        }
        // A head of this workstation that says more than it knows is proof that it is a copy; it
        // stays until that has been looked into.
        if !memory.must_check_own && report.reincarnated.is_none() {
            for old in seen.old.clone() {
                self.ask(move |medium| medium.remove(&old)).await??;
            }
        }
        Ok(())
    }

    /// A digest of what is to be seen; zeros if it is not known for just what was taken in.
    async fn digest(
        &self,
        memory: &mut Memory,
        acks: &BTreeMap<WriterId, u64>,
        is_settled: bool,
    ) -> Result<[u8; 32], SyncError> {
        let now = self.ambient.now();
        let is_due = memory
            .digest
            .as_ref()
            .is_none_or(|last| last.acks != *acks && has_passed(last.at, now, DIGEST_EVERY));
        if is_settled && is_due {
            let digest = self.store.state_digest().await?;
            memory.digest = Some(Digest { at: now, acks: acks.clone(), digest });
        }
        let known = memory.digest.as_ref().filter(|last| is_settled && last.acks == *acks);
        Ok(known.map_or([0; 32], |last| last.digest))
    }

    /// Compares what colleagues say with what is known here.
    pub(super) fn compare_heads(&self, memory: &Memory) -> BTreeSet<Problem> {
        let now = self.ambient.now();
        let mut problems = BTreeSet::new();
        for (writer, head) in latest(memory) {
            let millis = head.made_at.0.saturating_sub(now.0);
            // A head may be old; it cannot be from the future.
            if millis > SKEW {
                problems.insert(Problem::Skew { writer, millis });
            }
            let mut all = head.acks.clone();
            all.insert(writer, head.segment);
            let ours = memory.digest.as_ref().filter(|ours| ours.acks == all);
            if let Some(ours) = ours
                && head.state_digest != [0; 32]
                && head.state_digest != ours.digest
            {
                problems.insert(Problem::Divergence { writer });
            }
        }
        problems
    }
}

/// The last head of every other workstation, of those that were read.
pub(super) fn latest(memory: &Memory) -> impl Iterator<Item = (WriterId, &Head)> {
    memory.heads.iter().filter_map(|(writer, heads)| {
        let last = heads.values().flatten().max_by_key(|head| head.count)?;
        Some((*writer, last))
    })
}

/// How many segments a workstation has, as far as the names of its heads tell.
pub(super) fn announced(memory: &Memory, writer: WriterId) -> u64 {
    let names = memory.heads.get(&writer).into_iter().flat_map(BTreeMap::keys);
    let segments = names.filter_map(|name| match name {
        ShareName::Head { segment, .. } => Some(*segment),
        _ => None,
    });
    segments.max().unwrap_or(0)
}
