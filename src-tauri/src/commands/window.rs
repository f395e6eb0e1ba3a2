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

/// Lets the person choose a file that ends in one of `extensions`; none if the dialog was closed.
#[tauri::command]
#[specta::specta]
pub async fn file_choose_open<R: Runtime>(
    app: AppHandle<R>,
    title: String,
    extensions: Vec<String>,
) -> Answer<Option<String>> {
    let (answer, chosen) = oneshot::channel();
    let endings: Vec<&str> = extensions.iter().map(String::as_str).collect();
    let dialog = app.dialog().file().set_title(title).add_filter(endings.join(", "), &endings);
    dialog.pick_file(move |file| drop(answer.send(file)));
    Ok(chosen.await.ok().flatten().map(|file| file.to_string()))
}

/// Lets the person choose where to save a file, which ends as `name` does; none if the dialog was
/// closed.
#[tauri::command]
#[specta::specta]
pub async fn file_choose_save<R: Runtime>(
    app: AppHandle<R>,
    title: String,
    name: String,
) -> Answer<Option<String>> {
    let (answer, chosen) = oneshot::channel();
    let ending = name.rsplit_once('.').map_or("pdf", |(_, ending)| ending).to_owned();
    let dialog = app.dialog().file().set_title(title).set_file_name(name);
    let dialog = dialog.add_filter(ending.to_uppercase(), &[&ending]);
    dialog.save_file(move |file| drop(answer.send(file)));
    Ok(chosen.await.ok().flatten().map(|file| file.to_string()))
}
