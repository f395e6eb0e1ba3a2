//! Secrets in the keychain of the operating system: Keychain, Credential Manager, Secret Service.

use keyring::{Entry, Error};
use zeroize::Zeroizing;

use super::{Safe, VaultError, Whereabouts};

/// Under which all of ours lie.
const SERVICE: &str = "kumppani";
/// A secret that is put, read and forgotten, to see whether that works at all.
const PROBE: &str = "probe";

/// The keychain.
#[derive(Debug, Clone, Copy)]
pub struct KeychainSafe(());

impl KeychainSafe {
    /// The keychain, if a secret can be put into it, read back and forgotten.
    ///
    /// # Errors
    ///
    /// Why it cannot be used: there is none, nobody is logged in to it, it stays locked.
    pub fn probe() -> Result<KeychainSafe, VaultError> {
        let keychain = KeychainSafe(());
        if let Err(error) = Entry::store_status() {
            return Err(refused("a trial", error));
        }
        keychain.put(PROBE, PROBE.as_bytes())?;
        let kept = keychain.get(PROBE)?;
        keychain.drop(PROBE)?;
        match kept {
            Some(kept) if kept.as_slice() == PROBE.as_bytes() => Ok(keychain),
            _ => {
                let why = "it does not give back what it is given".to_owned();
                Err(VaultError::Keychain { attempt: "a trial", why })
            }
        }
    }
}

impl Safe for KeychainSafe {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        match Entry::new(SERVICE, name).and_then(|entry| entry.get_secret()) {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(refused("reading the keys of this workstation", &error)),
        }
    }

    fn put(&self, name: &str, secret: &[u8]) -> Result<(), VaultError> {
        Entry::new(SERVICE, name)
            .and_then(|entry| entry.set_secret(secret))
            .map_err(|error| refused("keeping the keys of this workstation", &error))
    }

    fn drop(&self, name: &str) -> Result<(), VaultError> {
        match Entry::new(SERVICE, name).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(refused("forgetting the keys of this workstation", &error)),
        }
    }

    fn whereabouts(&self) -> Whereabouts {
        Whereabouts::Keychain
    }
}

fn refused(attempt: &'static str, error: &Error) -> VaultError {
    // Some errors hold the secret that could not be decoded; those say no more than their kind.
    let why = match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) => "what it holds is not ours".to_owned(),
        other => other.to_string(),
    };
    VaultError::Keychain { attempt, why }
}
