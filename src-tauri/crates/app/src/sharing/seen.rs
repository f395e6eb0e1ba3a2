//! How things stood at the last look, in words for people, remembered between programs.

use std::collections::BTreeMap;
use std::path::Path;

use domain::WriterId;
use serde::{Deserialize, Serialize};
use sync::FolderMedium;
use sync::engine::{Engine, Problem, Status, Workstation, WorkstationState as State};

use crate::environment::rfc3339;
use crate::view::{
    SharingView, SyncBadge, SyncProblemView, SyncProgress, WorkstationState, WorkstationView,
};
use crate::{Error, Kumppani};

/// The setting in which the last look is remembered.
const SEEN: &str = "share_seen";

/// How old what is remembered may grow while nothing but the time changes, in milliseconds.
const STALE_AFTER: i64 = 5 * 60 * 1000;

/// What the last look saw.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    workstations: Vec<WorkstationView>,
    problems: Vec<SyncProblemView>,
    needing: u32,
    waiting: u32,
    last_cycle: Option<String>,
    unreachable_since: Option<String>,
    passphrase_set: bool,
    remembered_at: i64,
}

/// How things stand by what is remembered, and by what waits now.
pub(super) async fn recalled(kumppani: &Kumppani, share: &Path) -> Result<SharingView, Error> {
    let seen = read(kumppani).await?;
    let waiting = short(kumppani.store().unsealed_count().await?.changes);
    let findings = kumppani.finding_count().await?;
    let badge = match (&seen.unreachable_since, seen.needing + findings, waiting) {
        (Some(since), ..) => SyncBadge::Unreachable { since: since.clone() },
        (None, 0, 0) if seen.last_cycle.is_some() => SyncBadge::UpToDate,
        (None, 0, changes) => SyncBadge::Waiting { changes },
        (None, findings, _) => SyncBadge::NeedsYou { findings },
    };
    Ok(SharingView {
        share: Some(share.display().to_string()),
        badge,
        workstations: seen.workstations,
        problems: seen.problems,
        waiting_changes: waiting,
        findings,
        last_cycle: seen.last_cycle,
        unreachable_since: seen.unreachable_since,
        passphrase_set: seen.passphrase_set,
    })
}

/// Remembers what the engine saw; whether anything but the time changed.
pub(super) async fn remember(
    kumppani: &Kumppani,
    engine: &Engine<FolderMedium>,
) -> Result<bool, Error> {
    let status = engine.status().await.map_err(Error::sharing)?;
    let before = read(kumppani).await?;
    let now = kumppani.environment().now().0;
    let names: BTreeMap<WriterId, String> =
        status.workstations.iter().map(|one| (one.writer, one.name.clone())).collect();
    let sealed = kumppani.store().last_sealed().await?.map_or(0, |place| place.segment);
    let seen = Seen {
        waiting: short(status.waiting),
        workstations: match status.workstations.is_empty() {
            // The share did not answer yet: what was known of the others still holds.
            true => before.workstations.clone(),
            false => status.workstations.iter().map(|one| workstation(one, sealed)).collect(),
        },
        problems: status.problems.iter().map(|one| problem(one, &names)).collect(),
        needing: short(status.problems.iter().filter(|one| one.needs_you()).count() as u64),
        last_cycle: status.last_cycle.map(rfc3339).or(before.last_cycle.clone()),
        unreachable_since: unreachable_since(&status, &before),
        passphrase_set: !status.problems.contains(&Problem::NoPassphrase),
        remembered_at: now,
    };
    let timeless = |seen: &Seen| Seen {
        last_cycle: None,
        remembered_at: 0,
        workstations: seen
            .workstations
            .iter()
            .map(|one| WorkstationView { last_seen: None, ..one.clone() })
            .collect(),
        ..seen.clone()
    };
    let has_changed = timeless(&before) != timeless(&seen);
    if has_changed || now - before.remembered_at > STALE_AFTER || before.last_cycle.is_none() {
        let text = serde_json::to_string(&seen).unwrap_or_default();
        kumppani.store().set_setting(SEEN, &text).await?;
    }
    Ok(has_changed)
}

/// Since when the share has not answered; a new start does not begin to count anew.
fn unreachable_since(status: &Status, before: &Seen) -> Option<String> {
    let since = status.unreachable_since?;
    Some(before.unreachable_since.clone().unwrap_or_else(|| rfc3339(since)))
}

/// Forgets what was seen, for a workspace that is not shared any more.
pub(super) async fn forget(kumppani: &Kumppani) -> Result<(), Error> {
    Ok(kumppani.store().set_setting(SEEN, "").await?)
}

/// Problems in words for people, with the names of workstations.
pub(crate) async fn problems(
    kumppani: &Kumppani,
    problems: &[Problem],
) -> Result<Vec<SyncProblemView>, Error> {
    let names = kumppani.workstation_names().await?;
    Ok(problems.iter().map(|one| problem(one, &names)).collect())
}

impl Kumppani {
    /// What the workstations that were ever met are called.
    pub(crate) async fn workstation_names(&self) -> Result<BTreeMap<WriterId, String>, Error> {
        let seen = read(self).await?;
        let named = seen.workstations.into_iter().filter_map(|one| {
            let id = u128::from_str_radix(&one.id, 16).ok()?;
            Some((WriterId(id.to_be_bytes()), one.name))
        });
        Ok(named.collect())
    }
}

impl SharingView {
    /// Something that a person must do before anything goes on.
    pub(super) fn needs(&mut self, code: &str, why: &str) {
        let details = BTreeMap::from([("why".to_owned(), why.to_owned())]);
        self.problems.push(SyncProblemView { code: code.to_owned(), details });
        self.badge = SyncBadge::NeedsYou { findings: self.findings + 1 };
    }

    /// A workspace that is on this workstation alone.
    pub(super) fn not_shared(findings: u32) -> SharingView {
        SharingView {
            share: None,
            badge: SyncBadge::NotShared,
            workstations: Vec::new(),
            problems: Vec::new(),
            waiting_changes: 0,
            findings,
            last_cycle: None,
            unreachable_since: None,
            passphrase_set: false,
        }
    }
}

/// The badge while a look is under way.
pub(super) fn working(progress: SyncProgress) -> SyncBadge {
    let SyncProgress { phase, done, total } = progress;
    SyncBadge::Working { phase, done, total }
}

/// A count as the screens take it.
pub(super) fn short(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

async fn read(kumppani: &Kumppani) -> Result<Seen, Error> {
    let kept = kumppani.store().setting(SEEN).await?;
    Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// A workstation as far as the engine knows, of which this one has sealed `sealed` segments.
fn workstation(one: &Workstation, sealed: u64) -> WorkstationView {
    let waits = sealed.saturating_sub(one.has_mine_up_to.unwrap_or(0));
    WorkstationView {
        id: one.writer.to_string(),
        name: one.name.clone(),
        machine: one.machine.clone(),
        version: one.version.clone(),
        is_this: one.is_this,
        last_seen: one.last_seen.map(rfc3339),
        behind_changes: short(one.behind),
        has_mine: one.has_all_of_mine,
        waits_for_mine: if one.is_this || one.has_all_of_mine { 0 } else { short(waits) },
        skew_seconds: one.skew_millis.map(|millis| {
            i32::try_from(millis / 1000).unwrap_or(if millis < 0 { i32::MIN } else { i32::MAX })
        }),
        state: match one.state {
            State::Active => WorkstationState::Active,
            State::Left => WorkstationState::Left,
            State::Removed => WorkstationState::Removed,
            State::Superseded => WorkstationState::Superseded,
        },
    }
}

/// A problem by its code, with what its wording names.
pub(super) fn problem(found: &Problem, names: &BTreeMap<WriterId, String>) -> SyncProblemView {
    let called = |writer: &WriterId| names.get(writer).cloned().unwrap_or_default();
    let by = |writer: &WriterId| vec![("workstation", called(writer)), ("id", writer.to_string())];
    let at = |path: &String| vec![("path", path.clone())];
    let why = |path: &String, why: &String| vec![("path", path.clone()), ("why", why.clone())];
    let with = |mut first: Vec<(&'static str, String)>, name, text: String| {
        first.push((name, text));
        first
    };
    let (code, details) = match found {
        Problem::Unreachable { why } => ("unreachable", vec![("why", why.clone())]),
        Problem::Emptied => ("emptied", Vec::new()),
        Problem::ForeignShare { found } => ("wrong_workspace", vec![("found", found.clone())]),
        Problem::Full { path } => ("full", at(path)),
        Problem::Denied { path } => ("denied", at(path)),
        Problem::Failed { path, why: text } => ("failed", why(path, text)),
        Problem::Incomplete { path, why: text } => ("incomplete", why(path, text)),
        Problem::Damaged { path, why: text } => ("damaged", why(path, text)),
        Problem::ConflictCopy { path } => ("conflict_copy", at(path)),
        Problem::Foreign { path } => ("foreign", at(path)),
        Problem::Fork { writer, segment } => {
            ("fork", with(by(writer), "segment", segment.to_string()))
        }
        Problem::Rollback { writer } => ("rollback", by(writer)),
        Problem::Gap { writer, segment } => {
            ("gap", with(by(writer), "segment", segment.to_string()))
        }
        Problem::NewerVersion { writer } => ("newer_version", by(writer)),
        Problem::UnknownKey { path, epoch } => {
            ("unknown_key", with(at(path), "epoch", epoch.to_string()))
        }
        Problem::Forged { path } => ("forged", at(path)),
        Problem::Clone { old, new } => {
            ("clone", vec![("old", old.to_string()), ("new", new.to_string())])
        }
        Problem::Divergence { writer } => ("divergence", by(writer)),
        Problem::Skew { writer, millis } => {
            ("skew", with(by(writer), "seconds", (millis / 1000).to_string()))
        }
        Problem::Removed => ("removed", Vec::new()),
        Problem::NoPassphrase => ("no_passphrase", Vec::new()),
    };
    let details = details.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    SyncProblemView { code: code.to_owned(), details }
}
