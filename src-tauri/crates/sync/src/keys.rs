//! Who may read the share, and whose word a file is.

mod bundle;
mod code;
mod file;
mod stretch;
#[cfg(test)]
mod tests;

pub use bundle::Bundle;
pub use code::{InvitationCode, NotACode};
pub use file::{
    KeyFileHead, Unwrap, Unwrapped, WrapFor, Wrapped, device_mark, hash as hash_keys,
    passphrase_mark, peek as peek_keys, unwrap, wrap,
};
pub use stretch::Cost;

use std::collections::BTreeMap;
use std::fmt;

use ed25519_dalek::SigningKey;
pub use ed25519_dalek::VerifyingKey;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::Ambient;

/// The identity of a workspace.
pub type WorkspaceId = [u8; 16];

/// The keys that everybody of a workspace has, one an epoch. What is written is sealed under the
/// current one; earlier ones are kept as long as files of their epoch are to be read.
#[derive(Clone, PartialEq, Eq)]
pub struct WorkspaceKeys {
    epochs: BTreeMap<u32, Zeroizing<[u8; 32]>>,
    current: u32,
}

impl WorkspaceKeys {
    /// The key of a new workspace, epoch 1.
    pub fn generate(ambient: &dyn Ambient) -> WorkspaceKeys {
        WorkspaceKeys { epochs: BTreeMap::from([(1, random_key(ambient))]), current: 1 }
    }

    /// The epoch that is written under.
    pub fn current(&self) -> u32 {
        self.current
    }

    /// The epochs whose files can be read, in ascending order.
    pub fn epochs(&self) -> impl Iterator<Item = u32> {
        self.epochs.keys().copied()
    }

    /// The key of an epoch.
    pub(crate) fn of(&self, epoch: u32) -> Option<&[u8; 32]> {
        self.epochs.get(&epoch).map(|key| &**key)
    }

    /// A key for one purpose alone, so that what was sealed as one thing never opens as another.
    pub(crate) fn derived(&self, epoch: u32, purpose: &str) -> Option<Zeroizing<[u8; 32]>> {
        self.of(epoch).map(|key| Zeroizing::new(blake3::derive_key(purpose, key)))
    }

    /// Begins the next epoch, under a key that nobody has had, and returns its number.
    pub fn rotate(&mut self, ambient: &dyn Ambient) -> u32 {
        let next = self.epochs.keys().next_back().map_or(1, |last| last + 1);
        self.epochs.insert(next, random_key(ambient));
        self.current = next;
        next
    }

    /// Takes over epochs that a colleague began; the latest one is written under from then on. A
    /// key that is known already is never replaced.
    pub fn learn(&mut self, other: &WorkspaceKeys) {
        for (epoch, key) in &other.epochs {
            self.epochs.entry(*epoch).or_insert_with(|| key.clone());
        }
        self.current = self.current.max(other.current);
    }

    /// Whether an epoch has another key there than here: then two workstations began it at the same
    /// time, and a further one must be begun.
    pub fn differs(&self, other: &WorkspaceKeys) -> bool {
        other
            .epochs
            .iter()
            .any(|(epoch, key)| self.epochs.get(epoch).is_some_and(|known| known != key))
    }

    /// Forgets the keys of every epoch before `epoch`, but never the current one; returns how many.
    pub fn forget_before(&mut self, epoch: u32) -> usize {
        let before = self.epochs.len();
        let current = self.current;
        self.epochs.retain(|known, _| *known >= epoch || *known == current);
        before - self.epochs.len()
    }
}

/// The keys of one workstation: what it signs with, and what colleagues seal to.
#[derive(Clone)]
pub struct DeviceKeys {
    signing: SigningKey,
    sealing: Zeroizing<[u8; 32]>,
}

impl DeviceKeys {
    /// The keys of a new workstation.
    pub fn generate(ambient: &dyn Ambient) -> DeviceKeys {
        DeviceKeys {
            signing: SigningKey::from_bytes(&random_key(ambient)),
            sealing: random_key(ambient),
        }
    }

    /// The key by which colleagues know what it signed.
    pub fn verifying(&self) -> VerifyingKey {
        self.signing.verifying_key()
    }

    /// The key that colleagues seal to.
    pub fn sealing(&self) -> [u8; 32] {
        PublicKey::from(&self.secret()).to_bytes()
    }

    fn secret(&self) -> StaticSecret {
        StaticSecret::from(*self.sealing)
    }

    /// Both secrets, to be kept where nobody else reads.
    pub(crate) fn to_bytes(&self) -> Zeroizing<[u8; 64]> {
        let mut bytes = Zeroizing::new([0; 64]);
        bytes[..32].copy_from_slice(self.signing.as_bytes());
        bytes[32..].copy_from_slice(&*self.sealing);
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8; 64]) -> DeviceKeys {
        let (mut signing, mut sealing) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
        signing.copy_from_slice(&bytes[..32]);
        sealing.copy_from_slice(&bytes[32..]);
        DeviceKeys { signing: SigningKey::from_bytes(&signing), sealing }
    }

    pub(crate) fn signing(&self) -> &SigningKey {
        &self.signing
    }
}

fn random_key(ambient: &dyn Ambient) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    ambient.fill_random(&mut *key);
    key
}

/// Says which epochs there are, never their keys.
impl fmt::Debug for WorkspaceKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let epochs: Vec<u32> = self.epochs().collect();
        formatter.debug_struct("WorkspaceKeys").field("epochs", &epochs).finish_non_exhaustive()
    }
}

/// Says the verifying key alone.
impl fmt::Debug for DeviceKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verifying = self.verifying();
        formatter.debug_struct("DeviceKeys").field("verifying", &verifying).finish_non_exhaustive()
    }
}
