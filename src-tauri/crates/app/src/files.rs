//! Writing files so that a crash, a full disk or an unplugged drive leaves the old file or the new
//! one, and never half of either.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a whole file under a temporary name beside it, then gives it its name.
///
/// An existing file is replaced. On any error the temporary file is removed and an existing file
/// stays as it was.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = temporary_name(path);
    let written = write_and_keep(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        drop(fs::remove_file(&temporary));
    }
    written
}

/// Fills a folder under a temporary name beside it, then gives it its name.
///
/// The folder must not be there yet, or be empty. On any error what was written so far is removed.
pub fn folder_whole<E: From<FolderError>>(
    path: &Path,
    fill: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<(), E> {
    let failed = |source| FolderError { path: path.to_owned(), source };
    let temporary = new_temporary_folder(path).map_err(failed)?;
    let kept = fill(&temporary).and_then(|()| {
        let named = keep_files(&temporary).and_then(|()| {
            // An empty folder of the name gives way; a full one makes the renaming fail.
            drop(fs::remove_dir(path));
            fs::rename(&temporary, path)
        });
        named.map_err(|source| failed(source).into())
    });
    if kept.is_err() {
        drop(fs::remove_dir_all(&temporary));
    }
    kept
}

/// A folder could not be written.
#[derive(Debug)]
pub struct FolderError {
    /// The folder.
    pub path: PathBuf,
    /// Why not.
    pub source: io::Error,
}

/// Writes a file that belongs to a folder under way, which is kept as a whole.
pub fn write_part(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}

fn new_temporary_folder(path: &Path) -> io::Result<PathBuf> {
    let mut number = 0;
    loop {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(if number == 0 { ".tmp".to_owned() } else { format!(".{number}.tmp") });
        let folder = path.with_file_name(name);
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => {
                number += 1;
            }
            made => return made.map(|()| folder),
        }
    }
}

/// Asks the disk to keep every file of a folder, all written before, so that it can do so at once.
fn keep_files(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        sync(&OpenOptions::new().write(true).open(entry?.path())?)?;
    }
    Ok(())
}

fn write_and_keep(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    sync(&file)
}

/// Asks the disk to keep the file. Some network drives cannot promise it and say so
/// (macOS on SMB answers ENOTSUP); that is no reason to refuse the save.
fn sync(file: &File) -> io::Result<()> {
    match file.sync_all() {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        other => other,
    }
}

fn temporary_name(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".tmp");
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ohjelma.pdf");
        write_whole(&path, b"old").unwrap();
        write_whole(&path, b"new and longer").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new and longer");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    fn filled(folder: &Path, files: &[&str]) -> Result<(), FolderError> {
        folder_whole(folder, |unfinished| {
            for name in files {
                let path = unfinished.join(name);
                write_part(&path, b"x").map_err(|source| FolderError { path, source })?;
            }
            Ok(())
        })
    }

    #[test]
    fn a_folder_is_there_whole_or_not_at_all() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("todistukset");
        // The second file of the same name cannot be written.
        assert!(filled(&folder, &["a.pdf", "a.pdf"]).is_err());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
        filled(&folder, &["a.pdf", "b.pdf"]).unwrap();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_takes_the_place_of_an_empty_one_and_never_of_a_full_one() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("todistukset");
        fs::create_dir(&folder).unwrap();
        filled(&folder, &["a.pdf"]).unwrap();
        assert!(filled(&folder, &["b.pdf"]).is_err());
        assert!(folder.join("a.pdf").is_file() && !folder.join("b.pdf").exists());
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failed_write_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("taken");
        fs::create_dir_all(taken.join("something")).unwrap();
        assert!(write_whole(&taken, b"x").is_err());
        assert!(taken.join("something").is_dir());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
