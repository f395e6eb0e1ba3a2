//! A keychain in memory that can be copied with its computer.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use sync::vault::{Safe, VaultError, Whereabouts};
use zeroize::Zeroizing;

/// Secrets by name.
#[derive(Debug, Default)]
pub struct SimSafe(Mutex<BTreeMap<String, Vec<u8>>>);

impl SimSafe {
    /// Another with the same in it.
    pub fn copied(&self) -> SimSafe {
        SimSafe(Mutex::new(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()))
    }
}

impl Safe for SimSafe {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(kept.get(name).map(|secret| Zeroizing::new(secret.clone())))
    }

    fn put(&self, name: &str, secret: &[u8]) -> Result<(), VaultError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(name.to_owned(), secret.to_vec());
        Ok(())
    }

    fn drop(&self, name: &str) -> Result<(), VaultError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }

    fn whereabouts(&self) -> Whereabouts {
        Whereabouts::Memory
    }
}
