//! The stages of a partnership, and the move that the facts suggest.
//!
//! The stages, what each is entered by and when each wants attention are the programme's default
//! partnership model (*kumppanuusmalli*). The program suggests and never moves by itself.

use chrono::{Months, NaiveDate};

/// Where a partnership is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// In a growth sector, nobody has called.
    Identified,
    /// There was contact in both directions.
    Contacted,
    /// Somebody met them and wrote down a need.
    NeedsMapped,
    /// A first thesis, walk, workshop or lecture is agreed.
    Pilot,
    /// Activities of different types follow each other.
    Established,
    /// An agreement is signed and goals are written.
    Agreement,
    /// Several years, several units, joint projects.
    Strategic,
    /// Paused until a date.
    OnHold,
    /// Over.
    Ended,
    /// Not of interest to them for now.
    NotNow,
}

impl Stage {
    /// Every stage, those of the path first and in order.
    pub const ALL: [Stage; 10] = [
        Stage::Identified,
        Stage::Contacted,
        Stage::NeedsMapped,
        Stage::Pilot,
        Stage::Established,
        Stage::Agreement,
        Stage::Strategic,
        Stage::OnHold,
        Stage::Ended,
        Stage::NotNow,
    ];

    /// The name under which the stage is kept; one of [`STAGES`](crate::kinds::STAGES).
    pub const fn name(self) -> &'static str {
        match self {
            Stage::Identified => "identified",
            Stage::Contacted => "contacted",
            Stage::NeedsMapped => "needs_mapped",
            Stage::Pilot => "pilot",
            Stage::Established => "established",
            Stage::Agreement => "agreement",
            Stage::Strategic => "strategic",
            Stage::OnHold => "on_hold",
            Stage::Ended => "ended",
            Stage::NotNow => "not_now",
        }
    }

    /// The stage kept under `name`; none if a newer version added it.
    pub fn from_name(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// The step on the path, from 1; none for the three stages beside it.
    pub const fn step(self) -> Option<u8> {
        match self {
            Stage::OnHold | Stage::Ended | Stage::NotNow => None,
            on_path => Some(on_path as u8 + 1),
        }
    }

    /// After how many days without contact the stage wants attention; the stages beside the path
    /// have their own date instead.
    pub const fn nudge_days(self) -> Option<u32> {
        match self {
            Stage::Identified | Stage::Pilot => Some(30),
            Stage::Contacted | Stage::NeedsMapped => Some(14),
            Stage::Established | Stage::Agreement => Some(90),
            Stage::Strategic => Some(60),
            Stage::OnHold | Stage::Ended | Stage::NotNow => None,
        }
    }
}

/// Something done together, or agreed to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActivityType {
    /// A thesis.
    Thesis,
    /// A placement.
    Placement,
    /// A course project.
    CourseProject,
    /// A guest lecture.
    GuestLecture,
    /// A campus walk.
    CampusWalk,
    /// A pilot workshop.
    Workshop,
    /// A thematic training.
    Training,
    /// A company day.
    CompanyDay,
    /// A use of infrastructure.
    InfrastructureUsage,
    /// A service order.
    ServiceOrder,
    /// A joint project.
    JointProject,
    /// A recruitment.
    Recruitment,
}

/// One activity and its day, which may lie ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Activity {
    /// What was done.
    pub activity_type: ActivityType,
    /// When it was done, or will be.
    pub on: NaiveDate,
}

/// What is known of one partnership of one institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageFacts {
    /// The day on which the question is asked.
    pub today: NaiveDate,
    /// The present stage.
    pub stage: Option<Stage>,
    /// How many contacts there were in both directions: calls, meetings, answered mails.
    pub contacts: u32,
    /// How many of them were meetings, visits and walks.
    pub meetings: u32,
    /// How many needs are written down.
    pub needs: u32,
    /// What was done or agreed, in any order.
    pub activities: Vec<Activity>,
    /// When the agreement was signed.
    pub agreement_signed_on: Option<NaiveDate>,
    /// When the agreement ends; none if it goes on until further notice.
    pub agreement_ends_on: Option<NaiveDate>,
    /// Whether goals are written.
    pub has_goals: bool,
    /// How many units of the institution work with the organisation.
    pub units: u32,
}

/// A move that the facts suggest, for a person to make or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The stage that the facts speak for.
    pub stage: Stage,
    /// Which facts speak for it.
    pub reasons: Vec<Reason>,
}

/// A fact that speaks for a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There were contacts in both directions.
    Contacts(u32),
    /// There were meetings.
    Meetings(u32),
    /// Needs are written down.
    Needs(u32),
    /// Something was done or agreed.
    Activity(Activity),
    /// An agreement was signed.
    AgreementSigned(NaiveDate),
    /// Goals are written.
    GoalsWritten,
    /// The cooperation has gone on since that day, for two years or more.
    GoesOnSince(NaiveDate),
    /// Several units take part.
    Units(u32),
    /// The agreement ended.
    AgreementEnded(NaiveDate),
}

/// The facts that a stage is entered by, if they are there.
type Entry = fn(&StageFacts) -> Option<Vec<Reason>>;

/// The stage that the facts speak for, if it lies further on the path than the present one, or if
/// the agreement of a stage that needs one has ended.
///
/// Each stage is entered by its own facts, so that steps may be passed over:
/// 2 a contact in both directions; 3 a meeting and a written need; 4 an activity done or agreed;
/// 5 two activities of different type in the last 24 months; 6 an agreement in force and written
/// goals; 7 besides an agreement in force two years of cooperation, two units and a joint project.
/// Nothing is suggested to partnerships on hold, ended or not now: a person put them there.
pub fn suggest(facts: &StageFacts) -> Option<Suggestion> {
    let present = match facts.stage {
        Some(stage) => stage.step()?,
        None => 0,
    };
    if let Some(ended) = facts.agreement_ends_on.filter(|end| *end < facts.today)
        && matches!(facts.stage, Some(Stage::Agreement | Stage::Strategic))
    {
        let reasons = vec![Reason::AgreementEnded(ended)];
        return Some(Suggestion { stage: Stage::Established, reasons });
    }
    let entries: [(Stage, Entry); 6] = [
        (Stage::Strategic, strategic),
        (Stage::Agreement, agreement),
        (Stage::Established, established),
        (Stage::Pilot, pilot),
        (Stage::NeedsMapped, needs_mapped),
        (Stage::Contacted, contacted),
    ];
    entries
        .into_iter()
        .filter(|(stage, _)| stage.step().is_some_and(|step| step > present))
        .find_map(|(stage, entered)| Some(Suggestion { stage, reasons: entered(facts)? }))
}

fn contacted(facts: &StageFacts) -> Option<Vec<Reason>> {
    (facts.contacts > 0).then(|| vec![Reason::Contacts(facts.contacts)])
}

fn needs_mapped(facts: &StageFacts) -> Option<Vec<Reason>> {
    (facts.meetings > 0 && facts.needs > 0)
        .then(|| vec![Reason::Meetings(facts.meetings), Reason::Needs(facts.needs)])
}

fn pilot(facts: &StageFacts) -> Option<Vec<Reason>> {
    let latest = facts.activities.iter().max_by_key(|activity| activity.on)?;
    Some(vec![Reason::Activity(*latest)])
}

fn established(facts: &StageFacts) -> Option<Vec<Reason>> {
    let since = facts.today.checked_sub_months(Months::new(24))?;
    let mut recent: Vec<Activity> = facts.activities.clone();
    recent.retain(|activity| activity.on > since && activity.on <= facts.today);
    recent.sort_by_key(|activity| (activity.activity_type, std::cmp::Reverse(activity.on)));
    recent.dedup_by_key(|activity| activity.activity_type);
    (recent.len() >= 2).then(|| recent.into_iter().map(Reason::Activity).collect())
}

fn agreement(facts: &StageFacts) -> Option<Vec<Reason>> {
    let signed = in_force(facts)?;
    facts.has_goals.then(|| vec![Reason::AgreementSigned(signed), Reason::GoalsWritten])
}

fn strategic(facts: &StageFacts) -> Option<Vec<Reason>> {
    let signed = in_force(facts)?;
    let first = facts.activities.iter().map(|activity| activity.on).min()?.min(signed);
    let two_years_ago = facts.today.checked_sub_months(Months::new(24))?;
    let joint = facts
        .activities
        .iter()
        .find(|activity| activity.activity_type == ActivityType::JointProject)?;
    (first <= two_years_ago && facts.units >= 2).then(|| {
        vec![
            Reason::AgreementSigned(signed),
            Reason::GoesOnSince(first),
            Reason::Units(facts.units),
            Reason::Activity(*joint),
        ]
    })
}

/// When the agreement was signed, if it is in force today.
fn in_force(facts: &StageFacts) -> Option<NaiveDate> {
    let signed = facts.agreement_signed_on.filter(|signed| *signed <= facts.today)?;
    facts.agreement_ends_on.is_none_or(|end| end >= facts.today).then_some(signed)
}

#[cfg(test)]
mod tests;
