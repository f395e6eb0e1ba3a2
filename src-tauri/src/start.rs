//! Start-up: what is wired, and which workspace is opened first.

use std::path::PathBuf;

use app::{Environment, Kumppani};
use tauri::plugin::TauriPlugin;
use tauri::{App, Builder, Context, Manager, Runtime};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

use crate::desk::{self, Desk};

/// Runs the program until its window is closed.
pub fn run() {
    let named = workspace_argument(std::env::args());
    let registry = crate::registry!(tauri::Wry);
    let builder = wire(tauri::Builder::default(), registry, Environment::system());
    let result = builder
        .setup(move |app| {
            open_first(app, named);
            Ok(())
        })
        .run(context());
    if let Err(error) = result {
        eprintln!("Kumppani could not start: {error}");
        std::process::exit(1);
    }
}

/// Wires plugins, commands and state; the tests of the boundary wire a window of theirs with it.
pub fn wire<R: Runtime>(
    builder: Builder<R>,
    registry: tauri_specta::Builder<R>,
    environment: Environment,
) -> Builder<R> {
    let commands = registry.invoke_handler();
    builder
        .plugin(tauri_plugin_sql::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(event_names(registry))
        .manage(Desk::new(environment))
        .invoke_handler(commands)
}

/// The configuration, the screens and the permissions that were built into the program.
pub fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// Registers the names of the events before any workspace can send one.
fn event_names<R: Runtime>(registry: tauri_specta::Builder<R>) -> TauriPlugin<R> {
    tauri::plugin::Builder::new("kumppani-events")
        .setup(move |app, _| {
            registry.mount_events(app);
            Ok(())
        })
        .build()
}

/// The folder after `--workspace`, if it was given.
pub fn workspace_argument(arguments: impl Iterator<Item = String>) -> Option<PathBuf> {
    let mut arguments = arguments.skip_while(|argument| argument != "--workspace").skip(1);
    arguments.next().map(PathBuf::from)
}

/// Opens the workspace that was named, else the one that was open last. Where that fails, a dialog
/// says why and the window begins without a workspace.
fn open_first<R: Runtime>(app: &App<R>, named: Option<PathBuf>) {
    let last = || app.path().app_config_dir().ok().and_then(|folder| app::recent::last(&folder));
    let Some(folder) = named.or_else(last) else { return };
    let handle = app.handle().clone();
    let opened = tauri::async_runtime::block_on(async {
        let environment = handle.state::<Desk>().environment().clone();
        let opened = Kumppani::open(&folder, environment).await?;
        desk::open(&handle, opened).await.map_err(|_| app::Error::NoWorkspace)
    });
    if let Err(error) = opened {
        app.dialog().message(error.to_string()).kind(MessageDialogKind::Error).show(|_| ());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_is_what_follows_its_option() {
        let words = |text: &str| workspace_argument(text.split(' ').map(str::to_owned));
        assert_eq!(words("kumppani --workspace /a"), Some(PathBuf::from("/a")));
        assert_eq!(words("kumppani --workspace"), None);
        assert_eq!(words("kumppani /a"), None);
    }
}
