//! The rules of merging, on one record: which change of each register wins, and whether the record
//! lives. Pure, and the same whatever the order in which changes of different writers come.
//!
//! A register belongs to the greatest of its changes by (class, stamp, writer's id, sequence). A
//! record lives as long as some writer's last set or touch of it was not seen by any delete.

use domain::{ChangeId, Class, Stamp};

use crate::writers::Writers;

/// Merging as it must be; tests break one rule at a time to see that they notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rules {
    /// A change is stamped later than those that it overwrites.
    pub(crate) lift: bool,
    /// Equal stamps are decided by the writer's id.
    pub(crate) tie_break: bool,
    /// A delete covers only what it had seen.
    pub(crate) seen_only: bool,
    /// A file is the same writer on every workstation.
    pub(crate) file_is_writer: bool,
    /// What files say counts less than what people say.
    pub(crate) files_yield: bool,
    /// What colleagues knew when they wrote is taken down.
    pub(crate) contexts: bool,
}

impl Rules {
    /// Merging as it must be.
    pub(crate) const LAWFUL: Rules = Rules {
        lift: true,
        tie_break: true,
        seen_only: true,
        file_is_writer: true,
        files_yield: true,
        contexts: true,
    };
}

/// The change that a register belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Winner {
    /// The register.
    pub(crate) register: u16,
    /// How much it counts.
    pub(crate) class: Class,
    /// When.
    pub(crate) stamp: Stamp,
    /// Its writer's local number.
    pub(crate) writer: u32,
    /// Its writer's count.
    pub(crate) sequence: u64,
    /// Whether its value has fields that this version does not know.
    pub(crate) foreign: bool,
    /// Whether another change of the register was made in its knowledge.
    pub(crate) covered: bool,
}

impl Winner {
    /// The change: its writer's local number and count.
    pub(crate) fn place(&self) -> (u32, u64) {
        (self.writer, self.sequence)
    }
}

/// What merging needs to know of a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RecordState {
    /// By ascending register.
    winners: Vec<Winner>,
    /// Other changes of people that are in conflict with a winner, or may show a late one to be in
    /// none (see [`rivals`]).
    rivals: Vec<Winner>,
    /// The last set or touch per origin.
    latest: Vec<(u32, u64)>,
    /// The last change per origin that some delete had seen.
    seen: Vec<(u32, u64)>,
    /// The last delete per writer.
    deletes: Vec<(u32, u64)>,
    /// The earliest stamp that is not zero, of sets.
    created: Stamp,
    /// The latest stamp of sets.
    updated: Stamp,
    /// Whether the record is gone for good.
    erased: bool,
}

impl RecordState {
    /// Applies a set; whether the register is its now.
    pub(crate) fn set(&mut self, mut change: Winner, writers: &Writers, rules: Rules) -> bool {
        raise(&mut self.latest, writers.get(change.writer).origin, change.sequence);
        self.date(change.stamp);
        if self.erased {
            return false;
        }
        let is_needed = rivals::counts(&change, writers) && self.weigh(&mut change, writers);
        let at = self.winners.binary_search_by_key(&change.register, |winner| winner.register);
        match at {
            Ok(at) => {
                let wins =
                    order(&change, writers, rules) > order(&self.winners[at], writers, rules);
                if wins {
                    let lost = std::mem::replace(&mut self.winners[at], change);
                    if RecordState::is_needed(&lost, &change, writers) {
                        self.rivals.push(lost);
                    }
                } else if is_needed {
                    self.rivals.push(change);
                }
                wins
            }
            Err(at) => {
                self.winners.insert(at, change);
                true
            }
        }
    }

    /// Applies a touch.
    pub(crate) fn touch(&mut self, writer: u32, sequence: u64, writers: &Writers) {
        raise(&mut self.latest, writers.get(writer).origin, sequence);
    }

    /// Applies the delete `(writer, sequence)` that had seen these changes.
    pub(crate) fn delete(
        &mut self,
        (writer, sequence): (u32, u64),
        seen: &[ChangeId],
        writers: &mut Writers,
        rules: Rules,
    ) {
        raise(&mut self.deletes, writer, sequence);
        if !rules.seen_only {
            self.seen.clone_from(&self.latest);
            return;
        }
        for change in seen {
            let number = writers.number(change.writer);
            raise(&mut self.seen, writers.get(number).origin, change.sequence);
        }
    }

    /// Applies the erasure of the whole record: nothing that was ever said of it stands.
    pub(crate) fn erase(&mut self) {
        self.erased = true;
        self.winners.clear();
        self.rivals.clear();
    }

    /// Applies the erasure of a register, which is empty then. It keeps no record alive, since it is
    /// nothing that anybody says.
    pub(crate) fn erase_register(&mut self, change: Winner, writers: &Writers, rules: Rules) {
        if self.erased {
            return;
        }
        match self.winners.binary_search_by_key(&change.register, |winner| winner.register) {
            Ok(at) if order(&change, writers, rules) > order(&self.winners[at], writers, rules) => {
                self.winners[at] = change;
                self.rivals.retain(|rival| rival.register != change.register);
            }
            Ok(_) => {}
            Err(at) => self.winners.insert(at, change),
        }
    }

    /// Whether the record is gone for good.
    pub(crate) fn is_erased(&self) -> bool {
        self.erased
    }

    /// What a delete made now has seen, by writer.
    pub(crate) fn context(&self, writers: &Writers) -> Vec<ChangeId> {
        let mut seen: Vec<_> = self
            .latest
            .iter()
            .map(|&(writer, sequence)| writers.change_id(writer, sequence))
            .collect();
        seen.sort_unstable();
        seen
    }

    /// Whether something keeps the record alive.
    pub(crate) fn is_alive(&self) -> bool {
        self.latest.iter().any(|&(origin, last)| {
            self.seen.iter().find(|seen| seen.0 == origin).is_none_or(|seen| last > seen.1)
        })
    }

    /// Whether readers see the record: it lives, and somebody has said something of it.
    pub(crate) fn is_visible(&self) -> bool {
        !self.winners.is_empty() && self.is_alive()
    }

    /// The change that a register belongs to.
    pub(crate) fn winner(&self, register: u16) -> Option<&Winner> {
        let at = self.winners.binary_search_by_key(&register, |winner| winner.register).ok()?;
        Some(&self.winners[at])
    }

    /// The changes that registers belong to, by ascending register.
    pub(crate) fn winners(&self) -> &[Winner] {
        &self.winners
    }

    /// When the record came into being and when it was last written to.
    pub(crate) fn dates(&self) -> (Stamp, Stamp) {
        (self.created, self.updated)
    }

    /// Notes the stamp of a set.
    pub(crate) fn date(&mut self, stamp: Stamp) {
        if stamp == PENDING {
            return;
        }
        self.updated = self.updated.max(stamp);
        if stamp.0 > 0 && (self.created.0 == 0 || stamp < self.created) {
            self.created = stamp;
        }
    }

    /// Gives every register that a change not yet stamped has won its stamp.
    pub(crate) fn stamp_pending(&mut self, stamp: Stamp) {
        for winner in self.winners.iter_mut().chain(&mut self.rivals) {
            if winner.stamp == PENDING {
                winner.stamp = stamp;
            }
        }
    }
}

/// The stamp of changes whose transaction has no stamp yet: later than any other.
pub(crate) const PENDING: Stamp = Stamp(u64::MAX >> 1);

fn order<'a>(
    change: &Winner,
    writers: &'a Writers,
    rules: Rules,
) -> (Class, Stamp, Option<&'a [u8; 16]>, u64) {
    if rules.tie_break {
        (change.class, change.stamp, Some(&writers.get(change.writer).id.0), change.sequence)
    } else {
        (change.class, change.stamp, None, 0)
    }
}

fn raise(list: &mut Vec<(u32, u64)>, origin: u32, sequence: u64) {
    match list.iter_mut().find(|entry| entry.0 == origin) {
        Some(entry) => entry.1 = entry.1.max(sequence),
        None => list.push((origin, sequence)),
    }
}

pub(crate) mod encoding;
pub(crate) mod rivals;

#[cfg(test)]
mod tests;
