//! Secrets in files that only this user of the computer may read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::{Safe, VaultError, Whereabouts};

/// The most bytes of a file; more is none of ours.
const MOST_BYTES: u64 = 1 << 20;

/// A folder of secrets, each a file.
#[derive(Debug, Clone)]
pub struct FolderSafe {
    folder: PathBuf,
    reason: String,
}

impl FolderSafe {
    /// Keeps secrets in `folder`, which is made when the first one is kept; `reason` says why not in
    /// the keychain.
    pub fn new(folder: PathBuf, reason: String) -> FolderSafe {
        FolderSafe { folder, reason }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.secret"))
    }

    fn write(&self, path: &Path, secret: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let beside = path.with_extension("tmp");
        // A half-written one of before may have been made by somebody with laxer rights.
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = private().open(&beside)?;
        file.write_all(secret)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&beside, path)?;
        sync_folder(&self.folder)
    }
}

impl Safe for FolderSafe {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let path = self.path(name);
        let read = || match fs::metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
            Ok(facts) if facts.len() > MOST_BYTES => Ok(Some(Zeroizing::new(Vec::new()))),
            Ok(_) => fs::read(&path).map(|bytes| Some(Zeroizing::new(bytes))),
        };
        let attempt = "reading the keys of this workstation";
        read().map_err(|source| VaultError::File { attempt, path: path.clone(), source })
    }

    fn put(&self, name: &str, secret: &[u8]) -> Result<(), VaultError> {
        let path = self.path(name);
        let attempt = "keeping the keys of this workstation";
        self.write(&path, secret).map_err(|source| VaultError::File { attempt, path, source })
    }

    fn drop(&self, name: &str) -> Result<(), VaultError> {
        let path = self.path(name);
        match fs::remove_file(&path) {
            Err(source) if source.kind() != ErrorKind::NotFound => {
                let attempt = "forgetting the keys of this workstation";
                Err(VaultError::File { attempt, path, source })
            }
            _ => Ok(()),
        }
    }

    fn whereabouts(&self) -> Whereabouts {
        Whereabouts::Folder { folder: self.folder.clone(), reason: self.reason.clone() }
    }
}

/// A new file that its owner alone may read. On Windows the folder of the user's own data says so.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
