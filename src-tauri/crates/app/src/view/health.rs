//! How well the workspace and its share are.

use std::collections::BTreeMap;

use serde::Serialize;
use specta::Type;

use super::SyncProblemView;

/// How well the workspace and its share are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HealthView {
    /// Whether nothing needs a person.
    pub healthy: bool,
    /// What was looked at, in order.
    pub checks: Vec<CheckView>,
    /// What is wrong on the share, by the name of the file.
    pub problems: Vec<SyncProblemView>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckView {
    /// `database`, `place`, `clock`, `share`, `writing`, `files`, `outbox`, `inbox`, `findings`.
    pub code: String,
    /// How it is.
    pub state: CheckState,
    /// What was seen, in English.
    pub message: String,
    /// Figures and names.
    pub details: BTreeMap<String, String>,
}

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// As it should be.
    Good,
    /// Not as it should be, but it needs nobody.
    Note,
    /// It needs a person.
    NeedsYou,
    /// It could not be looked at.
    Skipped,
}
