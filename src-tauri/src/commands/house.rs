//! The house look of the institution.

use std::path::Path;

use app::view::{ActionDone, HouseDraft, HousePreview, HouseView, KeptPicture};
use tauri::State;

use crate::desk::Desk;
use crate::error::Answer;

/// The look of this workstation's institution.
#[tauri::command]
#[specta::specta]
pub async fn house_get(desk: State<'_, Desk>) -> Answer<HouseView> {
    Ok(desk.kumppani().await?.house().await?)
}

/// Writes the look; an accent that cannot be read is refused with the nearest that can.
#[tauri::command]
#[specta::specta]
pub async fn house_save(desk: State<'_, Desk>, draft: HouseDraft) -> Answer<ActionDone> {
    Ok(desk.kumppani().await?.save_house(draft).await?)
}

/// Paper of invented facts in the look of a draft.
#[tauri::command]
#[specta::specta]
pub async fn house_preview(
    desk: State<'_, Desk>,
    draft: HouseDraft,
    language: String,
) -> Answer<HousePreview> {
    Ok(desk.kumppani().await?.preview_house(draft, &language).await?)
}

/// Keeps a picture of a file in the workspace, for a logo, a map or a signature to name.
#[tauri::command]
#[specta::specta]
pub async fn picture_keep(desk: State<'_, Desk>, path: String) -> Answer<KeptPicture> {
    Ok(desk.kumppani().await?.keep_picture(Path::new(&path)).await?)
}
