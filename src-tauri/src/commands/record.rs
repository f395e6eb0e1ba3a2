//! Any record, its history, and search.

use app::Language;
use app::view::{HistoryEntry, RecordView, SearchHit};
use tauri::State;

use crate::desk::Desk;
use crate::error::Answer;

/// People and organisations whose words begin with those of `text`, at most 50.
#[tauri::command]
#[specta::specta]
pub async fn search(desk: State<'_, Desk>, text: String) -> Answer<Vec<SearchHit>> {
    Ok(desk.kumppani().await?.search(&text, &["person", "organisation"], 50).await?)
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
