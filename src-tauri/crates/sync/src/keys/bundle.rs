//! What makes somebody a member of a workspace: its identity and its keys, in one piece.

use std::collections::BTreeMap;
use std::fmt;

use zeroize::Zeroizing;

use super::{WorkspaceId, WorkspaceKeys};
use crate::wire::{Malformed, Reader, put_number, put_text};

/// The most bytes of the name of a workspace.
const LONGEST_NAME: usize = 200;
/// The most epochs that a bundle holds.
const MOST_EPOCHS: usize = 1_000;

/// A workspace, as a member needs it.
#[derive(Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Its identity.
    pub workspace: WorkspaceId,
    /// What people call it.
    pub name: String,
    /// The key that ids of records are derived under; the same for ever.
    pub id_key: Zeroizing<[u8; 32]>,
    /// The keys of its files.
    pub keys: WorkspaceKeys,
}

impl Bundle {
    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        // Room for all of it at once, so that no half of it stays behind in memory given back.
        let mut to = Zeroizing::new(Vec::with_capacity(512 + 40 * self.keys.epochs.len()));
        to.extend_from_slice(&self.workspace);
        to.extend_from_slice(&*self.id_key);
        put_text(&mut to, &self.name[..self.name.floor_char_boundary(LONGEST_NAME)]);
        put_number(&mut to, self.keys.current.into());
        put_number(&mut to, self.keys.epochs.len() as u64);
        for (epoch, key) in &self.keys.epochs {
            put_number(&mut to, (*epoch).into());
            to.extend_from_slice(&**key);
        }
        to
    }

    /// Reads a bundle from the front of bytes.
    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Bundle, Malformed> {
        let workspace = from.array()?;
        let id_key = Zeroizing::new(from.array()?);
        let name = from.text()?.to_owned();
        let current = from.small()?;
        let count = from.count(33)?;
        if count > MOST_EPOCHS {
            return Err(Malformed);
        }
        let mut epochs = BTreeMap::new();
        for _ in 0..count {
            epochs.insert(from.small()?, Zeroizing::new(from.array()?));
        }
        if !epochs.contains_key(&current) {
            return Err(Malformed);
        }
        Ok(Bundle { workspace, name, id_key, keys: WorkspaceKeys { epochs, current } })
    }
}

/// Says which workspace, never its keys.
impl fmt::Debug for Bundle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Bundle").field("keys", &self.keys).finish_non_exhaustive()
    }
}
