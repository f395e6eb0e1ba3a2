//! Keeping the own folder in order, now and then.

use super::Inner;
use super::memory::Memory;
use super::report::SyncError;
use super::shelves::Reach;
use crate::Medium;
use crate::plan::has_passed;

/// How often: every hour.
const TEND_EVERY: i64 = 3_600_000;

/// The note of the last own segment that was removed for good, because everybody has it.
const COMPACTED: &str = "own segments removed up to";

impl<M: Medium + 'static> Inner<M> {
    /// The last own segment that was removed from the share for good.
    pub(super) async fn compacted_through(&self) -> Result<u64, SyncError> {
        let noted = self.store.note(COMPACTED).await?;
        Ok(noted.and_then(|bytes| Some(u64::from_le_bytes(bytes.try_into().ok()?))).unwrap_or(0))
    }

    /// Does what keeps the own folder in order, if it is time.
    pub(super) async fn tend(&self, memory: &mut Memory) -> Result<(), SyncError> {
        self.hand_out_keys(memory).await?;
        let now = self.now();
        if memory.tended_at.is_some_and(|at| !has_passed(at, now, TEND_EVERY)) {
            return Ok(());
        }
        memory.tended_at = Some(now);
        let shelf = self.list_shelf(self.own(), Reach::All).await?;
        self.tend_packs(&shelf).await?;
        self.tend_snapshots(&shelf).await
    }
}
