//! Names that are not this program's, told apart as far as it matters.

use super::ShareName;

/// What a file with a foreign name probably is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// A file that somebody is still writing, or never finished.
    Temporary,
    /// Left by an operating system or an office program.
    Noise,
    /// A second file for a name of ours, made by whatever carries the folder. Of a segment it shows
    /// that two computers wrote as the same workstation.
    ConflictCopy(ShareName),
    /// Anything else.
    Unknown,
}

/// The longest path that is looked at closely.
const LOOKED_AT: usize = 400;

/// Says what a path that is no [`ShareName`] probably is.
pub fn foreign(path: &str) -> Foreign {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = name.to_lowercase();
    if lower.ends_with(".tmp") {
        return Foreign::Temporary;
    }
    let noise = ["desktop.ini", "thumbs.db", ".ds_store"].contains(&lower.as_str());
    if noise || lower.starts_with("~$") || lower.starts_with("._") || lower.starts_with(".fuse_") {
        return Foreign::Noise;
    }
    if path.len() > LOOKED_AT {
        return Foreign::Unknown;
    }
    copied(folder, &lower)
        .or_else(|| copied(folder, name))
        .map_or(Foreign::Unknown, Foreign::ConflictCopy)
}

/// The name of ours that something was added to: before its ending, behind it, or in place of it.
fn copied(folder: &str, name: &str) -> Option<ShareName> {
    let folder = folder.to_lowercase();
    let ending = name.rfind('.').map_or("", |dot| &name[dot..]);
    let cuts = name.char_indices().map(|(at, _)| at).chain([name.len()]);
    cuts.rev().find_map(|at| {
        let stem = &name[..at];
        [stem.to_owned(), format!("{stem}{ending}")].iter().find_map(|candidate| {
            let slash = if folder.is_empty() { "" } else { "/" };
            format!("{folder}{slash}{candidate}").parse().ok()
        })
    })
}
