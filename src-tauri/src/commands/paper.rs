//! Paper: previews, saving with progress, opening what was saved.

use std::path::PathBuf;

use app::Progress;
use app::view::{PaperOrder, Preview, SaveAs, SavedPaper, StockView};
use tauri::State;
use tauri::ipc::Channel;

use crate::desk::Desk;
use crate::error::Answer;

/// Pages of a sheet as they will be printed, at most 20 from page `first`.
#[tauri::command]
#[specta::specta]
pub async fn paper_preview(
    desk: State<'_, Desk>,
    order: PaperOrder,
    first: u32,
) -> Answer<Preview> {
    Ok(desk.kumppani().await?.preview_paper(&order, first).await?)
}

/// Saves a sheet: to `path`, or under a name of its own in the workspace's paper folder.
#[tauri::command]
#[specta::specta]
pub async fn paper_save(
    desk: State<'_, Desk>,
    order: PaperOrder,
    save_as: SaveAs,
    path: Option<String>,
    progress: Channel<Progress>,
) -> Answer<SavedPaper> {
    let cancel = desk.begin_paper();
    let report = move |now: Progress| drop(progress.send(now));
    let kumppani = desk.kumppani().await?;
    let path = path.map(PathBuf::from);
    Ok(kumppani.save_paper(&order, save_as, path, &report, &cancel).await?)
}

/// Stops the saving that is under way, before anything is written.
#[tauri::command]
#[specta::specta]
pub async fn paper_cancel(desk: State<'_, Desk>) -> Answer<()> {
    desk.cancel_paper();
    Ok(())
}

/// Opens paper of this workspace, a file or a folder, in the system's own viewer.
#[tauri::command]
#[specta::specta]
pub async fn paper_open(desk: State<'_, Desk>, path: String) -> Answer<()> {
    let path = desk.kumppani().await?.saved_paper(&PathBuf::from(path)).await?;
    crate::desk::open_in_viewer(&path)
}

/// The label sheets that badges can be printed on.
#[tauri::command]
#[specta::specta]
pub async fn paper_stocks(desk: State<'_, Desk>) -> Answer<Vec<StockView>> {
    Ok(desk.kumppani().await?.paper_stocks())
}
