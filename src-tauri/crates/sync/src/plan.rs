//! What a cycle does next, as pure functions of what it has seen.

use std::collections::{BTreeMap, BTreeSet};

use domain::{UnixMillis, WriterId};
use store::{UnsealedCount, VersionVector};

use crate::names::{Foreign, ShareName, foreign};

/// Doings are sealed when nothing was done for so long …
pub const QUIET_MILLIS: i64 = 2_000;
/// … or the first of them is so old …
pub const OLDEST_MILLIS: i64 = 15_000;
/// … or there are so many.
pub const MOST_CHANGES: u32 = 2_000;
/// The most bytes of a segment, if it can be cut smaller.
pub const MOST_BYTES: usize = 256 * 1024;

/// Tells whether it is time to seal. `settled` says that nothing was done since the cycle before,
/// which counts where the clock stands still; a clock that was set back does not hold anything up.
pub fn is_time_to_seal(count: &UnsealedCount, now: UnixMillis, settled: bool) -> bool {
    let (Some(oldest), Some(newest)) = (count.oldest, count.newest) else { return false };
    let age = |since: UnixMillis| now.0.saturating_sub(since.0);
    settled
        || count.changes >= u64::from(MOST_CHANGES)
        || age(newest) >= QUIET_MILLIS
        || age(newest) < 0
        || age(oldest) >= OLDEST_MILLIS
}

/// Tells whether a span has passed; a clock that was set back counts as passed.
pub fn has_passed(since: UnixMillis, now: UnixMillis, span: i64) -> bool {
    let age = now.0.saturating_sub(since.0);
    age >= span || age < 0
}

/// What lies in the folders of one workstation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelf {
    /// Segments by number; two of one number are a fork or a damaged one.
    pub segments: BTreeMap<u64, BTreeSet<ShareName>>,
    /// Segments issued again after an erasure, by number; the last generation last.
    pub reissues: BTreeMap<u64, BTreeSet<ShareName>>,
    /// Packs.
    pub packs: BTreeSet<ShareName>,
    /// Snapshots.
    pub snapshots: BTreeSet<ShareName>,
    /// Cards.
    pub cards: BTreeSet<ShareName>,
    /// Copies of others' segments.
    pub copies: BTreeSet<ShareName>,
    /// Segments of others that it asks for.
    pub requests: BTreeSet<(WriterId, u64)>,
    /// Files that were not finished.
    pub leftovers: BTreeSet<String>,
    /// Names that are not ours.
    pub foreign: BTreeMap<String, Foreign>,
}

impl Shelf {
    /// Takes down a path of a listing.
    pub fn add(&mut self, path: &str) {
        let Ok(name) = path.parse::<ShareName>() else {
            match foreign(path) {
                Foreign::Temporary => drop(self.leftovers.insert(path.to_owned())),
                Foreign::Noise => {}
                other => drop(self.foreign.insert(path.to_owned(), other)),
            }
            return;
        };
        match name {
            ShareName::Segment { number, .. } => {
                self.segments.entry(number).or_default().insert(name);
            }
            ShareName::Reissue { number, .. } => {
                self.reissues.entry(number).or_default().insert(name);
            }
            ShareName::Pack { .. } => drop(self.packs.insert(name)),
            ShareName::Snapshot { .. } => drop(self.snapshots.insert(name)),
            ShareName::Card { .. } => drop(self.cards.insert(name)),
            ShareName::Copy { .. } => drop(self.copies.insert(name)),
            ShareName::Request { of, number, .. } => drop(self.requests.insert((of, number))),
            _ => drop(self.foreign.insert(path.to_owned(), Foreign::Unknown)),
        }
    }

    /// The last segment that lies there in any form; 0 if there is none.
    pub fn last(&self) -> u64 {
        let single = self.segments.keys().next_back().copied();
        let again = self.reissues.keys().next_back().copied();
        let packed = self.packs.iter().filter_map(|name| range(name).map(|(_, to)| to)).max();
        single.max(again).max(packed).unwrap_or(0)
    }

    /// Whether a segment lies there in any form.
    pub fn has(&self, number: u64) -> bool {
        self.segments.contains_key(&number) || self.has_otherwise(number)
    }

    /// Whether a segment lies there issued again or packed.
    pub fn has_otherwise(&self, number: u64) -> bool {
        self.reissues.contains_key(&number) || self.packs.iter().any(|name| covers(name, number))
    }

    /// How often a segment was issued again; 0 if it is as it was first.
    pub fn last_generation(&self, number: u64) -> u32 {
        let again = self.reissues.get(&number).into_iter().flatten();
        let generations = again.map(|name| match name {
            ShareName::Reissue { generation, .. } => *generation,
            _ => 0,
        });
        generations.max().unwrap_or(0)
    }

    /// Where to read a segment, the best first: issued again, single, packed, lent by a colleague.
    /// All singles come, since two of them may be a fork.
    pub fn sources(&self, number: u64, lent: &BTreeSet<ShareName>) -> Vec<ShareName> {
        let again = self.reissues.get(&number).into_iter().flatten().rev().take(1);
        let singles = self.segments.get(&number).into_iter().flatten();
        let packs = self.packs.iter().filter(|name| covers(name, number));
        let lent = lent.iter().filter(|name| lent_number(name) == Some(number));
        again.chain(singles).chain(packs).chain(lent).copied().collect()
    }
}

fn lent_number(name: &ShareName) -> Option<u64> {
    match name {
        ShareName::Copy { number, .. } => Some(*number),
        _ => None,
    }
}

/// The first and the last segment of a pack.
pub fn range(name: &ShareName) -> Option<(u64, u64)> {
    match name {
        ShareName::Pack { from, to, .. } => Some((*from, *to)),
        _ => None,
    }
}

fn covers(name: &ShareName, number: u64) -> bool {
    range(name).is_some_and(|(from, to)| (from..=to).contains(&number))
}

/// The workstation whose segment is to be taken in first, of those that wait: one that had seen
/// nothing which is not here yet, else the one that sealed first. What is the same for all of
/// these is decided by id, so that a cycle is the same whenever it is repeated.
pub fn next_writer<'a>(
    waiting: impl IntoIterator<Item = (WriterId, &'a VersionVector, UnixMillis)>,
    known: &VersionVector,
) -> Option<WriterId> {
    let ranked = waiting.into_iter().map(|(writer, seen, made_at)| {
        let knows = |(of, upto): (&WriterId, &u64)| known.get(of).is_some_and(|has| has >= upto);
        (!seen.iter().all(knows), made_at, writer)
    });
    ranked.min().map(|(_, _, writer)| writer)
}

/// The runs of at least `least` numbers that follow each other.
pub fn runs(numbers: impl IntoIterator<Item = u64>, least: u64) -> Vec<(u64, u64)> {
    let mut found: Vec<(u64, u64)> = Vec::new();
    for number in numbers {
        match found.last_mut() {
            Some((_, to)) if *to + 1 == number => *to = number,
            _ => found.push((number, number)),
        }
    }
    found.retain(|(from, to)| to - from + 1 >= least);
    found
}

/// How long a file that cannot be read is left alone: ten seconds, doubling up to an hour.
pub fn back_off(tries: u32) -> i64 {
    10_000_i64.saturating_mul(1 << tries.min(12)).min(3_600_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: WriterId = WriterId([7; 16]);

    fn count(changes: u64, oldest: i64, newest: i64) -> UnsealedCount {
        let at = |millis| (changes > 0).then_some(UnixMillis(millis));
        UnsealedCount { changes, oldest: at(oldest), newest: at(newest) }
    }

    #[test]
    fn doings_are_sealed_when_a_person_pauses_or_has_worked_long_enough() {
        let now = UnixMillis(100_000);
        assert!(!is_time_to_seal(&count(0, 0, 0), now, true));
        assert!(!is_time_to_seal(&count(3, 99_000, 99_000), now, false));
        assert!(is_time_to_seal(&count(3, 97_000, 98_000), now, false));
        assert!(is_time_to_seal(&count(3, 85_000, 99_900), now, false));
        assert!(is_time_to_seal(&count(2_000, 99_900, 99_900), now, false));
    }

    #[test]
    fn a_clock_that_stands_or_was_set_back_holds_nothing_up() {
        let now = UnixMillis(100_000);
        assert!(is_time_to_seal(&count(3, 100_000, 100_000), now, true));
        assert!(is_time_to_seal(&count(3, 900_000, 900_000), now, false));
        assert!(has_passed(UnixMillis(900_000), now, 3_600_000));
    }

    fn segment(number: u64, mark: u8) -> ShareName {
        ShareName::Segment { writer: W, number, mark: [mark; 6] }
    }

    #[test]
    fn what_is_issued_again_is_read_first_and_what_is_lent_last() {
        let mut shelf = Shelf::default();
        let again =
            |generation| ShareName::Reissue { writer: W, number: 5, generation, mark: [2; 6] };
        let pack = ShareName::Pack { writer: W, from: 1, to: 9, mark: [3; 6] };
        for name in [segment(5, 9), again(1), again(2), pack] {
            shelf.add(&name.to_string());
        }
        let lender = WriterId([8; 16]);
        let copy = ShareName::Copy { writer: lender, of: W, number: 5, mark: [9; 6] };
        let sources = shelf.sources(5, &BTreeSet::from([copy]));
        assert_eq!(sources, [again(2), segment(5, 9), pack, copy]);
        assert_eq!((shelf.last(), shelf.has(3), shelf.has(10)), (9, true, false));
    }

    #[test]
    fn foreign_names_are_told_apart() {
        let mut shelf = Shelf::default();
        let path = segment(5, 9).to_string();
        shelf.add(&format!("{path}.tmp"));
        shelf.add(&path.replace(".seg", "-LAPTOP.seg"));
        assert_eq!(shelf.leftovers.len(), 1);
        assert!(matches!(shelf.foreign.values().next(), Some(Foreign::ConflictCopy(_))));
        assert_eq!(shelf.segments.len(), 0);
    }

    #[test]
    fn who_had_seen_nothing_that_is_missing_comes_first() {
        let (a, b) = (WriterId([1; 16]), WriterId([2; 16]));
        let seen = VersionVector::from([(b, 7)]);
        let none = VersionVector::new();
        let waiting = [(a, &seen, UnixMillis(1)), (b, &none, UnixMillis(2))];
        assert_eq!(next_writer(waiting, &VersionVector::new()), Some(b));
        assert_eq!(next_writer(waiting, &VersionVector::from([(b, 7)])), Some(a));
        assert_eq!(next_writer([], &VersionVector::new()), None);
    }

    #[test]
    fn runs_are_found_between_gaps() {
        assert_eq!(runs([1, 2, 3, 5, 7, 8], 2), [(1, 3), (7, 8)]);
        assert_eq!(runs([], 1), []);
    }

    #[test]
    fn a_damaged_file_is_read_again_after_ten_seconds_and_at_last_every_hour() {
        assert_eq!([back_off(0), back_off(1), back_off(40)], [10_000, 20_000, 3_600_000]);
    }
}
