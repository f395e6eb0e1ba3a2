//! Any record, its history, and search.

use app::Language;
use app::view::{ActionDone, HistoryEntry, RecordDraft, RecordForm, RecordView, SearchHit};
use tauri::State;

use crate::desk::Desk;
use crate::error::Answer;

/// What search looks for; everything else is found through these.
const FOUND: [&str; 4] = ["person", "organisation", "project", "infrastructure"];

/// People, organisations, projects and infrastructures whose words begin with those of `text`, at
/// most 50.
#[tauri::command]
#[specta::specta]
pub async fn search(desk: State<'_, Desk>, text: String) -> Answer<Vec<SearchHit>> {
    Ok(desk.kumppani().await?.search(&text, &FOUND, 50).await?)
}

/// One record with its fields in words.
#[tauri::command]
#[specta::specta]
pub async fn record_get(
    desk: State<'_, Desk>,
    kind: String,
    id: String,
    language: String,
) -> Answer<RecordView> {
    let language = Language::from_code(&language).unwrap_or_default();
    Ok(desk.kumppani().await?.record(&kind, &id, language).await?)
}

/// The form of a record, or of a new one of a kind.
#[tauri::command]
#[specta::specta]
pub async fn record_form(
    desk: State<'_, Desk>,
    kind: String,
    id: Option<String>,
    language: String,
) -> Answer<RecordForm> {
    let language = Language::from_code(&language).unwrap_or_default();
    Ok(desk.kumppani().await?.record_form(&kind, id.as_deref(), language).await?)
}

/// Creates a record or writes fields of one.
#[tauri::command]
#[specta::specta]
pub async fn record_save(desk: State<'_, Desk>, draft: RecordDraft) -> Answer<ActionDone> {
    Ok(desk.kumppani().await?.save_record(draft).await?)
}

/// What was done to a record, newest first.
#[tauri::command]
#[specta::specta]
pub async fn record_history(
    desk: State<'_, Desk>,
    kind: String,
    id: String,
    language: String,
) -> Answer<Vec<HistoryEntry>> {
    let language = Language::from_code(&language).unwrap_or_default();
    Ok(desk.kumppani().await?.history(&kind, &id, language).await?)
}
