//! Paper of people: badges, name tents, signature lists and the list at the door.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use documents::model::{
    AttendanceBook, AttendanceSheet, Badge, BadgeBook, CheckInBook, Languages, ListedPerson,
    NameTent, Phrase, TentBook,
};
use domain::kinds::{self, event, organisation, person, registration, session};
use domain::{Label, RecordId, RegistrationStatus, label};
use store::{Comparison, Filter, Record, RecordQuery};

use super::is_rest;
use super::occasion::spoken;
use super::said::SESSION_TITLE;
use crate::paper::order::BadgeSheet;
use crate::sessions::{Sessions, local_date_time, references, text, texts};
use crate::view::PaperLists;
use crate::{Error, Kumppani};

const SPEAKER: Label = label("Puhuja", "Talare", "Speaker");
const ORGANISER: Label = label("Järjestäjä", "Arrangör", "Organiser");

/// Somebody who is registered: what the register knows of the person, else what the registration
/// itself says.
pub(super) struct Registered {
    pub(super) person: Option<RecordId>,
    pub(super) organisation: Option<RecordId>,
    first_name: String,
    last_name: String,
    organisation_name: String,
    job_title: String,
    is_waiting: bool,
}

impl Kumppani {
    /// The badges of those who are coming; none if nobody is.
    pub(in crate::paper) async fn badge_book(
        &self,
        id: RecordId,
        languages: Languages,
        sheet: BadgeSheet,
    ) -> Result<Option<BadgeBook>, Error> {
        let record = self.required_record(&kinds::EVENT, id).await?;
        let read = self.sessions_of(id).await?;
        let people = self.there(id, &read).await?;
        if people.is_empty() {
            return Ok(None);
        }
        let speakers = Speakers::of(&read);
        let organiser = domain::fold_organisation_name(&text(&record, event::ORGANISER));
        let badges = people.into_iter().map(|who| Badge {
            role: role(&who, &speakers, &organiser).map(|role| phrase(role, languages)),
            first_name: who.first_name,
            last_name: who.last_name,
            organisation: who.organisation_name,
        });
        Ok(Some(BadgeBook {
            badges: badges.collect(),
            occasion: self.occasion(&record, languages).await?,
            stock: sheet.stock,
            used_cells: sheet.used,
            back: sheet.back,
        }))
    }

    /// The name tents of those who are coming; none if nobody is.
    pub(in crate::paper) async fn tent_book(
        &self,
        id: RecordId,
        languages: Languages,
    ) -> Result<Option<TentBook>, Error> {
        let record = self.required_record(&kinds::EVENT, id).await?;
        let read = self.sessions_of(id).await?;
        let people = self.there(id, &read).await?;
        if people.is_empty() {
            return Ok(None);
        }
        let tents = people.into_iter().map(|who| NameTent {
            name: who.name(),
            title: who.job_title,
            organisation: who.organisation_name,
        });
        let tents = tents.collect();
        Ok(Some(TentBook { occasion: self.occasion(&record, languages).await?, tents }))
    }

    /// The signature lists of an event. Nobody registered is no reason for none: empty lines can
    /// be signed too.
    pub(in crate::paper) async fn attendance_book(
        &self,
        id: RecordId,
        languages: Languages,
        lists: PaperLists,
        blank_lines: u16,
    ) -> Result<AttendanceBook, Error> {
        let record = self.required_record(&kinds::EVENT, id).await?;
        let read = self.sessions_of(id).await?;
        let people = self.coming(id).await?;
        let occasion = self.occasion(&record, languages).await?;
        let days = days(&record, &read, languages);
        let sessions = || sessions(&record, &read, languages);
        let sheets = match lists {
            PaperLists::Day => days,
            PaperLists::Session => sessions(),
            PaperLists::Both => days.into_iter().chain(sessions()).collect(),
        };
        Ok(AttendanceBook {
            occasion,
            sheets,
            people: people.into_iter().map(|who| who.listed(languages)).collect(),
            blank_lines,
            participants_report: record.value(event::COUNTS_AS_ESF_PARTICIPATION).integer()
                == Some(1),
        })
    }

    /// The list by which people are let in, those on the waiting list among them.
    pub(in crate::paper) async fn check_in_book(
        &self,
        id: RecordId,
        languages: Languages,
        blank_lines: u16,
    ) -> Result<CheckInBook, Error> {
        let record = self.required_record(&kinds::EVENT, id).await?;
        let people = self.registered(id).await?;
        Ok(CheckInBook {
            occasion: self.occasion(&record, languages).await?,
            people: people.into_iter().map(|who| who.listed(languages)).collect(),
            blank_lines,
        })
    }

    /// Those who will be there: who is coming, and who speaks without having registered.
    async fn there(&self, event: RecordId, read: &Sessions) -> Result<Vec<Registered>, Error> {
        let mut people = self.coming(event).await?;
        let known: BTreeSet<RecordId> = people.iter().filter_map(|who| who.person).collect();
        let mut names: BTreeSet<String> =
            people.iter().map(|who| domain::fold(&who.name())).collect();
        let speakers = Speakers::of(read);
        let others: BTreeSet<RecordId> = speakers.people.difference(&known).copied().collect();
        let employers = self.employers(others.clone()).await?;
        let known = others.iter().filter_map(|id| read.people.get(id)).map(|record| {
            let employer = employers.get(&record.id);
            Registered {
                person: Some(record.id),
                organisation: None,
                first_name: text(record, person::FIRST_NAME),
                last_name: text(record, person::LAST_NAME),
                organisation_name: employer.map(|of| of.organisation.clone()).unwrap_or_default(),
                job_title: employer.map(|of| of.job_title.clone()).unwrap_or_default(),
                is_waiting: false,
            }
        });
        let only_named =
            read.sessions.iter().flat_map(|one| texts(one.value(session::SPEAKER_NAMES)));
        let all: Vec<Registered> =
            known.chain(only_named.map(|name| Registered::named(name))).collect();
        people.extend(all.into_iter().filter(|who| names.insert(domain::fold(&who.name()))));
        people.sort_by_cached_key(|who| {
            (domain::sort_key(&who.last_name), domain::sort_key(&who.first_name))
        });
        Ok(people)
    }

    /// Those who are coming, by last and first name in Finnish order.
    pub(super) async fn coming(&self, event: RecordId) -> Result<Vec<Registered>, Error> {
        let mut people = self.registered(event).await?;
        people.retain(|who| !who.is_waiting);
        Ok(people)
    }

    /// Those who are coming or waiting for a place, by last and first name in Finnish order.
    async fn registered(&self, event: RecordId) -> Result<Vec<Registered>, Error> {
        let of = Filter::Field(registration::EVENT, Comparison::Is, event.into());
        let query = RecordQuery { filters: vec![of], ..RecordQuery::default() };
        let records = self.store().records(kinds::REGISTRATION.id, query).await?;
        let named = |field| -> Vec<RecordId> {
            let ids = records.iter().filter_map(|record| record.value(field).reference());
            ids.collect::<BTreeSet<_>>().into_iter().collect()
        };
        let people = self.records_by_id(&kinds::PERSON, named(registration::PERSON)).await?;
        let organisations =
            self.records_by_id(&kinds::ORGANISATION, named(registration::ORGANISATION)).await?;
        let mut registered: Vec<(RecordId, Registered)> = records
            .iter()
            .filter_map(|record| {
                Some((record.id, Registered::of(record, &people, &organisations)?))
            })
            .collect();
        registered.sort_by_cached_key(|(id, who)| {
            (domain::sort_key(&who.last_name), domain::sort_key(&who.first_name), *id)
        });
        Ok(registered.into_iter().map(|(_, who)| who).collect())
    }
}

impl Registered {
    /// None for those who are not coming.
    fn of(
        record: &Record,
        people: &BTreeMap<RecordId, Record>,
        organisations: &BTreeMap<RecordId, Record>,
    ) -> Option<Registered> {
        let status = record.value(registration::STATUS).text();
        let status = status.and_then(RegistrationStatus::from_name);
        let is_waiting = match status.unwrap_or(RegistrationStatus::New) {
            RegistrationStatus::New | RegistrationStatus::Confirmed => false,
            RegistrationStatus::Waiting => true,
            RegistrationStatus::Cancelled
            | RegistrationStatus::Unfinished
            | RegistrationStatus::NoShow => return None,
        };
        let person = record.value(registration::PERSON).reference();
        let organisation = record.value(registration::ORGANISATION).reference();
        let known = person.and_then(|id| people.get(&id));
        let employer = organisation.and_then(|id| organisations.get(&id));
        let or_own = |known: Option<String>, own| {
            known.filter(|text| !text.is_empty()).unwrap_or_else(|| text(record, own))
        };
        // A name is the register's or the registration's, never half of each.
        let (first_name, last_name) = match known {
            Some(known) => (text(known, person::FIRST_NAME), text(known, person::LAST_NAME)),
            None => (text(record, registration::FIRST_NAME), text(record, registration::LAST_NAME)),
        };
        Some(Registered {
            person,
            organisation,
            first_name,
            last_name,
            organisation_name: or_own(
                employer.map(|record| text(record, organisation::NAME)),
                registration::ORGANISATION_NAME,
            ),
            job_title: text(record, registration::JOB_TITLE),
            is_waiting,
        })
    }

    /// Somebody of whom only a name is known, the last word of it the last name.
    fn named(name: &str) -> Registered {
        let (first, last) = name.trim().rsplit_once(' ').unwrap_or((name.trim(), ""));
        Registered {
            person: None,
            organisation: None,
            first_name: first.to_owned(),
            last_name: last.to_owned(),
            organisation_name: String::new(),
            job_title: String::new(),
            is_waiting: false,
        }
    }

    fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }

    fn listed(self, languages: Languages) -> ListedPerson {
        let remark = if self.is_waiting { waiting() } else { None };
        ListedPerson {
            name: format!("{} {}", self.last_name, self.first_name).trim().to_owned(),
            organisation: self.organisation_name,
            remark: remark
                .map_or_else(|| Phrase::new("", languages.first), |label| phrase(label, languages)),
        }
    }
}

/// Who speaks at an event: people of the register, and names.
struct Speakers {
    people: BTreeSet<RecordId>,
    names: BTreeSet<String>,
}

impl Speakers {
    fn of(read: &Sessions) -> Speakers {
        let ids = read.sessions.iter().flat_map(|one| references(one.value(session::SPEAKERS)));
        let names = read.sessions.iter().flat_map(|one| texts(one.value(session::SPEAKER_NAMES)));
        Speakers {
            people: ids.copied().collect(),
            names: names.map(|name| domain::fold(name)).collect(),
        }
    }
}

/// What somebody is at the event, if more than a participant.
fn role(who: &Registered, speakers: &Speakers, organiser: &str) -> Option<Label> {
    let speaks = who.person.is_some_and(|id| speakers.people.contains(&id))
        || speakers.names.contains(&domain::fold(&who.name()));
    let organises = !organiser.is_empty()
        && domain::fold_organisation_name(&who.organisation_name) == organiser;
    if speaks {
        Some(SPEAKER)
    } else if organises {
        Some(ORGANISER)
    } else {
        None
    }
}

/// What the list at the door says of those who wait for a place.
fn waiting() -> Option<Label> {
    let choices = kinds::REGISTRATION_STATUSES;
    choices.iter().find(|choice| choice.name == "waiting").map(|choice| choice.label)
}

/// A wording in the languages of a sheet.
fn phrase(label: Label, languages: Languages) -> Phrase {
    let phrase = Phrase::new(label.text(languages.first), languages.first);
    match languages.second {
        Some(second) => phrase.with(label.text(second), second),
        None => phrase,
    }
}

/// A list a day of the programme, or of the event where no session has a time.
fn days(record: &Record, read: &Sessions, languages: Languages) -> Vec<AttendanceSheet> {
    let mut spans: BTreeMap<NaiveDate, (NaiveDateTime, NaiveDateTime)> = BTreeMap::new();
    for (starts, ends) in read.sessions.iter().filter_map(times) {
        let span = spans.entry(starts.date()).or_insert((starts, ends));
        *span = (span.0.min(starts), span.1.max(ends));
    }
    if spans.is_empty() {
        let starts = local_date_time(record.value(event::STARTS_AT));
        let ends = local_date_time(record.value(event::ENDS_AT));
        if let Some(starts) = starts {
            let last = ends.filter(|ends| *ends >= starts).unwrap_or(starts);
            let days = starts.date().iter_days().take_while(|day| *day <= last.date());
            return days
                .map(|day| AttendanceSheet {
                    day,
                    session: Phrase::new("", languages.first),
                    times: (starts.date() == last.date() && last > starts)
                        .then_some((starts, last)),
                    room: text(record, event::VENUE),
                })
                .collect();
        }
    }
    let sheets = spans.into_iter().map(|(day, span)| AttendanceSheet {
        day,
        session: Phrase::new("", languages.first),
        times: Some(span),
        room: text(record, event::VENUE),
    });
    sheets.collect()
}

/// A list a session that is taught.
fn sessions(record: &Record, read: &Sessions, languages: Languages) -> Vec<AttendanceSheet> {
    let taught = read.sessions.iter().filter(|session| !is_rest(session));
    let sheets = taught.filter_map(|one| {
        let (starts, ends) = times(one)?;
        Some(AttendanceSheet {
            day: starts.date(),
            session: SESSION_TITLE.said(one, spoken(record), languages),
            times: Some((starts, ends)),
            room: read.room_name(one),
        })
    });
    sheets.collect()
}

fn times(record: &Record) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let starts = local_date_time(record.value(session::STARTS_AT))?;
    let ends = local_date_time(record.value(session::ENDS_AT));
    Some((starts, ends.filter(|ends| *ends >= starts).unwrap_or(starts)))
}
