//! How far an erasure of a person reaches: which records go, which fields of others are altered.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    ChangeBody, Field, FieldId, FieldType, Kind, KindId, RecordId, RegisterId, Value, kinds,
};
use store::{Comparison, Event, Filter, RecordQuery, VersionVector};

use super::needles::Needles;
use crate::records::title;
use crate::{Error, Kumppani};

/// How many entries of the log are looked through at a time.
const PAGE: u32 = 5_000;

/// How far an erasure reaches.
#[derive(Debug)]
pub(super) struct Reach {
    /// The person's name.
    pub(super) name: String,
    /// The records that go.
    pub(super) records: BTreeSet<(KindId, RecordId)>,
    /// Fields of other records, with what is to stand there.
    pub(super) redactions: Vec<(KindId, RecordId, FieldId, Value)>,
    /// Files of the watched folder that name the person.
    pub(super) files: Vec<String>,
}

/// What the log says of which records were ever about which, and of who was ever named.
type Edges = BTreeMap<RecordId, BTreeSet<(KindId, RecordId)>>;

impl Reach {
    /// How far an erasure of the person `id` reaches.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where nobody of that id was ever in the register.
    pub(super) async fn of(kumppani: &Kumppani, id: RecordId) -> Result<Reach, Error> {
        let person = survivor(kumppani, id).await?;
        let name = name_of(kumppani, person).await?;
        let past = past_edges(kumppani).await?;
        let mut records = BTreeSet::from([(kinds::PERSON.id, person)]);
        let mut needles = loop {
            let before = records.len();
            gather(kumppani, &past, &mut records).await?;
            let mut needles = Needles::default();
            let emails = words(kumppani, &records, &mut needles).await?;
            registered_as(kumppani, &emails, &mut records).await?;
            if records.len() == before {
                break needles;
            }
        };
        records.iter().for_each(|(_, id)| needles.id(id));
        let named = registers_naming(kumppani, &needles, &records).await?;
        let mut redactions = Vec::new();
        for (kind, record, registers) in named {
            match redacted(kumppani, &needles, kind, record, &registers).await? {
                Some(fields) => redactions.extend(
                    fields.into_iter().map(|(field, value)| (kind.id, record, field, value)),
                ),
                // It was deleted: what is left of it is only history that names the person.
                None => drop(records.insert((kind.id, record))),
            }
        }
        let files = files_naming(kumppani, &needles).await?;
        Ok(Reach { name, records, redactions, files })
    }
}

/// The record that a person's merged records lead to.
async fn survivor(kumppani: &Kumppani, id: RecordId) -> Result<RecordId, Error> {
    let mut at = id;
    let mut met = BTreeSet::new();
    while met.insert(at) {
        let record = kumppani.store().record(kinds::PERSON.id, at).await?;
        let next = record.and_then(|record| record.value(kinds::person::MERGED_INTO).reference());
        let Some(next) = next else { break };
        at = next;
    }
    Ok(at)
}

/// What names the person; of a deleted one, what the history says.
async fn name_of(kumppani: &Kumppani, id: RecordId) -> Result<String, Error> {
    if let Some(record) = kumppani.store().record(kinds::PERSON.id, id).await? {
        return Ok(title(&kinds::PERSON, &record));
    }
    let history = kumppani.store().history(kinds::PERSON.id, id).await?;
    if history.is_empty() {
        return Err(Error::not_found(kinds::PERSON.name, id));
    }
    let last = |field: FieldId| {
        let written = history.iter().filter_map(|entry| match &entry.what {
            Event::Set { fields } => Some(fields),
            _ => None,
        });
        let mut values = written.flatten().filter(|(id, ..)| *id == field);
        values.find_map(|(.., after)| after.text().map(str::to_owned)).unwrap_or_default()
    };
    let name = [last(kinds::person::FIRST_NAME), last(kinds::person::LAST_NAME)].join(" ");
    let name = name.trim().to_owned();
    Ok(if name.is_empty() { id.to_string() } else { name })
}

/// Adds every record that is about one of `records`, and so on.
async fn gather(
    kumppani: &Kumppani,
    past: &Edges,
    records: &mut BTreeSet<(KindId, RecordId)>,
) -> Result<(), Error> {
    let mut open: Vec<(KindId, RecordId)> = records.iter().copied().collect();
    while let Some((of, id)) = open.pop() {
        for kind in kinds::KINDS {
            for field in kind.fields.iter().filter(|field| is_about(field, of)) {
                let value = match field.field_type {
                    FieldType::Reference(_) => Value::Reference(id),
                    _ => Value::Text(id.to_string()),
                };
                let filters = vec![Filter::Field(field.id, Comparison::Is, value)];
                let query = RecordQuery { filters, ..RecordQuery::default() };
                for found in kumppani.store().records(kind.id, query).await? {
                    if records.insert((kind.id, found.id)) {
                        open.push((kind.id, found.id));
                    }
                }
            }
        }
        for (kind, record) in past.get(&id).into_iter().flatten() {
            let is_gone = kumppani.store().record(*kind, *record).await?.is_none();
            if is_gone && records.insert((*kind, *record)) {
                open.push((*kind, *record));
            }
        }
    }
    Ok(())
}

/// Whether a field says that its record is about one of the kind `of`.
fn is_about(field: &Field, of: KindId) -> bool {
    let target = match field.field_type {
        FieldType::Reference(target) => kinds::kind(target).map(|kind| kind.id),
        _ => Some(of),
    };
    field.about && target == Some(of)
}

/// Which records were ever about which, deleted ones too.
async fn past_edges(kumppani: &Kumppani) -> Result<Edges, Error> {
    let mut edges = Edges::new();
    through_the_log(kumppani, |kind, record, register, value| {
        for field in kind.fields_of(register).filter(|field| field.about) {
            let named = value.0.get(&field.id.0).and_then(|json| json.as_str());
            if let Some(id) = named.and_then(|text| text.parse::<RecordId>().ok()) {
                edges.entry(id).or_default().insert((kind.id, record));
            }
        }
    })
    .await?;
    Ok(edges)
}

/// Adds what the person is or was called in `records`; the e-mail addresses.
async fn words(
    kumppani: &Kumppani,
    records: &BTreeSet<(KindId, RecordId)>,
    needles: &mut Needles,
) -> Result<BTreeSet<String>, Error> {
    let (mut firsts, mut lasts) = (BTreeSet::new(), BTreeSet::new());
    let mut emails = BTreeSet::new();
    for (kind, record) in records {
        let Some(kind) = kinds::kind_by_id(*kind) else { continue };
        for entry in kumppani.store().history(kind.id, *record).await? {
            let Event::Set { fields } = &entry.what else { continue };
            for (id, _, value) in fields {
                let Some(field) = kind.field_by_id(*id) else { continue };
                let texts: &[String] = match value {
                    Value::Text(text) => std::slice::from_ref(text),
                    Value::List(texts) => texts,
                    _ => continue,
                };
                for text in texts {
                    match (field.field_type, field.name) {
                        (FieldType::Email | FieldType::EmailList, _) => {
                            needles.text(text);
                            emails.insert(text.clone());
                        }
                        (FieldType::Phone | FieldType::PhoneList, _) => needles.phone(text),
                        (_, "first_name") => drop(firsts.insert(text.clone())),
                        (_, "last_name") => drop(lasts.insert(text.clone())),
                        (_, "other_names") if kind.id == kinds::PERSON.id => {
                            let (first, last) = text.rsplit_once(' ').unwrap_or(("", text));
                            needles.name(first, last);
                        }
                        (_, "linkedin" | "orcid") => needles.text(text),
                        _ => {}
                    }
                }
            }
        }
    }
    for first in &firsts {
        lasts.iter().for_each(|last| needles.name(first, last));
    }
    Ok(emails)
}

/// Adds the registrations under the person's addresses that nobody has tied to the person.
async fn registered_as(
    kumppani: &Kumppani,
    emails: &BTreeSet<String>,
    records: &mut BTreeSet<(KindId, RecordId)>,
) -> Result<(), Error> {
    use kinds::registration::{EMAIL, PERSON};
    for email in emails {
        let is_theirs = Filter::Field(EMAIL, Comparison::Is, Value::from(email.as_str()));
        let is_nobodys = Filter::Field(PERSON, Comparison::Is, Value::Empty);
        let query = RecordQuery { filters: vec![is_theirs, is_nobodys], ..RecordQuery::default() };
        for found in kumppani.store().records(kinds::REGISTRATION.id, query).await? {
            records.insert((kinds::REGISTRATION.id, found.id));
        }
    }
    Ok(())
}

/// The registers of other records that name the person, now or once.
async fn registers_naming(
    kumppani: &Kumppani,
    needles: &Needles,
    records: &BTreeSet<(KindId, RecordId)>,
) -> Result<Vec<(&'static Kind, RecordId, BTreeSet<RegisterId>)>, Error> {
    let mut named: BTreeMap<(KindId, RecordId), BTreeSet<RegisterId>> = BTreeMap::new();
    through_the_log(kumppani, |kind, record, register, value| {
        if !records.contains(&(kind.id, record))
            && value.0.values().any(|value| needles.is_in_json(value))
        {
            named.entry((kind.id, record)).or_default().insert(register);
        }
    })
    .await?;
    let known = named.into_iter().filter_map(|((kind, record), registers)| {
        Some((kinds::kind_by_id(kind)?, record, registers))
    });
    Ok(known.collect())
}

/// What is to stand in the fields of these registers; none where the record is deleted.
async fn redacted(
    kumppani: &Kumppani,
    needles: &Needles,
    kind: &'static Kind,
    record: RecordId,
    registers: &BTreeSet<RegisterId>,
) -> Result<Option<Vec<(FieldId, Value)>>, Error> {
    let Some(found) = kumppani.store().record(kind.id, record).await? else { return Ok(None) };
    let mut written = Vec::new();
    for register in registers {
        let before = written.len();
        for field in kind.fields_of(*register) {
            let value = found.value(field.id);
            if let Some(without) = needles.redacted(value, is_prose(field)) {
                written.push((field.id, without));
            }
        }
        // The person stood there once: writing what stands there now lets the past go.
        if written.len() == before
            && let Some(field) = kind.fields_of(*register).next()
        {
            written.push((field.id, found.value(field.id).clone()));
        }
    }
    Ok(Some(written))
}

/// Whether a field holds words, of which some can be left out.
fn is_prose(field: &Field) -> bool {
    matches!(
        field.field_type,
        FieldType::Text | FieldType::LongText | FieldType::TextList | FieldType::Answers
    )
}

/// Shows every value that was ever written to a register of a kind that this version knows.
async fn through_the_log(
    kumppani: &Kumppani,
    mut shown: impl FnMut(&'static Kind, RecordId, RegisterId, &domain::RegisterValue),
) -> Result<(), Error> {
    let mut seen = VersionVector::new();
    loop {
        let actions = kumppani.store().changes_since(&seen, PAGE).await?;
        if actions.is_empty() {
            return Ok(());
        }
        for change in actions.into_iter().flat_map(|action| action.changes) {
            let last = seen.entry(change.id.writer).or_default();
            *last = (*last).max(change.id.sequence);
            let ChangeBody::Set { register, value } = &change.body else { continue };
            if let Some(kind) = kinds::kind_by_id(change.kind) {
                shown(kind, change.record, *register, value);
            }
        }
    }
}

/// The files of the watched folder, and others that were taken in, that name the person.
async fn files_naming(kumppani: &Kumppani, needles: &Needles) -> Result<Vec<String>, Error> {
    let mut paths: BTreeSet<std::path::PathBuf> =
        kumppani.store().inbox_files().await?.into_iter().map(|file| file.path.into()).collect();
    if let Some(folder) = kumppani.inbox_folder().await?
        && let Ok(listing) = intake::folder::list(&folder)
    {
        paths.extend(listing.entries.into_iter().map(|entry| folder.join(entry.path)));
    }
    let needles = needles.clone();
    let found = tokio::task::spawn_blocking(move || {
        let names = |path: &std::path::PathBuf| {
            Kumppani::read_registrations(path)
                .is_ok_and(|(name, read)| needles.is_in_json(&read.to_json(&name, crate::ZONE)))
        };
        paths.into_iter().filter(names).map(|path| path.display().to_string()).collect()
    });
    found.await.map_err(|failed| std::panic::resume_unwind(failed.into_panic()))
}
