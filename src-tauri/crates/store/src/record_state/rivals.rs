//! Which changes did not know of each other: what is left of a register's history once every
//! change is put aside that some other was made in the knowledge of.
//!
//! A change is a **head** of its register as long as no other change of the register was made by a
//! workstation that had taken it in. Two heads that say different things are a conflict. Only what
//! workstations say for people counts.
//!
//! A change may arrive after one that was made in its knowledge. So a head alone is not enough to
//! judge a newcomer by: what was put aside is kept as long as it knew of anything that those who
//! know of it do not. That happens only where workstations hear of each other in different orders;
//! otherwise a register that people wrote one after another keeps its winner alone.

use domain::Class;

use super::{RecordState, Winner};
use crate::contexts::Contexts;
use crate::writers::Writers;

/// A change of a record as such, for telling whether its deletion is disputed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LastWord {
    /// Whether it is a delete.
    pub(crate) is_delete: bool,
    /// The workstation, by local number.
    pub(crate) writer: u32,
    /// Its count.
    pub(crate) sequence: u64,
}

impl RecordState {
    /// Weighs a change of a person against the others of its register: says of each whether it is
    /// put aside, and forgets those that will never matter again. Whether the change itself must be
    /// kept even if it does not win.
    pub(super) fn weigh(&mut self, change: &mut Winner, writers: &Writers) -> bool {
        let contexts = &writers.contexts;
        let register = change.register;
        let at = self.winners.binary_search_by_key(&register, |winner| winner.register);
        let winner = at.ok().map(|at| &mut self.winners[at]);
        let others = winner
            .filter(|winner| counts(winner, writers))
            .into_iter()
            .chain(self.rivals.iter_mut().filter(|rival| rival.register == register));
        let mut is_needed = true;
        for other in others {
            if knew_of(contexts, other, change) {
                change.covered = true;
                is_needed &= !knew_all_of(contexts, other, change);
            }
            other.covered |= knew_of(contexts, change, other);
        }
        let change = *change;
        self.rivals.retain(|rival| {
            let is_spent = rival.register == register
                && knew_of(contexts, &change, rival)
                && knew_all_of(contexts, &change, rival);
            !is_spent
        });
        is_needed
    }

    /// Whether a change that has lost its register to `winner` must be kept.
    pub(super) fn is_needed(lost: &Winner, winner: &Winner, writers: &Writers) -> bool {
        counts(lost, writers)
            && !(counts(winner, writers)
                && knew_of(&writers.contexts, winner, lost)
                && knew_all_of(&writers.contexts, winner, lost))
    }

    /// Registers that changes contend for that did not know of each other, each with these, the
    /// winner first.
    pub(crate) fn contended(&self) -> Vec<(u16, Vec<Winner>)> {
        let mut registers: Vec<u16> = self.rivals.iter().map(|rival| rival.register).collect();
        registers.sort_unstable();
        registers.dedup();
        let heads = registers.into_iter().filter_map(|register| {
            let winner = self.winner(register).filter(|winner| winner.class == Class::Person)?;
            let rivals = self.rivals.iter().filter(|rival| rival.register == register);
            let heads = std::iter::once(winner).chain(rivals).filter(|head| !head.covered);
            let heads: Vec<Winner> = heads.copied().collect();
            (heads.len() > 1).then_some((register, heads))
        });
        heads.collect()
    }

    /// The last words of workstations on the record that no other workstation knew of when it had
    /// its own, if some of them are deletes and others are not; else nothing.
    pub(crate) fn disputed(
        &self,
        contexts: &Contexts,
        is_workstation: impl Fn(u32) -> bool,
    ) -> Vec<LastWord> {
        let words = self.last_words(is_workstation);
        let knew = |one: &LastWord, of: &LastWord| {
            contexts.upto(one.writer, one.sequence, of.writer) >= of.sequence
        };
        let mut heads: Vec<LastWord> = words
            .iter()
            .filter(|word| !words.iter().any(|other| knew(other, word)))
            .copied()
            .collect();
        let deletes = heads.iter().filter(|head| head.is_delete).count();
        if deletes == 0 || deletes == heads.len() {
            heads.clear();
        }
        heads.sort_unstable();
        heads
    }

    /// The last word of each workstation on the record; nothing if none has ever deleted it.
    pub(crate) fn last_words(&self, is_workstation: impl Fn(u32) -> bool) -> Vec<LastWord> {
        if self.deletes.is_empty() {
            return Vec::new();
        }
        let word = |is_delete| {
            move |&(writer, sequence): &(u32, u64)| LastWord { is_delete, writer, sequence }
        };
        let mut words: Vec<LastWord> = self.deletes.iter().map(word(true)).collect();
        for write in self.latest.iter().map(word(false)) {
            match words.iter_mut().find(|word| word.writer == write.writer) {
                Some(word) if word.sequence < write.sequence => *word = write,
                Some(_) => {}
                None if is_workstation(write.writer) => words.push(write),
                None => {}
            }
        }
        words
    }

    /// Whether the record may be in conflict.
    pub(crate) fn is_contested(&self) -> bool {
        !self.rivals.is_empty() || !self.deletes.is_empty()
    }
}

/// Whether a change is what a workstation says for a person.
pub(super) fn counts(change: &Winner, writers: &Writers) -> bool {
    change.class == Class::Person && writers.is_workstation(change.writer)
}

/// Whether `one` was made knowing of `other`.
fn knew_of(contexts: &Contexts, one: &Winner, other: &Winner) -> bool {
    if one.writer == other.writer {
        return one.sequence > other.sequence;
    }
    contexts.upto(one.writer, one.sequence, other.writer) >= other.sequence
}

/// Whether `one` was made knowing of all that `other` knew of.
fn knew_all_of(contexts: &Contexts, one: &Winner, other: &Winner) -> bool {
    contexts.at(other.writer, other.sequence).all(|(of, upto)| {
        let known = if of == one.writer {
            one.sequence - 1
        } else {
            contexts.upto(one.writer, one.sequence, of)
        };
        known >= upto
    })
}
