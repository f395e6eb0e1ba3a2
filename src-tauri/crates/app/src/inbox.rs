//! Registrations: the watched folder followed, files taken in, the ledger of what became of them.

mod import;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use domain::{RecordId, UnixMillis, kinds};
use intake::folder::{Event, Folder, Patience, Watcher, WatcherOptions};
use intake::{ReadFile, ReadOptions, read_file};
use store::{ActionId, InboxState as Kept};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::environment::rfc3339;
use crate::records::title;
use crate::view::{ImportReport, InboxFile, InboxState};
use crate::{Changed, Error, Kumppani};

/// How many files may wait to be taken in before the watcher is held up.
const FILES_WAITING: usize = 16;

/// How a file is taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// The event, by its code or id, where the file does not say it.
    pub event: Option<String>,
    /// The form tool, where it is not recognised rightly.
    pub profile: Option<String>,
    /// Only say what would come of it.
    pub dry_run: bool,
}

/// The task that follows the watched folder; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Follower(JoinHandle<()>);

impl Drop for Follower {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A file as it lies on the disk.
struct FileOnDisk {
    /// Its path, as the ledger names it.
    path: String,
    bytes: Arc<[u8]>,
    modified: UnixMillis,
}

impl FileOnDisk {
    fn read(path: &Path) -> Result<FileOnDisk, Error> {
        let bytes = std::fs::read(path).map_err(Error::disk("read", path))?;
        FileOnDisk::holding(path, bytes.into())
    }

    /// A file that was read already.
    fn holding(path: &Path, bytes: Arc<[u8]>) -> Result<FileOnDisk, Error> {
        let modified = std::fs::metadata(path).and_then(|found| found.modified());
        let modified = modified.map_err(Error::disk("read", path))?;
        let since_1970 = modified.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(FileOnDisk {
            path: path.display().to_string(),
            bytes,
            modified: UnixMillis(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX)),
        })
    }

    fn name(&self) -> String {
        let name = Path::new(&self.path).file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    fn hash(&self) -> [u8; 32] {
        *blake3::hash(&self.bytes).as_bytes()
    }
}

impl Kumppani {
    /// What a registration file says, without touching any workspace.
    pub fn read_registrations(path: &Path) -> Result<(String, ReadFile), Error> {
        let file = FileOnDisk::read(path)?;
        let name = file.name();
        let read = read_file(&file.bytes, &name, &ReadOptions::default());
        Ok((name, read))
    }

    /// Takes a registration file in, wherever it lies.
    pub async fn import_file(
        &self,
        path: &Path,
        options: &ImportOptions,
    ) -> Result<ImportReport, Error> {
        let path = std::path::absolute(path).map_err(Error::disk("find", path))?;
        self.take_in(FileOnDisk::read(&path)?, options).await
    }

    /// Takes a file of the watched folder into the event that a person chose for it.
    pub async fn import_from_inbox(&self, file: &str, event: &str) -> Result<ImportReport, Error> {
        let known = self.store().inbox_files().await?;
        if known.iter().all(|one| one.path != file) {
            let (kind, id) = ("file".to_owned(), file.to_owned());
            return Err(Error::NotFound { kind, id });
        }
        let options = ImportOptions { event: Some(event.to_owned()), ..ImportOptions::default() };
        self.import_file(Path::new(file), &options).await
    }

    /// Looks at the watched folder once and takes in every file that is new in it, the oldest
    /// first.
    pub async fn take_in_once(&self) -> Result<Vec<ImportReport>, Error> {
        let Some(folder) = self.inbox_folder().await? else { return Ok(Vec::new()) };
        let listing = intake::folder::list(&folder).map_err(Error::disk("read", &folder))?;
        let mut looked =
            Folder::new(Patience { settle: Default::default(), ..Patience::LOCAL }, []);
        looked.observe(&listing.entries, Default::default());
        let settled = looked.observe(&listing.entries, Patience::LOCAL.unfinished).settled;
        let mut files = settled
            .into_iter()
            .map(|settled| FileOnDisk::read(&folder.join(settled.path)))
            .collect::<Result<Vec<_>, Error>>()?;
        files.sort_by(|one, other| (one.modified, &one.path).cmp(&(other.modified, &other.path)));
        let taken = self.taken_hashes().await?;
        let mut reports = Vec::new();
        for file in files {
            if !taken.contains(&file.hash()) {
                reports.push(self.take_in(file, &ImportOptions::default()).await?);
            }
        }
        Ok(reports)
    }

    /// Follows the watched folder from here on: what arrives is taken in without being asked.
    pub async fn follow_inbox(&self) {
        let Ok(Some(folder)) = self.inbox_folder().await else { return };
        let taken = self.taken_hashes().await.unwrap_or_default();
        let watched = Folder::new(Patience::LOCAL, taken);
        let watcher = Watcher::new(folder.clone(), watched, WatcherOptions::default());
        let (sender, events) = mpsc::channel(FILES_WAITING);
        let kumppani = self.clone();
        let task = tokio::spawn(async move {
            tokio::join!(watcher.run(sender), kumppani.answer(folder, events));
        });
        drop(self.replace_follower(Some(Follower(task))).await);
    }

    /// Stops following the watched folder; whether it was followed.
    pub(crate) async fn stop_following(&self) -> bool {
        self.replace_follower(None).await.is_some()
    }

    async fn answer(&self, folder: PathBuf, mut events: mpsc::Receiver<Event>) {
        while let Some(event) = events.recv().await {
            let noted = match event {
                Event::Ready { path, bytes, .. } => {
                    match FileOnDisk::holding(&folder.join(path), bytes) {
                        Ok(file) => self.take_in(file, &ImportOptions::default()).await.map(drop),
                        Err(error) => Err(error),
                    }
                }
                Event::Growing { path } => self.note_waiting(&folder.join(path)).await,
                Event::LeftAlone { path, .. } => self.note_left_alone(&folder.join(path)).await,
                Event::TooMuch | Event::Unreachable { .. } | Event::Reachable => Ok(()),
            };
            if let Err(error) = noted {
                eprintln!("a file of the watched folder was not taken in: {}", error.code());
            }
            self.tell(Changed::topic("inbox", "inbox"));
        }
    }

    async fn note_waiting(&self, path: &Path) -> Result<(), Error> {
        self.note(path, Kept::Waiting, None).await
    }

    async fn note_left_alone(&self, path: &Path) -> Result<(), Error> {
        self.note(path, Kept::Rejected, Some("left_alone")).await
    }

    /// Writes a file down that was not read; what is known of it already stays.
    async fn note(&self, path: &Path, state: Kept, reason: Option<&str>) -> Result<(), Error> {
        let path = path.display().to_string();
        if self.store().inbox_files().await?.iter().any(|file| file.path == path) {
            return Ok(());
        }
        let size = std::fs::metadata(&path).map_or(0, |found| found.len());
        let file = store::InboxFile {
            path,
            size,
            modified: UnixMillis::default(),
            content_hash: None,
            state,
            event: None,
            reason_code: reason.map(str::to_owned),
            action: None,
            seen_at: self.environment().now(),
            report: None,
        };
        Ok(self.store().inbox_record(file).await?)
    }

    /// The contents that were taken in, taken back or refused before, whatever their names.
    async fn taken_hashes(&self) -> Result<Vec<[u8; 32]>, Error> {
        let files = self.store().inbox_files().await?;
        let done = files.into_iter().filter(|file| {
            let is_undone = file.reason_code.as_deref() == Some(UNDONE);
            is_undone || matches!(file.state, Kept::Imported | Kept::Unchanged | Kept::Rejected)
        });
        Ok(done.filter_map(|file| file.content_hash).collect())
    }

    /// Every file that was seen in the watched folder or taken in by hand, the latest first.
    pub async fn inbox(&self) -> Result<Vec<InboxFile>, Error> {
        let mut files = Vec::new();
        for kept in self.store().inbox_files().await? {
            let report: Option<ImportReport> =
                kept.report.as_deref().and_then(|text| serde_json::from_str(text).ok());
            let event_name = match kept.event {
                Some(id) => self.event_name(id).await?,
                None => String::new(),
            };
            let name = Path::new(&kept.path).file_name().unwrap_or_default();
            files.push(InboxFile {
                name: name.to_string_lossy().into_owned(),
                size: u32::try_from(kept.size).unwrap_or(u32::MAX),
                state: state_of(kept.state, kept.reason_code.as_deref()),
                reason: kept.reason_code,
                event: kept.event.map(|id| id.to_string()),
                event_name,
                counts: report.as_ref().map(|report| report.counts).unwrap_or_default(),
                problems: report.map(|report| report.problems).unwrap_or_default(),
                action: kept.action.map(|action| action.to_string()),
                seen_at: rfc3339(kept.seen_at),
                id: kept.path,
            });
        }
        Ok(files)
    }

    /// Writes down that the import of a file was taken back by `by`, or, where that was taken back
    /// in its turn, that the file is in again.
    pub(crate) async fn mark_undone(
        &self,
        action: ActionId,
        by: Option<ActionId>,
    ) -> Result<(), Error> {
        let files = self.store().inbox_files().await?;
        for mut file in files.into_iter().filter(|file| file.action == Some(action)) {
            let is_in_again = file.reason_code.as_deref() == Some(UNDONE);
            file.state = if is_in_again { Kept::Imported } else { Kept::SetAside };
            file.reason_code = (!is_in_again).then(|| UNDONE.to_owned());
            file.action = by;
            self.store().inbox_record(file).await?;
            self.tell(Changed::topic("inbox", "window"));
        }
        Ok(())
    }

    async fn event_name(&self, id: RecordId) -> Result<String, Error> {
        let record = self.store().record(kinds::EVENT.id, id).await?;
        Ok(record.map(|record| title(&kinds::EVENT, &record)).unwrap_or_default())
    }

    /// The event of an import: the one named, else the one that the file says.
    async fn event_of(
        &self,
        named: Option<&str>,
        said: Option<&str>,
    ) -> Result<Option<RecordId>, Error> {
        match (named, said) {
            (Some(named), _) => self.event_by_code(named).await.map(Some),
            (None, Some(code)) => Ok(self.event_by_code(code).await.ok()),
            (None, None) => Ok(None),
        }
    }
}

/// The reason under which the ledger keeps a file whose import was taken back.
const UNDONE: &str = "undone";

fn state_of(kept: Kept, reason: Option<&str>) -> InboxState {
    match kept {
        Kept::Waiting => InboxState::Waiting,
        Kept::Imported => InboxState::Imported,
        Kept::Unchanged => InboxState::Unchanged,
        Kept::Rejected => InboxState::Rejected,
        Kept::SetAside if reason == Some(UNDONE) => InboxState::Undone,
        Kept::SetAside => InboxState::NeedsAnswer,
    }
}

fn kept_state(state: InboxState) -> Kept {
    match state {
        InboxState::Waiting => Kept::Waiting,
        InboxState::Imported => Kept::Imported,
        InboxState::Unchanged => Kept::Unchanged,
        InboxState::Rejected => Kept::Rejected,
        InboxState::NeedsAnswer | InboxState::Undone => Kept::SetAside,
    }
}
