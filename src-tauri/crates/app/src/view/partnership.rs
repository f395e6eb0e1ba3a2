//! What an organisation is to an institution, where that is going, and the board of all of them.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ChoiceView, RecordRef};

/// A partnership of one institution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PartnershipView {
    /// The partnership.
    pub id: String,
    /// The institution.
    pub institution: String,
    /// Whether that is the workstation's own.
    pub is_own: bool,
    /// What they are to each other.
    pub level: Option<ChoiceView>,
    /// Where it is going.
    pub stage: Option<StageView>,
    /// Since when.
    pub stage_since: Option<String>,
    /// Why it is paused or ended.
    pub stage_reason: String,
    /// When to return to it.
    pub return_on: Option<String>,
    /// Who looks after it.
    pub responsible: Option<RecordRef>,
    /// Who does when that person is away.
    pub deputy: Option<RecordRef>,
    /// What they want to reach.
    pub goals: String,
    /// When the agreement was signed.
    pub agreement_signed_on: Option<String>,
    /// When it ends; none if it goes on until further notice.
    pub agreement_ends_on: Option<String>,
    /// Whether it has ended.
    pub agreement_ended: bool,
    /// The agreement itself.
    pub agreement_file: Option<RecordRef>,
    /// What is next.
    pub next_step: String,
    /// When.
    pub next_step_on: Option<String>,
    /// Whether that day has passed.
    pub next_step_overdue: bool,
    /// Why contact is due, if it is.
    pub due: Option<DueView>,
    /// A move that the facts speak for; only people make it.
    pub suggestion: Option<SuggestionView>,
}

/// A stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StageView {
    /// `needs_mapped`.
    pub name: String,
    /// In the language asked for.
    pub label: String,
    /// The step on the path, from 1; none for the stages beside it, which want a reason and most of
    /// them a day to return on.
    pub step: Option<u8>,
}

/// That contact is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DueView {
    /// Since which day.
    pub due_on: String,
    /// Whole days since then.
    pub days_over: u32,
    /// `interval`, `stage` or `return`.
    pub reason: String,
    /// The days between contacts that are over; none for a day to return on.
    pub interval_days: Option<u32>,
}

/// A move that the facts speak for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SuggestionView {
    /// To which stage.
    pub stage: StageView,
    /// Which facts.
    pub reasons: Vec<ReasonView>,
}

/// A fact that speaks for a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReasonView {
    /// `contacts`, `meetings`, `needs`, `activity`, `agreement_signed`, `goals_written`,
    /// `goes_on_since`, `units` or `agreement_ended`.
    pub code: String,
    /// How many.
    pub count: Option<u32>,
    /// When.
    pub on: Option<String>,
    /// Which sort of activity, by its code.
    pub activity: Option<String>,
}

/// A move as a person wants it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct PartnershipMove {
    /// The partnership.
    pub partnership: String,
    /// The stage to move to.
    pub stage: String,
    /// Why.
    pub reason: String,
    /// When to return to it, as people write days; for the stages beside the path.
    pub return_on: Option<String>,
}

/// Which partnerships stand on the board.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct BoardQuery {
    /// Only this institution.
    pub institution: Option<String>,
    /// Only those that this person looks after.
    pub responsible: Option<String>,
    /// Only this level.
    pub level: Option<String>,
    /// Words that the organisation's name must hold.
    pub text: String,
    /// The most cards that a column shows; how many there are is told.
    pub limit: u32,
}

/// The board of partnerships by stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BoardView {
    /// The stages in order, with what stands in each.
    pub columns: Vec<BoardColumn>,
    /// The institutions that there are partnerships of.
    pub institutions: Vec<String>,
    /// The people who look after partnerships.
    pub responsible: Vec<RecordRef>,
    /// The levels that there are.
    pub levels: Vec<ChoiceView>,
}

/// A stage and the partnerships in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BoardColumn {
    /// The stage; none for partnerships that are in none yet.
    pub stage: Option<StageView>,
    /// How many there are.
    pub total: u32,
    /// Those that want contact first, then by the organisation's name.
    pub cards: Vec<BoardCard>,
}

/// A partnership on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BoardCard {
    /// The partnership.
    pub id: String,
    /// The organisation.
    pub organisation: RecordRef,
    /// The institution.
    pub institution: String,
    /// What they are to each other.
    pub level: Option<ChoiceView>,
    /// Who looks after it; empty where nobody does.
    pub responsible: String,
    /// The last contact by anyone, local.
    pub last_contact: Option<String>,
    /// What is next.
    pub next_step: String,
    /// When.
    pub next_step_on: Option<String>,
    /// When to return to it.
    pub return_on: Option<String>,
    /// Why contact is due, if it is.
    pub due: Option<DueView>,
}
