//! Events.

use app::view::{ActionDone, ChoiceView, EventDraft, EventPage, EventView};
use tauri::State;

use crate::desk::Desk;
use crate::error::Answer;

/// A page of the events, coming ones first.
#[tauri::command]
#[specta::specta]
pub async fn event_list(desk: State<'_, Desk>, offset: u32, limit: u32) -> Answer<EventPage> {
    Ok(desk.kumppani().await?.events(offset, limit).await?)
}

/// One event.
#[tauri::command]
#[specta::specta]
pub async fn event_get(desk: State<'_, Desk>, id: String) -> Answer<EventView> {
    Ok(desk.kumppani().await?.event(&id).await?)
}

/// Creates an event or writes fields of one.
#[tauri::command]
#[specta::specta]
pub async fn event_save(desk: State<'_, Desk>, draft: EventDraft) -> Answer<ActionDone> {
    Ok(desk.kumppani().await?.save_event(draft).await?)
}

/// Deletes an event.
#[tauri::command]
#[specta::specta]
pub async fn event_delete(desk: State<'_, Desk>, id: String) -> Answer<ActionDone> {
    Ok(desk.kumppani().await?.delete_record("event", &id).await?)
}

/// The projects that an event can be paid by.
#[tauri::command]
#[specta::specta]
pub async fn project_choices(desk: State<'_, Desk>) -> Answer<Vec<ChoiceView>> {
    Ok(desk.kumppani().await?.project_choices().await?)
}
