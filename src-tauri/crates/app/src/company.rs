//! One company across institutions, in one glance.
//!
//! Everything is read at one moment of the database and told as far as the reader may know it:
//! that somebody was in touch is told to all, what was said as `confidentiality` allows.

mod partnerships;
mod people;
mod related;
mod timeline;

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};
use domain::confidentiality::{Noted, Reader};
use domain::kinds::{self, interaction, organisation, task};
use domain::{FieldId, FieldType, Kind, Language, RecordId, Value};
use store::Record;
use store::views::Company;

use crate::drafts;
use crate::records::title;
use crate::sessions::{references, text, texts};
use crate::view::{
    ChoiceView, CompanyView, ContactView, RecordRef, TaskView, TimelinePage, TimelineQuery,
};
use crate::{Error, Kumppani};

pub(crate) use partnerships::{due_view, stage_view};

/// Entries of a history that come with a company.
const FIRST_ENTRIES: u32 = 60;
/// Promises that are told, newest first.
const MOST_PROMISES: usize = 8;

impl Kumppani {
    /// A company across institutions.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where there is no such organisation.
    pub async fn company(&self, id: &str, language: Language) -> Result<CompanyView, Error> {
        self.told(id, language, |told| told.view()).await
    }

    /// Some of the history of a company.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where there is no such organisation.
    pub async fn company_timeline(
        &self,
        id: &str,
        query: &TimelineQuery,
        language: Language,
    ) -> Result<TimelinePage, Error> {
        self.told(id, language, |told| told.timeline(query)).await
    }

    async fn told<T>(
        &self,
        id: &str,
        language: Language,
        tell: impl FnOnce(&Told<'_>) -> T,
    ) -> Result<T, Error> {
        let id = drafts::record_id(&kinds::ORGANISATION, id)?;
        let read = self.store().company(id).await?;
        let read = read.ok_or_else(|| Error::not_found(kinds::ORGANISATION.name, id))?;
        let (institution, user) = (self.institution().await?, self.user().await?);
        let reader = Reader { institution: &institution, name: &user };
        let now = self.environment().local_now();
        Ok(tell(&Told::new(&read, reader, language, now)))
    }
}

/// What is known of a company, as one reader is told it.
pub(super) struct Told<'r> {
    read: &'r Company,
    reader: Reader<'r>,
    language: Language,
    now: NaiveDateTime,
    /// Contacts that the reader may know the fact of, and no more.
    withheld: BTreeSet<RecordId>,
}

impl<'r> Told<'r> {
    fn new(
        read: &'r Company,
        reader: Reader<'r>,
        language: Language,
        now: NaiveDateTime,
    ) -> Told<'r> {
        let mut told = Told { read, reader, language, now, withheld: BTreeSet::new() };
        let secret = read.interactions.iter().filter(|one| {
            let (of, by) = (interaction::INSTITUTION, told.name(one.value(interaction::BY)));
            !told.may_read(one, interaction::CONFIDENTIALITY, of, &by)
        });
        told.withheld = secret.map(|one| one.id).collect();
        told
    }

    fn view(&self) -> CompanyView {
        let one = &self.read.organisation;
        let kind = &kinds::ORGANISATION;
        let list = |field| texts(one.value(field)).to_vec();
        let (people, left) = self.people();
        let city = [organisation::CITY, organisation::MUNICIPALITY];
        let timeline = TimelineQuery { limit: FIRST_ENTRIES, ..TimelineQuery::default() };
        CompanyView {
            id: one.id.to_string(),
            name: text(one, organisation::NAME),
            other_names: list(organisation::OTHER_NAMES),
            business_id: text(one, organisation::BUSINESS_ID),
            organisation_type: self.choice(kind, one, organisation::TYPE),
            size_class: self.choice(kind, one, organisation::SIZE_CLASS),
            industry: text(one, organisation::INDUSTRY_CODE),
            growth_sectors: list(organisation::GROWTH_SECTORS),
            city: city
                .map(|field| text(one, field))
                .into_iter()
                .find(|it| !it.is_empty())
                .unwrap_or_default(),
            website: text(one, organisation::WEBSITE),
            notes: text(one, organisation::NOTES),
            parent: self.organisation(one.value(organisation::PARENT_ORGANISATION)),
            merged_into: self.organisation(one.value(organisation::MERGED_INTO)),
            last_contact: self.contacts().next().map(|it| self.contact(it)),
            next_contact: self.planned().map(|it| self.contact(it)),
            partnerships: self.partnerships(),
            tasks: self.open_tasks(),
            promises: self.promises(),
            people,
            left,
            needs: self.needs(),
            theses: self.theses(),
            opportunities: self.opportunities(),
            projects: self.projects(),
            usages: self.usages(),
            documents: self.documents(),
            events: self.visits(),
            timeline: self.timeline(&timeline),
        }
    }

    fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// Contacts that have been, newest first.
    fn contacts(&self) -> impl Iterator<Item = &'r Record> {
        let now = domain::dates::iso_local_date_time(self.now);
        let mut past: Vec<&Record> = self.read.interactions.iter().collect();
        past.retain(|one| text(one, interaction::HAPPENED_AT) <= now);
        past.sort_by_cached_key(|one| {
            std::cmp::Reverse((text(one, interaction::HAPPENED_AT), one.id))
        });
        past.into_iter()
    }

    /// The next contact that lies ahead.
    fn planned(&self) -> Option<&'r Record> {
        let now = domain::dates::iso_local_date_time(self.now);
        let ahead =
            self.read.interactions.iter().filter(|one| text(one, interaction::HAPPENED_AT) > now);
        ahead.min_by_key(|one| (text(one, interaction::HAPPENED_AT), one.id))
    }

    fn contact(&self, one: &Record) -> ContactView {
        let withheld = self.withheld.contains(&one.id);
        let unless = |value: String| if withheld { String::new() } else { value };
        let people = references(one.value(interaction::PEOPLE)).iter();
        ContactView {
            id: one.id.to_string(),
            at: text(one, interaction::HAPPENED_AT),
            contact_type: self.shown(&kinds::INTERACTION, one, interaction::INTERACTION_TYPE),
            subject: unless(text(one, interaction::SUBJECT)),
            agreed: unless(text(one, interaction::AGREED)),
            by: self.name(one.value(interaction::BY)),
            institution: text(one, interaction::INSTITUTION),
            people: people.filter_map(|id| self.person_name(*id)).collect(),
            withheld,
        }
    }

    /// What was agreed lately and nobody made a task of.
    fn promises(&self) -> Vec<ContactView> {
        let kept: BTreeSet<RecordId> = self
            .read
            .tasks
            .iter()
            .filter_map(|one| one.value(task::INTERACTION).reference())
            .collect();
        let agreed = self.contacts().filter(|one| {
            !one.value(interaction::AGREED).is_empty()
                && !kept.contains(&one.id)
                && !self.withheld.contains(&one.id)
        });
        agreed.take(MOST_PROMISES).map(|one| self.contact(one)).collect()
    }

    fn open_tasks(&self) -> Vec<TaskView> {
        let mut open: Vec<&Record> = self.read.tasks.iter().collect();
        open.retain(|one| is_open_task(one));
        open.sort_by_key(|one| (one.value(task::DUE_ON).text().unwrap_or("9").to_owned(), one.id));
        let today = domain::dates::iso_date(self.today());
        let view = |one: &Record| {
            let withheld = self.is_of_withheld(one);
            let due_on = one.value(task::DUE_ON).text();
            TaskView {
                id: one.id.to_string(),
                what: if withheld { String::new() } else { text(one, task::WHAT) },
                assignee: self.name(one.value(task::ASSIGNEE)),
                institution: text(one, task::INSTITUTION),
                due_on: due_on.map(str::to_owned),
                overdue: due_on.is_some_and(|due| due < today.as_str()),
                withheld,
            }
        };
        open.into_iter().map(view).collect()
    }

    /// Whether a task came of a contact that the reader may not know more of.
    fn is_of_withheld(&self, task: &Record) -> bool {
        let of = task.value(task::INTERACTION).reference();
        of.is_some_and(|id| self.withheld.contains(&id))
    }

    fn may_read(&self, one: &Record, secrecy: FieldId, institution: FieldId, by: &str) -> bool {
        let institution = text(one, institution);
        let confidentiality = one.value(secrecy).text();
        self.reader.may_read(&Noted { confidentiality, institution: &institution, by })
    }

    /// The name of a person; empty where none is named or the register has none.
    fn name(&self, value: &Value) -> String {
        value.reference().and_then(|id| self.person_name(id)).unwrap_or_default()
    }

    fn person_name(&self, id: RecordId) -> Option<String> {
        self.read.people.get(&id).map(|who| title(&kinds::PERSON, who))
    }

    fn person(&self, value: &Value) -> Option<RecordRef> {
        let id = value.reference()?;
        Some(refer(&kinds::PERSON, id, self.person_name(id)?))
    }

    fn organisation(&self, value: &Value) -> Option<RecordRef> {
        let id = value.reference()?;
        let title = match self.read.organisations.get(&id) {
            Some(record) => title(&kinds::ORGANISATION, record),
            None if id == self.read.organisation.id => {
                title(&kinds::ORGANISATION, &self.read.organisation)
            }
            None => return None,
        };
        Some(refer(&kinds::ORGANISATION, id, title))
    }

    /// A value as people of the language write it.
    fn shown(&self, kind: &Kind, record: &Record, field: FieldId) -> String {
        shown(kind, record, field, self.language)
    }

    fn choice(&self, kind: &Kind, record: &Record, field: FieldId) -> Option<ChoiceView> {
        choice(kind, field, record.value(field).text()?, self.language)
    }
}

/// A value as people of a language write it.
pub(crate) fn shown(kind: &Kind, record: &Record, field: FieldId, language: Language) -> String {
    let field = kind.field_by_id(field);
    field
        .map(|field| field.field_type.display(record.value(field.id), language))
        .unwrap_or_default()
}

/// One of the choices of a field; what a newer version added stands under its own name.
pub(crate) fn choice(
    kind: &Kind,
    field: FieldId,
    name: &str,
    language: Language,
) -> Option<ChoiceView> {
    let FieldType::Choice(choices) = kind.field_by_id(field)?.field_type else { return None };
    let known = choices.iter().find(|choice| choice.name == name);
    let label = known.map_or(name, |choice| choice.label.text(language)).to_owned();
    Some(ChoiceView { name: name.to_owned(), label })
}

/// A record as something else names it.
pub(crate) fn refer(kind: &Kind, id: RecordId, title: String) -> RecordRef {
    RecordRef { kind: kind.name.to_owned(), id: id.to_string(), title }
}

/// A day as it is kept.
pub(crate) fn day(record: &Record, field: FieldId) -> Option<NaiveDate> {
    record.value(field).text().and_then(|text| text.get(..10)?.parse().ok())
}

/// Whether a task is still to be done.
pub(crate) fn is_open_task(task: &Record) -> bool {
    !matches!(task.value(task::STATE).text(), Some("done" | "cancelled"))
}
