//! The first file of a share: which workspace it is.

use serde::{Deserialize, Serialize};

use crate::keys::WorkspaceId;

/// The most bytes of it.
pub(crate) const MOST_WORKSPACE_FILE: u64 = 64 * 1024;
const FORMAT: u32 = 1;

/// Told to people who look into the folder.
pub(crate) const README: &str = "\
This folder belongs to Kumppani. Do not edit, move, rename or delete anything in it.\r\n\
Tämä kansio kuuluu Kumppani-ohjelmalle. Älä muokkaa, siirrä, nimeä uudelleen tai poista mitään.\r\n\
Den här mappen hör till Kumppani. Redigera, flytta, byt inte namn på och radera ingenting här.\r\n";

/// A file that does not say which workspace the folder is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAWorkspace {
    /// It is no such file, or not whole.
    #[error("workspace.json does not say which workspace the folder is; restore the file")]
    Unreadable,
    /// A newer version of the program made it.
    #[error("the folder was made by a newer version; update the program")]
    Newer,
}

#[derive(Serialize, Deserialize)]
struct WorkspaceFile {
    kumppani: u32,
    workspace: String,
}

/// Writes which workspace a folder is.
pub(crate) fn write(workspace: &WorkspaceId) -> Vec<u8> {
    let workspace = workspace.iter().map(|byte| format!("{byte:02x}")).collect();
    let file = WorkspaceFile { kumppani: FORMAT, workspace };
    serde_json::to_vec_pretty(&file).expect("two plain fields are always JSON")
}

/// Reads which workspace a folder is.
///
/// # Errors
///
/// When the bytes do not say so.
pub(crate) fn parse(bytes: &[u8]) -> Result<WorkspaceId, NotAWorkspace> {
    let file: WorkspaceFile =
        serde_json::from_slice(bytes).map_err(|_| NotAWorkspace::Unreadable)?;
    if file.kumppani > FORMAT {
        return Err(NotAWorkspace::Newer);
    }
    let is_id = file.workspace.len() == 32 && file.workspace.bytes().all(|b| b.is_ascii_hexdigit());
    let id = is_id.then(|| u128::from_str_radix(&file.workspace, 16).ok()).flatten();
    id.map(u128::to_be_bytes).ok_or(NotAWorkspace::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_workspace_a_folder_is_is_read_back() {
        assert_eq!(parse(&write(&[0xA7; 16])), Ok([0xA7; 16]));
    }

    #[test]
    fn what_does_not_say_so_is_no_workspace() {
        for bytes in [&b""[..], b"{}", b"\0\0\0", br#"{"kumppani":1,"workspace":"+a"}"#] {
            assert_eq!(parse(bytes), Err(NotAWorkspace::Unreadable));
        }
        let newer = br#"{"kumppani":2,"workspace":"00"}"#;
        assert_eq!(parse(newer), Err(NotAWorkspace::Newer));
    }
}
