//! What was done, and taking it back.

use app::view::{ActionDone, ActionRow};
use tauri::State;

use crate::desk::Desk;
use crate::error::Answer;

/// The last 50 actions of this workspace, newest first.
#[tauri::command]
#[specta::specta]
pub async fn action_recent(desk: State<'_, Desk>) -> Answer<Vec<ActionRow>> {
    Ok(desk.kumppani().await?.recent_actions(50).await?)
}

/// Takes an action back, as far as nobody has worked on since.
#[tauri::command]
#[specta::specta]
pub async fn action_undo(desk: State<'_, Desk>, action: String) -> Answer<ActionDone> {
    Ok(desk.kumppani().await?.undo(&action).await?)
}
