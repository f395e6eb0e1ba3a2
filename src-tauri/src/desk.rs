//! What one running window holds: the open workspace, and what it is busy with.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use app::view::WorkspaceView;
use app::{Cancel, Environment, Kumppani};
use tauri::{AppHandle, Manager, Runtime, WebviewWindow};
use tokio::sync::RwLock;

use crate::error::{Answer, CommandError};
use crate::{events, sql};

/// What one running window holds.
#[derive(Debug)]
pub struct Desk {
    environment: Environment,
    kumppani: RwLock<Option<Kumppani>>,
    paper: Mutex<Cancel>,
}

impl Desk {
    /// A desk with no workspace open.
    pub fn new(environment: Environment) -> Desk {
        Desk { environment, kumppani: RwLock::new(None), paper: Mutex::default() }
    }

    /// Where the time and randomness come from.
    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// The open workspace.
    pub async fn kumppani(&self) -> Result<Kumppani, CommandError> {
        let open = self.kumppani.read().await.clone();
        open.ok_or_else(|| app::Error::NoWorkspace.into())
    }

    /// Begins saving paper; a saving that is still under way is stopped.
    pub fn begin_paper(&self) -> Cancel {
        let mut current = self.paper.lock().unwrap_or_else(PoisonError::into_inner);
        current.cancel();
        *current = Cancel::default();
        current.clone()
    }

    /// Stops the saving that is under way.
    pub fn cancel_paper(&self) {
        self.paper.lock().unwrap_or_else(PoisonError::into_inner).cancel();
    }
}

/// Makes `opened` the workspace of the window: its pool goes to the sql plugin, which closes it at
/// exit, its changes go to the screens, and its watched folder and its share are followed.
pub async fn open<R: Runtime>(app: &AppHandle<R>, opened: Kumppani) -> Answer<WorkspaceView> {
    let desk = app.state::<Desk>();
    if let Some(before) = desk.kumppani.write().await.replace(opened.clone()) {
        before.close().await;
    }
    sql::hand_over(app, &opened).await;
    tauri::async_runtime::spawn(events::forward(app.clone(), opened.changes()));
    opened.follow_inbox().await;
    opened.follow_share(app::Rhythm::default()).await;
    if let Ok(folder) = app.path().app_config_dir() {
        app::recent::remember(&folder, opened.folder());
    }
    Ok(opened.workspace().await?)
}

/// Shows the window and gives it the keyboard.
pub fn show<R: Runtime>(window: &WebviewWindow<R>) -> Answer<()> {
    window.show().and_then(|()| window.set_focus()).map_err(|error| CommandError {
        code: "internal".to_owned(),
        details: [("reason".to_owned(), error.to_string())].into(),
    })
}

/// Opens a file in the system's own viewer, without waiting for it.
pub fn open_in_viewer(path: &Path) -> Answer<()> {
    open::that_detached(path).map_err(|error| CommandError {
        code: "no_viewer".to_owned(),
        details: [
            ("path".to_owned(), path.display().to_string()),
            ("reason".to_owned(), error.to_string()),
        ]
        .into(),
    })
}
