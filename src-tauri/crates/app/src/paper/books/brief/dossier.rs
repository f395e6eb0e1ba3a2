//! Everything of some organisations that a brief may tell, read once a kind.

use std::collections::{BTreeMap, BTreeSet};

use domain::confidentiality::{Noted, Reader};
use domain::kinds::{
    self, affiliation, event, infrastructure_usage, interaction, need, partnership, registration,
    task, thesis,
};
use domain::{FieldId, Kind, RecordId, Value};
use store::{Filter, Record, RecordQuery};

use crate::records::title;
use crate::sessions::{references, text};
use crate::{Error, Kumppani};

/// What is known of some organisations; what may not be read is not in it.
pub(super) struct Dossier {
    pub(super) partnerships: Vec<Record>,
    pub(super) posts: Vec<Record>,
    pub(super) interactions: Vec<Record>,
    pub(super) tasks: Vec<Record>,
    pub(super) needs: Vec<Record>,
    pub(super) theses: Vec<Record>,
    pub(super) usages: Vec<Record>,
    pub(super) registrations: Vec<Record>,
    pub(super) people: BTreeMap<RecordId, Record>,
    pub(super) infrastructure: BTreeMap<RecordId, Record>,
    pub(super) events: BTreeMap<RecordId, Record>,
}

impl Kumppani {
    /// Reads what is known of these organisations, as far as this institution may tell it.
    pub(super) async fn dossier(&self, organisations: Vec<RecordId>) -> Result<Dossier, Error> {
        let institution = self.institution().await?;
        let may_read = |record: &Record, secrecy: FieldId, of: FieldId| {
            let reader = Reader { institution: &institution, name: "" };
            let confidentiality = record.value(secrecy).text();
            reader.may_print(&Noted { confidentiality, institution: &text(record, of), by: "" })
        };
        let of = |field| Filter::RefersToAny(field, organisations.clone());
        let partnerships = self.all(&kinds::PARTNERSHIP, of(partnership::ORGANISATION)).await?;
        let mut posts = self.all(&kinds::AFFILIATION, of(affiliation::ORGANISATION)).await?;
        let interactions = self.all(&kinds::INTERACTION, of(interaction::ORGANISATIONS)).await?;
        let (interactions, secret): (Vec<Record>, Vec<Record>) = interactions
            .into_iter()
            .partition(|one| may_read(one, interaction::CONFIDENTIALITY, interaction::INSTITUTION));
        let secret: BTreeSet<RecordId> = secret.into_iter().map(|one| one.id).collect();
        let mut needs = self.all(&kinds::NEED, of(need::ORGANISATION)).await?;
        needs.retain(|one| may_read(one, need::CONFIDENTIALITY, need::INSTITUTION));
        let theses = self.all(&kinds::THESIS, of(thesis::ORGANISATION)).await?;
        let usages =
            self.all(&kinds::INFRASTRUCTURE_USAGE, of(infrastructure_usage::ORGANISATION)).await?;
        let registrations = self.all(&kinds::REGISTRATION, of(registration::ORGANISATION)).await?;

        posts.retain(|post| post.value(affiliation::ENDS_ON).is_empty());
        let tasks = self.tasks_of(&organisations, &partnerships, &interactions, &secret).await?;
        let people = named(&[
            (&posts, affiliation::PERSON),
            (&partnerships, partnership::RESPONSIBLE),
            (&interactions, interaction::BY),
            (&tasks, task::ASSIGNEE),
            (&theses, thesis::STUDENT),
        ]);
        let infrastructure = named(&[(&usages, infrastructure_usage::INFRASTRUCTURE)]);
        let events = named(&[(&registrations, registration::EVENT)]);
        Ok(Dossier {
            people: self.records_by_id(&kinds::PERSON, people).await?,
            infrastructure: self.records_by_id(&kinds::INFRASTRUCTURE, infrastructure).await?,
            events: self.records_by_id(&kinds::EVENT, events).await?,
            partnerships,
            posts,
            interactions,
            tasks,
            needs,
            theses,
            usages,
            registrations,
        })
    }

    /// Tasks of the organisations, of their partnerships and of what was agreed with them.
    async fn tasks_of(
        &self,
        organisations: &[RecordId],
        partnerships: &[Record],
        interactions: &[Record],
        secret: &BTreeSet<RecordId>,
    ) -> Result<Vec<Record>, Error> {
        let ids = |records: &[Record]| records.iter().map(|one| one.id).collect::<Vec<_>>();
        let mut tasks: BTreeMap<RecordId, Record> = BTreeMap::new();
        for (field, wanted) in [
            (task::ORGANISATION, organisations.to_vec()),
            (task::PARTNERSHIP, ids(partnerships)),
            (task::INTERACTION, ids(interactions)),
        ] {
            let found = self.all(&kinds::TASK, Filter::RefersToAny(field, wanted)).await?;
            tasks.extend(found.into_iter().map(|one| (one.id, one)));
        }
        tasks.retain(|_, one| {
            !one.value(task::INTERACTION).reference().is_some_and(|id| secret.contains(&id))
        });
        Ok(tasks.into_values().collect())
    }

    async fn all(&self, kind: &Kind, filter: Filter) -> Result<Vec<Record>, Error> {
        let query = RecordQuery { filters: vec![filter], ..RecordQuery::default() };
        Ok(self.store().records(kind.id, query).await?)
    }
}

impl Dossier {
    pub(super) fn partnerships_of(&self, id: RecordId) -> impl Iterator<Item = &Record> {
        of(&self.partnerships, partnership::ORGANISATION, id)
    }

    pub(super) fn posts_of(&self, id: RecordId) -> impl Iterator<Item = &Record> {
        of(&self.posts, affiliation::ORGANISATION, id)
    }

    pub(super) fn interactions_of(&self, id: RecordId) -> impl Iterator<Item = &Record> {
        let among =
            move |one: &&Record| references(one.value(interaction::ORGANISATIONS)).contains(&id);
        self.interactions.iter().filter(among)
    }

    /// Tasks that belong to an organisation by any of the ways in which they can.
    pub(super) fn tasks_of(&self, id: RecordId) -> impl Iterator<Item = &Record> {
        let partnerships: BTreeSet<RecordId> = self.partnerships_of(id).map(|one| one.id).collect();
        let interactions: BTreeSet<RecordId> = self.interactions_of(id).map(|one| one.id).collect();
        let within = |value: &Value, ids: &BTreeSet<RecordId>| {
            value.reference().is_some_and(|id| ids.contains(&id))
        };
        self.tasks.iter().filter(move |one| {
            let own = one.value(task::ORGANISATION).reference();
            own == Some(id)
                || (own.is_none()
                    && (within(one.value(task::PARTNERSHIP), &partnerships)
                        || within(one.value(task::INTERACTION), &interactions)))
        })
    }

    /// When somebody was last met, as local time.
    pub(super) fn last_met(&self, who: RecordId) -> Option<&str> {
        let with = self
            .interactions
            .iter()
            .filter(|one| references(one.value(interaction::PEOPLE)).contains(&who));
        with.filter_map(|one| one.value(interaction::HAPPENED_AT).text()).max()
    }

    /// The name of a person; empty where none is named.
    pub(super) fn name(&self, value: &Value) -> String {
        let who = value.reference().and_then(|id| self.people.get(&id));
        who.map(|who| title(&kinds::PERSON, who)).unwrap_or_default()
    }

    /// The events that people of an organisation are registered to, each once.
    pub(super) fn events_of(&self, id: RecordId) -> Vec<&Record> {
        let ids: BTreeSet<RecordId> = of(&self.registrations, registration::ORGANISATION, id)
            .filter(|one| {
                !matches!(
                    one.value(registration::STATUS).text(),
                    Some("cancelled" | "unfinished" | "no_show")
                )
            })
            .filter_map(|one| one.value(registration::EVENT).reference())
            .collect();
        let held = ids.iter().filter_map(|id| self.events.get(id));
        held.filter(|one| one.value(event::STATE).text() != Some("cancelled")).collect()
    }
}

pub(super) fn of(
    records: &[Record],
    field: FieldId,
    id: RecordId,
) -> impl Iterator<Item = &Record> {
    records.iter().filter(move |one| one.value(field).reference() == Some(id))
}

/// The records that any of the fields names, each once.
fn named(fields: &[(&Vec<Record>, FieldId)]) -> Vec<RecordId> {
    let ids = fields.iter().flat_map(|(records, field)| {
        records.iter().filter_map(|one| one.value(*field).reference())
    });
    ids.collect::<BTreeSet<_>>().into_iter().collect()
}
