//! Taking in what colleagues did: from the listing of their folders to the store.
//!
//! Of every workstation segments are taken in by number, without gaps, each chained to the one
//! before by hash. Between workstations those come first whose author had seen nothing that is
//! still missing here.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use domain::{UnixMillis, WriterId};
use store::{Place, RemoteBatch, StoreError, VersionVector};

use super::fetch::{Fetched, Wanted};
use super::memory::Memory;
use super::report::{Cancel, CycleReport, Demand, Pace, Phase, Problem, Progress};
use super::shelves::Reach;
use super::{Fault, Inner, SyncError, heads};
use crate::names::ShareName;
use crate::plan::{Shelf, next_writer};
use crate::segment::Segment;
use crate::{Medium, MediumError};

/// Every so many cycles everything is listed, whatever heads say.
const EVERYWHERE_EVERY: u64 = 40;
/// The most changes of one transaction, in the background and while somebody waits.
const BACKGROUND_CHANGES: usize = 2_000;
const CATCH_UP_CHANGES: usize = 50_000;
/// How many segments of a workstation are read ahead.
const READ_AHEAD: usize = 16;

/// The segments of one workstation that were read and wait to be taken in.
#[derive(Debug)]
struct Queue {
    ready: VecDeque<Segment>,
    /// The last segment that was read, or is held: its number, and what the next must follow.
    last: Place,
    /// How far its segments may be taken in.
    limit: u64,
    is_ended: bool,
}

impl<M: Medium + 'static> Inner<M> {
    /// Looks into the folders of workstations that may have something new, and learns who they are.
    pub(super) async fn look(
        &self,
        memory: &mut Memory,
        demand: Demand,
        moved: &BTreeSet<WriterId>,
    ) -> Result<(), SyncError> {
        let own = self.own();
        let places = self.store.places().await?;
        let place = |writer: &WriterId| places.get(writer).map_or(0, |place| place.segment);
        let everywhere = demand.look_everywhere
            || memory.cycles.is_multiple_of(EVERYWHERE_EVERY)
            || !memory.asked.is_empty();
        let mut wanted: BTreeSet<WriterId> = moved.clone();
        for writer in memory.heads.keys() {
            if heads::announced(memory, *writer) > place(writer)
                || !memory.cards.contains_key(writer)
            {
                wanted.insert(*writer);
            }
        }
        // A head never goes back; a share that has an older one is an older copy.
        for (writer, place) in &places {
            if *writer != own && heads::announced(memory, *writer) < place.segment {
                memory.problems.insert(Problem::Rollback { writer: *writer });
            }
        }
        if everywhere {
            wanted.extend(self.list_writers().await?);
            memory.forks.clear();
        }
        wanted.remove(&own);
        for writer in wanted {
            let reach = if everywhere { Reach::All } else { Reach::After(place(&writer)) };
            let shelf = self.list_shelf(writer, reach).await?;
            let foreign = shelf.foreign.keys();
            memory
                .problems
                .extend(foreign.filter_map(|path| super::shelves::foreign_problem(path)));
            self.read_card(memory, writer, &shelf).await?;
            memory.shelves.insert(writer, shelf);
        }
        Ok(())
    }

    /// Takes in all that can be taken in.
    pub(super) async fn gather(
        &self,
        memory: &mut Memory,
        demand: Demand,
        report: &mut CycleReport,
        progress: &mut (dyn FnMut(Progress) + Send),
        cancel: &Cancel,
    ) -> Result<(), SyncError> {
        let mut queues = self.queues(memory).await?;
        let total = waiting(&queues, memory);
        let mut known = self.store.version_vector().await?;
        let most = match demand.pace {
            Pace::Background => BACKGROUND_CHANGES,
            Pace::CatchUp => CATCH_UP_CHANGES,
        };
        memory.gaps.clear();
        let mut batch: Vec<RemoteBatch> = Vec::new();
        let mut changes = 0;
        loop {
            if cancel.is_cancelled() {
                report.cancelled = true;
                break;
            }
            let done = u64::from(report.received_segments) + batch.len() as u64;
            progress(Progress { phase: Phase::Fetching, done, total });
            self.refill(memory, &mut queues).await?;
            let fronts = queues.iter().filter_map(|(writer, queue)| {
                let front = queue.ready.front()?;
                Some((*writer, &front.seen, front.head.made_at))
            });
            let Some(writer) = next_writer(fronts, &known) else { break };
            let Some(segment) = queues.get_mut(&writer).and_then(|queue| queue.ready.pop_front())
            else {
                break;
            };
            learn(&mut known, &segment);
            changes += segment.actions.iter().map(|action| action.changes.len()).sum::<usize>();
            batch.push(as_batch(segment));
            if changes >= most {
                self.receive(memory, &mut queues, std::mem::take(&mut batch), report).await?;
                progress(Progress {
                    phase: Phase::Merging,
                    done: u64::from(report.received_segments),
                    total,
                });
                changes = 0;
            }
        }
        self.receive(memory, &mut queues, batch, report).await?;
        report.behind = self.behind(memory).await?;
        Ok(())
    }

    async fn queues(&self, memory: &mut Memory) -> Result<BTreeMap<WriterId, Queue>, SyncError> {
        let places = self.store.places().await?;
        let removed = removed(memory);
        let mut queues = BTreeMap::new();
        memory.ahead.clear();
        let writers: Vec<WriterId> = memory.shelves.keys().copied().collect();
        for writer in &writers {
            let last = places.get(writer).copied().unwrap_or(Place { segment: 0, hash: [0; 32] });
            self.note_ahead(memory, *writer, last.segment).await?;
            let Some(shelf) = memory.shelves.get(writer) else { continue };
            if *writer == self.own()
                || !memory.cards.contains_key(writer)
                || there(memory, *writer, shelf) <= last.segment
            {
                continue;
            }
            let limit = if removed.contains(writer) {
                acknowledged_by_any(memory, &removed, *writer).max(last.segment)
            } else {
                u64::MAX
            };
            let queue = Queue { ready: VecDeque::new(), last, limit, is_ended: false };
            queues.insert(*writer, queue);
        }
        Ok(queues)
    }

    /// Reads ahead, so that of every workstation the next segment is known.
    async fn refill(
        &self,
        memory: &mut Memory,
        queues: &mut BTreeMap<WriterId, Queue>,
    ) -> Result<(), SyncError> {
        for (writer, queue) in queues.iter_mut() {
            if !queue.ready.is_empty() || queue.is_ended {
                continue;
            }
            for _ in 0..READ_AHEAD {
                let number = queue.last.segment + 1;
                if number > queue.limit {
                    queue.is_ended = true;
                    break;
                }
                let wanted = Wanted { writer: *writer, number, previous: queue.last.hash };
                match self.fetch(memory, wanted).await? {
                    Fetched::Segment(segment) => {
                        let hash = segment.head.stands_for.unwrap_or(segment.hash);
                        queue.last = Place { segment: number, hash };
                        queue.ready.push_back(*segment);
                    }
                    Fetched::Nothing => {
                        queue.is_ended = true;
                        self.end_of(memory, *writer, number, queue);
                        if queue.is_ended {
                            break;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Notes why a workstation's segments end where they do.
    fn end_of(&self, memory: &mut Memory, writer: WriterId, number: u64, queue: &mut Queue) {
        let Some(shelf) = memory.shelves.get(&writer) else { return };
        if shelf.last() <= number || memory.forks.contains_key(&writer) {
            return;
        }
        if self.is_broken(Fault::GapsInWriter) {
            // The planted fault: what is missing is passed over.
            queue.last = Place { segment: number, hash: [0; 32] };
            queue.is_ended = false;
        } else {
            memory.gaps.insert(writer, number);
        }
    }

    async fn receive(
        &self,
        memory: &mut Memory,
        queues: &mut BTreeMap<WriterId, Queue>,
        batch: Vec<RemoteBatch>,
        report: &mut CycleReport,
    ) -> Result<(), SyncError> {
        if batch.is_empty() {
            return Ok(());
        }
        let counts = |batch: &[RemoteBatch]| {
            let changes = batch.iter().flat_map(|batch| &batch.actions);
            changes.map(|action| action.changes.len() as u64).sum::<u64>()
        };
        let (segments, changes) = (batch.len() as u32, counts(&batch));
        match self.store.receive(batch.clone()).await {
            Ok(outcome) => {
                report.received_segments += segments;
                report.received_changes += changes;
                super::merge_outcome(&mut report.outcome, outcome);
                return Ok(());
            }
            Err(StoreError::Gap { .. } | StoreError::OlderThanShare(_)) => {}
            Err(error) => return Err(error.into()),
        }
        // One of them cannot be taken in; the others must not wait for it.
        let mut stopped = BTreeSet::new();
        for one in batch {
            if stopped.contains(&one.source) {
                continue;
            }
            let (source, changes) = (one.source, counts(std::slice::from_ref(&one)));
            let segment = one.place.map_or(0, |place| place.segment);
            match self.store.receive(vec![one]).await {
                Ok(outcome) => {
                    report.received_segments += 1;
                    report.received_changes += changes;
                    super::merge_outcome(&mut report.outcome, outcome);
                }
                Err(StoreError::Gap { .. }) => {
                    memory.gaps.insert(source, segment);
                    stopped.insert(source);
                }
                Err(StoreError::OlderThanShare(_)) => {
                    memory.is_outdated = true;
                    memory.must_check_own = true;
                    stopped.insert(source);
                }
                Err(error) => return Err(error.into()),
            }
        }
        for writer in stopped {
            if let Some(queue) = queues.get_mut(&writer) {
                queue.ready.clear();
                queue.is_ended = true;
            }
        }
        Ok(())
    }

    /// How many segments of colleagues are there, or are told of, and were not taken in.
    async fn behind(&self, memory: &Memory) -> Result<u64, SyncError> {
        let places = self.store.places().await?;
        let mut behind = 0;
        for (writer, shelf) in &memory.shelves {
            if *writer != self.own() && !memory.forks.contains_key(writer) {
                let there = there(memory, *writer, shelf);
                let taken = places.get(writer).map_or(0, |place| place.segment);
                behind += there.saturating_sub(taken);
            }
        }
        Ok(behind)
    }

    /// Asks for segments that could not be read, gives what colleagues ask for, and takes back what
    /// was asked for and has come.
    pub(super) async fn ask_and_lend(
        &self,
        memory: &mut Memory,
        demand: Demand,
    ) -> Result<(), SyncError> {
        let places = self.store.places().await?;
        let mut missing = BTreeSet::new();
        for (writer, shelf) in &memory.shelves {
            let number = places.get(writer).map_or(0, |place| place.segment) + 1;
            if *writer == self.own() || memory.forks.contains_key(writer) {
                continue;
            }
            let sources = shelf.sources(number, &BTreeSet::new());
            let is_damaged = !sources.is_empty()
                && sources.iter().all(|name| memory.should_ask(&name.to_string(), demand));
            let is_missing = memory.gaps.get(writer) == Some(&number) && sources.is_empty();
            if is_damaged || is_missing {
                missing.insert((*writer, number));
            }
        }
        let own = self.own();
        for (of, number) in missing.difference(&memory.asked.clone()) {
            let path = ShareName::Request { writer: own, of: *of, number: *number }.to_string();
            match self.ask(move |medium| medium.create(&path, b"")).await? {
                Ok(()) | Err(MediumError::AlreadyThere { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        for (of, number) in memory.asked.clone().difference(&missing) {
            let path = ShareName::Request { writer: own, of: *of, number: *number }.to_string();
            self.ask(move |medium| medium.remove(&path)).await??;
        }
        memory.asked = missing;
        self.lend(memory, &places).await
    }

    /// Gives colleagues what they ask for: own segments under their own name, others' as copies.
    async fn lend(
        &self,
        memory: &mut Memory,
        places: &BTreeMap<WriterId, Place>,
    ) -> Result<(), SyncError> {
        let own = self.own();
        let requests: BTreeSet<(WriterId, u64)> =
            memory.shelves.values().flat_map(|shelf| shelf.requests.iter().copied()).collect();
        for (of, number) in requests {
            if of == own {
                if let Some(hash) = self.hash_of_own(number).await? {
                    self.publish_one(memory, number, &hash).await?;
                }
                self.mend_packs(memory, number).await?;
                continue;
            }
            let is_lent = memory.shelves.values().flat_map(|shelf| &shelf.copies).any(|name| {
                matches!(name, ShareName::Copy { of: lent, number: nth, .. }
                    if (*lent, *nth) == (of, number))
            });
            if !is_lent && places.get(&of).is_some_and(|place| place.segment >= number) {
                self.lend_one(of, number).await?;
            }
        }
        Ok(())
    }

    /// Puts a copy of a colleague's segment into the own folder, if the archive has it.
    pub(super) async fn lend_one(&self, of: WriterId, number: u64) -> Result<bool, SyncError> {
        let archive = self.archive.clone();
        let kept = self
            .apart(move || {
                let kept = archive.of(of)?;
                let mut found = kept.iter().filter(|kept| kept.number == number);
                Ok::<_, SyncError>(found.find_map(|kept| Some((kept.mark, archive.read(kept)?))))
            })
            .await??;
        let Some((mark, bytes)) = kept else { return Ok(false) };
        let path = ShareName::Copy { writer: self.own(), of, number, mark }.to_string();
        match self.ask(move |medium| medium.create(&path, &bytes)).await? {
            Ok(()) => Ok(true),
            Err(MediumError::AlreadyThere { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

/// Workstations that a colleague has removed.
pub(super) fn removed(memory: &Memory) -> BTreeSet<WriterId> {
    memory.cards.values().flat_map(|card| card.removed.iter().copied()).collect()
}

/// The last segment of a workstation that somebody who belongs has taken in. What a removed one
/// wrote after that is taken in by nobody.
fn acknowledged_by_any(memory: &Memory, removed: &BTreeSet<WriterId>, of: WriterId) -> u64 {
    let heads = heads::latest(memory).filter(|(writer, _)| !removed.contains(writer));
    heads.filter_map(|(_, head)| head.acks.get(&of).copied()).max().unwrap_or(0)
}

/// The last segment of a workstation that is there, or that its head tells of.
fn there(memory: &Memory, writer: WriterId, shelf: &Shelf) -> u64 {
    let lent = memory.shelves.values().flat_map(|shelf| &shelf.copies);
    let lent = lent.filter_map(|name| match name {
        ShareName::Copy { of, number, .. } if *of == writer => Some(*number),
        _ => None,
    });
    shelf.last().max(heads::announced(memory, writer)).max(lent.max().unwrap_or(0))
}

fn waiting(queues: &BTreeMap<WriterId, Queue>, memory: &Memory) -> u64 {
    let last = |writer: &WriterId| {
        memory.shelves.get(writer).map_or(0, |shelf| there(memory, *writer, shelf))
    };
    queues.iter().map(|(writer, queue)| last(writer).saturating_sub(queue.last.segment)).sum()
}

fn as_batch(segment: Segment) -> RemoteBatch {
    let hash = segment.head.stands_for.unwrap_or(segment.hash);
    RemoteBatch {
        source: segment.head.writer,
        seen: segment.seen,
        place: Some(Place { segment: segment.head.number, hash }),
        actions: segment.actions,
    }
}

fn learn(known: &mut VersionVector, segment: &Segment) {
    for change in segment.actions.iter().flat_map(|action| &action.changes) {
        let last = known.entry(change.id.writer).or_default();
        *last = (*last).max(change.id.sequence);
    }
}

/// What is wrong with what is there to be taken in.
pub(super) fn problems(memory: &Memory, now: UnixMillis) -> BTreeSet<Problem> {
    let superseded: BTreeSet<WriterId> =
        memory.cards.values().filter_map(|card| card.predecessor).collect();
    let mut problems = memory.troubles_as_problems(now);
    problems.extend(memory.gaps.iter().map(|(writer, segment)| {
        let (writer, segment) = (*writer, *segment);
        Problem::Gap { writer, segment }
    }));
    let open = memory.forks.iter().filter(|(writer, _)| !superseded.contains(writer));
    problems.extend(open.map(|(writer, segment)| {
        let (writer, segment) = (*writer, *segment);
        Problem::Fork { writer, segment }
    }));
    problems
}
