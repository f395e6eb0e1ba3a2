//! Who takes part: invitations, removal, leaving, the passphrase; and giving back what is missing.

use std::path::Path;

use domain::WriterId;
use sync::Demand;

use super::SHARE;
use super::entering::check_passphrase;
use crate::view::{InvitationView, RepublishedView, SharingView, WorkstationState};
use crate::{Changed, Error, Kumppani, files};

/// What became of an erasure on the share.
#[derive(Debug, Default)]
pub(crate) struct ToldErasure {
    /// Files on the share that were written anew.
    pub(crate) segments: u32,
    /// Whether a new key was begun.
    pub(crate) key_rotated: bool,
    /// Workstations that have not confirmed yet.
    pub(crate) waiting_for: Vec<String>,
    /// Whether there is a share at all.
    pub(crate) is_shared: bool,
}

impl Kumppani {
    /// Writes an invitation to a file that must not exist yet; its code is told by another way.
    ///
    /// # Errors
    ///
    /// [`Error::FileExists`] where a file of that name is there.
    pub async fn invite(&self, path: &Path) -> Result<InvitationView, Error> {
        if path.exists() {
            return Err(Error::FileExists(path.to_owned()));
        }
        let invitation = self.engine().await?.invite().await.map_err(Error::sharing)?;
        files::write_whole(path, &invitation.bytes).map_err(Error::disk("write", path))?;
        Ok(InvitationView { path: path.display().to_string(), code: invitation.code.to_string() })
    }

    /// Removes a workstation: nothing that it writes from now on is taken in, and it can read
    /// nothing new.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where there is no such workstation, [`Error::Sharing`] for this one.
    pub async fn remove_workstation(&self, id: &str) -> Result<SharingView, Error> {
        let not_found =
            || Error::NotFound { kind: "workstation".to_owned(), id: id.trim().to_owned() };
        let view = self.sharing().await?;
        let known = view.workstations.iter().find(|one| one.id == id.trim());
        let known = known.ok_or_else(not_found)?;
        if known.is_this {
            return Err(Error::this_workstation());
        }
        let bytes = u128::from_str_radix(&known.id, 16).map_err(|_| not_found())?;
        let engine = self.engine().await?;
        let removed = engine.remove_device(WriterId(bytes.to_be_bytes())).await;
        removed.map_err(Error::sharing)?;
        self.sync_now(&|_| ()).await?;
        self.sharing().await
    }

    /// Leaves the share, having told colleagues everything; the workspace stays as it is.
    ///
    /// # Errors
    ///
    /// [`Error::Sharing`] where the share does not answer; nothing is left then.
    pub async fn leave_share(&self) -> Result<SharingView, Error> {
        let engine = self.engine().await?;
        self.stop_following_share().await;
        if let Err(error) = engine.leave().await {
            self.follow_share(super::Rhythm::default()).await;
            return Err(Error::sharing(error));
        }
        self.hold_engine(None).await;
        self.store().set_setting(SHARE, "").await?;
        super::seen::forget(self).await?;
        self.tell(Changed::topic("sharing", "window"));
        self.sharing().await
    }

    /// Sets the passphrase by which colleagues join from now on.
    ///
    /// # Errors
    ///
    /// [`Error::Sharing`] where it is short, or the share cannot be written.
    pub async fn set_passphrase(&self, passphrase: &str) -> Result<(), Error> {
        check_passphrase(passphrase)?;
        let engine = self.engine().await?;
        engine.set_passphrase(passphrase).await.map_err(Error::sharing)?;
        self.sync_now(&|_| ()).await?;
        Ok(())
    }

    /// Publishes again what the share has lost and this workstation still has, of everybody.
    pub async fn republish(&self) -> Result<RepublishedView, Error> {
        let engine = self.engine().await?;
        let files = engine.republish_missing().await.map_err(Error::sharing)?;
        self.sync_now(&|_| ()).await?;
        Ok(RepublishedView { files })
    }

    /// Tells colleagues of an erasure at once; what the share still holds of it.
    pub(crate) async fn tell_erasure(&self) -> Result<ToldErasure, Error> {
        if self.share_folder().await?.is_none() {
            return Ok(ToldErasure::default());
        }
        let mut told = ToldErasure { is_shared: true, ..ToldErasure::default() };
        // A share that is away learns of it when it is back; the erasure here stands all the same.
        match self.look(Demand::now(), &|_| ()).await {
            Ok(report) => {
                (told.segments, told.key_rotated) = (report.reissued, report.began_epoch);
            }
            Err(error) => eprintln!("the share was not told of an erasure yet: {}", error.code()),
        }
        told.waiting_for = self.other_workstations().await?;
        Ok(told)
    }

    /// The names of the other workstations that take part.
    pub(crate) async fn other_workstations(&self) -> Result<Vec<String>, Error> {
        let view = self.sharing().await?;
        let others = view
            .workstations
            .into_iter()
            .filter(|one| !one.is_this && one.state == WorkstationState::Active);
        Ok(others.map(|one| one.name).collect())
    }
}
