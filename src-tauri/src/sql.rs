//! The sql plugin owns the closing of the database at exit; its commands are granted to nobody.

use app::Kumppani;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_sql::{DbInstances, DbPool};

/// The name that the plugin knows the workspace database by.
const WORKSPACE: &str = "sqlite:workspace";

/// Hands the workspace's pool on to the plugin, without looking in.
pub async fn hand_over<R: Runtime>(app: &AppHandle<R>, kumppani: &Kumppani) {
    let instances = app.state::<DbInstances>();
    let pool = DbPool::Sqlite(kumppani.store().pool().clone());
    instances.0.write().await.insert(WORKSPACE.to_owned(), pool);
}
