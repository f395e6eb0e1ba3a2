//! The folder that knows nothing: five operations, and everything that a share may answer.
//!
//! Paths are relative to the root of the share, parted by `/`, lower-case ASCII. A medium is not
//! trusted in anything: what it lists may be old, what it reads may be damaged, what it kept may be
//! gone. It never makes its own root and never alters a file that is there.

use std::io;

#[cfg(test)]
mod contract;
mod folder;
#[cfg(feature = "opendal")]
mod opendal;
#[cfg(feature = "sim")]
pub mod sim;

#[cfg(feature = "opendal")]
pub use self::opendal::OpendalMedium;
pub use folder::{FolderMedium, durable_sync, make_root};

/// Where segments lie: a network drive, a synchronised folder, a stick. Every operation blocks.
pub trait Medium: Send + Sync {
    /// The names and sizes in a folder, in any order; a folder that is not there is empty. Never
    /// opens a file, so that nothing is fetched from a cloud to be listed.
    ///
    /// # Errors
    ///
    /// [`MediumError::Unreachable`] if the root itself is not there: that is not an empty folder.
    fn list(&self, folder: &str) -> Result<Vec<Entry>, MediumError>;

    /// The bytes of a file of at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// [`MediumError::TooLarge`] above `limit`, before the bytes are in memory.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, MediumError>;

    /// Makes a file that is not there yet, whole or not at all, together with the folders above it
    /// but never the root.
    ///
    /// # Errors
    ///
    /// [`MediumError::AlreadyThere`] if there is one; the caller compares what it holds.
    fn create(&self, path: &str, bytes: &[u8]) -> Result<(), MediumError>;

    /// Removes a file; one that is not there is removed already.
    fn remove(&self, path: &str) -> Result<(), MediumError>;

    /// Tells whether the root is there and answers. Never makes it.
    fn probe(&self) -> Result<(), MediumError>;
}

/// What a listing says of a file or folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name within the folder.
    pub name: String,
    /// Bytes; 0 for a folder.
    pub size: u64,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// What a share can answer but the thing asked for.
#[derive(Debug, thiserror::Error)]
pub enum MediumError {
    /// The file is not there, which never means that it was deleted.
    #[error("{path} is not on the share (yet); it is looked for again at the next round")]
    Missing {
        /// What was asked for.
        path: String,
    },
    /// There is a file of that name; nothing was written.
    #[error("{path} is on the share already and is not overwritten")]
    AlreadyThere {
        /// What was to be made.
        path: String,
    },
    /// The share does not answer.
    #[error("the share cannot be reached for {path}; connect the drive, work goes on without it")]
    Unreachable {
        /// What was asked for; empty for the root.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The share has no room.
    #[error("the share is full, {path} could not be written; make room, nothing is lost meanwhile")]
    Full {
        /// What was to be made.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The share forbids it.
    #[error("the share does not allow access to {path}; ask for the right to read and write it")]
    Denied {
        /// What was asked for.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file is larger than anything that belongs there.
    #[error(
        "{path} has {size} bytes, more than the {limit} that such a file can have; it is left alone"
    )]
    TooLarge {
        /// What was asked for.
        path: String,
        /// Bytes that it has.
        size: u64,
        /// Bytes that it may have.
        limit: u64,
    },
    /// Anything else.
    #[error("{attempt} {path} on the share failed; it is tried again at the next round")]
    Io {
        /// What was attempted, such as "reading".
        attempt: &'static str,
        /// On what.
        path: String,
        /// What the system said.
        source: io::Error,
    },
}

impl MediumError {
    /// The file or folder that it concerns; empty for the root.
    pub fn path(&self) -> &str {
        match self {
            MediumError::Missing { path }
            | MediumError::AlreadyThere { path }
            | MediumError::Unreachable { path, .. }
            | MediumError::Full { path, .. }
            | MediumError::Denied { path, .. }
            | MediumError::TooLarge { path, .. }
            | MediumError::Io { path, .. } => path,
        }
    }

    /// Sorts what the system said into what can be done about it.
    pub fn of(attempt: &'static str, path: &str, source: io::Error) -> MediumError {
        use io::ErrorKind as Kind;
        let path = path.to_owned();
        match source.kind() {
            Kind::NotFound => MediumError::Missing { path },
            Kind::AlreadyExists => MediumError::AlreadyThere { path },
            Kind::StorageFull | Kind::QuotaExceeded => MediumError::Full { path, source },
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
                MediumError::Denied { path, source }
            }
            Kind::HostUnreachable
            | Kind::NetworkUnreachable
            | Kind::NetworkDown
            | Kind::NotConnected
            | Kind::ConnectionAborted
            | Kind::ConnectionReset
            | Kind::ConnectionRefused
            | Kind::BrokenPipe
            | Kind::TimedOut
            | Kind::StaleNetworkFileHandle => MediumError::Unreachable { path, source },
            _ if is_away(&source) => MediumError::Unreachable { path, source },
            _ => MediumError::Io { attempt, path, source },
        }
    }
}

/// Tells whether the system's own number means that the drive, its server or the program that
/// carries its files is away: of Windows, the network's codes and 362 ("the cloud file provider is
/// not running"); of others, a host that is down.
fn is_away(error: &io::Error) -> bool {
    let code = error.raw_os_error().unwrap_or(0);
    if cfg!(windows) {
        matches!(
            code,
            21 | 51 | 53 | 54 | 55 | 59 | 64 | 67 | 121 | 362 | 1167 | 1222 | 1231 | 1232
        )
    } else if cfg!(target_os = "macos") {
        matches!(code, 6 | 64)
    } else {
        matches!(code, 6 | 112)
    }
}

/// Tells whether a path is relative and stays below the root, whatever the system reads in it.
fn is_inside(path: &str) -> bool {
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']);
    path.split('/').all(is_plain)
}

/// Tells whether a name is something that operating systems and office programs leave in every
/// folder. It is passed over without a word.
pub fn is_noise(name: &str) -> bool {
    name.starts_with("~$")
        || name.starts_with("._")
        || name == ".DS_Store"
        || name.eq_ignore_ascii_case("desktop.ini")
        || name.eq_ignore_ascii_case("thumbs.db")
}

/// Tells whether a name is that of a file whose making was not finished.
pub fn is_leftover(name: &str) -> bool {
    name.ends_with(".tmp")
}
