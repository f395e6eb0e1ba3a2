//! `init --share`, `sync`, `sync status`, `doctor`, `invite`, `remove-workstation`,
//! `set-passphrase`, `republish`, `leave`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use app::view::{
    CheckState, CycleView, HealthView, JoinDraft, ShareOpener, SharingView, SyncBadge,
    SyncProblemView, SyncProgress, WorkstationView,
};
use app::{Environment, Error, Kumppani, ShareState};
use serde_json::json;

use super::{secrets, workspaces};
use crate::arguments::{Init, Sync, SyncVerb};
use crate::output::{Failure, Output};

/// How long is waited between two looks.
const PAUSE: Duration = Duration::from_secs(15);

/// Shares a workspace in a folder, or joins the one that is shared there.
pub async fn enter(
    folder: PathBuf,
    share: PathBuf,
    init: Init,
    environment: Environment,
    output: &Output,
) -> Result<(), Failure> {
    let told = |progress: SyncProgress| said(output, progress);
    let is_share = matches!(app::share_state(&share)?, ShareState::Share { .. });
    let opened = match Kumppani::open(&folder, environment.clone()).await {
        Ok(kumppani) => Some(kumppani),
        Err(Error::NotAWorkspace(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let kumppani = match (opened, is_share) {
        (Some(kumppani), true) => {
            kumppani.rejoin_share(&share, &opener(&init)?, &told).await?;
            kumppani
        }
        (Some(kumppani), false) => {
            kumppani.found_share(&share, &secrets::new_passphrase()?, &told).await?;
            kumppani
        }
        (None, true) => {
            let draft = JoinDraft {
                share: share.display().to_string(),
                opener: opener(&init)?,
                folder: folder.display().to_string(),
                institution: init.institution.clone(),
                user: init.user.clone(),
                inbox: init.inbox.as_ref().map(|path| path.display().to_string()),
            };
            Kumppani::join_share(&draft, environment, &told).await?
        }
        (None, false) => {
            let passphrase = secrets::new_passphrase()?;
            app::check_passphrase(&passphrase)?;
            let kumppani =
                Kumppani::create(&workspaces::draft(&folder, &init), environment).await?;
            kumppani.found_share(&share, &passphrase, &told).await?;
            kumppani
        }
    };
    let made = kumppani.workspace().await?;
    let sharing = kumppani.sharing().await?;
    kumppani.close().await;
    let answer = json!({ "workspace": made, "sharing": sharing });
    output
        .answer(&answer, |_| format!("{}\n{}", workspaces::in_words(&made), status_line(&sharing)));
    Ok(())
}

fn opener(init: &Init) -> Result<ShareOpener, Failure> {
    Ok(match &init.invitation {
        Some(file) => {
            ShareOpener::Invitation { file: file.display().to_string(), code: secrets::code()? }
        }
        None => ShareOpener::Passphrase { passphrase: secrets::passphrase()? },
    })
}

pub async fn sync(kumppani: &Kumppani, sync: Sync, output: &Output) -> Result<(), Failure> {
    match sync {
        Sync { verb: Some(SyncVerb::Status), .. } => status(kumppani, output).await,
        Sync { once: true, .. } => once(kumppani, output).await,
        Sync { once: false, .. } => stay(kumppani, output).await,
    }
}

async fn once(kumppani: &Kumppani, output: &Output) -> Result<(), Failure> {
    let told = |progress: SyncProgress| said(output, progress);
    let cycle = kumppani.sync_now(&told).await?;
    output.answer(&cycle, cycle_in_words);
    Ok(())
}

/// Looks through the share until it is stopped; a share that is away is looked for again.
async fn stay(kumppani: &Kumppani, output: &Output) -> Result<(), Failure> {
    output.progress("looking through the share every 15 seconds; Ctrl+C stops");
    let looking = async {
        loop {
            match once(kumppani, output).await {
                Err(Failure::Refused(error)) if error.code() == "not_shared" => {
                    return Err(Failure::Refused(error));
                }
                Err(failure) => output.failure(&failure),
                Ok(()) => (),
            }
            tokio::time::sleep(PAUSE).await;
        }
    };
    tokio::select! {
        ended = looking => ended,
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}

async fn status(kumppani: &Kumppani, output: &Output) -> Result<(), Failure> {
    output.answer(&kumppani.sharing().await?, |view| {
        let mut lines = vec![status_line(view)];
        lines.extend(view.workstations.iter().map(workstation_line));
        lines.extend(view.problems.iter().map(problem_line));
        lines.join("\n")
    });
    Ok(())
}

pub async fn doctor(kumppani: &Kumppani, output: &Output) -> Result<(), Failure> {
    let health = kumppani.doctor().await?;
    output.answer(&health, health_in_words);
    if health.healthy { Ok(()) } else { Err(Failure::Some) }
}

pub async fn invite(kumppani: &Kumppani, file: &Path, output: &Output) -> Result<(), Failure> {
    output.answer(&kumppani.invite(file).await?, |invitation| {
        format!(
            "{}\ncode: {}\nhand the file over in any way, and tell the code by another",
            invitation.path, invitation.code
        )
    });
    Ok(())
}

pub async fn remove(kumppani: &Kumppani, id: &str, output: &Output) -> Result<(), Failure> {
    output.answer(&kumppani.remove_workstation(id).await?, |view| {
        format!(
            "removed; set a new passphrase with `set-passphrase`, since the old one opens nothing \
             any more\n{}",
            status_line(view)
        )
    });
    Ok(())
}

pub async fn set_passphrase(kumppani: &Kumppani, output: &Output) -> Result<(), Failure> {
    kumppani.set_passphrase(&secrets::new_passphrase()?).await?;
    output.answer(&json!({ "passphraseSet": true }), |_| "the passphrase is set".to_owned());
    Ok(())
}

pub async fn republish(kumppani: &Kumppani, output: &Output) -> Result<(), Failure> {
    output.answer(&kumppani.republish().await?, |done| format!("{} files put back", done.files));
    Ok(())
}

pub async fn leave(kumppani: &Kumppani, output: &Output) -> Result<(), Failure> {
    output.answer(&kumppani.leave_share().await?, |_| {
        "left the share; the workspace stays as it is on this computer".to_owned()
    });
    Ok(())
}

fn said(output: &Output, progress: SyncProgress) {
    if progress.total > 0 && progress.done == progress.total {
        let phase = serde_json::to_value(progress.phase).unwrap_or_default();
        output.progress(&format!("{}: {}", phase.as_str().unwrap_or_default(), progress.total));
    }
}

fn cycle_in_words(cycle: &CycleView) -> String {
    let mut lines = vec![format!(
        "{} changes taken in, {} files published, {} changes waiting",
        cycle.received_changes, cycle.published, cycle.waiting
    )];
    lines.extend(cycle.problems.iter().map(problem_line));
    lines.join("\n")
}

fn status_line(view: &SharingView) -> String {
    let Some(share) = &view.share else {
        return "not shared; `init --share DIR` shares the workspace".to_owned();
    };
    let how = match &view.badge {
        SyncBadge::NotShared => "not shared".to_owned(),
        SyncBadge::UpToDate => "up to date".to_owned(),
        SyncBadge::Waiting { changes: 0 } => "not looked through yet".to_owned(),
        SyncBadge::Waiting { changes } => format!("{changes} changes wait to be sent"),
        SyncBadge::Working { done, total, .. } => format!("under way, {done} of {total}"),
        SyncBadge::Unreachable { since } => format!("has not answered since {since}"),
        SyncBadge::NeedsYou { findings } => {
            format!("{findings} things need you; `findings` and `doctor` say which")
        }
    };
    format!("{share}: {how}")
}

fn workstation_line(one: &WorkstationView) -> String {
    let this = if one.is_this { "this one" } else { "" };
    let seen = one.last_seen.as_deref().unwrap_or("never");
    let state = serde_json::to_value(one.state).unwrap_or_default();
    let mut line = format!(
        "{}  {}  {}  {}  {}  last seen {seen}",
        one.id,
        one.name,
        one.machine,
        one.version,
        state.as_str().unwrap_or_default()
    );
    if one.behind_changes > 0 {
        line.push_str(&format!("  {} changes of it to come", one.behind_changes));
    }
    if !one.is_this && !one.has_mine {
        line.push_str("  has not taken in everything done here");
    }
    if let Some(skew) = one.skew_seconds {
        line.push_str(&format!("  clock {skew} s ahead"));
    }
    if !this.is_empty() {
        line.push_str(&format!("  ({this})"));
    }
    line
}

/// A problem by its code and the names in it.
pub fn problem_line(problem: &SyncProblemView) -> String {
    let details = problem.details.iter().map(|(name, text)| format!("{name} {text}"));
    let details: Vec<String> = details.collect();
    format!("{}: {}", problem.code, details.join(", "))
}

fn health_in_words(health: &HealthView) -> String {
    let checks = health.checks.iter().map(|check| {
        let mark = match check.state {
            CheckState::Good => "good    ",
            CheckState::Note => "note    ",
            CheckState::NeedsYou => "NEEDS YOU",
            CheckState::Skipped => "skipped ",
        };
        format!("{mark}  {}: {}", check.code, check.message)
    });
    checks.chain(health.problems.iter().map(problem_line)).collect::<Vec<_>>().join("\n")
}
