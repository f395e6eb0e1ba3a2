//! What the window shows of sharing, without asking the share.

use std::collections::BTreeMap;
use std::sync::PoisonError;

use domain::{UnixMillis, WriterId};

use super::memory::Memory;
use super::report::{CycleReport, Problem, SyncError};
use super::{Engine, Inner, gather, heads};
use crate::Medium;

/// How things stand between this workstation and the share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// In one word.
    pub badge: Badge,
    /// Every workstation that is known, this one first, then by name.
    pub workstations: Vec<Workstation>,
    /// What the last cycle found wrong.
    pub problems: Vec<Problem>,
    /// Changes done here that the share does not have.
    pub waiting: u64,
    /// When the share was last reached; none since the program was started.
    pub last_cycle: Option<UnixMillis>,
    /// Since when it was not.
    pub unreachable_since: Option<UnixMillis>,
}

/// How things stand, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Badge {
    /// Nothing waits.
    UpToDate,
    /// Something waits to be sent.
    Waiting {
        /// How many changes.
        changes: u64,
    },
    /// The share cannot be reached.
    Unreachable {
        /// Since when.
        since: UnixMillis,
    },
    /// Something is for a person to do.
    NeedsYou {
        /// How many things.
        problems: u32,
    },
}

/// A workstation, as far as this one knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workstation {
    /// Its identity.
    pub writer: WriterId,
    /// What it calls itself.
    pub name: String,
    /// Its computer.
    pub machine: String,
    /// The version of its program.
    pub version: String,
    /// Whether it is this one.
    pub is_this: bool,
    /// When it last told how far it is, by its own clock.
    pub last_seen: Option<UnixMillis>,
    /// How many of its changes are not here, as far as it told.
    pub behind: u64,
    /// The last segment of this workstation that it has taken in.
    pub has_mine_up_to: Option<u64>,
    /// Whether it has everything that this workstation has published.
    pub has_all_of_mine: bool,
    /// How far its clock is ahead, where that is known to be wrong.
    pub skew_millis: Option<i64>,
    /// Whether it still belongs.
    pub state: WorkstationState,
}

/// Whether a workstation still belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkstationState {
    /// It does.
    Active,
    /// It has left.
    Left,
    /// A colleague has removed it.
    Removed,
    /// It goes on under another name, after a restored backup or a copy.
    Superseded,
}

/// What the last cycle saw.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    workstations: Vec<Workstation>,
    problems: Vec<Problem>,
    last_cycle: Option<UnixMillis>,
    unreachable_since: Option<UnixMillis>,
}

impl<M: Medium + 'static> Engine<M> {
    /// How things stand, from the database and what the last cycle saw.
    ///
    /// # Errors
    ///
    /// [`SyncError::Store`].
    pub async fn status(&self) -> Result<Status, SyncError> {
        let waiting = self.inner.waiting().await?;
        let seen = self.inner.status.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let needing = seen.problems.iter().filter(|problem| problem.needs_you()).count() as u32;
        let badge = match (seen.unreachable_since, needing, waiting) {
            (Some(since), ..) => Badge::Unreachable { since },
            (None, 1.., _) => Badge::NeedsYou { problems: needing },
            (None, 0, 1..) => Badge::Waiting { changes: waiting },
            (None, 0, 0) => Badge::UpToDate,
        };
        Ok(Status {
            badge,
            workstations: seen.workstations,
            problems: seen.problems,
            waiting,
            last_cycle: seen.last_cycle,
            unreachable_since: seen.unreachable_since,
        })
    }
}

impl<M: Medium + 'static> Inner<M> {
    pub(super) async fn keep_status(
        &self,
        memory: &Memory,
        report: &CycleReport,
    ) -> Result<(), SyncError> {
        let now = self.now();
        let workstations = self.workstations(memory).await?;
        let is_unreachable =
            report.problems.iter().any(|problem| matches!(problem, Problem::Unreachable { .. }));
        let mut seen = self.status.lock().unwrap_or_else(PoisonError::into_inner);
        seen.problems = report.problems.clone();
        if report.reached {
            seen.workstations = workstations;
            seen.last_cycle = Some(now);
        }
        seen.unreachable_since = is_unreachable.then(|| seen.unreachable_since.unwrap_or(now));
        Ok(())
    }

    async fn workstations(&self, memory: &Memory) -> Result<Vec<Workstation>, SyncError> {
        let own = self.own();
        let known = self.store.version_vector().await?;
        let published = memory.own_head.as_ref().map_or(0, |(_, head)| head.segment);
        let removed = gather::removed(memory);
        let successors: BTreeMap<WriterId, UnixMillis> = memory
            .cards
            .values()
            .filter_map(|card| Some((card.predecessor?, card.made_at)))
            .collect();
        // One that a copy was made of goes on itself, and says so.
        let is_superseded = |writer: &WriterId, head: Option<UnixMillis>| {
            successors.get(writer).is_some_and(|since| head.is_none_or(|head| head <= *since))
        };
        let skews = self.compare_heads(memory);
        let mut workstations: Vec<Workstation> = memory
            .cards
            .values()
            .map(|card| {
                let writer = card.writer;
                let head =
                    heads::latest(memory).find(|(of, _)| *of == writer).map(|(_, head)| head);
                let mine = head.and_then(|head| head.acks.get(&own).copied());
                let has = known.get(&writer).copied().unwrap_or(0);
                let skew_millis = skews.iter().find_map(|problem| match problem {
                    Problem::Skew { writer: of, millis } if *of == writer => Some(*millis),
                    _ => None,
                });
                Workstation {
                    writer,
                    name: card.name.clone(),
                    machine: card.machine.clone(),
                    version: head.map_or(&card.version, |head| &head.version).clone(),
                    is_this: writer == own,
                    last_seen: head.map(|head| head.made_at),
                    behind: head.map_or(0, |head| head.last_change.saturating_sub(has)),
                    has_mine_up_to: mine,
                    has_all_of_mine: writer == own || mine.unwrap_or(0) >= published,
                    skew_millis,
                    state: match card {
                        _ if removed.contains(&writer) => WorkstationState::Removed,
                        card if card.left => WorkstationState::Left,
                        _ if is_superseded(&writer, head.map(|head| head.made_at)) => {
                            WorkstationState::Superseded
                        }
                        _ => WorkstationState::Active,
                    },
                }
            })
            .collect();
        workstations.sort_by(|one, other| {
            (!one.is_this, &one.name, one.writer).cmp(&(!other.is_this, &other.name, other.writer))
        });
        Ok(workstations)
    }
}
