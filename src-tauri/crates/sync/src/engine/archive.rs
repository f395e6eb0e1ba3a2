//! Every segment that this workstation has made or taken in, as files beside its database: what the
//! share has lost can be given back to it.
//!
//! What is read from here is checked as if it came from the share. Only what was made here is kept
//! by the disk before anything relies on it: a colleague's segment is still on the share when the
//! power goes.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use domain::WriterId;

use super::SyncError;
use crate::medium::durable_sync;
use crate::names::{Mark, mark, parse_writer};
use crate::segment;

/// The folder of segments beside a database.
#[derive(Debug, Clone)]
pub(super) struct Archive {
    root: PathBuf,
}

/// A segment in the archive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kept {
    pub(super) number: u64,
    pub(super) mark: Mark,
    path: PathBuf,
}

impl Archive {
    /// The archive beside the database `database`.
    pub(super) fn beside(database: &Path) -> Archive {
        Archive { root: database.with_file_name("segments") }
    }

    /// Keeps a segment whose bytes are known to be whole; `surely` for one that was made here.
    pub(super) fn keep(
        &self,
        writer: WriterId,
        number: u64,
        hash: &[u8; 32],
        bytes: &[u8],
        surely: bool,
    ) -> Result<(), SyncError> {
        let folder = self.folder(writer);
        let path = folder.join(file_name(number, &mark(hash)));
        let failed = |source| SyncError::Archive { attempt: "writing", path: path.clone(), source };
        if fs::metadata(&path).is_ok_and(|found| found.len() == bytes.len() as u64) {
            return Ok(());
        }
        fs::create_dir_all(&folder).map_err(failed)?;
        let temporary = path.with_extension("tmp");
        let written = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&temporary)
            .and_then(|mut file| {
                file.write_all(bytes)?;
                if surely { durable_sync(&file) } else { Ok(()) }
            })
            .and_then(|()| fs::rename(&temporary, &path));
        written.map_err(failed)
    }

    /// What is kept of a workstation, by number.
    pub(super) fn of(&self, writer: WriterId) -> Result<Vec<Kept>, SyncError> {
        let folder = self.folder(writer);
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(|source| SyncError::Archive {
                attempt: "listing",
                path: folder,
                source,
            })?,
        };
        let mut kept: Vec<Kept> = entries
            .flatten()
            .filter_map(|entry| {
                let (number, mark) = parse(entry.file_name().to_str()?)?;
                Some(Kept { number, mark, path: entry.path() })
            })
            .collect();
        kept.sort();
        Ok(kept)
    }

    /// The workstations whose segments are kept.
    pub(super) fn writers(&self) -> Result<Vec<WriterId>, SyncError> {
        let entries = match fs::read_dir(&self.root) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(|source| SyncError::Archive {
                attempt: "listing",
                path: self.root.clone(),
                source,
            })?,
        };
        let names = entries.flatten().map(|entry| entry.file_name());
        Ok(names.filter_map(|name| parse_writer(name.to_str()?)).collect())
    }

    /// Lets go of a segment.
    pub(super) fn remove(&self, kept: &Kept) -> Result<(), SyncError> {
        match fs::remove_file(&kept.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(SyncError::Archive {
                attempt: "removing",
                path: kept.path.clone(),
                source: error,
            }),
            _ => Ok(()),
        }
    }

    /// The bytes of a segment, if they are still what was kept.
    pub(super) fn read(&self, kept: &Kept) -> Option<Vec<u8>> {
        let bytes = fs::read(&kept.path).ok()?;
        let hash = segment::hash(&bytes).ok()?;
        (mark(&hash) == kept.mark).then_some(bytes)
    }

    /// The bytes of a segment of a number and mark.
    pub(super) fn find(&self, writer: WriterId, number: u64, mark: &Mark) -> Option<Vec<u8>> {
        let path = self.folder(writer).join(file_name(number, mark));
        self.read(&Kept { number, mark: *mark, path })
    }

    fn folder(&self, writer: WriterId) -> PathBuf {
        self.root.join(writer.to_string())
    }
}

fn file_name(number: u64, mark: &Mark) -> String {
    let mark: String = mark.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{number:010}.{mark}.seg")
}

fn parse(name: &str) -> Option<(u64, Mark)> {
    let (number, mark) = name.strip_suffix(".seg")?.split_once('.')?;
    if number.len() != 10 || mark.len() != 12 || !mark.is_ascii() {
        return None;
    }
    let mut read = Mark::default();
    for (byte, pair) in read.iter_mut().zip(0..) {
        *byte = u8::from_str_radix(&mark[2 * pair..2 * pair + 2], 16).ok()?;
    }
    Some((number.parse().ok()?, read))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_the_archive_is_read_back() {
        let name = file_name(1_234, &[0, 1, 0xAB, 3, 4, 0xFF]);
        assert_eq!(parse(&name), Some((1_234, [0, 1, 0xAB, 3, 4, 0xFF])));
        assert_eq!(parse("0000000001.zz.seg"), None);
        assert_eq!(parse("0000000001.000000000000.tmp"), None);
    }
}
