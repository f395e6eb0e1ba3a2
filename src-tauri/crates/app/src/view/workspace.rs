//! The workspace and its settings.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The open workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WorkspaceView {
    /// Its name.
    pub name: String,
    /// The institution of this workstation.
    pub institution: String,
    /// Who works here, written into the history.
    pub user: String,
    /// `fi`, `sv` or `en`.
    pub language: String,
    /// Where the workspace lies.
    pub folder: String,
    /// The watched folder.
    pub inbox: Option<String>,
    /// Whether the watched folder can be read now.
    pub inbox_reachable: bool,
    /// Where paper is saved unless told otherwise.
    pub paper: String,
    /// `light`, `dark` or `system`.
    pub theme: String,
    /// The program's version.
    pub version: String,
}

/// What a person gives to begin a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WorkspaceDraft {
    /// The folder to make it in.
    pub folder: String,
    /// Its name.
    pub name: String,
    /// The institution of this workstation.
    pub institution: String,
    /// Who works here.
    pub user: String,
    /// The watched folder, if there is one already.
    pub inbox: Option<String>,
}

/// What a person changes in the settings; fields left out keep their values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct SettingsDraft {
    /// The name of the workspace.
    pub name: Option<String>,
    /// The institution of this workstation.
    pub institution: Option<String>,
    /// Who works here.
    pub user: Option<String>,
    /// `fi`, `sv` or `en`.
    pub language: Option<String>,
    /// The watched folder; an empty text for none.
    pub inbox: Option<String>,
    /// Where paper is saved.
    pub paper: Option<String>,
    /// `light`, `dark` or `system`.
    pub theme: Option<String>,
}
