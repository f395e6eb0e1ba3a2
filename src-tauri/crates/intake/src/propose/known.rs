//! What must be looked up for a file, and what is found: plain data, filled by whoever has the store.

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::registration;
use domain::{FieldId, RecordId, Value};

use crate::Registration;
use crate::fold::same_person;

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
    pub(super) fn is_of(&self, row: &Registration) -> bool {
        let (before, now) = (self.name(), row.full_name());
        before.trim().is_empty() || now.is_empty() || same_person(&before, &now)
    }

    pub(super) fn name(&self) -> String {
        let text = |field| self.values.get(&field).and_then(Value::text).unwrap_or_default();
        format!("{} {}", text(registration::FIRST_NAME), text(registration::LAST_NAME))
    }
}
