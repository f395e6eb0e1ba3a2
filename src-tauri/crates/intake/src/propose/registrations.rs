//! The rows of a file as registrations: their ids, what they say, and where that is news.

use std::collections::BTreeMap;

use domain::kinds::registration;
use domain::{FieldId, RecordId, Value};

use super::{KnownRegistration, Target};
use crate::fold::name_key;
use crate::{ProfileName, ReadFile, Registration};

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

/// The ids of the rows' registrations, in the order of the rows: by the form tool's own key, else
/// by who registered. Rows that cannot be told apart are counted by the time they were sent, so
/// that the order of the rows makes no difference.
pub(super) fn registration_ids(file: &ReadFile, target: &Target) -> Vec<RecordId> {
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
pub(super) fn values_of(
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
pub(super) fn emptied(
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
pub(super) struct Differing {
    /// The first such field that a person wrote, which stays as it is.
    pub(super) edited: Option<FieldId>,
    /// Whether there is another.
    pub(super) changed: bool,
}

impl Differing {
    pub(super) fn of(
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
