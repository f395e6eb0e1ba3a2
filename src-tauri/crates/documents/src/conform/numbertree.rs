//! A number tree written while its entries arrive (ISO 32000-1, 7.9.7).

use lopdf::{Object, ObjectId, dictionary};

use crate::pdf::file::Objects;

/// Entries of one leaf.
const LEAF: usize = 64;

/// A number tree whose full leaves are put away as it grows.
#[derive(Default)]
pub(crate) struct NumberTree {
    leaves: Vec<Object>,
    open: Vec<(i64, Object)>,
    next: i64,
}

impl NumberTree {
    /// Adds the entry of the next key, and gives the key.
    pub(crate) fn push(&mut self, objects: &mut impl Objects, value: impl Into<Object>) -> i64 {
        if self.open.len() == LEAF {
            self.close_leaf(objects);
        }
        let key = self.next;
        self.open.push((key, value.into()));
        self.next += 1;
        key
    }

    /// The key that the next entry will have.
    pub(crate) fn next_key(&self) -> i64 {
        self.next
    }

    /// Puts the root of the tree.
    pub(crate) fn finish(mut self, objects: &mut impl Objects) -> ObjectId {
        if self.leaves.is_empty() {
            let entries = flat(self.open);
            return objects.add(dictionary! { "Nums" => entries });
        }
        self.close_leaf(objects);
        objects.add(dictionary! { "Kids" => self.leaves })
    }

    fn close_leaf(&mut self, objects: &mut impl Objects) {
        let entries = std::mem::take(&mut self.open);
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return };
        let limits = vec![first.0.into(), last.0.into()];
        let leaf = objects.add(dictionary! { "Limits" => limits, "Nums" => flat(entries) });
        self.leaves.push(leaf.into());
    }
}

fn flat(entries: Vec<(i64, Object)>) -> Vec<Object> {
    entries.into_iter().flat_map(|(key, value)| [key.into(), value]).collect()
}
