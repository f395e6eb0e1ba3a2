//! A share that is no folder: an object store, WebDAV, whatever opendal has a service for.
//!
//! What differs from a folder:
//!
//! - A service that can make a file only where there is none (S3 and most object stores) is asked
//!   for just that. Of others it is asked first whether there is one, and what was written is read
//!   back: two that make the same name at the same moment may then both believe that they made it.
//!   The names of what is published carry the hash of their content, so they have made the same.
//! - There is no root that could be gone. A bucket that was emptied looks like one that is new; that
//!   `workspace.json` must be there before anything is believed or written keeps that from harm.
//! - Files appear whole or not at all where the service promises it, which object stores do. What
//!   was cut off elsewhere is found out by who reads it.

use std::io;

use opendal::blocking::Operator;
use opendal::options::{ReadOptions, WriteOptions};
use opendal::{Error, ErrorKind};

use super::{Entry, Medium, MediumError, is_noise};

/// A share behind an operator of opendal, which keeps to the operator's root.
///
/// It must not be used on a thread that runs asynchronous tasks, since every operation blocks; the
/// engine never does.
#[derive(Debug, Clone)]
pub struct OpendalMedium {
    operator: Operator,
    makes_new_only: bool,
}

impl OpendalMedium {
    /// The share behind an operator, which is not asked anything yet.
    pub fn new(operator: Operator) -> OpendalMedium {
        let makes_new_only = operator.info().capability().write_with_if_not_exists;
        OpendalMedium { operator, makes_new_only }
    }

    /// Makes a file where the service itself cannot keep from writing over another.
    fn make_carefully(&self, path: &str, bytes: &[u8]) -> Result<(), MediumError> {
        let attempt = "writing";
        let failed = |error| of(attempt, path, error);
        let already = || MediumError::AlreadyThere { path: path.to_owned() };
        if self.operator.exists(path).map_err(failed)? {
            return Err(already());
        }
        self.operator.write(path, bytes.to_vec()).map_err(failed)?;
        // Somebody else's file of this name, or one that was cut off: the caller compares.
        let kept = self.read(path, bytes.len() as u64);
        match kept {
            Ok(kept) if kept == bytes => Ok(()),
            Ok(_) | Err(MediumError::TooLarge { .. }) => Err(already()),
            Err(error) => Err(error),
        }
    }
}

impl Medium for OpendalMedium {
    fn list(&self, folder: &str) -> Result<Vec<Entry>, MediumError> {
        let attempt = "listing";
        if !folder.is_empty() {
            check(attempt, folder)?;
        }
        let above = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let listed = match self.operator.list(if above.is_empty() { "/" } else { &above }) {
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            listed => listed.map_err(|error| of(attempt, folder, error))?,
        };
        let entry = |found: opendal::Entry| {
            let path = found.path().strip_prefix(&above)?;
            let name = path.strip_suffix('/').unwrap_or(path).to_owned();
            // The folder itself, and what some services list of folders further below.
            if name.is_empty() || name.contains('/') || is_noise(&name) {
                return None;
            }
            let is_folder = found.metadata().is_dir() || path.ends_with('/');
            let size = if is_folder { 0 } else { found.metadata().content_length() };
            Some(Entry { name, size, is_folder })
        };
        Ok(listed.into_iter().filter_map(entry).collect())
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, MediumError> {
        let attempt = "reading";
        check(attempt, path)?;
        let failed = |error| of(attempt, path, error);
        let size = self.operator.stat(path).map_err(failed)?.content_length();
        if size > limit {
            return Err(MediumError::TooLarge { path: path.to_owned(), size, limit });
        }
        if size == 0 {
            return Ok(Vec::new());
        }
        // No more than was announced, whatever the service has by now.
        let range = ReadOptions { range: (0..size).into(), ..ReadOptions::default() };
        Ok(self.operator.read_options(path, range).map_err(failed)?.to_vec())
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<(), MediumError> {
        let attempt = "writing";
        check(attempt, path)?;
        if !self.makes_new_only {
            return self.make_carefully(path, bytes);
        }
        let new_only = WriteOptions { if_not_exists: true, ..WriteOptions::default() };
        match self.operator.write_options(path, bytes.to_vec(), new_only) {
            Err(error) if error.kind() == ErrorKind::ConditionNotMatch => {
                Err(MediumError::AlreadyThere { path: path.to_owned() })
            }
            made => made.map(drop).map_err(|error| of(attempt, path, error)),
        }
    }

    fn remove(&self, path: &str) -> Result<(), MediumError> {
        let attempt = "removing";
        check(attempt, path)?;
        match self.operator.delete(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed.map_err(|error| of(attempt, path, error)),
        }
    }

    fn probe(&self) -> Result<(), MediumError> {
        self.operator.check().map_err(|error| of("looking at", "", error))
    }
}

fn check(attempt: &'static str, path: &str) -> Result<(), MediumError> {
    if super::is_inside(path) {
        return Ok(());
    }
    let source = io::Error::new(io::ErrorKind::InvalidInput, "a path that leaves the share");
    Err(MediumError::Io { attempt, path: path.to_owned(), source })
}

/// Sorts what opendal said into what can be done about it: what it calls passing is a service that
/// does not answer as it should just now.
fn of(attempt: &'static str, path: &str, error: Error) -> MediumError {
    use io::ErrorKind as Kind;
    let kind = match error.kind() {
        ErrorKind::NotFound => Kind::NotFound,
        ErrorKind::AlreadyExists => Kind::AlreadyExists,
        ErrorKind::PermissionDenied => Kind::PermissionDenied,
        ErrorKind::RateLimited => Kind::TimedOut,
        _ if error.is_temporary() => Kind::TimedOut,
        _ => cause(&error).map_or(Kind::Other, io::Error::kind),
    };
    MediumError::of(attempt, path, io::Error::new(kind, error))
}

/// What the operating system said, where it said something.
fn cause(error: &Error) -> Option<&io::Error> {
    let mut cause = std::error::Error::source(error);
    while let Some(source) = cause {
        if let Some(found) = source.downcast_ref() {
            return Some(found);
        }
        cause = source.source();
    }
    None
}

#[cfg(test)]
mod tests;
