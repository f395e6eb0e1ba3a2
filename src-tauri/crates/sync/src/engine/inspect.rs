//! Looking every file of the share over: whether it is whole, true, and what its name says.
//!
//! Nothing is taken in, altered or removed; a cycle looks only at what it needs, this at everything.

use std::collections::{BTreeMap, BTreeSet};

use domain::WriterId;

use super::report::{Problem, SyncError};
use super::shelves::file_problem;
use super::{Engine, Inner, Secrets};
use crate::card::Card;
use crate::head::Head;
use crate::keys::{VerifyingKey, WorkspaceId};
use crate::medium::{is_leftover, is_noise};
use crate::names::{Foreign, Mark, ShareName, foreign, mark, short_mark};
use crate::{FileError, Medium, MediumError, card, keys, pack, segment, snapshot, workspace};

/// The largest file that is read.
const MOST: u64 = 1 << 30;

/// How deep folders of a share lie in each other.
const DEEPEST: usize = 6;

/// What was found on the share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inspection {
    /// How many files there are.
    pub files: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// How many of them are this program's, whole and true.
    pub sound: u64,
    /// What is wrong, by file.
    pub problems: BTreeSet<Problem>,
}

/// What files are checked against.
struct Examiner {
    workspace: WorkspaceId,
    secrets: std::sync::Arc<Secrets>,
    verifying: BTreeMap<WriterId, VerifyingKey>,
}

impl<M: Medium + 'static> Engine<M> {
    /// Reads and checks every file of the share, own and others'.
    ///
    /// # Errors
    ///
    /// When the share does not answer.
    pub async fn inspect(&self) -> Result<Inspection, SyncError> {
        let inner = &*self.inner;
        inner.ask(|medium| medium.probe()).await??;
        let files = inner.ask(|medium| everything(medium)).await??;
        let examiner = inner.examiner(&files).await?;
        inner.ask(move |medium| examiner.all(medium, &files)).await?
    }

    /// Writes a small file to the share and removes it again.
    ///
    /// # Errors
    ///
    /// When the share does not let it.
    pub async fn try_writing(&self) -> Result<(), SyncError> {
        let inner = &*self.inner;
        let mut name = [0; 8];
        inner.ambient.fill_random(&mut name);
        let path = format!("try-{:016x}.tmp", u64::from_le_bytes(name));
        let written = inner.ask(move |medium| {
            medium.create(&path, b"kumppani")?;
            medium.remove(&path)
        });
        Ok(written.await??)
    }
}

impl<M: Medium + 'static> Inner<M> {
    async fn examiner(&self, files: &[(String, u64)]) -> Result<Examiner, SyncError> {
        let (workspace, secrets) = (self.workspace_id(), self.secrets());
        let cards: Vec<ShareName> = files
            .iter()
            .filter_map(|(path, _)| path.parse().ok())
            .filter(|name| matches!(name, ShareName::Card { .. }))
            .collect();
        let opening = secrets.clone();
        let opened = self
            .ask(move |medium| {
                let read = |name: &ShareName| {
                    let bytes = medium.read(&name.to_string(), MOST).ok()?;
                    Card::open(&bytes, name, &workspace, &opening.keys).ok()
                };
                cards.iter().filter_map(read).collect::<Vec<Card>>()
            })
            .await?;
        let mut verifying = BTreeMap::from([(self.own(), secrets.device.verifying())]);
        for card in opened {
            let key = match self.pinned(card.writer).await? {
                Some(pinned) => pinned,
                None => card.verifying,
            };
            verifying.entry(card.writer).or_insert(key);
        }
        Ok(Examiner { workspace, secrets, verifying })
    }
}

impl Examiner {
    fn all(&self, medium: &impl Medium, files: &[(String, u64)]) -> Result<Inspection, SyncError> {
        let mut found = Inspection::default();
        for (path, size) in files {
            found.files += 1;
            found.bytes += size;
            match self.one(medium, path) {
                Ok(None) => found.sound += 1,
                Ok(Some(problem)) => drop(found.problems.insert(problem)),
                Err(error @ MediumError::Unreachable { .. }) => return Err(error.into()),
                // It was there a moment ago: its owner tidied up.
                Err(MediumError::Missing { .. }) => {}
                Err(error) => drop(found.problems.insert(Problem::of(&error))),
            }
        }
        Ok(found)
    }

    fn one(&self, medium: &impl Medium, path: &str) -> Result<Option<Problem>, MediumError> {
        let at = path.to_owned();
        let Ok(name) = path.parse::<ShareName>() else {
            return Ok(match foreign(path) {
                Foreign::Temporary | Foreign::Noise => None,
                Foreign::ConflictCopy(_) => Some(Problem::ConflictCopy { path: at }),
                Foreign::Unknown => Some(Problem::Foreign { path: at }),
            });
        };
        let bytes = medium.read(path, MOST)?;
        let checked = match (self.check(&name, &bytes), name.owner()) {
            (Ok(()), _) => None,
            (Err(Wrong::File(error)), Some(owner)) => match file_problem(owner, path, &error) {
                // Who looks over everything wants to know now, not in a day.
                Problem::Incomplete { path, why } => Some(Problem::Damaged { path, why }),
                other => Some(other),
            },
            (Err(Wrong::File(error)), None) => {
                Some(Problem::Damaged { path: at, why: error.to_string() })
            }
            (Err(Wrong::Stranger), _) => Some(Problem::Forged { path: at }),
        };
        Ok(checked)
    }

    fn check(&self, name: &ShareName, bytes: &[u8]) -> Result<(), Wrong> {
        let keys = &self.secrets.keys;
        match name {
            ShareName::Workspace => match workspace::parse(bytes) {
                Ok(found) if found == self.workspace => Ok(()),
                _ => Err(Wrong::File(FileError::WrongWorkspace)),
            },
            ShareName::Readme => Ok(()),
            ShareName::Request { .. } => Ok(()),
            ShareName::Key { .. } => keys::hash_keys(bytes).map(drop).map_err(Wrong::File),
            ShareName::Card { mark, .. } => named(short_mark(&card::hash(bytes)?) == *mark),
            ShareName::Head { writer, .. } => {
                Head::open(bytes, name, &self.workspace, keys, self.key(writer)?)?;
                Ok(())
            }
            ShareName::Segment { writer, mark, .. } => self.segment(writer, mark, bytes),
            ShareName::Reissue { writer, mark, .. } => self.segment(writer, mark, bytes),
            ShareName::Copy { of, mark, .. } => self.segment(of, mark, bytes),
            ShareName::Pack { writer, mark: of, .. } => {
                let mut opened = pack::open(bytes, &self.workspace, keys, self.key(writer)?)?;
                named(mark(&opened.hash()) == *of)?;
                while let Some(segment) = opened.next_segment()? {
                    segment.read(self.key(writer)?)?;
                }
                Ok(())
            }
            ShareName::Snapshot { writer, mark: of, .. } => {
                let mut opened = snapshot::open(bytes, &self.workspace, keys, self.key(writer)?)?;
                named(mark(&opened.hash()) == *of)?;
                while opened.next_batches()?.is_some() {}
                Ok(())
            }
            // Its bytes are checked against the document that names them when they are fetched.
            ShareName::Attachment { .. } => Ok(()),
        }
    }

    fn segment(&self, writer: &WriterId, of: &Mark, bytes: &[u8]) -> Result<(), Wrong> {
        let read = segment::decode(bytes, &self.workspace, &self.secrets.keys, self.key(writer)?)?;
        named(mark(&read.hash) == *of && read.head.writer == *writer)
    }

    fn key(&self, writer: &WriterId) -> Result<&VerifyingKey, Wrong> {
        self.verifying.get(writer).ok_or(Wrong::Stranger)
    }
}

/// What is wrong with a file.
enum Wrong {
    File(FileError),
    /// Nobody whose card can be read has written it.
    Stranger,
}

impl From<FileError> for Wrong {
    fn from(error: FileError) -> Wrong {
        Wrong::File(error)
    }
}

fn named(is_right: bool) -> Result<(), Wrong> {
    if is_right { Ok(()) } else { Err(Wrong::File(FileError::WrongName)) }
}

/// Every file of the share with its size, in the order of their paths; leftovers and what systems
/// strew about are left out.
fn everything(medium: &impl Medium) -> Result<Vec<(String, u64)>, MediumError> {
    let mut files = Vec::new();
    let mut open = vec![(String::new(), 0)];
    while let Some((folder, depth)) = open.pop() {
        for entry in medium.list(&folder)? {
            if is_noise(&entry.name) || is_leftover(&entry.name) {
                continue;
            }
            let slash = if folder.is_empty() { "" } else { "/" };
            let path = format!("{folder}{slash}{}", entry.name);
            match entry.is_folder {
                true if depth < DEEPEST => open.push((path, depth + 1)),
                true => {}
                false => files.push((path, entry.size)),
            }
        }
    }
    files.sort();
    Ok(files)
}
