//! What goes wrong with a share, and what a person can do about it.

use std::path::Path;

use sync::MediumError;
use sync::engine::{CycleReport, Problem, SyncError};

use super::Error;

impl Error {
    fn of_share(code: &'static str, path: Option<&Path>, message: impl Into<String>) -> Error {
        Error::Sharing { code, path: path.map(Path::to_owned), message: message.into() }
    }

    /// The workspace is on this workstation alone.
    pub(crate) fn not_shared() -> Error {
        Error::of_share(
            "not_shared",
            None,
            "the workspace is not shared; `init --share DIR` shares it, or joins it to what is there",
        )
    }

    /// The workspace has a share already.
    pub(crate) fn shared_already(share: &Path) -> Error {
        let share_shown = share.display();
        Error::of_share(
            "shared_already",
            Some(share),
            format!(
                "the workspace is shared in {share_shown} already; `leave` first to share it elsewhere"
            ),
        )
    }

    /// The folder is the share of another workspace.
    pub(crate) fn other_workspace(share: &Path) -> Error {
        let message = format!(
            "{} is the share of another workspace; join it in a folder of its own with --workspace DIR",
            share.display()
        );
        Error::of_share("wrong_workspace", Some(share), message)
    }

    /// The share would lie in the workspace, or around it.
    pub(crate) fn share_in_workspace(share: &Path) -> Error {
        let message = format!(
            "{} lies in the workspace or around it; choose a folder on the network drive",
            share.display()
        );
        Error::of_share("share_in_workspace", Some(share), message)
    }

    /// A passphrase is guessed too soon.
    pub(crate) fn weak_passphrase(fewest: usize) -> Error {
        let message =
            format!("the passphrase must have at least {fewest} letters; several words do best");
        Error::of_share("weak_passphrase", None, message)
    }

    /// The code of an invitation is none.
    pub(crate) fn wrong_code() -> Error {
        Error::sharing(SyncError::WrongCode)
    }

    /// A person wants to remove the very workstation that is worked on.
    pub(crate) fn this_workstation() -> Error {
        Error::of_share(
            "this_workstation",
            None,
            "this workstation cannot remove itself; `leave` leaves the share",
        )
    }

    /// A look that did not reach the share.
    pub(crate) fn unreached(share: &Path, report: &CycleReport) -> Error {
        let shown = share.display();
        for problem in &report.problems {
            match problem {
                Problem::Emptied => {
                    return Error::of_share(
                        "share_emptied",
                        Some(share),
                        format!(
                            "{shown} does not say that it is a share: it was emptied, or another \
                             drive is there. Nothing was written; restore the folder and try again"
                        ),
                    );
                }
                Problem::ForeignShare { .. } => return Error::other_workspace(share),
                _ => {}
            }
        }
        let message = format!(
            "{shown} cannot be reached. Nothing is lost: what was done here is sent when the drive \
             is back; check the network or the VPN"
        );
        Error::of_share("share_unreachable", Some(share), message)
    }

    /// What a failure of the share in `folder` means to a person.
    pub(crate) fn sharing_in(folder: &Path, error: SyncError) -> Error {
        match Error::sharing(error) {
            Error::Sharing { code, path: None, message } => {
                Error::Sharing { code, path: Some(folder.to_owned()), message }
            }
            other => other,
        }
    }

    /// What a failure of the share means to a person.
    pub(crate) fn sharing(error: SyncError) -> Error {
        let error = match error {
            SyncError::Store(error) => return Error::opening(error),
            other => other,
        };
        let code = match &error {
            SyncError::NotEmpty => "share_not_empty",
            SyncError::NoShare => "no_share",
            SyncError::NotAWorkspace(_) => "no_share",
            SyncError::NoKeys => "no_keys",
            SyncError::WrongPassphrase => "wrong_passphrase",
            SyncError::WrongCode => "wrong_code",
            SyncError::NoPassphrase => "no_passphrase",
            SyncError::NotTold | SyncError::Medium(MediumError::Unreachable { .. }) => {
                "share_unreachable"
            }
            SyncError::Medium(MediumError::Full { .. }) => "share_full",
            SyncError::Medium(MediumError::Denied { .. }) => "share_denied",
            SyncError::Vault(_) => "keys_unreachable",
            _ => "share_failed",
        };
        Error::of_share(code, None, error.to_string())
    }
}
