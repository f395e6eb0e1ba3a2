use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::Entry;

/// Folders below the watched one that are looked into; a form tool's download is never deeper.
const DEPTH: usize = 4;

/// Entries looked at in one listing, so that a mistaken folder (a whole disk) costs a bounded
/// amount of time and memory.
const ENTRIES: usize = 20_000;

/// What a folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// Files and links, by path.
    pub entries: Vec<Entry>,
    /// Whether there was more than is listed: too many entries, or folders too deep.
    pub cut: bool,
}

/// Lists the files below `root`, following no links.
///
/// Hidden folders are not looked into. A folder inside that cannot be read is passed over; files
/// that vanish while being listed are not listed.
///
/// # Errors
/// Fails when `root` itself cannot be listed.
pub fn list(root: &Path) -> io::Result<Listing> {
    let mut listing = Listing::default();
    let mut folders = vec![(PathBuf::new(), 0)];
    let mut looked_at = 0;
    while let Some((folder, depth)) = folders.pop() {
        let reader = match fs::read_dir(root.join(&folder)) {
            Ok(reader) => reader,
            Err(error) if depth == 0 => return Err(error),
            Err(_) => continue,
        };
        for entry in reader {
            let entry = match entry {
                Ok(entry) => entry,
                // A share that goes away in the middle of its listing must not pass for a short one.
                Err(error) if depth == 0 => return Err(error),
                Err(_) => break,
            };
            looked_at += 1;
            if looked_at > ENTRIES {
                listing.cut = true;
                break;
            }
            let path = folder.join(entry.file_name());
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                if entry.file_name().to_string_lossy().starts_with('.') {
                    continue;
                }
                if depth < DEPTH {
                    folders.push((path, depth + 1));
                } else {
                    listing.cut = true;
                }
                continue;
            }
            let Ok(metadata) = entry.metadata() else { continue };
            if !kind.is_file() && !kind.is_symlink() {
                continue;
            }
            listing.entries.push(Entry {
                path,
                size: metadata.len(),
                modified: metadata
                    .modified()
                    .ok()
                    .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
                    .and_then(|since| i64::try_from(since.as_millis()).ok()),
                is_link: kind.is_symlink(),
            });
        }
    }
    listing.entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(listing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_listed_with_their_folders_and_hidden_folders_are_not_entered() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("syksy/.done")).unwrap();
        fs::write(folder.path().join("a.csv"), "x").unwrap();
        fs::write(folder.path().join("syksy/b.csv"), "xy").unwrap();
        fs::write(folder.path().join("syksy/.done/c.csv"), "xyz").unwrap();

        let listing = list(folder.path()).unwrap();

        let found: Vec<_> =
            listing.entries.iter().map(|entry| (entry.path.clone(), entry.size)).collect();
        assert_eq!(found, [(PathBuf::from("a.csv"), 1), (PathBuf::from("syksy/b.csv"), 2)]);
        assert!(!listing.cut);
    }

    #[test]
    fn folders_beyond_the_depth_are_left_out_and_said_so() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b/c/d/e/f");
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("list.csv"), "x").unwrap();

        let listing = list(folder.path()).unwrap();

        assert!(listing.entries.is_empty() && listing.cut);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_back_to_the_folder_is_named_and_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.csv"), "x").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();

        let listing = list(folder.path()).unwrap();

        let links: Vec<_> = listing.entries.iter().map(|entry| entry.is_link).collect();
        assert_eq!(links, [false, true]);
    }

    #[test]
    fn a_missing_folder_is_an_error_and_not_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        assert!(list(&folder.path().join("gone")).is_err());
    }
}
