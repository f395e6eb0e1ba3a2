//! What lies in the folders of workstations, and who they are.

use std::collections::BTreeSet;

use domain::WriterId;

use super::memory::Memory;
use super::report::Problem;
use super::{Inner, SyncError};
use crate::card::Card;
use crate::names::{
    Foreign, ShareName, WRITERS, folder_of, foreign, parse_thousand, parse_writer, segments_folder,
    writer_folder,
};
use crate::plan::Shelf;
use crate::{FileError, Medium, MediumError};

/// The most bytes of a card.
pub(super) const MOST_CARD: u64 = 1 << 16;

/// What of a workstation's folder is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Segments that may come after this one, and who the workstation is.
    After(u64),
    /// Everything.
    All,
}

impl<M: Medium + 'static> Inner<M> {
    /// Every workstation that has a folder on the share.
    pub(super) async fn list_writers(&self) -> Result<BTreeSet<WriterId>, SyncError> {
        let entries = self.ask(|medium| medium.list(WRITERS)).await??;
        let folders = entries.iter().filter(|entry| entry.is_folder);
        Ok(folders.filter_map(|entry| parse_writer(&entry.name)).collect())
    }

    /// Lists the folder of a workstation.
    pub(super) async fn list_shelf(
        &self,
        writer: WriterId,
        reach: Reach,
    ) -> Result<Shelf, SyncError> {
        Ok(self.ask(move |medium| shelf(medium, writer, reach)).await??)
    }

    /// Reads the last card of a workstation, if it is another than the one that is known. A card
    /// with another key than the first is not believed.
    pub(super) async fn read_card(
        &self,
        memory: &mut Memory,
        writer: WriterId,
        shelf: &Shelf,
    ) -> Result<(), SyncError> {
        let now = self.ambient.now();
        let known = memory.cards.get(&writer).map_or(0, |card| card.number);
        let number = |name: &ShareName| match name {
            ShareName::Card { number, .. } => *number,
            _ => 0,
        };
        let mut newer: Vec<ShareName> =
            shelf.cards.iter().filter(|name| number(name) > known).copied().collect();
        newer.sort_by_key(|name| std::cmp::Reverse(number(name)));
        for name in newer {
            let path = name.to_string();
            if !memory.may_try(&path, now) {
                continue;
            }
            let (secrets, workspace) = (self.secrets(), self.workspace_id());
            let asked = path.clone();
            let read = self.ask(move |medium| medium.read(&asked, MOST_CARD)).await?;
            let opened = match read {
                Ok(bytes) => Card::open(&bytes, &name, &workspace, &secrets.keys),
                Err(MediumError::Missing { .. }) => continue,
                Err(error @ MediumError::Unreachable { .. }) => return Err(error.into()),
                Err(error) => {
                    memory.failed(&path, Problem::of(&error), now);
                    continue;
                }
            };
            match opened {
                Ok(card) if self.pin(&card).await? => {
                    memory.troubles.remove(&path);
                    memory.cards.insert(writer, card);
                    return Ok(());
                }
                Ok(_) => memory.failed(&path, Problem::Forged { path: path.clone() }, now),
                Err(error) => memory.failed(&path, file_problem(writer, &path, &error), now),
            }
        }
        Ok(())
    }

    /// Whether a card's key is the one that the workstation had on the first card seen of it.
    async fn pin(&self, card: &Card) -> Result<bool, SyncError> {
        let key = format!("key {}", card.writer);
        let told = card.verifying.as_bytes();
        match self.store.note(&key).await? {
            Some(pinned) => Ok(pinned == told),
            None => {
                self.store.set_note(&key, told).await?;
                Ok(true)
            }
        }
    }
}

fn shelf(medium: &impl Medium, writer: WriterId, reach: Reach) -> Result<Shelf, MediumError> {
    let mut shelf = Shelf::default();
    let folder = writer_folder(writer);
    let entries = medium.list(&folder)?;
    let has = |name: &str| entries.iter().any(|entry| entry.is_folder && entry.name == name);
    let add = |shelf: &mut Shelf, folder: &str| -> Result<(), MediumError> {
        for entry in medium.list(folder)?.iter().filter(|entry| !entry.is_folder) {
            shelf.add(&format!("{folder}/{}", entry.name));
        }
        Ok(())
    };
    for entry in entries.iter().filter(|entry| !entry.is_folder) {
        shelf.add(&format!("{folder}/{}", entry.name));
    }
    if has("s") {
        let above = segments_folder(writer);
        let after = if let Reach::After(after) = reach { after / 1_000 } else { 0 };
        for entry in medium.list(&above)?.iter().filter(|entry| entry.is_folder) {
            if parse_thousand(&entry.name).is_some_and(|thousand| thousand >= after) {
                add(&mut shelf, &format!("{above}/{}", entry.name))?;
            }
        }
    }
    let kinds: &[char] = if reach == Reach::All { &['p', 'x', 'n', 'r', 'q'] } else { &['p', 'x'] };
    for &kind in kinds {
        if has(&kind.to_string()) {
            add(&mut shelf, &folder_of(writer, kind))?;
        }
    }
    Ok(shelf)
}

/// What a path that is no name of ours means.
pub(super) fn foreign_problem(path: &str) -> Option<Problem> {
    let path = path.to_owned();
    match foreign(&path) {
        Foreign::ConflictCopy(_) => Some(Problem::ConflictCopy { path }),
        Foreign::Unknown => Some(Problem::Foreign { path }),
        Foreign::Temporary | Foreign::Noise => None,
    }
}

/// What a file that cannot be read means.
pub(super) fn file_problem(writer: WriterId, path: &str, error: &FileError) -> Problem {
    let path = path.to_owned();
    match error {
        FileError::NewerFormat { .. } => Problem::NewerVersion { writer },
        FileError::UnknownEpoch { epoch } => Problem::UnknownKey { path, epoch: *epoch },
        FileError::BadSignature => Problem::Forged { path },
        other => Problem::Incomplete { path, why: other.to_string() },
    }
}
