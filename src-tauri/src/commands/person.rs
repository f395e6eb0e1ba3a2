//! The right to be forgotten.

use app::Language;
use app::view::{ErasurePreview, ErasureReport};
use tauri::State;

use crate::desk::Desk;
use crate::error::Answer;

/// What an erasure of a person would reach.
#[tauri::command]
#[specta::specta]
pub async fn person_erasure_preview(
    desk: State<'_, Desk>,
    id: String,
    language: String,
) -> Answer<ErasurePreview> {
    let language = Language::from_code(&language).unwrap_or_default();
    Ok(desk.kumppani().await?.erasure_preview(&id, language).await?)
}

/// Erases a person for good; `confirm` is the name as it was typed.
#[tauri::command]
#[specta::specta]
pub async fn person_erase(
    desk: State<'_, Desk>,
    id: String,
    confirm: String,
    language: String,
) -> Answer<ErasureReport> {
    let language = Language::from_code(&language).unwrap_or_default();
    Ok(desk.kumppani().await?.erase_person(&id, &confirm, language).await?)
}
