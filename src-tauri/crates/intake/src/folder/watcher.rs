use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::Watcher as _;
use tokio::sync::{Notify, mpsc};
use tokio::time::Instant;

use super::{FileHash, Folder, LeftAlone, Listing, Settled, list};

/// What happened in the watched folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A file is whole and its bytes have not been seen before.
    Ready {
        /// The path below the watched folder.
        path: PathBuf,
        /// What it holds.
        bytes: Arc<[u8]>,
        /// The BLAKE3 hash of that.
        hash: FileHash,
    },
    /// A file appeared or is still changing.
    Growing {
        /// The path below the watched folder.
        path: PathBuf,
    },
    /// A file is not read; said once.
    LeftAlone {
        /// The path below the watched folder.
        path: PathBuf,
        /// Why not.
        why: LeftAlone,
    },
    /// The folder holds more than is looked at; said once.
    TooMuch,
    /// The folder cannot be listed; said once until it can again.
    Unreachable {
        /// The kind of the system's refusal.
        why: io::ErrorKind,
    },
    /// The folder can be listed again.
    Reachable,
}

/// How a folder is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WatcherOptions {
    /// The longest time between two looks.
    pub poll: Duration,
    /// Whether the system's own notice of a change may bring the next look forward. Network shares
    /// give none, so the poll alone must be enough.
    pub hints: bool,
    /// The largest file that is read, in bytes.
    pub largest: u64,
}

impl Default for WatcherOptions {
    fn default() -> Self {
        WatcherOptions { poll: Duration::from_secs(5), hints: true, largest: 200 << 20 }
    }
}

/// Watches one folder.
#[derive(Debug)]
pub struct Watcher {
    root: PathBuf,
    folder: Folder,
    options: WatcherOptions,
    reachable: bool,
    said_too_much: bool,
}

/// How often the system's notices may cause a look.
const HINT_PAUSE: Duration = Duration::from_millis(250);

impl Watcher {
    /// Prepares to watch `root`, knowing what `folder` knows.
    pub fn new(root: PathBuf, folder: Folder, options: WatcherOptions) -> Watcher {
        Watcher { root, folder, options, reachable: true, said_too_much: false }
    }

    /// Watches until the receiver of `events` is closed; dropping the future stops it as well.
    pub async fn run(mut self, events: mpsc::Sender<Event>) {
        let start = Instant::now();
        let changed = Arc::new(Notify::new());
        let mut hints = None;
        loop {
            if self.look(start, &events).await.is_err() {
                return;
            }
            // The system watches a folder by what it was when asked; after an absence, ask again.
            if !self.reachable {
                hints = None;
            } else if self.options.hints && hints.is_none() {
                hints = ask_for_hints(&self.root, Arc::clone(&changed));
            }
            let pause = if self.folder.is_waiting() {
                self.options.poll.min(self.folder.patience.settle)
            } else {
                self.options.poll
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = changed.notified() => tokio::time::sleep(HINT_PAUSE.min(pause)).await,
                () = events.closed() => return,
            }
        }
    }

    /// Looks once, reads what has settled and says so.
    async fn look(&mut self, start: Instant, events: &mpsc::Sender<Event>) -> Result<(), Closed> {
        let root = self.root.clone();
        let listing = match off_the_loop(move || list(&root)).await {
            Ok(listing) => listing,
            Err(error) => {
                if std::mem::replace(&mut self.reachable, false) {
                    send(events, Event::Unreachable { why: error.kind() }).await?;
                }
                return Ok(());
            }
        };
        if !std::mem::replace(&mut self.reachable, true) {
            send(events, Event::Reachable).await?;
        }
        let Listing { entries, cut } = listing;
        if cut && !std::mem::replace(&mut self.said_too_much, true) {
            send(events, Event::TooMuch).await?;
        }
        let observation = self.folder.observe(&entries, start.elapsed());
        for path in observation.growing {
            send(events, Event::Growing { path }).await?;
        }
        for (path, why) in observation.left_alone {
            send(events, Event::LeftAlone { path, why }).await?;
        }
        for settled in observation.settled {
            self.take(settled, start, events).await?;
        }
        Ok(())
    }

    async fn take(
        &mut self,
        Settled { path, last_chance }: Settled,
        start: Instant,
        events: &mpsc::Sender<Event>,
    ) -> Result<(), Closed> {
        let (full, largest) = (self.root.join(&path), self.options.largest);
        match off_the_loop(move || read_whole(&full, largest)).await {
            Ok(file) if file.complete || last_chance => {
                if self.folder.took(&path, file.hash) {
                    send(events, Event::Ready { path, bytes: file.bytes, hash: file.hash }).await?;
                }
            }
            Err(_) if last_chance => {
                self.folder.gave_up(&path);
                send(events, Event::LeftAlone { path, why: LeftAlone::Unreadable }).await?;
            }
            Ok(_) | Err(_) => self.folder.unfinished(&path, start.elapsed()),
        }
        Ok(())
    }
}

struct ReadWhole {
    bytes: Arc<[u8]>,
    hash: FileHash,
    complete: bool,
}

/// Reads a file; one that changes length meanwhile counts as incomplete.
fn read_whole(path: &Path, largest: u64) -> io::Result<ReadWhole> {
    let before = std::fs::metadata(path)?;
    if before.len() > largest {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let bytes = std::fs::read(path)?;
    let same = std::fs::metadata(path)?.len() == bytes.len() as u64;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(ReadWhole {
        hash: *blake3::hash(&bytes).as_bytes(),
        complete: same && exchange::looks_complete(&bytes, &name),
        bytes: bytes.into(),
    })
}

/// Asks the system to say when something changes below `root`; `None` where it cannot.
fn ask_for_hints(root: &Path, changed: Arc<Notify>) -> Option<notify::RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Looking is an access too; a hint for that would never let the watcher rest.
        if !event.is_ok_and(|event| event.kind.is_access()) {
            changed.notify_one();
        }
    })
    .ok()?;
    watcher.watch(root, notify::RecursiveMode::Recursive).ok()?;
    Some(watcher)
}

async fn off_the_loop<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}

/// Nobody listens any more.
struct Closed;

async fn send(events: &mpsc::Sender<Event>, event: Event) -> Result<(), Closed> {
    events.send(event).await.map_err(|_| Closed)
}

#[cfg(test)]
mod tests;
