//! Which workspace was open last, remembered beside the program's own settings.

use std::path::{Path, PathBuf};

use crate::files;

const FILE: &str = "last-workspace.txt";

/// Remembers `workspace` in the program's settings folder; a failure is no reason to stop.
pub fn remember(settings: &Path, workspace: &Path) {
    let written = std::fs::create_dir_all(settings).and_then(|()| {
        files::write_whole(&settings.join(FILE), workspace.display().to_string().as_bytes())
    });
    if written.is_err() {
        eprintln!("the last workspace could not be remembered");
    }
}

/// The workspace that was open last, if it is still there.
pub fn last(settings: &Path) -> Option<PathBuf> {
    let text = std::fs::read_to_string(settings.join(FILE)).ok()?;
    let folder = PathBuf::from(text.trim());
    folder.is_dir().then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_workspace_is_remembered_while_it_is_there() {
        let settings = tempfile::tempdir().unwrap();
        let workspace = tempfile::tempdir().unwrap();
        assert_eq!(last(settings.path()), None);
        remember(&settings.path().join("new"), workspace.path());
        assert_eq!(last(&settings.path().join("new")), Some(workspace.path().to_owned()));
        let gone = workspace.path().to_owned();
        drop(workspace);
        remember(settings.path(), &gone);
        assert_eq!(last(settings.path()), None);
    }
}
