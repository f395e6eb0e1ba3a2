//! The shared drive.

use std::path::{Path, PathBuf};

use app::view::{
    CycleView, InvitationView, JoinDraft, RepublishedView, ShareOpener, SharingView, SyncProgress,
    WorkspaceView,
};
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime, State};

use crate::desk::{self, Desk};
use crate::error::Answer;

/// How the workspace stands with its share, without asking the share.
#[tauri::command]
#[specta::specta]
pub async fn sharing_get(desk: State<'_, Desk>) -> Answer<SharingView> {
    Ok(desk.kumppani().await?.sharing().await?)
}

/// Makes an empty folder the share of this workspace.
#[tauri::command]
#[specta::specta]
pub async fn sharing_found(
    desk: State<'_, Desk>,
    folder: String,
    passphrase: String,
) -> Answer<SharingView> {
    let kumppani = desk.kumppani().await?;
    let founded = kumppani.found_share(Path::new(&folder), &passphrase, &|_| ()).await?;
    kumppani.follow_share(app::Rhythm::default()).await;
    Ok(founded)
}

/// Joins a shared workspace and opens it.
#[tauri::command]
#[specta::specta]
pub async fn sharing_join<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    draft: JoinDraft,
    progress: Channel<SyncProgress>,
) -> Answer<WorkspaceView> {
    let report = move |now: SyncProgress| drop(progress.send(now));
    let environment = desk.environment().clone();
    let joined = app::Kumppani::join_share(&draft, environment, &report).await?;
    desk::open(&app, joined).await
}

/// Ties this workspace to its share again, after its keys were lost.
#[tauri::command]
#[specta::specta]
pub async fn sharing_rejoin(
    desk: State<'_, Desk>,
    share: String,
    opener: ShareOpener,
    progress: Channel<SyncProgress>,
) -> Answer<SharingView> {
    let report = move |now: SyncProgress| drop(progress.send(now));
    let kumppani = desk.kumppani().await?;
    let tied = kumppani.rejoin_share(Path::new(&share), &opener, &report).await?;
    kumppani.follow_share(app::Rhythm::default()).await;
    Ok(tied)
}

/// Looks through the share now.
#[tauri::command]
#[specta::specta]
pub async fn sharing_sync_now(
    desk: State<'_, Desk>,
    progress: Channel<SyncProgress>,
) -> Answer<CycleView> {
    let report = move |now: SyncProgress| drop(progress.send(now));
    Ok(desk.kumppani().await?.sync_now(&report).await?)
}

/// Ends the look that is under way; what was taken in stays.
#[tauri::command]
#[specta::specta]
pub async fn sharing_cancel(desk: State<'_, Desk>) -> Answer<()> {
    desk.kumppani().await?.cancel_sync();
    Ok(())
}

/// Writes an invitation to a file that must not exist yet.
#[tauri::command]
#[specta::specta]
pub async fn sharing_invite(desk: State<'_, Desk>, path: String) -> Answer<InvitationView> {
    Ok(desk.kumppani().await?.invite(&PathBuf::from(path)).await?)
}

/// Removes a workstation from the share.
#[tauri::command]
#[specta::specta]
pub async fn sharing_remove_workstation(desk: State<'_, Desk>, id: String) -> Answer<SharingView> {
    Ok(desk.kumppani().await?.remove_workstation(&id).await?)
}

/// Leaves the share; the workspace stays as it is.
#[tauri::command]
#[specta::specta]
pub async fn sharing_leave(desk: State<'_, Desk>) -> Answer<SharingView> {
    Ok(desk.kumppani().await?.leave_share().await?)
}

/// Sets the passphrase by which colleagues join from now on.
#[tauri::command]
#[specta::specta]
pub async fn sharing_set_passphrase(desk: State<'_, Desk>, passphrase: String) -> Answer<()> {
    Ok(desk.kumppani().await?.set_passphrase(&passphrase).await?)
}

/// Puts back on the share what it has lost and this workstation still has.
#[tauri::command]
#[specta::specta]
pub async fn sharing_republish(desk: State<'_, Desk>) -> Answer<RepublishedView> {
    Ok(desk.kumppani().await?.republish().await?)
}
