//! The one event that tells the screens to read again.

use std::collections::BTreeSet;
use std::time::Duration;

use app::Changed;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Runtime};
use tauri_specta::Event;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// How long changes are gathered before the screens are told, so that an import of thousands of
/// rows is one event and not thousands.
const BATCH: Duration = Duration::from_millis(100);

/// Something that the screens show may have changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, Event)]
pub struct DataChanged {
    /// Kinds of records, `inbox` or `workspace`.
    pub topics: Vec<String>,
    /// `window`, `inbox` or `share`.
    pub origin: String,
}

/// Tells the screens of every change until the workspace is closed.
pub async fn forward<R: Runtime>(app: AppHandle<R>, mut changes: Receiver<Changed>) {
    loop {
        let (mut topics, origin) = match changes.recv().await {
            Ok(change) => (change.topics, change.origin),
            Err(RecvError::Lagged(_)) => (BTreeSet::from(["*".to_owned()]), "window".to_owned()),
            Err(RecvError::Closed) => return,
        };
        tokio::time::sleep(BATCH).await;
        while let Ok(more) = changes.try_recv() {
            topics.extend(more.topics);
        }
        let event = DataChanged { topics: topics.into_iter().collect(), origin };
        if event.emit(&app).is_err() {
            return;
        }
    }
}
