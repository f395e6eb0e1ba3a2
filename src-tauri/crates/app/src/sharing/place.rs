//! What lies in a folder that is to be, or is, a share.

use std::path::Path;

use sync::names::WORKSPACE_FILE;
use sync::{FolderMedium, Medium, MediumError};

use crate::Error;

/// The most bytes of the file that says which workspace a share is.
const MOST: u64 = 64 * 1024;

/// What lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShareState {
    /// There is no such folder.
    Missing,
    /// Nothing that says it is a share; other things may lie there.
    NotAShare,
    /// The share of a workspace.
    Share {
        /// Its identity, 32 hexadecimal digits.
        workspace: String,
    },
}

/// What lies in a folder, as far as its first file tells.
///
/// # Errors
///
/// [`Error::Sharing`] where the folder does not answer.
pub fn share_state(folder: &Path) -> Result<ShareState, Error> {
    if !folder.exists() {
        return Ok(ShareState::Missing);
    }
    let medium = FolderMedium::new(folder);
    let bytes = match medium.read(WORKSPACE_FILE, MOST) {
        Ok(bytes) => bytes,
        Err(MediumError::Missing { .. }) => return Ok(ShareState::NotAShare),
        Err(error) => return Err(Error::sharing(error.into())),
    };
    let file: Option<serde_json::Value> = serde_json::from_slice(&bytes).ok();
    let workspace = file.as_ref().and_then(|file| file["workspace"].as_str());
    Ok(match workspace {
        Some(workspace) => ShareState::Share { workspace: workspace.to_owned() },
        None => ShareState::NotAShare,
    })
}
