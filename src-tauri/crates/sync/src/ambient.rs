//! What the shared drive takes from its surroundings.

use domain::UnixMillis;

/// Where the time and randomness come from.
pub trait Ambient: Send + Sync {
    /// The wall clock.
    fn now(&self) -> UnixMillis;
    /// Fills `bytes` with randomness fit for identities and keys.
    fn fill_random(&self, bytes: &mut [u8]);
}
