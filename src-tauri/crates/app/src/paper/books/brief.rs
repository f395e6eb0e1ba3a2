//! The brief for a visit: what any institution knows of a company, as far as it may be read.
//!
//! Confidential notes, and those that another institution keeps to itself, stay out, and so do
//! tasks that came of them: a brief lies on tables.

mod dossier;
mod sections;

use std::collections::BTreeSet;

use documents::model::{Contact, Languages, PartnershipState, VisitBrief};
use domain::kinds::{self, affiliation, organisation, partnership, person};
use domain::{FieldId, Kind, Language, RecordId};
use store::Record;

use crate::records::title;
use crate::sessions::text;
use crate::{Error, Kumppani};
use dossier::Dossier;

/// People at the company that a brief names.
const MOST_CONTACTS: usize = 8;

impl Kumppani {
    /// The brief of one organisation.
    pub(in crate::paper) async fn visit_brief(
        &self,
        id: RecordId,
        languages: Languages,
    ) -> Result<Vec<VisitBrief>, Error> {
        let record = self.required_record(&kinds::ORGANISATION, id).await?;
        self.briefs(vec![record], languages).await
    }

    /// A brief of each organisation that somebody who is coming to an event is from, in Finnish
    /// order; none if nobody is.
    pub(in crate::paper) async fn visit_briefs(
        &self,
        event: RecordId,
        languages: Languages,
    ) -> Result<Vec<VisitBrief>, Error> {
        let coming = self.coming(event).await?;
        let ids: BTreeSet<RecordId> = coming.iter().filter_map(|who| who.organisation).collect();
        let records = self.records_by_id(&kinds::ORGANISATION, ids.into_iter().collect()).await?;
        let mut records: Vec<Record> = records.into_values().collect();
        records
            .sort_by_cached_key(|one| (domain::sort_key(&text(one, organisation::NAME)), one.id));
        self.briefs(records, languages).await
    }

    async fn briefs(
        &self,
        organisations: Vec<Record>,
        languages: Languages,
    ) -> Result<Vec<VisitBrief>, Error> {
        let ids = organisations.iter().map(|record| record.id).collect();
        let dossier = self.dossier(ids).await?;
        let written_on = self.environment().local_now().date();
        let written_by = self.user().await?;
        let briefs = organisations.iter().map(|record| VisitBrief {
            organisation: text(record, organisation::NAME),
            facts: facts(record, languages.first),
            partnerships: partnerships(&dossier, record.id, languages.first),
            contacts: contacts(&dossier, record.id),
            sections: sections::of(&dossier, record.id, written_on, languages.first),
            written_on,
            written_by: written_by.clone(),
        });
        Ok(briefs.collect())
    }
}

/// The short facts, each with its label.
fn facts(record: &Record, language: Language) -> Vec<(String, String)> {
    let wanted = [
        organisation::BUSINESS_ID,
        organisation::INDUSTRY_CODE,
        organisation::SIZE_CLASS,
        organisation::GROWTH_SECTORS,
        organisation::MUNICIPALITY,
        organisation::WEBSITE,
    ];
    let mut facts: Vec<(String, String)> = wanted
        .into_iter()
        .filter_map(|field| {
            let field = kinds::ORGANISATION.field_by_id(field)?;
            let value = field.field_type.display(record.value(field.id), language);
            (!value.is_empty()).then(|| (field.label.text(language).to_owned(), value))
        })
        .collect();
    let town = [organisation::POSTAL_CODE, organisation::CITY].map(|field| text(record, field));
    let street = text(record, organisation::STREET_ADDRESS);
    let address = [street, town.join(" ").trim().to_owned()];
    let address: Vec<&str> =
        address.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if !address.is_empty() {
        let label = kinds::ORGANISATION.field_by_id(organisation::STREET_ADDRESS);
        let label = label.map(|field| field.label.text(language).to_owned()).unwrap_or_default();
        facts.push((label, address.join(", ")));
    }
    facts
}

fn partnerships(
    dossier: &Dossier,
    organisation: RecordId,
    language: Language,
) -> Vec<PartnershipState> {
    let states = dossier.partnerships_of(organisation).map(|record| {
        let step = text(record, partnership::NEXT_STEP);
        let on = shown(&kinds::PARTNERSHIP, record, partnership::NEXT_STEP_ON, language);
        PartnershipState {
            institution: text(record, partnership::INSTITUTION),
            stage: shown(&kinds::PARTNERSHIP, record, partnership::STAGE, language),
            level: shown(&kinds::PARTNERSHIP, record, partnership::LEVEL, language),
            responsible: dossier.name(record.value(partnership::RESPONSIBLE)),
            next_step: match (step.is_empty(), on.is_empty()) {
                (false, false) => format!("{step}, {on}"),
                (false, true) => step,
                (true, _) => on,
            },
        }
    });
    states.collect()
}

/// The people who are at the company now, those met last first.
fn contacts(dossier: &Dossier, organisation: RecordId) -> Vec<Contact> {
    let mut posts: Vec<&Record> = dossier.posts_of(organisation).collect();
    posts.sort_by_cached_key(|post| {
        let who = post.value(affiliation::PERSON).reference();
        let met = who.and_then(|who| dossier.last_met(who));
        let name = dossier.name(post.value(affiliation::PERSON));
        (std::cmp::Reverse(met), domain::sort_key(&name), post.id)
    });
    let mut named = BTreeSet::new();
    let people = posts.into_iter().filter_map(|post| {
        let who = post.value(affiliation::PERSON).reference()?;
        let record = dossier.people.get(&who)?;
        named.insert(who).then(|| Contact {
            name: title(&kinds::PERSON, record),
            title: text(post, affiliation::JOB_TITLE),
            phone: shown(&kinds::PERSON, record, person::PHONE, Language::Fi),
            email: text(record, person::EMAIL),
        })
    });
    people.take(MOST_CONTACTS).collect()
}

/// A value as people of a language write it.
fn shown(kind: &Kind, record: &Record, field: FieldId, language: Language) -> String {
    let field = kind.field_by_id(field);
    field
        .map(|field| field.field_type.display(record.value(field.id), language))
        .unwrap_or_default()
}
