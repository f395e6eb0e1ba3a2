//! From what a file says and what is known to the changes that are proposed.
//!
//! The changes of the file itself follow from the file, the event and the workspace's key alone,
//! so that they are the same on every workstation. What is concluded from it (this row is that
//! person) follows from [`Known`] too, and is the workstation's own word.

mod people;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::{self, registration};
use domain::{FieldId, Op, RecordId, Value};

use crate::fold::{name_key, organisation_key, same_person};
use crate::{ProblemCode, ProfileName, ReadFile, Registration, RowProblem};

use self::people::Matcher;

/// Raised whenever the same bytes are read into something else, so that two workstations with
/// different versions do not speak as one writer.
pub const IMPORTER_VERSION: u32 = 1;

/// What registrations are taken into.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// The event.
    pub event: RecordId,
    /// The workspace's key, under which ids are derived.
    pub key: [u8; 32],
}

/// What must be looked up before changes can be proposed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// E-mail addresses of people.
    pub emails: BTreeSet<String>,
    /// Business ids of organisations.
    pub business_ids: BTreeSet<String>,
    /// Names of organisations, as [`organisation_key`] folds them.
    pub organisations: BTreeSet<String>,
    /// Registrations that the file may have brought before.
    pub registrations: BTreeSet<RecordId>,
}

/// What is known.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// People who have one of the addresses.
    pub people: Vec<KnownPerson>,
    /// Organisations that have one of the ids or names.
    pub organisations: Vec<KnownOrganisation>,
    /// The registrations that are there.
    pub registrations: BTreeMap<RecordId, KnownRegistration>,
    /// Who belongs where: person, organisation.
    pub affiliations: BTreeSet<(RecordId, RecordId)>,
}

/// A known person.
#[derive(Debug, Clone)]
pub struct KnownPerson {
    /// The person.
    pub id: RecordId,
    /// First and last name with a space between.
    pub name: String,
    /// Every address, in lower case.
    pub emails: Vec<String>,
    /// Whether a phone number is known.
    pub has_phone: bool,
}

/// A known organisation.
#[derive(Debug, Clone)]
pub struct KnownOrganisation {
    /// The organisation.
    pub id: RecordId,
    /// Its names, as [`organisation_key`] folds them.
    pub names: Vec<String>,
    /// Its business id.
    pub business_id: Option<String>,
}

/// A registration that is there.
#[derive(Debug, Clone, Default)]
pub struct KnownRegistration {
    /// What it says now.
    pub values: BTreeMap<FieldId, Value>,
    /// The fields that a person wrote last.
    pub written_by_person: BTreeSet<FieldId>,
}

impl KnownRegistration {
    /// Whether a row still is of the same person, and has not been passed on to another.
    fn is_of(&self, row: &Registration) -> bool {
        let (before, now) = (self.name(), row.full_name());
        before.trim().is_empty() || now.is_empty() || same_person(&before, &now)
    }

    fn name(&self) -> String {
        let text = |field| self.values.get(&field).and_then(Value::text).unwrap_or_default();
        format!("{} {}", text(registration::FIRST_NAME), text(registration::LAST_NAME))
    }
}

/// The changes that are proposed, and what they come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// What the file says, whole: the same on every workstation.
    pub file_ops: Vec<Op>,
    /// What this workstation concludes.
    pub match_ops: Vec<Op>,
    /// What it comes to, in rows.
    pub counts: Counts,
    /// What a person should know or decide.
    pub problems: Vec<RowProblem>,
}

/// What an import comes to, in rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Registrations that were not there.
    pub new: u32,
    /// Registrations that say something else now.
    pub changed: u32,
    /// Registrations that say the same.
    pub unchanged: u32,
    /// Rows set aside with a reason.
    pub set_aside: u32,
    /// New registrations of people who were known.
    pub people_known: u32,
    /// New registrations of people who are new in the register.
    pub people_new: u32,
    /// New registrations of whom it is not clear who they are.
    pub people_unclear: u32,
}

/// The fields by which a later export is told to say something else.
const COMPARED: [FieldId; 13] = [
    registration::FIRST_NAME,
    registration::LAST_NAME,
    registration::EMAIL,
    registration::PHONE,
    registration::ORGANISATION_NAME,
    registration::BUSINESS_ID,
    registration::JOB_TITLE,
    registration::STATUS,
    registration::ANSWERS,
    registration::DIET,
    registration::SUBMITTED_AT,
    registration::PHOTO_CONSENT,
    registration::MARKETING_CONSENT,
];

/// The fields that a registration file writes as one, so that a row's empty cell empties them.
const CONTACT: [FieldId; 7] = [
    registration::FIRST_NAME,
    registration::LAST_NAME,
    registration::EMAIL,
    registration::PHONE,
    registration::ORGANISATION_NAME,
    registration::BUSINESS_ID,
    registration::JOB_TITLE,
];

/// The identity of a file's changes: everything that they follow from, besides the workspace.
pub fn identity(file_hash: &[u8; 32], profile: ProfileName, event: RecordId) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(file_hash);
    hasher.update(&IMPORTER_VERSION.to_le_bytes());
    hasher.update(event.as_bytes());
    hasher.update(profile.as_str().as_bytes());
    *hasher.finalize().as_bytes()
}

/// What must be looked up for a file.
pub fn wanted(file: &ReadFile, target: &Target) -> Wanted {
    let mut wanted = Wanted::default();
    for row in &file.rows {
        wanted.emails.extend(row.email.clone());
        wanted.business_ids.extend(row.business_id.clone());
        wanted.organisations.extend(row.organisation.as_deref().map(organisation_key));
    }
    wanted.registrations.extend(registration_ids(file, target));
    wanted
}

/// Proposes changes; taking the same file twice proposes nothing new.
///
/// An empty cell erases nothing that is known of the same person: a file says its rows whole, so
/// where a later, narrower export would empty a field, the workstation says it again.
pub fn propose(file: &ReadFile, known: &Known, target: &Target) -> Proposal {
    let mut proposal = Proposal { problems: file.problems.clone(), ..Proposal::default() };
    let mut matcher = Matcher::new(known, target);
    let mut kept = Vec::new();
    for (row, id) in file.rows.iter().zip(registration_ids(file, target)) {
        let values = values_of(row, file.profile, target);
        let before = known.registrations.get(&id);
        match before {
            None => proposal.counts.new += 1,
            Some(before) => {
                let emptied = emptied(row, &values, before);
                let differing = Differing::of(&values, before, &emptied);
                if let Some(field) = differing.edited {
                    let name =
                        kinds::REGISTRATION.field_by_id(field).map_or("", |field| field.name);
                    proposal.problems.push(RowProblem::new(row.row, ProblemCode::EditKept, name));
                }
                let counts = &mut proposal.counts;
                *(if differing.changed { &mut counts.changed } else { &mut counts.unchanged }) += 1;
                if !emptied.is_empty() {
                    let kind = kinds::REGISTRATION.id;
                    kept.push(Op::Set { kind, record: id, values: emptied });
                }
            }
        }
        proposal.file_ops.push(Op::Set { kind: kinds::REGISTRATION.id, record: id, values });
        matcher.conclude(row, id, before, &mut proposal);
    }
    // A file that says nothing new is not taken in and empties nothing.
    if proposal.counts.new + proposal.counts.changed > 0 {
        proposal.match_ops.extend(kept);
    }
    let set_aside = proposal.problems.iter().filter(|problem| {
        matches!(problem.code, ProblemCode::NobodyNamed | ProblemCode::RowShifted)
    });
    proposal.counts.set_aside = u32::try_from(set_aside.count()).unwrap_or(u32::MAX);
    proposal
}

/// The ids of the rows' registrations, in the order of the rows: by the form tool's own key, else
/// by who registered. Rows that cannot be told apart are counted by the time they were sent, so
/// that the order of the rows makes no difference.
fn registration_ids(file: &ReadFile, target: &Target) -> Vec<RecordId> {
    let profile = file.profile.unwrap_or(ProfileName::LIST);
    let event = target.event.to_string();
    let whose = |row: &Registration| match &row.source_key {
        Some(key) => [key.clone(), String::new()],
        None => [row.email.clone().unwrap_or_default(), name_key(&row.full_name())],
    };
    let mut by_time: Vec<usize> = (0..file.rows.len()).collect();
    by_time.sort_by_key(|at| file.rows[*at].submitted_at);
    let mut seen: BTreeMap<[String; 2], u32> = BTreeMap::new();
    let mut ordinals = vec![0; file.rows.len()];
    for at in by_time {
        let ordinal = seen.entry(whose(&file.rows[at])).or_default();
        *ordinal += 1;
        ordinals[at] = *ordinal;
    }
    let ids = file.rows.iter().zip(ordinals).map(|(row, ordinal)| {
        let who = whose(row);
        let parts = [event.as_str(), profile.as_str(), &who[0], &who[1], &ordinal.to_string()];
        RecordId::derived(&target.key, "registration", &parts)
    });
    ids.collect()
}

/// What a row says, register by register whole: an empty cell empties nothing but its own group,
/// which the row says as one.
fn values_of(
    row: &Registration,
    profile: Option<ProfileName>,
    target: &Target,
) -> Vec<(FieldId, Value)> {
    let text = |text: &Option<String>| Value::from(text.clone());
    let mut values = vec![
        (registration::EVENT, Value::Reference(target.event)),
        (registration::FIRST_NAME, text(&row.first_name)),
        (registration::LAST_NAME, text(&row.last_name)),
        (registration::EMAIL, text(&row.email)),
        (registration::PHONE, text(&row.phone_e164)),
        (registration::ORGANISATION_NAME, text(&row.organisation)),
        (registration::BUSINESS_ID, text(&row.business_id)),
        (registration::JOB_TITLE, text(&row.job_title)),
        (registration::STATUS, Value::from(row.status.name())),
        (registration::STATUS_REASON, Value::Empty),
        (registration::SOURCE_PROFILE, Value::from(profile.map(ProfileName::as_str))),
        (registration::SOURCE_KEY, text(&row.source_key)),
        // Where a row stands changes with every sign-up before it and says nothing of it.
        (registration::SOURCE_ROW, Value::Empty),
    ];
    if !row.answers.is_empty() {
        values.push((registration::ANSWERS, Value::Answers(row.answers.clone())));
    }
    let single = [
        (registration::DIET, text(&row.diet)),
        (registration::SUBMITTED_AT, Value::from(row.submitted_at.map(|at| at.0))),
        (registration::LANGUAGE, Value::from(row.language.map(|language| language.code()))),
        (registration::PHOTO_CONSENT, Value::from(row.photo_consent.map(i64::from))),
        (registration::MARKETING_CONSENT, Value::from(row.marketing_consent.map(i64::from))),
    ];
    values.extend(single.into_iter().filter(|(_, value)| !value.is_empty()));
    values
}

/// What is known of the same person and would be emptied by a row that does not say it, or made a
/// guess by one that has the name in a single cell.
fn emptied(
    row: &Registration,
    values: &[(FieldId, Value)],
    before: &KnownRegistration,
) -> Vec<(FieldId, Value)> {
    if !before.is_of(row) {
        return Vec::new();
    }
    let empty = values.iter().filter(|(field, value)| {
        value.is_empty() && CONTACT.contains(field) && !before.written_by_person.contains(field)
    });
    let known = empty.filter_map(|(field, _)| Some((*field, before.values.get(field)?.clone())));
    let mut kept: Vec<(FieldId, Value)> = known.filter(|(_, value)| !value.is_empty()).collect();
    let names = [registration::FIRST_NAME, registration::LAST_NAME];
    let differs = |field: &FieldId| {
        values.iter().any(|(one, value)| one == field && before.values.get(field) != Some(value))
    };
    let is_known = names.iter().all(|field| before.values.contains_key(field));
    if row.name_split_guessed
        && name_key(&before.name()) == name_key(&row.full_name())
        && is_known
        && names.iter().any(differs)
        && !names.iter().any(|field| before.written_by_person.contains(field))
    {
        kept.retain(|(field, _)| !names.contains(field));
        kept.extend(
            names.iter().filter_map(|field| Some((*field, before.values.get(field)?.clone()))),
        );
    }
    kept
}

/// Where a row says something else than what is there.
struct Differing {
    /// The first such field that a person wrote, which stays as it is.
    edited: Option<FieldId>,
    /// Whether there is another.
    changed: bool,
}

impl Differing {
    fn of(
        values: &[(FieldId, Value)],
        before: &KnownRegistration,
        emptied: &[(FieldId, Value)],
    ) -> Differing {
        let mut differing = Differing { edited: None, changed: false };
        for (field, value) in values {
            let is_same = before.values.get(field).unwrap_or(&Value::Empty) == value;
            if is_same || !COMPARED.contains(field) || emptied.iter().any(|(kept, _)| kept == field)
            {
                continue;
            }
            if before.written_by_person.contains(field) {
                differing.edited = differing.edited.or(Some(*field));
            } else {
                differing.changed = true;
            }
        }
        differing
    }
}
