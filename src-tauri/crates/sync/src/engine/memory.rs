//! What an engine remembers between cycles. All of it can be forgotten: it is read again from the
//! share, from the database and from the archive.

use std::collections::{BTreeMap, BTreeSet};

use domain::{UnixMillis, WriterId};

use super::archive::Kept;
use super::report::{Demand, Problem};
use crate::card::Card;
use crate::head::Head;
use crate::names::ShareName;
use crate::plan::{Shelf, back_off, has_passed};

/// How long a file may be unreadable before it counts as damaged: a day.
const DAMAGED_AFTER: i64 = 86_400_000;
/// Cycles are at least so far apart.
const SHORTEST_CYCLE: i64 = 10_000;
/// After how many tries colleagues are asked for a file.
const TRIES_BEFORE_ASKING: u32 = 3;

#[derive(Debug, Default)]
pub(super) struct Memory {
    /// How many cycles reached the share.
    pub(super) cycles: u64,
    /// Whether the own folder must be looked through before anything is published.
    pub(super) must_check_own: bool,
    /// Whether a colleague told what only an older copy of this database would not know.
    pub(super) is_outdated: bool,
    /// When the newest of the unsealed doings was done, as the cycle before saw it.
    pub(super) newest_unsealed: Option<UnixMillis>,
    /// Heads that lie on the share, by workstation; those that were read with what they say.
    pub(super) heads: BTreeMap<WriterId, BTreeMap<ShareName, Option<Head>>>,
    /// The head that was written last, with its name.
    pub(super) own_head: Option<(ShareName, Head)>,
    /// The last card of each workstation.
    pub(super) cards: BTreeMap<WriterId, Card>,
    /// Whether the own card must be written anew, because the share has lost it.
    pub(super) must_tell_card: bool,
    /// When the own card was last read back from the share, and in which cycle.
    pub(super) card_read: Option<(UnixMillis, u64)>,
    /// What lay in the folders of workstations when they were last listed.
    pub(super) shelves: BTreeMap<WriterId, Shelf>,
    /// Files that could not be read, by path.
    pub(super) troubles: BTreeMap<String, Trouble>,
    /// Workstations that two computers were, with the first segment that there are two of.
    pub(super) forks: BTreeMap<WriterId, u64>,
    /// Segments that are missing before others.
    pub(super) gaps: BTreeMap<WriterId, u64>,
    /// Segments that this workstation has asked for.
    pub(super) asked: BTreeSet<(WriterId, u64)>,
    /// What the archive has of each workstation beyond what was taken in.
    pub(super) ahead: BTreeMap<WriterId, Vec<Kept>>,
    /// The digest of what is to be seen, with what had been taken in when it was made.
    pub(super) digest: Option<Digest>,
    /// Hashes of attachments that documents name and this workstation lacks.
    pub(super) lacks: BTreeSet<String>,
    /// When the own folder was last tended.
    pub(super) tended_at: Option<UnixMillis>,
    /// What was found wrong in this cycle.
    pub(super) problems: BTreeSet<Problem>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digest {
    pub(super) at: UnixMillis,
    pub(super) acks: BTreeMap<WriterId, u64>,
    pub(super) digest: [u8; 32],
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    pub(super) since: UnixMillis,
    pub(super) tried_at: UnixMillis,
    /// The cycle that it was last tried in.
    pub(super) tried_in: u64,
    pub(super) tries: u32,
    pub(super) problem: Problem,
}

impl Memory {
    /// Whether a path may be tried now: after a while, by the clock or, since clocks stand still, by
    /// the cycles.
    pub(super) fn may_try(&self, path: &str, now: UnixMillis) -> bool {
        self.troubles.get(path).is_none_or(|trouble| {
            let span = back_off(trouble.tries.saturating_sub(1));
            let cycles = self.cycles.saturating_sub(trouble.tried_in);
            has_passed(trouble.tried_at, now, span) || cycles >= 2 * (span / SHORTEST_CYCLE) as u64
        })
    }

    /// Takes down that a path could not be read.
    pub(super) fn failed(&mut self, path: &str, problem: Problem, now: UnixMillis) {
        let trouble = self.troubles.entry(path.to_owned()).or_insert_with(|| Trouble {
            since: now,
            tried_at: now,
            tried_in: self.cycles,
            tries: 0,
            problem: problem.clone(),
        });
        trouble.tries += 1;
        (trouble.tried_at, trouble.tried_in) = (now, self.cycles);
        trouble.problem = problem;
    }

    /// Whether it is time to ask colleagues for what a path should hold. Whoever wants everything
    /// now may be a program that ends before it has tried often.
    pub(super) fn should_ask(&self, path: &str, demand: Demand) -> bool {
        let tries = if demand.look_everywhere { 1 } else { TRIES_BEFORE_ASKING };
        self.troubles.get(path).is_some_and(|trouble| trouble.tries >= tries)
    }

    /// What is wrong with files, as of now.
    pub(super) fn troubles_as_problems(&self, now: UnixMillis) -> BTreeSet<Problem> {
        let told = self.troubles.values().map(|trouble| match &trouble.problem {
            Problem::Incomplete { path, why } if has_passed(trouble.since, now, DAMAGED_AFTER) => {
                Problem::Damaged { path: path.clone(), why: why.clone() }
            }
            problem => problem.clone(),
        });
        told.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_stands_still_keeps_nothing_from_being_tried_again() {
        let mut memory = Memory::default();
        let now = UnixMillis(1_000);
        let why = || Problem::Incomplete { path: "w".into(), why: String::new() };
        memory.failed("w", why(), now);
        assert!(!memory.may_try("w", now));
        memory.cycles += 2;
        assert!(memory.may_try("w", now));
        memory.failed("w", why(), now);
        memory.cycles += 3;
        assert!(!memory.may_try("w", now));
        memory.cycles += 1;
        assert!(memory.may_try("w", now));
    }
}
