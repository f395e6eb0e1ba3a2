//! The watched folder: which files in it are whole, new and worth reading.
//!
//! [`Folder`] is a pure state machine: listings and a clock go in, paths come out. It never opens
//! a file and never forgets: a share that vanishes, or comes back empty, changes nothing. Around
//! it, [`Watcher`] lists the folder, reads what has settled and tells it over a channel.

mod listing;
mod watcher;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use listing::{Listing, list};
pub use watcher::{Event, Watcher, WatcherOptions};

/// The BLAKE3 hash of a file's bytes.
pub type FileHash = [u8; 32];

/// One entry of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path below the watched folder.
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
    /// The file system's time of the last change, in milliseconds since 1970; only ever compared
    /// for being the same.
    pub modified: Option<i64>,
    /// Whether it is a symbolic link or another thing that is no plain file.
    pub is_link: bool,
}

/// How long to look before taking a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// How long size and time must have stayed the same: 2 s on a local disk, 20 s or more on a
    /// share, whose listings may be stale for that long.
    pub settle: Duration,
    /// How long a file that has stopped growing but looks cut off, or will not open, is given
    /// before it is handed on as it is.
    pub unfinished: Duration,
}

impl Patience {
    /// For a folder on this computer.
    pub const LOCAL: Patience =
        Patience { settle: Duration::from_secs(2), unfinished: Duration::from_secs(60) };
    /// For a folder on a share or in a synchronised cloud folder.
    pub const SHARE: Patience =
        Patience { settle: Duration::from_secs(20), unfinished: Duration::from_secs(120) };
}

/// What one look at the folder showed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Observation {
    /// Files that have settled and should be opened; each must be answered with
    /// [`Folder::took`], [`Folder::unfinished`] or [`Folder::gave_up`].
    pub settled: Vec<Settled>,
    /// Files seen for the first time, or seen changing, since the last look.
    pub growing: Vec<PathBuf>,
    /// Files that are left alone, each named once.
    pub left_alone: Vec<(PathBuf, LeftAlone)>,
}

/// A file that has stopped changing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The path below the watched folder.
    pub path: PathBuf,
    /// Whether waiting for the rest has taken long enough: take it even if it looks cut off.
    pub last_chance: bool,
}

/// Why a file is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftAlone {
    /// Its extension is of no kind that is read.
    UnknownKind,
    /// It is a symbolic link.
    Link,
    /// It could not be opened or is larger than allowed.
    Unreadable,
}

/// What is known of a watched folder.
#[derive(Debug, Clone)]
pub struct Folder {
    patience: Patience,
    files: BTreeMap<PathBuf, Seen>,
    taken: BTreeSet<FileHash>,
}

#[derive(Debug, Clone)]
struct Seen {
    size: u64,
    modified: Option<i64>,
    since: Duration,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Watching,
    Offered,
    Unfinished { stopped_growing: Duration, retry: Duration },
    Done,
}

impl Folder {
    /// Starts with what has been taken before, so that nothing is announced again after a restart.
    pub fn new(patience: Patience, taken: impl IntoIterator<Item = FileHash>) -> Folder {
        Folder { patience, files: BTreeMap::new(), taken: taken.into_iter().collect() }
    }

    /// Looks at a listing at the time `now`, counted from any fixed moment.
    ///
    /// A file settles when two looks at least [`Patience::settle`] apart saw the same size and
    /// time. Files that are missing from the listing are remembered as they were.
    pub fn observe(&mut self, listing: &[Entry], now: Duration) -> Observation {
        let mut observation = Observation::default();
        for entry in listing {
            if is_noise(&entry.path) {
                continue;
            }
            if let Some(seen) = self.files.get_mut(&entry.path)
                && (seen.size, seen.modified) == (entry.size, entry.modified)
            {
                if let Some(last_chance) = seen.settles(now, self.patience) {
                    seen.state = State::Offered;
                    observation.settled.push(Settled { path: entry.path.clone(), last_chance });
                }
                continue;
            }
            let why = left_alone(entry);
            if let Some(why) = why
                && self.files.get(&entry.path).is_none_or(|seen| seen.state != State::Done)
            {
                observation.left_alone.push((entry.path.clone(), why));
            }
            if why.is_none() {
                observation.growing.push(entry.path.clone());
            }
            let seen = Seen {
                size: entry.size,
                modified: entry.modified,
                since: now,
                state: if why.is_some() { State::Done } else { State::Watching },
            };
            self.files.insert(entry.path.clone(), seen);
        }
        observation
    }

    /// Notes that a settled file was read whole; returns whether its bytes are new.
    ///
    /// The same bytes under another name, or touched without being changed, are not new.
    pub fn took(&mut self, path: &Path, hash: FileHash) -> bool {
        self.set_state(path, State::Done);
        self.taken.insert(hash)
    }

    /// Notes that a settled file looked cut off, or would not open, at the time `now`; it is
    /// offered again after the settle time, and for the last time when the patience is over.
    pub fn unfinished(&mut self, path: &Path, now: Duration) {
        if let Some(seen) = self.files.get_mut(path) {
            let stopped_growing = seen.since;
            seen.state = State::Unfinished { stopped_growing, retry: now + self.patience.settle };
        }
    }

    /// Notes that a settled file cannot be read at all; it is left alone until it changes.
    pub fn gave_up(&mut self, path: &Path) {
        self.set_state(path, State::Done);
    }

    /// Whether some file is still being waited for, so that the next look is worth hurrying.
    pub fn is_waiting(&self) -> bool {
        self.files.values().any(|seen| seen.state != State::Done)
    }

    fn set_state(&mut self, path: &Path, state: State) {
        if let Some(seen) = self.files.get_mut(path) {
            seen.state = state;
        }
    }
}

impl Seen {
    fn settles(&self, now: Duration, patience: Patience) -> Option<bool> {
        let still = now.saturating_sub(self.since);
        match self.state {
            State::Watching if still >= patience.settle => {
                // Nothing is whole yet in a file without a byte.
                (self.size > 0 || still >= patience.unfinished)
                    .then_some(still >= patience.unfinished)
            }
            State::Unfinished { stopped_growing, retry } if now >= retry => {
                Some(now.saturating_sub(stopped_growing) >= patience.unfinished)
            }
            _ => None,
        }
    }
}

/// Extensions of files that are read, lower case.
const READ: [&str; 9] = ["csv", "tsv", "tab", "txt", "xlsx", "xlsm", "json", "ndjson", "jsonl"];

/// Endings of files that are still being written by somebody.
const UNDER_WAY: [&str; 7] =
    ["tmp", "crdownload", "partial", "part", "download", "swp", "filepart"];

/// Whether a file is nobody's registration list: hidden, a lock, a download under way.
fn is_noise(path: &Path) -> bool {
    let hidden = path.components().any(|part| {
        let part = part.as_os_str().to_string_lossy();
        part.starts_with('.') || part.starts_with("~$")
    });
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    hidden
        || name.ends_with('~')
        || matches!(name.as_str(), "desktop.ini" | "thumbs.db" | "icon\r")
        || UNDER_WAY.contains(&extension(path).as_str())
}

fn left_alone(entry: &Entry) -> Option<LeftAlone> {
    if entry.is_link {
        return Some(LeftAlone::Link);
    }
    (!READ.contains(&extension(&entry.path).as_str())).then_some(LeftAlone::UnknownKind)
}

fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

#[cfg(test)]
mod tests;
