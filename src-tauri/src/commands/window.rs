//! The window itself and the system's dialogs.

use tauri::{AppHandle, Runtime, WebviewWindow};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use crate::error::Answer;

/// Shows the window, once the screens have something to show.
#[tauri::command]
#[specta::specta]
pub async fn window_ready<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    crate::desk::show(&window)
}

/// Lets the person choose a folder; none if the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn folder_choose<R: Runtime>(app: AppHandle<R>, title: String) -> Answer<Option<String>> {
    let (answer, chosen) = oneshot::channel();
    app.dialog().file().set_title(title).pick_folder(move |folder| drop(answer.send(folder)));
    Ok(chosen.await.ok().flatten().map(|folder| folder.to_string()))
}

/// Lets the person choose where to save a PDF; none if the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn file_choose_save<R: Runtime>(
    app: AppHandle<R>,
    title: String,
    name: String,
) -> Answer<Option<String>> {
    let (answer, chosen) = oneshot::channel();
    let dialog = app.dialog().file().set_title(title).set_file_name(name);
    dialog.add_filter("PDF", &["pdf"]).save_file(move |file| drop(answer.send(file)));
    Ok(chosen.await.ok().flatten().map(|file| file.to_string()))
}
