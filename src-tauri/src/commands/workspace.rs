//! The workspace and its settings.

use std::path::PathBuf;

use app::view::{SettingsDraft, WorkspaceDraft, WorkspaceView};
use tauri::{AppHandle, Runtime, State};

use crate::desk::{self, Desk};
use crate::error::Answer;

/// The open workspace, if one is open.
#[tauri::command]
#[specta::specta]
pub async fn workspace_current(desk: State<'_, Desk>) -> Answer<Option<WorkspaceView>> {
    match desk.kumppani().await {
        Ok(kumppani) => Ok(Some(kumppani.workspace().await?)),
        Err(_) => Ok(None),
    }
}

/// Makes a workspace and opens it.
#[tauri::command]
#[specta::specta]
pub async fn workspace_create<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    draft: WorkspaceDraft,
) -> Answer<WorkspaceView> {
    let made = app::Kumppani::create(&draft, desk.environment().clone()).await?;
    desk::open(&app, made).await
}

/// Opens the workspace in `folder`.
#[tauri::command]
#[specta::specta]
pub async fn workspace_open<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    folder: String,
) -> Answer<WorkspaceView> {
    let opened = app::Kumppani::open(&PathBuf::from(folder), desk.environment().clone()).await?;
    desk::open(&app, opened).await
}

/// Writes settings; the watched folder is followed from here on.
#[tauri::command]
#[specta::specta]
pub async fn settings_save(desk: State<'_, Desk>, draft: SettingsDraft) -> Answer<WorkspaceView> {
    Ok(desk.kumppani().await?.save_settings(draft).await?)
}
