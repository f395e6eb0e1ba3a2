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

/// File systems whose files lie on another computer.
const NETWORK: [&str; 21] = [
    "9p",
    "afpfs",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs2",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "vboxsf",
    "webdav",
];

/// Names that cloud services give their folders, in lower case, and the service; a folder counts
/// whose name begins so.
const CLOUD: [(&str, &str); 14] = [
    ("onedrive", "OneDrive"),
    ("sharepoint", "SharePoint"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud", "iCloud Drive"),
    ("mobile documents", "iCloud Drive"),
    ("com~apple~clouddocs", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("box sync", "Box"),
    ("box-box", "Box"),
    ("syncthing", "Syncthing"),
];

/// Names that count only whole, because other names begin like them.
const CLOUD_WHOLE: [(&str, &str); 1] = [("box", "Box")];

/// Says why `path` is no place for a workspace database, if it is none, given what is mounted.
pub fn unsafe_place(path: &Path, mounts: &[Mount]) -> Option<UnsafePlace> {
    let network = |file_system: &str| UnsafePlace::Network {
        path: path.to_owned(),
        file_system: file_system.to_owned(),
    };
    if is_unc(path) {
        return Some(network("UNC"));
    }
    // The innermost mount is the one that holds the path.
    let mount = mounts
        .iter()
        .filter(|mount| path.starts_with(&mount.at))
        .max_by_key(|mount| mount.at.components().count());
    if let Some(mount) =
        mount.filter(|mount| NETWORK.contains(&mount.file_system.to_lowercase().as_str()))
    {
        return Some(network(&mount.file_system));
    }
    let service = path.iter().find_map(|part| {
        let part = part.to_string_lossy().to_lowercase();
        let begins = CLOUD.iter().find(|(name, _)| part.starts_with(name));
        let found = begins.or_else(|| CLOUD_WHOLE.iter().find(|(name, _)| part == *name));
        found.map(|(_, service)| *service)
    })?;
    Some(UnsafePlace::Cloud { path: path.to_owned(), service: service.to_owned() })
}

/// Whether a path names a share of another Windows computer: `\\\\server\\share`, or the same in the
/// verbatim form `\\\\?\\UNC\\server\\share`.
fn is_unc(path: &Path) -> bool {
    let text = path.to_string_lossy();
    let verbatim = text.to_uppercase().starts_with(r"\\?\UNC\");
    verbatim
        || (text.starts_with(r"\\") && !text.starts_with(r"\\?\") && !text.starts_with(r"\\.\"))
}

/// What is mounted on this computer; nothing where the system does not say so in a file.
pub(crate) fn mounts() -> Vec<Mount> {
    std::fs::read_to_string("/proc/self/mountinfo")
        .map(|text| parse_mounts(&text))
        .unwrap_or_default()
}

/// Reads Linux's `mountinfo` (proc_pid_mountinfo(5)): the fifth field is the place, with blanks as
/// `\\040`; the first after the lone hyphen is the type.
fn parse_mounts(text: &str) -> Vec<Mount> {
    let mounts = text.lines().filter_map(|line| {
        let (before, after) = line.split_once(" - ")?;
        let at = before.split(' ').nth(4)?;
        let at = at.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
        Some(Mount { at: PathBuf::from(at), file_system: after.split(' ').next()?.to_owned() })
    });
    mounts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
21 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
35 21 0:30 / /mnt/jako rw - cifs //palvelin/jako rw,vers=3.0
36 21 0:31 / /mnt/oma\\040levy rw - nfs4 palvelin:/vienti rw
37 35 8:2 / /mnt/jako/paikallinen rw - ext4 /dev/sdb1 rw
";

    fn reason(path: &str) -> Option<String> {
        match unsafe_place(Path::new(path), &parse_mounts(MOUNTS))? {
            UnsafePlace::Network { file_system, .. } => Some(file_system),
            UnsafePlace::Cloud { service, .. } => Some(service),
        }
    }

    #[test]
    fn a_network_drive_is_no_place_for_a_database() {
        assert_eq!(reason("/mnt/jako/kumppani/k.db").as_deref(), Some("cifs"));
        assert_eq!(reason("/mnt/oma levy/k.db").as_deref(), Some("nfs4"));
        assert_eq!(reason("/mnt/jako/paikallinen/k.db"), None);
        assert_eq!(reason("/home/katri/kumppani/k.db"), None);
    }

    #[test]
    fn neither_is_a_share_of_a_windows_computer() {
        assert_eq!(reason(r"\\palvelin\jako\k.db").as_deref(), Some("UNC"));
        assert_eq!(reason(r"\\?\UNC\palvelin\jako\k.db").as_deref(), Some("UNC"));
        assert_eq!(reason(r"\\?\C:\Kumppani\k.db"), None);
    }

    #[test]
    fn neither_is_a_folder_that_a_service_copies() {
        assert_eq!(reason("/home/katri/OneDrive - Yliopisto/k.db").as_deref(), Some("OneDrive"));
        assert_eq!(
            reason("/Users/katri/Library/Mobile Documents/k/k.db").as_deref(),
            Some("iCloud Drive")
        );
        assert_eq!(reason("/home/katri/Dropbox/k.db").as_deref(), Some("Dropbox"));
        assert_eq!(reason("/home/katri/Syncthing/k.db").as_deref(), Some("Syncthing"));
        assert_eq!(reason("/home/katri/Box/k.db").as_deref(), Some("Box"));
        assert_eq!(reason("/home/katri/Boxen/k.db"), None);
        assert_eq!(reason("/home/katri/Asiakirjat/k.db"), None);
    }
}
