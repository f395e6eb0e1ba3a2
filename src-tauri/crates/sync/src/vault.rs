//! Where a workstation keeps its keys, and how far it had published: outside the database, so that
//! a backup of the database holds no keys, and an older one that was put back is noticed.

mod folder;
mod keychain;
mod memory;
#[cfg(test)]
mod tests;

pub use folder::FolderSafe;
pub use keychain::KeychainSafe;
pub use memory::MemorySafe;

use std::fmt;
use std::path::PathBuf;

use domain::WriterId;
use zeroize::Zeroizing;

use crate::keys::{Bundle, DeviceKeys};
use crate::wire::Reader;

/// The format of what is kept.
const FORMAT: u8 = 1;

/// What a workstation keeps to itself.
#[derive(Clone)]
pub struct Secrets {
    /// The workspace and its keys.
    pub bundle: Bundle,
    /// Its own keys.
    pub device: DeviceKeys,
}

/// Keeps secrets of workstations, each under the workstation's id.
pub trait Vault: Send + Sync {
    /// The secrets of a workstation; none if there are none.
    ///
    /// # Errors
    ///
    /// When the place cannot be read, or holds something else.
    fn load(&self, writer: WriterId) -> Result<Option<Secrets>, VaultError>;
    /// Keeps the secrets of a workstation in place of those before, whole or not at all.
    ///
    /// # Errors
    ///
    /// When the place cannot be written.
    fn save(&self, writer: WriterId, secrets: &Secrets) -> Result<(), VaultError>;
    /// The last segment that the workstation is known to have sealed; none if it never told.
    ///
    /// # Errors
    ///
    /// When the place cannot be read, or holds something else.
    fn witness(&self, writer: WriterId) -> Result<Option<u64>, VaultError>;
    /// Notes the last segment that the workstation sealed.
    ///
    /// # Errors
    ///
    /// When the place cannot be written.
    fn set_witness(&self, writer: WriterId, segment: u64) -> Result<(), VaultError>;
    /// Forgets everything of a workstation.
    ///
    /// # Errors
    ///
    /// When the place cannot be written.
    fn forget(&self, writer: WriterId) -> Result<(), VaultError>;
    /// Where it keeps them.
    fn whereabouts(&self) -> Whereabouts;
}

/// Where secrets are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// In the keychain of the operating system.
    Keychain,
    /// In files that only this user of the computer may read.
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why not in the keychain; for people, in the words of the operating system.
        reason: String,
    },
    /// In memory alone.
    Memory,
}

/// Why secrets cannot be kept or found.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The keychain refuses.
    #[error("the keychain cannot be used for {attempt}: {why}; unlock it and try again")]
    Keychain {
        /// What was attempted.
        attempt: &'static str,
        /// What it says.
        why: String,
    },
    /// A file cannot be read or written.
    #[error("{path} cannot be used for {attempt}; free the disk or give yourself access to it")]
    File {
        /// What was attempted.
        attempt: &'static str,
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// What is kept is something else.
    #[error("the keys that are kept for this workstation are damaged; join the shared drive again")]
    Damaged,
    /// A newer version kept it.
    #[error("the keys were kept by a newer version of the program; update it")]
    NewerFormat,
}

/// A place for small secrets by name.
pub trait Safe: Send + Sync {
    /// What is kept under a name.
    ///
    /// # Errors
    ///
    /// When the place cannot be read.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError>;
    /// Keeps something under a name, in place of what was there, whole or not at all.
    ///
    /// # Errors
    ///
    /// When the place cannot be written.
    fn put(&self, name: &str, secret: &[u8]) -> Result<(), VaultError>;
    /// Forgets what is kept under a name, if there is anything.
    ///
    /// # Errors
    ///
    /// When the place cannot be written.
    fn drop(&self, name: &str) -> Result<(), VaultError>;
    /// Where it is.
    fn whereabouts(&self) -> Whereabouts;
}

impl<S: Safe> Vault for S {
    fn load(&self, writer: WriterId) -> Result<Option<Secrets>, VaultError> {
        self.get(&keys_name(writer))?.map(|bytes| Secrets::from_bytes(&bytes)).transpose()
    }

    fn save(&self, writer: WriterId, secrets: &Secrets) -> Result<(), VaultError> {
        self.put(&keys_name(writer), &secrets.to_bytes())
    }

    fn witness(&self, writer: WriterId) -> Result<Option<u64>, VaultError> {
        let Some(kept) = self.get(&witness_name(writer))? else { return Ok(None) };
        let number: [u8; 8] = kept.as_slice().try_into().map_err(|_| VaultError::Damaged)?;
        Ok(Some(u64::from_le_bytes(number)))
    }

    fn set_witness(&self, writer: WriterId, segment: u64) -> Result<(), VaultError> {
        self.put(&witness_name(writer), &segment.to_le_bytes())
    }

    fn forget(&self, writer: WriterId) -> Result<(), VaultError> {
        self.drop(&keys_name(writer))?;
        self.drop(&witness_name(writer))
    }

    fn whereabouts(&self) -> Whereabouts {
        Safe::whereabouts(self)
    }
}

/// The operating system's keychain if it works, else files in `folder`.
///
/// A keychain that fails later, or finds something too large, is not left for files silently: what
/// it refuses goes to `folder`, and both places are looked into.
pub fn vault(folder: PathBuf) -> Box<dyn Vault> {
    match KeychainSafe::probe() {
        Ok(keychain) => Box::new(Both { keychain, folder: FolderSafe::new(folder, String::new()) }),
        Err(reason) => Box::new(FolderSafe::new(folder, reason.to_string())),
    }
}

/// A keychain, and a folder for what it does not take.
struct Both<K> {
    keychain: K,
    folder: FolderSafe,
}

impl<K: Safe> Safe for Both<K> {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        // What was put into the folder is later than what the keychain still has.
        match self.folder.get(name)? {
            Some(kept) => Ok(Some(kept)),
            None => self.keychain.get(name),
        }
    }

    fn put(&self, name: &str, secret: &[u8]) -> Result<(), VaultError> {
        match self.keychain.put(name, secret) {
            Ok(()) => self.folder.drop(name),
            Err(_) => self.folder.put(name, secret),
        }
    }

    fn drop(&self, name: &str) -> Result<(), VaultError> {
        self.folder.drop(name)?;
        self.keychain.drop(name)
    }

    fn whereabouts(&self) -> Whereabouts {
        Safe::whereabouts(&self.keychain)
    }
}

impl Secrets {
    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let bundle = self.bundle.to_bytes();
        let mut bytes = Zeroizing::new(Vec::with_capacity(1 + 64 + bundle.len()));
        bytes.push(FORMAT);
        bytes.extend_from_slice(&*self.device.to_bytes());
        bytes.extend_from_slice(&bundle);
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Result<Secrets, VaultError> {
        let mut from = Reader::new(bytes);
        match from.byte() {
            Ok(FORMAT) => {}
            Ok(_) => return Err(VaultError::NewerFormat),
            Err(_) => return Err(VaultError::Damaged),
        }
        let device = from.array().map(Zeroizing::new).map_err(|_| VaultError::Damaged)?;
        let bundle = Bundle::read(&mut from).map_err(|_| VaultError::Damaged)?;
        Ok(Secrets { bundle, device: DeviceKeys::from_bytes(&device) })
    }
}

fn keys_name(writer: WriterId) -> String {
    format!("{writer}-keys")
}

fn witness_name(writer: WriterId) -> String {
    format!("{writer}-witness")
}

/// Says whose, never what.
impl fmt::Debug for Secrets {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bundle, device) = (&self.bundle, &self.device);
        formatter.debug_struct("Secrets").field("bundle", bundle).field("device", device).finish()
    }
}
