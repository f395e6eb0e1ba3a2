//! What the program takes from its surroundings: the time and randomness, handed in once by the
//! window, the command line or a test.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Helsinki;
use domain::{RecordId, UnixMillis, WriterId};
use sync::vault::{FolderSafe, Vault};

/// The time zone that every event of the programme is held in.
pub const ZONE: chrono_tz::Tz = Helsinki;

/// Where the time and randomness come from.
pub trait Surroundings: Send + Sync {
    /// The time now.
    fn now(&self) -> UnixMillis;
    /// Fills `bytes` with randomness fit for identities and keys.
    fn fill_random(&self, bytes: &mut [u8]);
    /// What the computer is called, and its system, as colleagues read it.
    fn machine(&self) -> String {
        format!("a computer ({})", std::env::consts::OS)
    }
    /// Where the keys of a workspace are kept, of which `folder` is the place for files; files
    /// unless said otherwise.
    fn vault(&self, folder: &Path) -> Arc<dyn Vault> {
        Arc::new(FolderSafe::new(folder.to_owned(), "no keychain was asked for".to_owned()))
    }
}

/// The surroundings of one running program, cheap to clone.
#[derive(Clone)]
pub struct Environment(Arc<dyn Surroundings>);

impl Environment {
    /// Takes the time and randomness from `surroundings`.
    pub fn new(surroundings: impl Surroundings + 'static) -> Environment {
        Environment(Arc::new(surroundings))
    }

    /// Takes everything from the operating system, keys from its keychain.
    pub fn system() -> Environment {
        Environment::new(System { uses_keychain: true })
    }

    /// Takes everything from the operating system, but keeps keys in files beside the workspace
    /// that only this user may read: for jobs that run where no keychain is unlocked.
    pub fn without_keychain() -> Environment {
        Environment::new(System { uses_keychain: false })
    }

    /// The time now.
    pub fn now(&self) -> UnixMillis {
        self.0.now()
    }

    /// The wall clock in Finland, where every event of the programme is held.
    pub fn local_now(&self) -> NaiveDateTime {
        local(self.now())
    }

    /// A new identity for a record that a person creates.
    pub fn new_record_id(&self) -> RecordId {
        let now = u64::try_from(self.now().0).unwrap_or(0);
        RecordId::version7(now, self.random())
    }

    /// A new identity for a writer.
    pub fn new_writer_id(&self) -> WriterId {
        WriterId(self.random())
    }

    /// What the computer is called, and its system.
    pub fn machine(&self) -> String {
        self.0.machine()
    }

    /// Where the keys of a workspace are kept.
    pub(crate) fn vault(&self, folder: &Path) -> Arc<dyn Vault> {
        self.0.vault(folder)
    }

    pub(crate) fn fill(&self, bytes: &mut [u8]) {
        self.0.fill_random(bytes);
    }

    /// As many random bytes as asked for.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_random(&mut bytes);
        bytes
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Environment")
    }
}

/// The wall clock in Finland at an instant.
pub fn local(instant: UnixMillis) -> NaiveDateTime {
    utc(instant).with_timezone(&Helsinki).naive_local()
}

/// An instant as a date-time in UTC; instants beyond the calendar count as 1970.
pub fn utc(instant: UnixMillis) -> DateTime<Utc> {
    Utc.timestamp_millis_opt(instant.0).single().unwrap_or_default()
}

/// An instant as RFC 3339 text in UTC, whole seconds.
pub fn rfc3339(instant: UnixMillis) -> String {
    utc(instant).to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

struct System {
    uses_keychain: bool,
}

impl Surroundings for System {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    fn now(&self) -> UnixMillis {
        let since_1970 =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        UnixMillis(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("an operating system without randomness can run no program");
    }

    fn machine(&self) -> String {
        let name = gethostname::gethostname();
        format!("{} ({})", name.to_string_lossy(), std::env::consts::OS)
    }

    fn vault(&self, folder: &Path) -> Arc<dyn Vault> {
        if self.uses_keychain {
            sync::vault::vault(folder.to_owned()).into()
        } else {
            Arc::new(FolderSafe::new(folder.to_owned(), "files were asked for".to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wall_clock_follows_summer_time() {
        let winter = UnixMillis(1_767_254_400_000); // 2026-01-01T08:00:00Z
        let summer = UnixMillis(1_782_885_600_000); // 2026-07-01T06:00:00Z
        assert_eq!(local(winter).to_string(), "2026-01-01 10:00:00");
        assert_eq!(local(summer).to_string(), "2026-07-01 09:00:00");
    }
}
