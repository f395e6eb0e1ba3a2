//! Following the share while the workspace is open.
//!
//! The poll is the truth: network drives give no notice. Where the folder lies on this computer,
//! because a cloud service carries it, the system's notice only shortens the wait; so does work
//! done here, after a moment, so that what belongs together travels together.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use notify::Watcher as _;
use sync::engine::Demand;
use tokio::sync::Notify;
use tokio::sync::broadcast::error::RecvError;
use tokio::task::JoinHandle;

use crate::{Changed, Kumppani};

/// How often the share is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// The longest time between two looks. Windows caches the listings of a share for ten seconds,
    /// so looking more often sees nothing more.
    pub every: Duration,
    /// How long after a change of this workstation the next look comes at the latest.
    pub after_work: Duration,
    /// The longest that closing the workspace waits for what was done last to be published.
    pub farewell: Duration,
}

impl Default for Rhythm {
    fn default() -> Rhythm {
        Rhythm {
            every: Duration::from_secs(12),
            after_work: Duration::from_millis(2_100),
            farewell: Duration::from_secs(5),
        }
    }
}

/// The task that follows the share; it ends when this is dropped.
pub(super) struct Follower {
    task: JoinHandle<()>,
    rhythm: Rhythm,
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Kumppani {
    /// Follows the share from here on, if the workspace has one.
    pub async fn follow_share(&self, rhythm: Rhythm) {
        let Ok(Some(share)) = self.share_folder().await else { return };
        let kumppani = self.clone();
        let task = tokio::spawn(async move { kumppani.keep_looking(&share, rhythm).await });
        *self.inner.sharing.follower.lock().await = Some(Follower { task, rhythm });
    }

    /// Stops following the share, having published what was done last where that is quick.
    pub(crate) async fn stop_following_share(&self) {
        let Some(follower) = self.inner.sharing.follower.lock().await.take() else { return };
        self.cancel_sync();
        follower.task.abort();
        let has_more = self.store().unsealed_count().await.is_ok_and(|count| count.changes > 0);
        if has_more {
            let demand = Demand { seal_all: true, ..Demand::default() };
            let quiet = |_| ();
            let last = self.look(demand, &quiet);
            // What is not published now is published at the next start.
            drop(tokio::time::timeout(follower.rhythm.farewell, last).await);
        }
    }

    async fn keep_looking(&self, share: &Path, rhythm: Rhythm) {
        let moved = Arc::new(Notify::new());
        let _hints = ask_for_hints(share, moved.clone());
        let mut changes = self.changes();
        loop {
            if let Err(error) = self.look(Demand::default(), &|_| ()).await {
                eprintln!("the share was not looked through: {}", error.code());
                self.tell(Changed::topic("sharing", "share"));
            }
            let pause = tokio::time::sleep(rhythm.every);
            tokio::pin!(pause);
            loop {
                tokio::select! {
                    () = &mut pause => break,
                    () = moved.notified() => break,
                    change = changes.recv() => match change {
                        Ok(change) if change.origin == "share" => {}
                        Ok(_) | Err(RecvError::Lagged(_)) => {
                            tokio::time::sleep(rhythm.after_work).await;
                            break;
                        }
                        Err(RecvError::Closed) => return,
                    },
                }
            }
        }
    }
}

/// Asks the system to say when the heads on the share change; where it cannot, nothing is lost.
fn ask_for_hints(share: &Path, moved: Arc<Notify>) -> Option<notify::RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| event.kind.is_create()) {
            moved.notify_one();
        }
    })
    .ok()?;
    watcher.watch(&share.join(sync::names::HEADS), notify::RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}
