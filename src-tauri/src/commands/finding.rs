//! What waits for a person's decision.

use app::Language;
use app::view::{ActionDone, FindingView};
use tauri::State;

use crate::desk::Desk;
use crate::error::Answer;

/// What waits for a decision.
#[tauri::command]
#[specta::specta]
pub async fn finding_list(desk: State<'_, Desk>, language: String) -> Answer<Vec<FindingView>> {
    let language = Language::from_code(&language).unwrap_or_default();
    Ok(desk.kumppani().await?.findings(language).await?)
}

/// Decides a finding: `choice` is the change of a side, `keep` or `delete`.
#[tauri::command]
#[specta::specta]
pub async fn finding_decide(
    desk: State<'_, Desk>,
    id: String,
    choice: String,
) -> Answer<ActionDone> {
    Ok(desk.kumppani().await?.decide(&id, &choice).await?)
}
