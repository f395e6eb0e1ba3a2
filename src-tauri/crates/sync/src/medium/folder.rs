//! A folder of the file system: a mapped drive, what OneDrive or Dropbox carries, a stick.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Entry, Medium, MediumError, is_noise};

/// How often a step is tried that a virus scanner, an indexer or a cache of the network keeps from
/// happening, waiting 10 ms, then twice as long each time: 2.5 s in all.
const TRIES: u32 = 9;
const FIRST_PAUSE: Duration = Duration::from_millis(10);

/// A folder of the file system.
///
/// A file is written under its name with `.tmp` after it, kept by the disk, and renamed. The names
/// of what is published carry the hash of their content, so a rename that meets another's file of
/// the same name, between the look and the rename, replaces equal bytes by equal bytes.
pub struct FolderMedium {
    root: PathBuf,
    pause: Box<dyn Fn(Duration) + Send + Sync>,
    is_passing: fn(&io::Error) -> bool,
}

impl FolderMedium {
    /// The folder `root`, which is neither made nor looked at.
    pub fn new(root: impl Into<PathBuf>) -> FolderMedium {
        FolderMedium::pausing(root, std::thread::sleep)
    }

    /// The same, with what is done to let a moment pass.
    pub fn pausing(
        root: impl Into<PathBuf>,
        pause: impl Fn(Duration) + Send + Sync + 'static,
    ) -> FolderMedium {
        FolderMedium { root: root.into(), pause: Box::new(pause), is_passing }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn place(&self, attempt: &'static str, path: &str) -> Result<PathBuf, MediumError> {
        if !path.is_empty() && !super::is_inside(path) {
            let source = io::Error::new(ErrorKind::InvalidInput, "a path that leaves the share");
            return Err(MediumError::Io { attempt, path: path.to_owned(), source });
        }
        Ok(path.split('/').filter(|part| !part.is_empty()).fold(
            self.root.clone(),
            |mut to, part| {
                to.push(part);
                to
            },
        ))
    }

    /// Tries a step again while something of the system holds the file.
    fn patiently<T>(&self, mut step: impl FnMut() -> io::Result<T>) -> io::Result<T> {
        let mut pause = FIRST_PAUSE;
        for _ in 1..TRIES {
            match step() {
                Err(error) if (self.is_passing)(&error) => (self.pause)(pause),
                done => return done,
            }
            pause *= 2;
        }
        step()
    }

    /// What the system said; that something is missing means nothing while the root is.
    fn failed(&self, attempt: &'static str, path: &str, source: io::Error) -> MediumError {
        if source.kind() == ErrorKind::NotFound
            && let Err(away) = self.probe()
        {
            return away;
        }
        MediumError::of(attempt, path, source)
    }

    fn write_beside(&self, temporary: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.patiently(|| {
            match OpenOptions::new().write(true).create_new(true).open(temporary) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    // Left by a program that was stopped: whoever writes this name is this
                    // workstation, or writes the same bytes.
                    fs::remove_file(temporary)?;
                    OpenOptions::new().write(true).create_new(true).open(temporary)
                }
                opened => opened,
            }
        })?;
        file.write_all(bytes)?;
        durable_sync(&file)
    }

    /// Makes the folders above a file, one by one, so that a root that went is not made again.
    fn make_folders(&self, path: &str) -> io::Result<()> {
        let mut folder = self.root.clone();
        let Some((above, _)) = path.rsplit_once('/') else { return Ok(()) };
        for part in above.split('/') {
            folder.push(part);
            match fs::create_dir(&folder) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                // Some shares answer "denied" or "read-only" for folders that are there.
                Err(_) if folder.is_dir() => {}
                made => made?,
            }
        }
        Ok(())
    }
}

impl std::fmt::Debug for FolderMedium {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("FolderMedium").field("root", &self.root).finish_non_exhaustive()
    }
}

impl Medium for FolderMedium {
    fn list(&self, folder: &str) -> Result<Vec<Entry>, MediumError> {
        let attempt = "listing";
        let place = self.place(attempt, folder)?;
        let entries = match self.patiently(|| fs::read_dir(&place)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound && !folder.is_empty() => {
                return self.probe().map(|()| Vec::new());
            }
            Err(error) => return Err(self.failed(attempt, folder, error)),
        };
        let mut listed = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| self.failed(attempt, folder, error))?;
            // A name that is no text is none of ours.
            let Ok(name) = entry.file_name().into_string() else { continue };
            if is_noise(&name) {
                continue;
            }
            // Of the entry, not of the path: asking by path opens the file on Windows, and a cloud
            // folder would fetch it.
            match entry.metadata() {
                Ok(found) => {
                    let is_folder = found.is_dir();
                    let size = if is_folder { 0 } else { found.len() };
                    listed.push(Entry { name, size, is_folder });
                }
                // It went while the folder was read.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(self.failed(attempt, folder, error)),
            }
        }
        Ok(listed)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, MediumError> {
        let attempt = "reading";
        let place = self.place(attempt, path)?;
        let failed = |error| self.failed(attempt, path, error);
        let file = self.patiently(|| File::open(&place)).map_err(failed)?;
        let size = file.metadata().map_err(failed)?.len();
        let too_large = |size| MediumError::TooLarge { path: path.to_owned(), size, limit };
        if size > limit {
            return Err(too_large(size));
        }
        let mut bytes = Vec::with_capacity(size as usize);
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > limit {
            return Err(too_large(bytes.len() as u64));
        }
        Ok(bytes)
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<(), MediumError> {
        let attempt = "writing";
        let place = self.place(attempt, path)?;
        let mut temporary = place.clone().into_os_string();
        temporary.push(".tmp");
        let temporary = PathBuf::from(temporary);
        let failed = |error| self.failed(attempt, path, error);
        self.make_folders(path).map_err(failed)?;
        let already_there = || MediumError::AlreadyThere { path: path.to_owned() };
        if place.symlink_metadata().is_ok() {
            return Err(already_there());
        }
        let written = self.write_beside(&temporary, bytes).and_then(|()| {
            if place.symlink_metadata().is_ok() {
                return Err(ErrorKind::AlreadyExists.into());
            }
            self.patiently(|| fs::rename(&temporary, &place))
        });
        written.map_err(|error| {
            // Room for others on a full share; what is to be published is safe elsewhere.
            drop(fs::remove_file(&temporary));
            failed(error)
        })
    }

    fn remove(&self, path: &str) -> Result<(), MediumError> {
        let attempt = "removing";
        let place = self.place(attempt, path)?;
        match self.patiently(|| fs::remove_file(&place)) {
            Err(error) if error.kind() == ErrorKind::NotFound => self.probe(),
            removed => removed.map_err(|error| self.failed(attempt, path, error)),
        }
    }

    fn probe(&self) -> Result<(), MediumError> {
        let path = String::new();
        match self.patiently(|| fs::read_dir(&self.root)) {
            Ok(mut entries) => match entries.next() {
                Some(Err(source)) => Err(MediumError::Unreachable { path, source }),
                _ => Ok(()),
            },
            Err(source) if source.kind() == ErrorKind::PermissionDenied => {
                Err(MediumError::Denied { path, source })
            }
            Err(source) => Err(MediumError::Unreachable { path, source }),
        }
    }
}

/// Makes the folder of a share that is being founded, and the folders above it. Nothing else ever
/// makes a root: one that is missing is a drive that is not connected.
///
/// # Errors
///
/// [`MediumError::Denied`], [`MediumError::Full`] and what else the system says.
pub fn make_root(root: &Path) -> Result<(), MediumError> {
    fs::create_dir_all(root).map_err(|error| MediumError::of("making", "", error))
}

/// Asks the disk to keep what was written to a file.
///
/// `File::sync_all` is `F_FULLFSYNC` on macOS, which network drives answer with ENOTSUP, ENOTTY or
/// EINVAL; so do some file systems on Linux. The standard library has no plain `fsync` there, and
/// this house has no unsafe code to call it by, so the next best thing is asked for, and if that
/// too is not known, the write counts: it is read back before it is believed, and again an hour
/// and a day later.
///
/// # Errors
///
/// Whatever else the system says: then the file is not kept.
pub fn durable_sync(file: &File) -> io::Result<()> {
    tolerant(file.sync_all(), || file.sync_data())
}

fn tolerant(synced: io::Result<()>, next_best: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    match synced {
        Err(error) if cannot_promise(&error) => match next_best() {
            Err(error) if cannot_promise(&error) => Ok(()),
            done => done,
        },
        done => done,
    }
}

fn cannot_promise(error: &io::Error) -> bool {
    const ENOTTY: i32 = 25;
    const EINVAL: i32 = 22;
    error.kind() == ErrorKind::Unsupported
        || (cfg!(unix) && matches!(error.raw_os_error(), Some(ENOTTY | EINVAL)))
}

/// Tells whether Windows says that something else has the file just now: access denied, sharing
/// violation, lock violation, unable to remove the file to be replaced.
fn is_passing(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33 | 1175))
}

#[cfg(test)]
mod tests;
