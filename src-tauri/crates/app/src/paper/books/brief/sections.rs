//! The sections of a brief, most pressing first.

use std::cmp::Reverse;

use chrono::NaiveDate;
use documents::model::{BriefLine, BriefSection};
use domain::kinds::{
    self, event, infrastructure, infrastructure_usage, interaction, need, task, thesis,
};
use domain::{Label, Language, RecordId, dates, label};
use store::Record;

use super::dossier::{Dossier, of as belonging};
use super::shown;
use crate::sessions::{local_date_time, text};

/// Contacts that a brief tells of.
const MOST_CONTACTS: usize = 6;

const PROMISES: Label = label("Luvattu ja tekemättä", "Lovat och ogjort", "Promised and to do");
const CONTACTS: Label = label("Viimeksi", "Senast", "Last contacts");
const NEEDS: Label = label("Avoimet tarpeet", "Öppna behov", "Open needs");
const THESES: Label =
    label("Opinnäytteet ja harjoittelut", "Lärdomsprov och praktik", "Theses and placements");
const USAGES: Label = label("Käytetty infra", "Använd infrastruktur", "Infrastructure used");
const EVENTS: Label = label("Tapahtumissa", "Vid evenemang", "At events");

/// The sections of one organisation; those without lines are left out.
pub(super) fn of(
    dossier: &Dossier,
    id: RecordId,
    today: NaiveDate,
    language: Language,
) -> Vec<BriefSection> {
    let sections = [
        (PROMISES, promises(dossier, id)),
        (CONTACTS, contacts(dossier, id, language)),
        (NEEDS, needs(dossier, id, language)),
        (THESES, theses(dossier, id, language)),
        (USAGES, usages(dossier, id)),
        (EVENTS, events(dossier, id, today)),
    ];
    let full = sections.into_iter().filter(|(_, lines)| !lines.is_empty());
    full.map(|(heading, lines)| BriefSection { heading: heading.text(language).to_owned(), lines })
        .collect()
}

/// Open tasks by their due day, then what was agreed in contacts that no task came of.
fn promises(dossier: &Dossier, id: RecordId) -> Vec<BriefLine> {
    let mut tasks: Vec<&Record> = dossier
        .tasks_of(id)
        .filter(|one| !matches!(one.value(task::STATE).text(), Some("done" | "cancelled")))
        .collect();
    tasks.sort_by_cached_key(|one| {
        let due = date(one, task::DUE_ON);
        (due.is_none(), due, one.id)
    });
    let kept: Vec<RecordId> =
        dossier.tasks_of(id).filter_map(|one| one.value(task::INTERACTION).reference()).collect();
    let tasks = tasks.into_iter().map(|one| BriefLine {
        day: date(one, task::DUE_ON),
        text: text(one, task::WHAT),
        detail: joined([dossier.name(one.value(task::ASSIGNEE)), text(one, task::INSTITUTION)]),
    });
    let agreed = newest(dossier, id)
        .into_iter()
        .take(MOST_CONTACTS)
        .filter(|one| !kept.contains(&one.id) && !text(one, interaction::AGREED).is_empty())
        .map(|one| BriefLine {
            day: day_of(one),
            text: one_line(&text(one, interaction::AGREED)),
            detail: joined([
                dossier.name(one.value(interaction::BY)),
                text(one, interaction::INSTITUTION),
            ]),
        });
    tasks.chain(agreed).collect()
}

/// The last contacts by anyone, newest first.
fn contacts(dossier: &Dossier, id: RecordId, language: Language) -> Vec<BriefLine> {
    let newest = newest(dossier, id).into_iter().take(MOST_CONTACTS);
    let lines = newest.map(|one| BriefLine {
        day: day_of(one),
        text: text(one, interaction::SUBJECT),
        detail: joined([
            shown(&kinds::INTERACTION, one, interaction::INTERACTION_TYPE, language),
            dossier.name(one.value(interaction::BY)),
            text(one, interaction::INSTITUTION),
        ]),
    });
    lines.collect()
}

fn needs(dossier: &Dossier, id: RecordId, language: Language) -> Vec<BriefLine> {
    let mut open: Vec<&Record> = belonging(&dossier.needs, need::ORGANISATION, id)
        .filter(|one| !matches!(one.value(need::STATE).text(), Some("solved" | "dropped")))
        .collect();
    open.sort_by_cached_key(|one| {
        let urgency = match one.value(need::URGENCY).text() {
            Some("high") => 0,
            Some("low") => 2,
            _ => 1,
        };
        (urgency, Reverse(date(one, need::WRITTEN_ON)), one.id)
    });
    let lines = open.into_iter().map(|one| BriefLine {
        day: date(one, need::WRITTEN_ON),
        text: text(one, need::TITLE),
        detail: joined([
            shown(&kinds::NEED, one, need::STATE, language),
            shown(&kinds::NEED, one, need::THEMES, language),
        ]),
    });
    lines.collect()
}

fn theses(dossier: &Dossier, id: RecordId, language: Language) -> Vec<BriefLine> {
    let day = |one: &Record| {
        [thesis::COMPLETED_ON, thesis::ENDS_ON, thesis::STARTS_ON]
            .into_iter()
            .find_map(|field| date(one, field))
    };
    let mut records: Vec<&Record> = belonging(&dossier.theses, thesis::ORGANISATION, id)
        .filter(|one| one.value(thesis::STATE).text() != Some("cancelled"))
        .collect();
    records.sort_by_cached_key(|one| {
        (one.value(thesis::STATE).text() == Some("done"), Reverse(day(one)), one.id)
    });
    let lines = records.into_iter().map(|one| BriefLine {
        day: day(one),
        text: text(one, thesis::TOPIC),
        detail: joined([
            shown(&kinds::THESIS, one, thesis::THESIS_TYPE, language),
            shown(&kinds::THESIS, one, thesis::STATE, language),
            dossier.name(one.value(thesis::STUDENT)),
            text(one, thesis::INSTITUTION),
        ]),
    });
    lines.collect()
}

fn usages(dossier: &Dossier, id: RecordId) -> Vec<BriefLine> {
    let mut used: Vec<&Record> =
        belonging(&dossier.usages, infrastructure_usage::ORGANISATION, id).collect();
    used.sort_by_cached_key(|one| (Reverse(date(one, infrastructure_usage::USED_ON)), one.id));
    let lines = used.into_iter().map(|one| {
        let what = one.value(infrastructure_usage::INFRASTRUCTURE).reference();
        let what = what.and_then(|id| dossier.infrastructure.get(&id));
        BriefLine {
            day: date(one, infrastructure_usage::USED_ON),
            text: what.map(|what| text(what, infrastructure::NAME)).unwrap_or_default(),
            detail: text(one, infrastructure_usage::PURPOSE),
        }
    });
    lines.collect()
}

/// Events that people of the organisation were or will be at, newest first.
fn events(dossier: &Dossier, id: RecordId, today: NaiveDate) -> Vec<BriefLine> {
    let starts = |one: &Record| local_date_time(one.value(event::STARTS_AT)).map(|at| at.date());
    let mut events = dossier.events_of(id);
    events.sort_by_cached_key(|one| {
        let day = starts(one);
        (day.is_none_or(|day| day > today), Reverse(day), one.id)
    });
    let lines = events.into_iter().map(|one| BriefLine {
        day: starts(one),
        text: text(one, event::NAME),
        detail: text(one, event::ORGANISER),
    });
    lines.collect()
}

fn newest(dossier: &Dossier, id: RecordId) -> Vec<&Record> {
    let mut contacts: Vec<&Record> = dossier.interactions_of(id).collect();
    contacts.sort_by_cached_key(|one| (Reverse(text(one, interaction::HAPPENED_AT)), one.id));
    contacts
}

fn day_of(record: &Record) -> Option<NaiveDate> {
    local_date_time(record.value(interaction::HAPPENED_AT)).map(|at| at.date())
}

fn date(record: &Record, field: domain::FieldId) -> Option<NaiveDate> {
    record.value(field).text().and_then(dates::parse_iso_date)
}

fn one_line(text: &str) -> String {
    domain::one_line(text)
}

fn joined<const N: usize>(parts: [String; N]) -> String {
    let full: Vec<&str> =
        parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    full.join(" · ")
}
