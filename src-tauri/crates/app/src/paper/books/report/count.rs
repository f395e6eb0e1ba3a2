//! Counting: what happened under a project, by day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::kinds::{
    self, attendance, event, infrastructure_usage, interaction, opportunity, organisation,
    partnership, registration, session, thesis,
};
use domain::{BusinessId, FieldId, Kind, Presence, RecordId, Value, dates, participant_minutes};
use store::{Comparison, Filter, Record, RecordQuery};

use crate::environment::local;
use crate::paper::books::certificates::counted;
use crate::sessions::{local_date_time, references};
use crate::{Error, Kumppani};

/// From which day to which something is counted, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Within {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

/// Somebody's presence at an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Visit {
    /// The first day on which the person was there.
    pub(super) day: NaiveDate,
    /// The person, or the registration where it was matched to nobody.
    pub(super) person: RecordId,
    /// The company that the person came from.
    pub(super) company: Option<Company>,
    /// How long the person was there.
    pub(super) minutes: u32,
}

/// A company as a project counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Company {
    /// Its Y-tunnus, else its record.
    pub(super) key: String,
    /// Whether it has fewer than 250 staff (recommendation 2003/361/EC).
    pub(super) is_sme: bool,
}

/// Everything that the rules count, each with its day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) visits: Vec<Visit>,
    pub(super) events: Vec<NaiveDate>,
    pub(super) interactions: Vec<NaiveDate>,
    pub(super) partnerships: Vec<NaiveDate>,
    pub(super) theses: Vec<NaiveDate>,
    pub(super) hired: Vec<NaiveDate>,
    pub(super) infrastructure_usages: Vec<NaiveDate>,
    pub(super) opportunities: Vec<NaiveDate>,
}

/// What a rule counted: days, each with its weight in parts of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tally {
    weights: Vec<(NaiveDate, u32)>,
    /// How many parts make one.
    parts: u32,
}

impl Tally {
    /// The count of the whole time.
    pub(super) fn total(&self) -> i64 {
        self.until(NaiveDate::MAX)
    }

    /// The count up to and including a day, halves rounded up.
    pub(super) fn until(&self, last: NaiveDate) -> i64 {
        let parts: i64 = self
            .weights
            .iter()
            .filter(|(day, _)| *day <= last)
            .map(|(_, weight)| i64::from(*weight))
            .sum();
        (parts + i64::from(self.parts / 2)) / i64::from(self.parts)
    }
}

impl Counted {
    /// What a rule counts within a time; none for what is entered by hand and for rules that a
    /// newer version declared.
    pub(super) fn by_rule(&self, rule: &str, within: Within) -> Option<Tally> {
        let visits = || self.visits.iter().filter(move |visit| within.holds(visit.day));
        let ones = |days: &[NaiveDate]| Tally {
            weights: days.iter().filter(|day| within.holds(**day)).map(|day| (*day, 1)).collect(),
            parts: 1,
        };
        let companies = |is_wanted: fn(&Company) -> bool| {
            let present = visits().filter_map(|visit| Some((visit.company.as_ref()?, visit.day)));
            let wanted = present.filter(|(company, _)| is_wanted(company));
            once(wanted.map(|(company, day)| (company.key.as_str(), day)))
        };
        Some(match rule {
            "participants" => once(visits().map(|visit| (visit.person, visit.day))),
            "participant_hours" => {
                Tally { weights: visits().map(|one| (one.day, one.minutes)).collect(), parts: 60 }
            }
            "companies" => companies(|_| true),
            "supported_smes" => companies(|company| company.is_sme),
            "events" => ones(&self.events),
            "interactions" => ones(&self.interactions),
            "partnerships" => ones(&self.partnerships),
            "theses" => ones(&self.theses),
            "hired" => ones(&self.hired),
            "infrastructure_usages" => ones(&self.infrastructure_usages),
            "opportunities" => ones(&self.opportunities),
            _ => return None,
        })
    }

    /// The first day on which anything happened.
    pub(super) fn first_day(&self) -> Option<NaiveDate> {
        let visits = self.visits.iter().map(|visit| visit.day);
        let others = [
            &self.events,
            &self.interactions,
            &self.theses,
            &self.hired,
            &self.infrastructure_usages,
            &self.opportunities,
        ];
        visits.chain(others.into_iter().flatten().copied()).min()
    }
}

impl Within {
    fn holds(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// Each key once, on the first day that it was seen.
fn once<K: Ord>(seen: impl Iterator<Item = (K, NaiveDate)>) -> Tally {
    let mut first: BTreeMap<K, NaiveDate> = BTreeMap::new();
    for (key, day) in seen {
        let known = first.entry(key).or_insert(day);
        *known = day.min(*known);
    }
    Tally { weights: first.into_values().map(|day| (day, 1)).collect(), parts: 1 }
}

impl Kumppani {
    /// What happened under a project, with one read a kind.
    pub(super) async fn counted_of(&self, project: &Record) -> Result<Counted, Error> {
        let of = |field| vec![Filter::Field(field, Comparison::Is, project.id.into())];
        let events = self.found(&kinds::EVENT, of(event::PROJECT)).await?;
        let interactions = self.found(&kinds::INTERACTION, of(interaction::PROJECT)).await?;
        let theses = self.found(&kinds::THESIS, of(thesis::PROJECT)).await?;
        let usages =
            self.found(&kinds::INFRASTRUCTURE_USAGE, of(infrastructure_usage::PROJECT)).await?;
        let opportunities = self.found(&kinds::OPPORTUNITY, of(opportunity::PROJECT)).await?;
        let events: Vec<Record> = events.into_iter().filter(is_held).collect();

        let (visits, mut taking_part) = self.visits(&events).await?;
        taking_part.extend(
            interactions
                .iter()
                .flat_map(|one| references(one.value(interaction::ORGANISATIONS)).to_vec()),
        );
        for (records, field) in [
            (&theses, thesis::ORGANISATION),
            (&usages, infrastructure_usage::ORGANISATION),
            (&opportunities, opportunity::ORGANISATION),
        ] {
            taking_part.extend(records.iter().filter_map(|one| one.value(field).reference()));
        }
        let with =
            vec![Filter::RefersToAny(partnership::ORGANISATION, taking_part.into_iter().collect())];
        let partnerships = self.found(&kinds::PARTNERSHIP, with).await?;

        let is =
            |record: &&Record, field: FieldId, name: &str| record.value(field).text() == Some(name);
        let thesis_day =
            |one: &Record| day_of(one, &[thesis::COMPLETED_ON, thesis::ENDS_ON, thesis::STARTS_ON]);
        Ok(Counted {
            visits,
            events: events.iter().map(|one| day_of(one, &[event::STARTS_AT])).collect(),
            interactions: interactions
                .iter()
                .map(|one| day_of(one, &[interaction::HAPPENED_AT]))
                .collect(),
            partnerships: partnerships
                .iter()
                .map(|one| {
                    day_of(one, &[partnership::AGREEMENT_SIGNED_ON, partnership::STAGE_SINCE])
                })
                .collect(),
            theses: theses
                .iter()
                .filter(|one| is(one, thesis::STATE, "done"))
                .map(thesis_day)
                .collect(),
            hired: theses
                .iter()
                .filter(|one| one.value(thesis::HIRED).integer() == Some(1))
                .map(thesis_day)
                .collect(),
            infrastructure_usages: usages
                .iter()
                .map(|one| day_of(one, &[infrastructure_usage::USED_ON]))
                .collect(),
            opportunities: opportunities
                .iter()
                .filter(|one| is(one, opportunity::STATE, "done"))
                .map(|one| day_of(one, &[opportunity::STATE_SINCE]))
                .collect(),
        })
    }

    /// Who was at these events, and the organisations that they came from.
    async fn visits(&self, events: &[Record]) -> Result<(Vec<Visit>, BTreeSet<RecordId>), Error> {
        let ids: Vec<RecordId> = events.iter().map(|one| one.id).collect();
        let of = |field, ids: &[RecordId]| vec![Filter::RefersToAny(field, ids.to_vec())];
        let sessions = self.found(&kinds::SESSION, of(session::EVENT, &ids)).await?;
        let registrations = self.found(&kinds::REGISTRATION, of(registration::EVENT, &ids)).await?;
        let registered: Vec<RecordId> = registrations.iter().map(|one| one.id).collect();
        let marks =
            self.found(&kinds::ATTENDANCE, of(attendance::REGISTRATION, &registered)).await?;
        let employers: BTreeSet<RecordId> = registrations
            .iter()
            .filter_map(|one| one.value(registration::ORGANISATION).reference())
            .collect();
        let organisations =
            self.records_by_id(&kinds::ORGANISATION, employers.into_iter().collect()).await?;

        let mut sessions_of: BTreeMap<RecordId, Vec<Record>> = BTreeMap::new();
        for one in sessions {
            if let Some(event) = one.value(session::EVENT).reference() {
                sessions_of.entry(event).or_default().push(one);
            }
        }
        let mut marks_of: BTreeMap<RecordId, Vec<Presence>> = BTreeMap::new();
        for mark in &marks {
            if let Some(id) = mark.value(attendance::REGISTRATION).reference() {
                marks_of.entry(id).or_default().push(presence(mark));
            }
        }
        let held: BTreeMap<RecordId, (&Record, Vec<domain::CountedSession>)> = events
            .iter()
            .map(|event| {
                let sessions = sessions_of.get(&event.id).map(Vec::as_slice).unwrap_or_default();
                (event.id, (event, counted(event, sessions)))
            })
            .collect();
        let mut visits = Vec::new();
        let mut taking_part = BTreeSet::new();
        for one in &registrations {
            let event = one.value(registration::EVENT).reference();
            let event = event.and_then(|id| held.get(&id));
            let (Some((event, sessions)), Some(presences)) = (event, marks_of.get(&one.id)) else {
                continue;
            };
            let organisation = one.value(registration::ORGANISATION).reference();
            taking_part.extend(organisation);
            let organisation = organisation.and_then(|id| organisations.get(&id));
            visits.push(Visit {
                day: presences
                    .iter()
                    .filter_map(|mark| seen_on(mark, sessions))
                    .min()
                    .unwrap_or_else(|| day_of(event, &[event::STARTS_AT])),
                person: one.value(registration::PERSON).reference().unwrap_or(one.id),
                company: company(one, organisation),
                minutes: participant_minutes(sessions, presences).0,
            });
        }
        Ok((visits, taking_part))
    }

    async fn found(&self, kind: &Kind, filters: Vec<Filter>) -> Result<Vec<Record>, Error> {
        let query = RecordQuery { filters, ..RecordQuery::default() };
        Ok(self.store().records(kind.id, query).await?)
    }
}

/// Neither a draft nor cancelled.
fn is_held(record: &Record) -> bool {
    !matches!(record.value(event::STATE).text(), Some("draft" | "cancelled"))
}

fn presence(mark: &Record) -> Presence {
    Presence {
        session: mark.value(attendance::SESSION).reference(),
        day: mark.value(attendance::DAY).text().and_then(dates::parse_iso_date),
        arrived_at: local_date_time(mark.value(attendance::ARRIVED_AT)),
        left_at: local_date_time(mark.value(attendance::LEFT_AT)),
    }
}

fn seen_on(mark: &Presence, sessions: &[domain::CountedSession]) -> Option<NaiveDate> {
    let session = mark.session.and_then(|id| sessions.iter().find(|one| one.session == id));
    mark.day.or_else(|| session.map(|one| one.starts_at.date()))
}

/// The company that somebody came from; none for universities, public bodies and associations.
fn company(registration: &Record, organisation: Option<&Record>) -> Option<Company> {
    let own = registration.value(registration::BUSINESS_ID).text();
    let Some(record) = organisation else {
        let key = BusinessId::parse(own?).ok()?.to_string();
        return Some(Company { key, is_sme: false });
    };
    let kind = record.value(organisation::TYPE).text();
    if !matches!(kind, None | Some("company")) {
        return None;
    }
    let business_id = record.value(organisation::BUSINESS_ID).text().or(own);
    let size = record.value(organisation::SIZE_CLASS).text();
    Some(Company {
        key: business_id.map_or_else(|| record.id.to_string(), str::to_owned),
        is_sme: matches!(size, Some("micro" | "small" | "medium")),
    })
}

/// The first of the fields that names a day, else the day on which the record was made.
fn day_of(record: &Record, fields: &[FieldId]) -> NaiveDate {
    let named = fields.iter().find_map(|field| match record.value(*field) {
        Value::Text(text) => dates::parse_iso_date(text.get(..10)?),
        _ => None,
    });
    named.unwrap_or_else(|| local(record.created.time()).date())
}

#[cfg(test)]
mod tests;
