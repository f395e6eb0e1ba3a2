//! The shared drive, as a person meets it: founding and joining, looking now or every few seconds,
//! who takes part, and how things stand.
//!
//! Where the share lies is a setting of the workstation; the keys lie in the vault, never in the
//! database. What the last look saw is remembered in the database, so that another program, or the
//! next start, can say it before it has looked itself.

mod entering;
mod following;
pub(crate) mod members;
mod place;
pub(crate) mod seen;

use std::path::PathBuf;
use std::sync::{Arc, Mutex as Quick, PoisonError};

use domain::UnixMillis;
use sync::FolderMedium;
use sync::engine::{self, Cancel, CycleReport, Demand, Engine, Identity};
use sync::keys::Cost;
use tokio::sync::Mutex;

use crate::view::{CycleView, SharingView, SyncPhase, SyncProgress};
use crate::{Changed, Environment, Error, Kumppani};

pub use entering::check_passphrase;
pub use following::Rhythm;
pub use place::{ShareState, share_state};

/// The setting of where the share lies.
const SHARE: &str = "share";

/// What an open workspace holds of its share.
#[derive(Default)]
pub(crate) struct Sharing {
    engine: Mutex<Option<Engine<FolderMedium>>>,
    follower: Mutex<Option<following::Follower>>,
    cancel: Quick<Cancel>,
    working: Quick<Option<SyncProgress>>,
}

impl std::fmt::Debug for Sharing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Sharing")
    }
}

impl Kumppani {
    /// How the workspace stands with its share, without asking the share.
    pub async fn sharing(&self) -> Result<SharingView, Error> {
        let Some(share) = self.share_folder().await? else {
            let findings = self.finding_count().await?;
            return Ok(SharingView::not_shared(findings));
        };
        let mut view = seen::recalled(self, &share).await?;
        if let Some(progress) = *self.working() {
            view.badge = seen::working(progress);
        }
        // Whoever has lost the keys has to join again, and no look would ever say so.
        if let Err(error) = self.engine().await {
            view.needs(error.code(), &error.to_string());
        }
        Ok(view)
    }

    /// Where the share lies; none where the workspace is not shared.
    pub async fn share_folder(&self) -> Result<Option<PathBuf>, Error> {
        let kept = self.store().setting(SHARE).await?;
        Ok(kept.filter(|path| !path.is_empty()).map(PathBuf::from))
    }

    /// Looks through the share now: takes in what colleagues did, publishes what was done here.
    ///
    /// # Errors
    ///
    /// [`Error::Sharing`] where the workspace is not shared, or the share does not answer.
    pub async fn sync_now(
        &self,
        progress: &(dyn Fn(SyncProgress) + Send + Sync),
    ) -> Result<CycleView, Error> {
        let share = self.share_folder().await?.ok_or_else(Error::not_shared)?;
        let report = self.look(Demand::now(), progress).await?;
        if !report.reached && !report.cancelled {
            return Err(Error::unreached(&share, &report));
        }
        Ok(CycleView {
            published: report.published,
            received_changes: seen::short(report.received_changes),
            waiting: seen::short(report.waiting),
            cancelled: report.cancelled,
            problems: seen::problems(self, &report.problems).await?,
        })
    }

    /// Ends the look that is under way; what was taken in stays.
    pub fn cancel_sync(&self) {
        self.inner.sharing.cancel.lock().unwrap_or_else(PoisonError::into_inner).cancel();
    }

    /// Runs one cycle, tells whoever listens what it came to, and remembers what it saw.
    pub(crate) async fn look(
        &self,
        demand: Demand,
        progress: &(dyn Fn(SyncProgress) + Send + Sync),
    ) -> Result<CycleReport, Error> {
        let engine = self.engine().await?;
        let cancel = self.begin_look();
        let kumppani = self.clone();
        let mut told = |now: engine::Progress| {
            let now = shown(now);
            *kumppani.working() = (now.phase != SyncPhase::Looking).then_some(now);
            progress(now);
        };
        let ran = engine.cycle_with(demand, &mut told, &cancel).await;
        *self.working() = None;
        let report = ran.map_err(Error::sharing)?;
        self.tell(Changed::by(&report.outcome, "share"));
        if seen::remember(self, &engine).await? || report.published > 0 {
            self.tell(Changed::topic("sharing", "share"));
        }
        Ok(report)
    }

    /// The engine of the share, opened where it is not yet.
    pub(crate) async fn engine(&self) -> Result<Engine<FolderMedium>, Error> {
        let share = self.share_folder().await?.ok_or_else(Error::not_shared)?;
        let mut held = self.inner.sharing.engine.lock().await;
        if let Some(engine) = &*held {
            return Ok(engine.clone());
        }
        let medium = FolderMedium::new(share);
        let (vault, ambient) = (self.vault(), Arc::new(self.environment().clone()));
        let identity = self.identity().await?;
        let opened = Engine::open(medium, self.store().clone(), vault, ambient, identity).await;
        let engine = opened.map_err(Error::sharing)?;
        *held = Some(engine.clone());
        Ok(engine)
    }

    async fn hold_engine(&self, engine: Option<Engine<FolderMedium>>) {
        *self.inner.sharing.engine.lock().await = engine;
    }

    /// Who this workstation is, as colleagues read it.
    async fn identity(&self) -> Result<Identity, Error> {
        let (user, institution) = (self.user().await?, self.institution().await?);
        let parts: Vec<String> =
            [user, institution].into_iter().filter(|part| !part.is_empty()).collect();
        Ok(identity(parts.join(", "), self.environment()))
    }

    /// The identity of the workspace as a share tells it.
    pub(crate) fn workspace_hex(&self) -> String {
        self.store().workspace().id.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn vault(&self) -> Arc<dyn sync::vault::Vault> {
        self.environment().vault(&self.folder().join("keys"))
    }

    fn begin_look(&self) -> Cancel {
        let mut cancel = self.inner.sharing.cancel.lock().unwrap_or_else(PoisonError::into_inner);
        if cancel.is_cancelled() {
            *cancel = Cancel::default();
        }
        cancel.clone()
    }

    fn working(&self) -> std::sync::MutexGuard<'_, Option<SyncProgress>> {
        self.inner.sharing.working.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn identity(name: String, environment: &Environment) -> Identity {
    let machine = environment.machine();
    Identity {
        name: if name.is_empty() { machine.clone() } else { name },
        machine,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        cost: Cost::STRONG,
    }
}

fn shown(progress: engine::Progress) -> SyncProgress {
    SyncProgress {
        phase: match progress.phase {
            engine::Phase::Looking => SyncPhase::Looking,
            engine::Phase::Fetching => SyncPhase::Fetching,
            engine::Phase::Checking => SyncPhase::Checking,
            engine::Phase::Merging => SyncPhase::Merging,
            engine::Phase::Publishing => SyncPhase::Publishing,
        },
        done: seen::short(progress.done),
        total: seen::short(progress.total),
    }
}

impl sync::Ambient for Environment {
    fn now(&self) -> UnixMillis {
        Environment::now(self)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        self.fill(bytes);
    }
}
