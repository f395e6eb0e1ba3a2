//! The shared drive: how far everybody is, and what came of looking.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

/// How the workspace stands with the share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SharingView {
    /// The folder; none where the workspace is not shared.
    pub share: Option<String>,
    /// What the frame of the window says.
    pub badge: SyncBadge,
    /// Every workstation that was ever met on the share; this one first.
    pub workstations: Vec<WorkstationView>,
    /// What a person should know of.
    pub problems: Vec<SyncProblemView>,
    /// Changes made here that are not on the share yet.
    pub waiting_changes: u32,
    /// Findings that wait for a decision.
    pub findings: u32,
    /// When the share was last looked through whole, RFC 3339 in UTC.
    pub last_cycle: Option<String>,
    /// Since when the share has not answered, RFC 3339 in UTC.
    pub unreachable_since: Option<String>,
    /// Whether colleagues can join with a passphrase.
    pub passphrase_set: bool,
}

/// What the frame of the window says of the share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SyncBadge {
    /// The workspace is on this workstation alone.
    NotShared,
    /// Everything done here is on the share, and everything there is here.
    UpToDate,
    /// Changes wait to be sent.
    Waiting {
        /// How many.
        changes: u32,
    },
    /// The share is being looked through.
    Working {
        /// With what.
        phase: SyncPhase,
        /// How much of it is done.
        done: u32,
        /// How much there is; zero where that is not known yet.
        total: u32,
    },
    /// The share does not answer.
    Unreachable {
        /// Since when, RFC 3339 in UTC.
        since: String,
    },
    /// Something waits for a person.
    NeedsYou {
        /// How many findings and problems.
        findings: u32,
    },
}

/// How far a look through the share has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SyncProgress {
    /// What is being done.
    pub phase: SyncPhase,
    /// How much of it is done: files, bytes or changes, by the phase.
    pub done: u32,
    /// How much there is; zero where that is not known yet.
    pub total: u32,
}

/// What is being done with the share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SyncPhase {
    /// Listing what is there.
    Looking,
    /// Reading files.
    Fetching,
    /// Seeing that they are whole and genuine.
    Checking,
    /// Taking changes in.
    Merging,
    /// Writing files.
    Publishing,
}

/// A workstation that shares the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WorkstationView {
    /// Its writer, 32 hexadecimal digits.
    pub id: String,
    /// Whose it is.
    pub name: String,
    /// The machine.
    pub machine: String,
    /// The version of the program that it last ran.
    pub version: String,
    /// Whether it is this one.
    pub is_this: bool,
    /// When it last said how far it is, by its own clock, RFC 3339 in UTC.
    pub last_seen: Option<String>,
    /// Changes of it that are known of and not here yet.
    pub behind_changes: u32,
    /// Whether it has taken in everything that was done here.
    pub has_mine: bool,
    /// Segments of this workstation that it has not taken in yet.
    pub waits_for_mine: u32,
    /// How far its clock is ahead of this one's, in seconds, as far as its last word tells.
    pub skew_seconds: Option<i32>,
    /// Whether it takes part.
    pub state: WorkstationState,
}

/// Whether a workstation takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum WorkstationState {
    /// It does.
    Active,
    /// It has left.
    Left,
    /// It was removed by a colleague.
    Removed,
    /// It goes on as another: after a restored backup or a copy of its disk.
    Superseded,
}

/// Something on the share that a person should know of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SyncProblemView {
    /// The code that the screens have wording for.
    pub code: String,
    /// What the wording names: `path`, `workstation`, `why`.
    pub details: BTreeMap<String, String>,
}

/// What one look through the share came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CycleView {
    /// Segments put on the share.
    pub published: u32,
    /// Changes taken in.
    pub received_changes: u32,
    /// Changes made here that still wait to be sent.
    pub waiting: u32,
    /// Whether the person stopped it before its end.
    pub cancelled: bool,
    /// What a person should know of.
    pub problems: Vec<SyncProblemView>,
}

/// How somebody proves to belong to a workspace.
#[derive(Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum ShareOpener {
    /// By what everybody of the workspace knows.
    Passphrase {
        /// The passphrase.
        passphrase: String,
    },
    /// By a colleague's invitation.
    Invitation {
        /// The file that the colleague made.
        file: String,
        /// The code that the colleague told.
        code: String,
    },
}

/// What a person gives to join a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct JoinDraft {
    /// The folder of the share.
    pub share: String,
    /// How the person proves to belong to it.
    pub opener: ShareOpener,
    /// The folder to make the workspace in, on this workstation.
    pub folder: String,
    /// The institution of this workstation.
    pub institution: String,
    /// Who works here.
    pub user: String,
    /// The watched folder, if there is one already.
    #[serde(default)]
    pub inbox: Option<String>,
}

/// An invitation that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct InvitationView {
    /// The file to hand over.
    pub path: String,
    /// What to tell by another way, such as the telephone.
    pub code: String,
}

/// What was put back on the share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct RepublishedView {
    /// How many files.
    pub files: u32,
}

/// Secrets stay out of what is printed for developers.
impl std::fmt::Debug for ShareOpener {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            ShareOpener::Passphrase { .. } => "Passphrase",
            ShareOpener::Invitation { .. } => "Invitation",
        })
    }
}
