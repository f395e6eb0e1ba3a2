//! The watched folder.

use app::view::{ImportReport, InboxFile};
use tauri::State;

use crate::desk::Desk;
use crate::error::Answer;

/// Every file of the watched folder and what came of it.
#[tauri::command]
#[specta::specta]
pub async fn inbox_list(desk: State<'_, Desk>) -> Answer<Vec<InboxFile>> {
    Ok(desk.kumppani().await?.inbox().await?)
}

/// Takes a file of the watched folder into the event that a person chose for it.
#[tauri::command]
#[specta::specta]
pub async fn inbox_import(
    desk: State<'_, Desk>,
    file: String,
    event: String,
) -> Answer<ImportReport> {
    Ok(desk.kumppani().await?.import_from_inbox(&file, &event).await?)
}
