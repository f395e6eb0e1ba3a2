//! One cycle, from looking whether the share is there to telling how far this workstation is.

use domain::UnixMillis;
use store::OutgoingState;

use super::memory::Memory;
use super::report::{Cancel, CycleReport, Demand, Phase, Problem, Progress};
use super::{Engine, Inner, SyncError, gather};
use crate::names::WORKSPACE_FILE;
use crate::{Medium, MediumError, segment, workspace};

/// Every so many cycles the own folder is looked through, even if nothing is to be published.
const OWN_EVERY: u64 = 40;

impl<M: Medium + 'static> Engine<M> {
    /// Runs one cycle as it is run every few seconds.
    ///
    /// # Errors
    ///
    /// [`SyncError::Store`] and what else is wrong on this computer. What is wrong with the share is
    /// no error but told in the report: work goes on without it.
    pub async fn cycle(
        &self,
        progress: &mut (dyn FnMut(Progress) + Send),
        cancel: &Cancel,
    ) -> Result<CycleReport, SyncError> {
        self.cycle_with(Demand::default(), progress, cancel).await
    }

    /// Runs one cycle of which more, or something else, is asked. Cycles of one engine never
    /// overlap.
    ///
    /// # Errors
    ///
    /// As [`Engine::cycle`].
    pub async fn cycle_with(
        &self,
        demand: Demand,
        progress: &mut (dyn FnMut(Progress) + Send),
        cancel: &Cancel,
    ) -> Result<CycleReport, SyncError> {
        let inner = &*self.inner;
        let mut memory = inner.memory.lock().await;
        memory.problems.clear();
        let mut report = CycleReport::default();
        let ran = inner.round(&mut memory, demand, &mut report, progress, cancel).await;
        let now = inner.ambient.now();
        match ran {
            Ok(()) => {}
            Err(error) => match error.share() {
                Some(failed) => {
                    report.reached &= !matches!(failed, MediumError::Unreachable { .. });
                    memory.problems.insert(Problem::of(failed));
                }
                None => return Err(error),
            },
        }
        let found = gather::problems(&memory, now);
        memory.problems.extend(found);
        if report.reached {
            let compared = inner.compare_heads(&memory);
            memory.problems.extend(compared);
            memory.cycles += 1;
        }
        report.problems = memory.problems.iter().cloned().collect();
        report.waiting = inner.waiting().await?;
        inner.keep_status(&memory, &report).await?;
        Ok(report)
    }
}

impl<M: Medium + 'static> Inner<M> {
    async fn round(
        &self,
        memory: &mut Memory,
        demand: Demand,
        report: &mut CycleReport,
        progress: &mut (dyn FnMut(Progress) + Send),
        cancel: &Cancel,
    ) -> Result<(), SyncError> {
        progress(Progress { phase: Phase::Looking, done: 0, total: 0 });
        self.store.confirm_writer().await?;
        self.ask(|medium| medium.probe()).await??;
        // The head that was written last, by its name the hash of what is in it, shows that this is
        // the share of the cycle before; without it the share must say who it is.
        let is_first = memory.cycles == 0 || memory.own_head.is_none();
        if is_first && !self.is_right_share(memory).await? {
            return Ok(());
        }
        let mut seen = self.list_heads(memory).await?;
        if !is_first && !seen.has_own {
            if !self.is_right_share(memory).await? {
                return Ok(());
            }
            // An older copy of the share, or one that lost files.
            memory.must_check_own = true;
        }
        report.reached = true;
        self.learn_keys(memory).await?;
        let is_removed = self.is_removed(memory);
        if is_removed {
            memory.problems.insert(Problem::Removed);
        }
        let outbox = self.store.outbox().await?;
        let has_outgoing = outbox.iter().any(|row| row.state == OutgoingState::Sealed);
        let is_due = memory.must_check_own || is_first || memory.cycles.is_multiple_of(OWN_EVERY);
        let count = self.store.unsealed_count().await?;
        if is_due || has_outgoing || count.changes > 0 || demand.look_everywhere {
            self.check_own(memory, report).await?;
            if report.reincarnated.is_some() {
                seen = self.list_heads(memory).await?;
            }
        }
        if !is_removed && !memory.is_outdated {
            self.seal_due(memory, demand, report).await?;
            self.tell_card(memory).await?;
            let done = self.publish(memory, report, progress).await;
            note_failure(memory, done)?;
        }
        if cancel.is_cancelled() {
            report.cancelled = true;
            return Ok(());
        }
        self.look(memory, demand, &seen.moved).await?;
        self.read_heads(memory).await?;
        self.join_by_snapshot(memory).await?;
        self.gather(memory, demand, report, progress, cancel).await?;
        if is_removed || memory.is_outdated || report.cancelled {
            return Ok(());
        }
        let done = self.ask_and_lend(memory, demand).await;
        note_failure(memory, done)?;
        let done = self.carry_erasures(memory, report).await;
        note_failure(memory, done)?;
        let done = self.carry_attachments(memory, report, cancel).await;
        note_failure(memory, done)?;
        let done = self.tend(memory).await;
        note_failure(memory, done)?;
        let done = self.tell_head(memory, &seen, report).await;
        note_failure(memory, done)
    }

    /// Reads which workspace the folder is. A folder that says nothing, or something else, is left
    /// alone.
    async fn is_right_share(&self, memory: &mut Memory) -> Result<bool, SyncError> {
        let read =
            self.ask(|medium| medium.read(WORKSPACE_FILE, workspace::MOST_WORKSPACE_FILE)).await?;
        let problem = match read {
            Ok(bytes) => match workspace::parse(&bytes) {
                Ok(found) if found == self.workspace_id() => return Ok(true),
                Ok(found) => {
                    let found = found.iter().map(|byte| format!("{byte:02x}")).collect();
                    Problem::ForeignShare { found }
                }
                // A file of ours that is being written, or damaged: nothing is known of the share.
                Err(error) => {
                    Problem::Incomplete { path: WORKSPACE_FILE.to_owned(), why: error.to_string() }
                }
            },
            Err(MediumError::Missing { .. }) => Problem::Emptied,
            Err(error) => return Err(error.into()),
        };
        memory.problems.insert(problem);
        Ok(false)
    }

    /// How many changes done here the share does not have.
    pub(super) async fn waiting(&self) -> Result<u64, SyncError> {
        let mut waiting = self.store.unsealed_count().await?.changes;
        for row in self.store.outbox().await? {
            if row.state == OutgoingState::Sealed
                && let Some(bytes) = self.store.outgoing_bytes(row.number).await?
                && let Ok(head) = segment::peek(&bytes)
            {
                waiting += u64::from(head.changes);
            }
        }
        Ok(waiting)
    }

    /// When the share was last reached.
    pub(super) fn now(&self) -> UnixMillis {
        self.ambient.now()
    }
}

/// Notes the failure of a step that writes to the share. A share that is full or read-only fails
/// the step, not the cycle: what colleagues did can still be taken in.
fn note_failure(memory: &mut Memory, done: Result<(), SyncError>) -> Result<(), SyncError> {
    match done {
        Err(SyncError::Medium(error)) if !matches!(error, MediumError::Unreachable { .. }) => {
            memory.problems.insert(Problem::of(&error));
            Ok(())
        }
        done => done,
    }
}
