//! Founding a share, joining one, and coming back to one whose keys were lost.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use store::Store;
use sync::FolderMedium;
use sync::engine::{Demand, Engine, Opener, Pace};

use super::{SHARE, ShareState, share_state};
use crate::kumppani::{DATABASE, apart};
use crate::view::{JoinDraft, ShareOpener, SharingView, SyncProgress, WorkspaceDraft};
use crate::{Changed, Environment, Error, Kumppani};

/// The fewest letters of a passphrase: it is what stands between a copy of the share and the
/// register.
const SHORTEST_PASSPHRASE: usize = 12;

impl Kumppani {
    /// Makes an empty or new folder the share of this workspace, and publishes what there is.
    ///
    /// # Errors
    ///
    /// [`Error::Sharing`] where something lies in the folder, or the passphrase is short.
    pub async fn found_share(
        &self,
        folder: &Path,
        passphrase: &str,
        progress: &(dyn Fn(SyncProgress) + Send + Sync),
    ) -> Result<SharingView, Error> {
        if let Some(share) = self.share_folder().await? {
            return Err(Error::shared_already(&share));
        }
        check_passphrase(passphrase)?;
        let folder = self.placed(folder)?;
        make_folder(&folder)?;
        // A founding that was cut off at its end is only taken up again.
        let is_own = share_state(&folder)? == ShareState::Share { workspace: self.workspace_hex() };
        if !is_own {
            let founded = Engine::found(
                FolderMedium::new(&folder),
                self.store().clone(),
                self.vault(),
                Arc::new(self.environment().clone()),
                self.identity().await?,
                passphrase,
            );
            let engine = founded.await.map_err(|error| Error::sharing_in(&folder, error))?;
            self.hold_engine(Some(engine)).await;
        }
        self.begin_sharing(&folder, progress).await
    }

    /// Joins a workspace: makes one on this workstation out of what is on the share.
    ///
    /// # Errors
    ///
    /// [`Error::Sharing`] where the folder holds no share or the opener does not open it; nothing
    /// is made then. Where the share goes away later, the workspace stays and goes on by itself.
    pub async fn join_share(
        draft: &JoinDraft,
        environment: Environment,
        progress: &(dyn Fn(SyncProgress) + Send + Sync),
    ) -> Result<Kumppani, Error> {
        let share = absolute(Path::new(draft.share.trim()))?;
        if draft.folder.trim().is_empty() {
            return Err(Error::required("folder"));
        }
        let folder = PathBuf::from(draft.folder.trim());
        let opener = opener(&draft.opener)?;
        let vault = environment.vault(&folder.join("keys"));
        let ambient = Arc::new(environment.clone());
        let joined = Engine::join(FolderMedium::new(&share), vault, ambient, opener);
        let mut joining = joined.await.map_err(|error| Error::sharing_in(&share, error))?;
        joining.new.institution = draft.institution.trim().to_owned();
        std::fs::create_dir_all(&folder).map_err(Error::disk("make the folder", &folder))?;
        let (database, new) = (folder.join(DATABASE), joining.new.clone());
        let name = new.name.clone();
        let store = apart(async move || Store::create(&database, new).await).await;
        let store = store.map_err(Error::opening)?;
        let kumppani = Kumppani::over(store, folder, environment);
        let settings = WorkspaceDraft {
            folder: draft.folder.clone(),
            name,
            institution: draft.institution.clone(),
            user: draft.user.clone(),
            inbox: draft.inbox.clone(),
        };
        kumppani.begin_settings(&settings).await?;
        let identity = kumppani.identity().await?;
        let engine = joining.engine(kumppani.store().clone(), identity).await;
        kumppani.hold_engine(Some(engine.map_err(Error::sharing)?)).await;
        kumppani.begin_sharing(&share, progress).await?;
        Ok(kumppani)
    }

    /// Ties this workspace to its share again, after its keys were lost or it was restored on
    /// another computer.
    ///
    /// # Errors
    ///
    /// [`Error::Sharing`] where the folder is the share of another workspace.
    pub async fn rejoin_share(
        &self,
        share: &Path,
        opener: &ShareOpener,
        progress: &(dyn Fn(SyncProgress) + Send + Sync),
    ) -> Result<SharingView, Error> {
        let share = self.placed(share)?;
        let opener = self::opener(opener)?;
        let ambient = Arc::new(self.environment().clone());
        let joined = Engine::join(FolderMedium::new(&share), self.vault(), ambient, opener);
        let joining = joined.await.map_err(|error| Error::sharing_in(&share, error))?;
        if joining.workspace() != self.store().workspace().id {
            return Err(Error::other_workspace(&share));
        }
        let engine = joining.engine(self.store().clone(), self.identity().await?).await;
        self.hold_engine(Some(engine.map_err(Error::sharing)?)).await;
        self.begin_sharing(&share, progress).await
    }

    async fn begin_sharing(
        &self,
        share: &Path,
        progress: &(dyn Fn(SyncProgress) + Send + Sync),
    ) -> Result<SharingView, Error> {
        self.store().set_setting(SHARE, &share.display().to_string()).await?;
        let demand = Demand { pace: Pace::CatchUp, ..Demand::now() };
        self.look(demand, progress).await?;
        self.tell(Changed::topic("sharing", "window"));
        self.sharing().await
    }

    /// The folder of a share by its whole path; it may not lie in the workspace, nor around it.
    fn placed(&self, folder: &Path) -> Result<PathBuf, Error> {
        let folder = absolute(folder)?;
        let own = absolute(self.folder())?;
        if folder.starts_with(&own) || own.starts_with(&folder) {
            return Err(Error::share_in_workspace(&folder));
        }
        Ok(folder)
    }
}

/// Refuses a passphrase that is guessed too soon.
///
/// # Errors
///
/// [`Error::Sharing`] with the code `weak_passphrase`.
pub fn check_passphrase(passphrase: &str) -> Result<(), Error> {
    let letters = passphrase.trim().chars().count();
    if letters < SHORTEST_PASSPHRASE {
        Err(Error::weak_passphrase(SHORTEST_PASSPHRASE))
    } else {
        Ok(())
    }
}

fn opener(given: &ShareOpener) -> Result<Opener, Error> {
    Ok(match given {
        ShareOpener::Passphrase { passphrase } => Opener::Passphrase(passphrase.clone()),
        ShareOpener::Invitation { file, code } => {
            let path = Path::new(file);
            let bytes = std::fs::read(path).map_err(Error::disk("read", path))?;
            let code = code.parse().map_err(|_| Error::wrong_code())?;
            Opener::Invitation { bytes, code }
        }
    })
}

fn absolute(path: &Path) -> Result<PathBuf, Error> {
    if path.as_os_str().is_empty() {
        return Err(Error::required("share"));
    }
    std::path::absolute(path).map_err(Error::disk("find", path))
}

/// Makes the folder of a new share, but never what it lies in: that may be a drive that is away.
fn make_folder(folder: &Path) -> Result<(), Error> {
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map_err(Error::disk("make the folder", folder)),
    }
}
