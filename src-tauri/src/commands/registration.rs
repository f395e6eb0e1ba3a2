//! Registrations and attendance.

use app::view::{ActionDone, RegistrationPage, RegistrationQuery, RegistrationStatus};
use tauri::State;

use crate::desk::Desk;
use crate::error::Answer;

/// A page of registrations.
#[tauri::command]
#[specta::specta]
pub async fn registration_list(
    desk: State<'_, Desk>,
    query: RegistrationQuery,
) -> Answer<RegistrationPage> {
    Ok(desk.kumppani().await?.registrations(query).await?)
}

/// Sets the status of registrations, as one action.
#[tauri::command]
#[specta::specta]
pub async fn registration_set_status(
    desk: State<'_, Desk>,
    ids: Vec<String>,
    status: RegistrationStatus,
) -> Answer<ActionDone> {
    Ok(desk.kumppani().await?.set_registration_status(&ids, status).await?)
}

/// Marks who was there, or takes the mark back, as one action.
#[tauri::command]
#[specta::specta]
pub async fn attendance_set(
    desk: State<'_, Desk>,
    ids: Vec<String>,
    present: bool,
) -> Answer<ActionDone> {
    Ok(desk.kumppani().await?.set_attendance(&ids, present).await?)
}
