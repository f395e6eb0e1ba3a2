//! The programme of an event.

use app::view::{ActionDone, Programme, SessionDraft};
use tauri::State;

use crate::desk::Desk;
use crate::error::Answer;

/// The programme of an event and what does not go together in it.
#[tauri::command]
#[specta::specta]
pub async fn programme_get(desk: State<'_, Desk>, event: String) -> Answer<Programme> {
    Ok(desk.kumppani().await?.programme(&event).await?)
}

/// Creates a session or writes fields of one.
#[tauri::command]
#[specta::specta]
pub async fn session_save(desk: State<'_, Desk>, draft: SessionDraft) -> Answer<ActionDone> {
    Ok(desk.kumppani().await?.save_session(draft).await?)
}

/// Deletes a session.
#[tauri::command]
#[specta::specta]
pub async fn session_delete(desk: State<'_, Desk>, id: String) -> Answer<ActionDone> {
    Ok(desk.kumppani().await?.delete_record("session", &id).await?)
}
