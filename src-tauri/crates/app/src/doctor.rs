//! Looking everything over that can go wrong: the database, its place, the clock, the share and
//! every file on it, what waits to be sent, what waits to be taken in.

use std::collections::BTreeMap;
use std::path::Path;

use store::InboxState;
use sync::engine::{Inspection, Problem};

use crate::sharing::seen;
use crate::view::{CheckState, CheckView, HealthView, WorkstationState};
use crate::{Error, Kumppani};

/// From how far on a clock that is wrong needs a person, in seconds: an hour.
const WRONG_CLOCK: i32 = 3_600;

/// From how far on it is worth a note, in seconds.
const ODD_CLOCK: i32 = 120;

impl Kumppani {
    /// Looks everything over. Nothing is altered but for a small file that is written to the share
    /// and removed again.
    pub async fn doctor(&self) -> Result<HealthView, Error> {
        let mut checks = vec![self.database().await?, self.lies_well()];
        let mut problems = Vec::new();
        if let Some(share) = self.share_folder().await? {
            let (found, inspected) = self.share(&share).await?;
            checks.extend(found);
            if let Some(inspected) = inspected {
                let wrong: Vec<Problem> = inspected.problems.into_iter().collect();
                problems = seen::problems(self, &wrong).await?;
            }
            for remembered in self.sharing().await?.problems {
                if !problems.contains(&remembered) {
                    problems.push(remembered);
                }
            }
            checks.push(self.clock().await?);
            checks.push(self.waiting().await?);
        }
        checks.push(self.watched().await?);
        checks.push(self.undecided().await?);
        let healthy = checks.iter().all(|check| check.state != CheckState::NeedsYou);
        Ok(HealthView { healthy, checks, problems })
    }

    async fn database(&self) -> Result<CheckView, Error> {
        let wrong = self.store().check().await?;
        Ok(match wrong.first() {
            None => check("database", CheckState::Good, "the database is whole"),
            Some(first) => check(
                "database",
                CheckState::NeedsYou,
                format!(
                    "the database is damaged ({first}); copy the folder away, then restore a \
                     backup, or join the share anew in another folder"
                ),
            ),
        })
    }

    fn lies_well(&self) -> CheckView {
        match self.store().misplaced() {
            Some(place) => check("place", CheckState::NeedsYou, place.to_string()),
            None => check("place", CheckState::Good, "the workspace lies on this computer"),
        }
    }

    /// Whether the share answers, can be written, and what is on it.
    async fn share(&self, share: &Path) -> Result<(Vec<CheckView>, Option<Inspection>), Error> {
        let shown = share.display();
        let engine = match self.engine().await {
            Ok(engine) => engine,
            Err(error) => {
                return Ok((vec![check("share", CheckState::NeedsYou, error.to_string())], None));
            }
        };
        let inspected = match engine.inspect().await {
            Ok(inspected) => inspected,
            Err(error) => {
                let error = Error::sharing_in(share, error);
                return Ok((vec![check("share", CheckState::NeedsYou, error.to_string())], None));
            }
        };
        let reached = match crate::share_state(share)? {
            crate::ShareState::Share { workspace } if workspace == self.workspace_hex() => {
                check("share", CheckState::Good, format!("{shown} answers"))
            }
            crate::ShareState::Share { .. } => {
                let error = Error::other_workspace(share);
                check("share", CheckState::NeedsYou, error.to_string())
            }
            _ => check(
                "share",
                CheckState::NeedsYou,
                format!(
                    "{shown} does not say that it is a share: it was emptied, or another drive is \
                     there; restore the folder"
                ),
            ),
        };
        let writing = match engine.try_writing().await {
            Ok(()) => check("writing", CheckState::Good, format!("{shown} can be written")),
            Err(error) => check("writing", CheckState::NeedsYou, error.to_string()),
        };
        let needing = inspected.problems.iter().filter(|one| one.needs_you()).count();
        let state = match (inspected.problems.len(), needing) {
            (0, _) => CheckState::Good,
            (_, 0) => CheckState::Note,
            _ => CheckState::NeedsYou,
        };
        let mut files = check(
            "files",
            state,
            format!("{} of {} files are whole and genuine", inspected.sound, inspected.files),
        );
        files.details = BTreeMap::from([
            ("files".to_owned(), inspected.files.to_string()),
            ("bytes".to_owned(), inspected.bytes.to_string()),
            ("sound".to_owned(), inspected.sound.to_string()),
        ]);
        Ok((vec![reached, writing, files], Some(inspected)))
    }

    /// How far colleagues' clocks are from this one's.
    async fn clock(&self) -> Result<CheckView, Error> {
        let view = self.sharing().await?;
        let others = view
            .workstations
            .iter()
            .filter(|one| !one.is_this && one.state == WorkstationState::Active);
        let worst = others.max_by_key(|one| one.skew_seconds.map_or(0, i32::saturating_abs));
        let Some(worst) = worst else {
            return Ok(check("clock", CheckState::Skipped, "there is nobody to compare with"));
        };
        let skew = worst.skew_seconds.unwrap_or(0);
        let state = match skew.saturating_abs() {
            0..ODD_CLOCK => CheckState::Good,
            ODD_CLOCK..WRONG_CLOCK => CheckState::Note,
            _ => CheckState::NeedsYou,
        };
        let name = &worst.name;
        let message = match state {
            CheckState::Good => "the clock agrees with those of colleagues".to_owned(),
            _ => format!(
                "the clock of {name} is {skew} s ahead of this one; set both by the network"
            ),
        };
        Ok(check("clock", state, message))
    }

    async fn waiting(&self) -> Result<CheckView, Error> {
        let unsealed = self.store().unsealed_count().await?.changes;
        let sealed = self
            .store()
            .outbox()
            .await?
            .iter()
            .filter(|one| one.state == store::OutgoingState::Sealed)
            .count();
        let state = if unsealed == 0 && sealed == 0 { CheckState::Good } else { CheckState::Note };
        let mut waiting = check(
            "outbox",
            state,
            match state {
                CheckState::Good => "everything done here is on the share".to_owned(),
                _ => format!(
                    "{unsealed} changes and {sealed} sealed files wait to be sent; `sync --once` \
                     sends them"
                ),
            },
        );
        waiting.details = BTreeMap::from([
            ("changes".to_owned(), unsealed.to_string()),
            ("files".to_owned(), sealed.to_string()),
        ]);
        Ok(waiting)
    }

    async fn watched(&self) -> Result<CheckView, Error> {
        let Some(folder) = self.inbox_folder().await? else {
            return Ok(check("inbox", CheckState::Skipped, "no folder is watched"));
        };
        if !folder.is_dir() {
            let message = format!("the watched folder {} cannot be reached", folder.display());
            return Ok(check("inbox", CheckState::NeedsYou, message));
        }
        let files = self.store().inbox_files().await?;
        let asking = files
            .iter()
            .filter(|file| {
                file.state == InboxState::SetAside && file.reason_code.as_deref() != Some("undone")
            })
            .count();
        Ok(match asking {
            0 => check("inbox", CheckState::Good, "no registration file waits for an answer"),
            asking => check(
                "inbox",
                CheckState::NeedsYou,
                format!(
                    "{asking} registration files wait for an answer; `import FILE --event CODE` gives it"
                ),
            ),
        })
    }

    async fn undecided(&self) -> Result<CheckView, Error> {
        Ok(match self.finding_count().await? {
            0 => check("findings", CheckState::Good, "nothing waits for a decision"),
            count => check(
                "findings",
                CheckState::NeedsYou,
                format!("{count} findings wait for a decision; `findings` lists them"),
            ),
        })
    }
}

fn check(code: &str, state: CheckState, message: impl Into<String>) -> CheckView {
    CheckView { code: code.to_owned(), state, message: message.into(), details: BTreeMap::new() }
}
