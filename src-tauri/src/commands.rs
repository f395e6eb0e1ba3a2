//! The commands of the screens, `noun_verb`, each at most ten lines: take the open workspace, hand
//! on, answer.

pub mod action;
pub mod event;
pub mod finding;
pub mod house;
pub mod inbox;
pub mod paper;
pub mod person;
pub mod record;
pub mod registration;
pub mod session;
pub mod sharing;
pub mod window;
pub mod workspace;

/// Every command and event for one runtime: the window's, or the one that tests put in its place.
#[macro_export]
macro_rules! registry {
    ($runtime:ty) => {
        ::tauri_specta::Builder::<$runtime>::new()
            .disable_serde_phases()
            .commands(::tauri_specta::collect_commands![
                $crate::commands::action::action_recent,
                $crate::commands::action::action_undo,
                $crate::commands::event::event_delete,
                $crate::commands::event::event_get,
                $crate::commands::event::event_list,
                $crate::commands::event::event_save,
                $crate::commands::event::project_choices,
                $crate::commands::finding::finding_decide,
                $crate::commands::finding::finding_list,
                $crate::commands::house::house_get,
                $crate::commands::house::house_preview,
                $crate::commands::house::house_save,
                $crate::commands::house::picture_keep,
                $crate::commands::inbox::inbox_import,
                $crate::commands::inbox::inbox_list,
                $crate::commands::paper::paper_cancel,
                $crate::commands::paper::paper_open,
                $crate::commands::paper::paper_preview,
                $crate::commands::paper::paper_save,
                $crate::commands::paper::paper_stocks,
                $crate::commands::person::person_erase,
                $crate::commands::person::person_erasure_preview,
                $crate::commands::record::record_form,
                $crate::commands::record::record_get,
                $crate::commands::record::record_history,
                $crate::commands::record::record_save,
                $crate::commands::record::search,
                $crate::commands::registration::attendance_set,
                $crate::commands::registration::registration_list,
                $crate::commands::registration::registration_set_status,
                $crate::commands::session::programme_get,
                $crate::commands::session::session_delete,
                $crate::commands::session::session_save,
                $crate::commands::sharing::sharing_cancel,
                $crate::commands::sharing::sharing_found,
                $crate::commands::sharing::sharing_get,
                $crate::commands::sharing::sharing_invite,
                $crate::commands::sharing::sharing_join::<$runtime>,
                $crate::commands::sharing::sharing_leave,
                $crate::commands::sharing::sharing_rejoin,
                $crate::commands::sharing::sharing_remove_workstation,
                $crate::commands::sharing::sharing_republish,
                $crate::commands::sharing::sharing_set_passphrase,
                $crate::commands::sharing::sharing_sync_now,
                $crate::commands::window::file_choose_open::<$runtime>,
                $crate::commands::window::file_choose_save::<$runtime>,
                $crate::commands::window::folder_choose::<$runtime>,
                $crate::commands::window::window_ready::<$runtime>,
                $crate::commands::workspace::settings_save,
                $crate::commands::workspace::workspace_create::<$runtime>,
                $crate::commands::workspace::workspace_current,
                $crate::commands::workspace::workspace_open::<$runtime>,
            ])
            .events(::tauri_specta::collect_events![$crate::events::DataChanged])
    };
}
