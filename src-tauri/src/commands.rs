//! The commands of the screens, `noun_verb`, each at most ten lines: take the open workspace, hand
//! on, answer.

pub mod action;
pub mod event;
pub mod inbox;
pub mod paper;
pub mod record;
pub mod registration;
pub mod session;
pub mod window;
pub mod workspace;

use tauri::Runtime;
use tauri_specta::{Builder, collect_commands, collect_events};

use crate::events::DataChanged;

/// Every command and event, for the window and for the exported types.
pub fn registry<R: Runtime>() -> Builder<R> {
    Builder::<R>::new()
        .commands(collect_commands![
            action::action_recent,
            action::action_undo,
            event::event_delete,
            event::event_get,
            event::event_list,
            event::event_save,
            inbox::inbox_import,
            inbox::inbox_list,
            paper::paper_cancel,
            paper::paper_open,
            paper::paper_preview,
            paper::paper_save,
            record::record_get,
            record::record_history,
            record::search,
            registration::attendance_set,
            registration::registration_list,
            registration::registration_set_status,
            session::programme_get,
            session::session_delete,
            session::session_save,
            window::file_choose_save::<R>,
            window::folder_choose::<R>,
            window::window_ready::<R>,
            workspace::settings_save,
            workspace::workspace_create::<R>,
            workspace::workspace_current,
            workspace::workspace_open::<R>,
        ])
        .events(collect_events![DataChanged])
}
