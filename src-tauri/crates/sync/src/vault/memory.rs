//! Secrets in memory, for workspaces that are not kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use zeroize::Zeroizing;

use super::{Safe, VaultError, Whereabouts};

type Kept = HashMap<String, Zeroizing<Vec<u8>>>;

/// A place in memory; clones share it.
#[derive(Clone, Default)]
pub struct MemorySafe(Arc<Mutex<Kept>>);

impl MemorySafe {
    fn kept<T>(&self, act: impl FnOnce(&mut Kept) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Safe for MemorySafe {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(self.kept(|kept| kept.get(name).cloned()))
    }

    fn put(&self, name: &str, secret: &[u8]) -> Result<(), VaultError> {
        self.kept(|kept| kept.insert(name.to_owned(), Zeroizing::new(secret.to_vec())));
        Ok(())
    }

    fn drop(&self, name: &str) -> Result<(), VaultError> {
        self.kept(|kept| kept.remove(name));
        Ok(())
    }

    fn whereabouts(&self) -> Whereabouts {
        Whereabouts::Memory
    }
}
