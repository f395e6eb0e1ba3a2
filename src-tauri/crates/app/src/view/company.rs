//! One company across institutions: what is known, who is there, what was promised, what happened.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ChoiceView, PartnershipView, RecordRef};

/// Everything of one organisation that the reader may see, as it is today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CompanyView {
    /// The organisation.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Trade names and former names.
    pub other_names: Vec<String>,
    /// Y-tunnus; empty where none is known.
    pub business_id: String,
    /// What sort of organisation it is.
    pub organisation_type: Option<ChoiceView>,
    /// Its size class.
    pub size_class: Option<ChoiceView>,
    /// Its industry code.
    pub industry: String,
    /// Its growth sectors.
    pub growth_sectors: Vec<String>,
    /// Where it is: its town, else its municipality.
    pub city: String,
    /// Its web address.
    pub website: String,
    /// What somebody noted of it.
    pub notes: String,
    /// The organisation that it belongs to.
    pub parent: Option<RecordRef>,
    /// The organisation that it was found to be.
    pub merged_into: Option<RecordRef>,
    /// The last contact by anyone.
    pub last_contact: Option<ContactView>,
    /// The next contact that is planned.
    pub next_contact: Option<ContactView>,
    /// What it is to each institution, that of the workstation first.
    pub partnerships: Vec<PartnershipView>,
    /// Tasks that are not done, the first due first.
    pub tasks: Vec<TaskView>,
    /// What was agreed in contacts that no task came of, newest first.
    pub promises: Vec<ContactView>,
    /// Who is there, those met last first.
    pub people: Vec<PostView>,
    /// Who was there, those who left last first.
    pub left: Vec<PostView>,
    /// Its needs, open ones first.
    pub needs: Vec<RelatedView>,
    /// Theses and placements, those under way first.
    pub theses: Vec<RelatedView>,
    /// What could be done together, of both tracks, those under way first.
    pub opportunities: Vec<RelatedView>,
    /// Projects that it takes part in or that something with it is done under.
    pub projects: Vec<RelatedView>,
    /// Its uses of infrastructure, newest first.
    pub usages: Vec<RelatedView>,
    /// Files about it and its agreements, newest first.
    pub documents: Vec<RelatedView>,
    /// Events that its people registered to, newest first.
    pub events: Vec<VisitView>,
    /// The newest of everything that happened.
    pub timeline: TimelinePage,
}

/// One contact with a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ContactView {
    /// The interaction.
    pub id: String,
    /// When, local.
    pub at: String,
    /// Meeting, call, visit; in the language asked for.
    pub contact_type: String,
    /// What it was about; empty where the reader may not know.
    pub subject: String,
    /// What was agreed; empty where the reader may not know.
    pub agreed: String,
    /// Who was in touch; empty where nobody is named.
    pub by: String,
    /// The institution that was in touch.
    pub institution: String,
    /// With whom, of the company.
    pub people: Vec<String>,
    /// Whether something was noted that the reader may not know.
    pub withheld: bool,
}

/// Something that is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TaskView {
    /// The task.
    pub id: String,
    /// What; empty where the reader may not know.
    pub what: String,
    /// By whom; empty where nobody is named.
    pub assignee: String,
    /// The institution that promised it.
    pub institution: String,
    /// Until when.
    pub due_on: Option<String>,
    /// Whether that day has passed.
    pub overdue: bool,
    /// Whether it came of a contact that the reader may not know of.
    pub withheld: bool,
}

/// Somebody who works at a company, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PostView {
    /// The affiliation.
    pub id: String,
    /// The person.
    pub person: RecordRef,
    /// As what.
    pub job_title: String,
    /// In which unit.
    pub unit: String,
    /// Phone, as it is dialled in Finland.
    pub phone: String,
    /// E-mail address.
    pub email: String,
    /// Since when.
    pub starts_on: Option<String>,
    /// Until when.
    pub ends_on: Option<String>,
    /// When the person was last met, local.
    pub last_met: Option<String>,
    /// Where somebody who left is now, as far as the register knows.
    pub now_at: Vec<PlaceOfWork>,
}

/// Where somebody works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PlaceOfWork {
    /// The organisation.
    pub organisation: RecordRef,
    /// As what.
    pub job_title: String,
}

/// A record that belongs to a company, in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RelatedView {
    /// The record.
    pub record: RecordRef,
    /// What sort of it, in the language asked for.
    pub sort: String,
    /// How far it has come.
    pub state: Option<ChoiceView>,
    /// Whether something is still to come of it.
    pub open: bool,
    /// The day that tells where it is in time.
    pub day: Option<String>,
    /// What else tells it from others.
    pub detail: String,
    /// The institution.
    pub institution: String,
    /// Whether the reader may not know what it is about.
    pub withheld: bool,
}

/// An event that people of a company registered to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VisitView {
    /// The event.
    pub event: RecordRef,
    /// When it begins, local.
    pub starts_at: Option<String>,
    /// Who registered and did not cancel.
    pub registered: Vec<String>,
    /// How many of them were there.
    pub present: u32,
}

/// Which of a company's history is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct TimelineQuery {
    /// Kinds of records, such as `interaction`; all if none is named.
    pub kinds: Vec<String>,
    /// Only this institution.
    pub institution: Option<String>,
    /// Words that an entry must hold.
    pub text: String,
    /// How many to skip.
    pub offset: u32,
    /// How many to give, at most 200.
    pub limit: u32,
}

/// Some of a company's history, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TimelinePage {
    /// How many there are that were asked for.
    pub total: u32,
    /// Those from the offset on.
    pub entries: Vec<TimelineEntry>,
    /// What the whole history can be narrowed to, with how many there are of each.
    pub kinds: Vec<TimelineKind>,
    /// The institutions that the whole history names.
    pub institutions: Vec<String>,
}

/// A kind of record in a history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TimelineKind {
    /// `interaction`.
    pub kind: String,
    /// How many.
    pub count: u32,
}

/// Something that happened, or will.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// The record.
    pub record: RecordRef,
    /// What of the record happened: `held`, `written`, `done`, `due`, `moved`, `began`, `ended`,
    /// `used`, `made`, `decided`.
    pub what: String,
    /// The day or the local date-time.
    pub at: String,
    /// Whether it lies ahead.
    pub ahead: bool,
    /// What sort of it, in the language asked for.
    pub sort: String,
    /// Who.
    pub who: String,
    /// The institution.
    pub institution: String,
    /// What there is to read of it.
    pub text: String,
    /// Whether the reader may not know more.
    pub withheld: bool,
}
