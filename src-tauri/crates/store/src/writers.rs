//! Logical writers: workstations and files, numbered locally.
//!
//! A file's writer id says by itself which content it stands for, so that a store that learned of
//! a file from a colleague knows it again in its own inbox, and a delete that has seen the file's
//! changes covers them under whatever stamp another workstation gave them.

use std::collections::{BTreeSet, HashMap};

use domain::{ChangeId, Stamp, WriterId};

use crate::contexts::Contexts;

/// How many bytes of a file's writer id name its content.
const CONTENT: usize = 9;
/// Where the bytes end by which such an id is told from a random one.
const MARK: usize = 11;

/// The writer of a file's changes when they bear `stamp`.
pub(crate) fn file_writer(content: &[u8; 32], stamp: Stamp) -> WriterId {
    let mut id = [0; 16];
    id[..CONTENT].copy_from_slice(&blake3::hash(content).as_bytes()[..CONTENT]);
    let mark = mark(&id);
    id[CONTENT..MARK].copy_from_slice(&mark);
    let mut hasher = blake3::Hasher::new();
    hasher.update(content).update(&stamp.0.to_le_bytes());
    let lift = hasher.finalize();
    id[MARK..].copy_from_slice(&lift.as_bytes()[..16 - MARK]);
    WriterId(id)
}

fn mark(id: &[u8; 16]) -> [u8; MARK - CONTENT] {
    let hash = blake3::hash(&id[..CONTENT]);
    [hash.as_bytes()[0], hash.as_bytes()[1]]
}

/// Whether an id is that of a file, or a random one in 65,536 that looks like it. Workstations are
/// not given such ids: contexts would leave them out.
pub(crate) fn is_file(id: &WriterId) -> bool {
    content_of(id).is_some()
}

/// What the ids of all writers of one file's content begin with; `None` for workstations.
fn content_of(id: &WriterId) -> Option<[u8; CONTENT]> {
    let mut content = [0; CONTENT];
    content.copy_from_slice(&id.0[..CONTENT]);
    (id.0[CONTENT..MARK] == mark(&id.0)).then_some(content)
}

/// Every writer that the store has heard of.
#[derive(Debug, Default)]
pub(crate) struct Writers {
    known: Vec<KnownWriter>,
    /// Those that the database does not know as they are here.
    moved: BTreeSet<u32>,
    by_id: HashMap<WriterId, u32>,
    by_content: HashMap<[u8; CONTENT], Vec<u32>>,
    /// Those that are no files.
    workstations: Vec<u32>,
    /// What workstations had taken in of each other.
    pub(crate) contexts: Contexts,
}

/// A writer that the store has heard of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KnownWriter {
    /// Its identity.
    pub(crate) id: WriterId,
    /// The last change held of it; 0 if it is only known from a delete.
    pub(crate) last: u64,
    /// The writer that deletes know it by: the first of the same content, else itself.
    pub(crate) origin: u32,
}

impl Writers {
    /// Adds a writer, whose local number is one more than the last one's.
    pub(crate) fn push(&mut self, id: WriterId, last: u64) -> u32 {
        let number = self.known.len() as u32;
        let mut origin = number;
        if let Some(content) = content_of(&id) {
            let same = self.by_content.entry(content).or_default();
            same.push(number);
            origin = same[0];
        } else {
            self.workstations.push(number);
        }
        self.known.push(KnownWriter { id, last, origin });
        self.by_id.insert(id, number);
        number
    }

    /// The local number of a writer, given now if it had none.
    pub(crate) fn number(&mut self, id: WriterId) -> u32 {
        match self.by_id.get(&id) {
            Some(&number) => number,
            None => {
                let number = self.push(id, 0);
                self.moved.insert(number);
                number
            }
        }
    }

    /// Those that are new or have moved, by local number, which the caller is about to write down.
    pub(crate) fn moved(&mut self) -> Vec<(u32, KnownWriter)> {
        let moved = std::mem::take(&mut self.moved);
        moved.into_iter().map(|number| (number, self.known[number as usize])).collect()
    }

    /// The local number of a writer, if it has one.
    pub(crate) fn find(&self, id: WriterId) -> Option<u32> {
        self.by_id.get(&id).copied()
    }

    /// The local numbers of workstations.
    pub(crate) fn workstations(&self) -> &[u32] {
        &self.workstations
    }

    /// Whether a local number is that of a workstation.
    pub(crate) fn is_workstation(&self, number: u32) -> bool {
        self.workstations.binary_search(&number).is_ok()
    }

    /// The writer of a local number.
    pub(crate) fn get(&self, number: u32) -> &KnownWriter {
        &self.known[number as usize]
    }

    /// Notes that changes up to `last` are held.
    pub(crate) fn advance(&mut self, number: u32, last: u64) {
        self.known[number as usize].last = last;
        self.moved.insert(number);
    }

    /// Whether changes of a file of this content are held, under whatever stamp.
    pub(crate) fn knows_content(&self, content: &[u8; 32]) -> bool {
        content_of(&file_writer(content, Stamp::default()))
            .and_then(|content| self.by_content.get(&content))
            .is_some_and(|same| same.iter().any(|&number| self.get(number).last > 0))
    }

    /// The change as others know it.
    pub(crate) fn change_id(&self, number: u32, sequence: u64) -> ChangeId {
        ChangeId { writer: self.get(number).id, sequence }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_under_whatever_stamp_it_came() {
        let mut writers = Writers::default();
        writers.push(WriterId([1; 16]), 5);
        let early = file_writer(&[7; 32], Stamp(0));
        let late = file_writer(&[7; 32], Stamp(9));
        assert_ne!(early, late);
        assert!(!writers.knows_content(&[7; 32]));
        let early = writers.push(early, 0);
        let late = writers.push(late, 3);
        assert!(writers.knows_content(&[7; 32]));
        assert!(!writers.knows_content(&[8; 32]));
        assert_eq!(writers.get(late).origin, early);
    }

    #[test]
    fn workstations_with_alike_ids_are_kept_apart() {
        let mut writers = Writers::default();
        for last in 0..=255 {
            let mut id = [0; 16];
            id[15] = last;
            let number = writers.push(WriterId(id), 1);
            assert_eq!(writers.get(number).origin, number);
        }
    }
}
