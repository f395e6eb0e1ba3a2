//! Which person and which organisation a registration is of.

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::{self, affiliation, organisation, person, registration};
use domain::{Op, RecordId, Value};

use super::{Known, KnownRegistration, Proposal, Target};
use crate::fold::{name_key, organisation_key, same_person};
use crate::{ProblemCode, Registration, RowProblem, Status};

/// Who somebody is.
enum Identity {
    Known(RecordId),
    New(RecordId),
    Unclear,
}

/// Matches the rows of one file, remembering whom it has met in it.
pub(super) struct Matcher<'k> {
    target: &'k Target,
    people: BTreeMap<String, Vec<Person>>,
    by_business_id: BTreeMap<String, RecordId>,
    by_name: BTreeMap<String, Vec<Organisation>>,
    affiliations: BTreeSet<(RecordId, RecordId)>,
    met: BTreeSet<RecordId>,
}

#[derive(Clone)]
struct Person {
    id: RecordId,
    name: String,
    has_phone: bool,
}

#[derive(Clone)]
struct Organisation {
    id: RecordId,
    business_id: Option<String>,
}

impl<'k> Matcher<'k> {
    pub(super) fn new(known: &'k Known, target: &'k Target) -> Matcher<'k> {
        let mut people: BTreeMap<String, Vec<Person>> = BTreeMap::new();
        for one in &known.people {
            for email in &one.emails {
                let person =
                    Person { id: one.id, name: one.name.clone(), has_phone: one.has_phone };
                people.entry(email.clone()).or_default().push(person);
            }
        }
        let mut by_business_id = BTreeMap::new();
        let mut by_name: BTreeMap<String, Vec<Organisation>> = BTreeMap::new();
        for one in &known.organisations {
            by_business_id.extend(one.business_id.clone().map(|id| (id, one.id)));
            let names: BTreeSet<&String> = one.names.iter().collect();
            for name in names {
                let organisation =
                    Organisation { id: one.id, business_id: one.business_id.clone() };
                by_name.entry(name.clone()).or_default().push(organisation);
            }
        }
        Matcher {
            target,
            people,
            by_business_id,
            by_name,
            affiliations: known.affiliations.clone(),
            met: BTreeSet::new(),
        }
    }

    /// Concludes who a registration is of, and proposes to write it down where it is not yet.
    pub(super) fn conclude(
        &mut self,
        row: &Registration,
        id: RecordId,
        before: Option<&KnownRegistration>,
        proposal: &mut Proposal,
    ) {
        let passed_on = before.is_some_and(|before| !before.is_of(row));
        let linked = |field| {
            before.is_some_and(|before| {
                let stands = !passed_on || before.written_by_person.contains(&field);
                stands && before.values.get(&field).is_some_and(|value| !value.is_empty())
            })
        };
        let mut links = Vec::new();
        let mut who = None;
        if !linked(registration::PERSON) && row.status != Status::Unfinished {
            let identity = self.person(row, proposal);
            let counts = &mut proposal.counts;
            let is_new = before.is_none();
            match identity {
                Identity::Known(person) => {
                    counts.people_known += u32::from(is_new);
                    who = Some(person);
                }
                Identity::New(person) => {
                    counts.people_new += u32::from(is_new);
                    who = Some(person);
                }
                Identity::Unclear => {
                    counts.people_unclear += u32::from(is_new);
                    if passed_on {
                        links.push((registration::PERSON, Value::Empty));
                    }
                }
            }
            links.extend(who.map(|person| (registration::PERSON, Value::Reference(person))));
        }
        if !linked(registration::ORGANISATION)
            && let Some(where_) = self.organisation(row, proposal)
        {
            links.push((registration::ORGANISATION, Value::Reference(where_)));
            if let Some(who) = who {
                self.affiliate(row, who, where_, proposal);
            }
        }
        if !links.is_empty() {
            let kind = kinds::REGISTRATION.id;
            proposal.match_ops.push(Op::Set { kind, record: id, values: links });
        }
    }

    fn person(&mut self, row: &Registration, proposal: &mut Proposal) -> Identity {
        let Some(email) = row.email.as_deref() else { return Identity::Unclear };
        let name = row.full_name();
        let candidates = self.people.get(email).cloned().unwrap_or_default();
        let could_be = |person: &&Person| {
            name.is_empty() || person.name.is_empty() || same_person(&name, &person.name)
        };
        let fitting: Vec<&Person> = candidates.iter().filter(could_be).collect();
        match (fitting.as_slice(), candidates.is_empty()) {
            ([one], _) => {
                let id = one.id;
                if !one.has_phone {
                    self.add_phone(row, id, proposal);
                }
                if self.met.contains(&id) { Identity::New(id) } else { Identity::Known(id) }
            }
            ([], true) => self.new_person(row, email, &name, proposal),
            ([], false) => {
                let code = ProblemCode::SharedEmail;
                proposal.problems.push(RowProblem::new(row.row, code, email));
                self.new_person(row, email, &name, proposal)
            }
            (_, _) => {
                let code = ProblemCode::AmbiguousPerson;
                proposal.problems.push(RowProblem::new(row.row, code, email));
                Identity::Unclear
            }
        }
    }

    fn new_person(
        &mut self,
        row: &Registration,
        email: &str,
        name: &str,
        proposal: &mut Proposal,
    ) -> Identity {
        let id = RecordId::derived(&self.target.key, "person", &[email, &name_key(name)]);
        self.met.insert(id);
        self.people.entry(email.to_owned()).or_default().push(Person {
            id,
            name: name.to_owned(),
            has_phone: row.phone_e164.is_some(),
        });
        let mut values = vec![
            (person::FIRST_NAME, Value::from(row.first_name.clone())),
            (person::LAST_NAME, Value::from(row.last_name.clone())),
            (person::EMAIL, Value::from(email)),
        ];
        values.extend(row.phone_e164.clone().map(|phone| (person::PHONE, Value::from(phone))));
        let language = row.language.map(|language| Value::from(language.code()));
        values.extend(language.map(|language| (person::LANGUAGE, language)));
        proposal.match_ops.push(Op::Set { kind: kinds::PERSON.id, record: id, values });
        Identity::New(id)
    }

    /// A known person without a phone number gets the one that the registration gives.
    fn add_phone(&mut self, row: &Registration, id: RecordId, proposal: &mut Proposal) {
        let Some(phone) = row.phone_e164.clone().filter(|_| !row.phone_guessed) else { return };
        let values = vec![(person::PHONE, Value::from(phone))];
        proposal.match_ops.push(Op::Set { kind: kinds::PERSON.id, record: id, values });
        for people in self.people.values_mut() {
            for person in people.iter_mut().filter(|person| person.id == id) {
                person.has_phone = true;
            }
        }
    }

    fn organisation(&mut self, row: &Registration, proposal: &mut Proposal) -> Option<RecordId> {
        let business_id = row.business_id.as_deref();
        if let Some(known) = business_id.and_then(|id| self.by_business_id.get(id)) {
            return Some(*known);
        }
        let name = row.organisation.as_deref()?;
        let key = organisation_key(name);
        if key.is_empty() {
            return None;
        }
        // Of one name and another business id is another organisation.
        let could_be = |one: &&Organisation| {
            one.business_id.is_none()
                || business_id.is_none()
                || one.business_id.as_deref() == business_id
        };
        let named = self.by_name.get(&key).map(Vec::as_slice).unwrap_or_default();
        let fitting: Vec<Organisation> = named.iter().filter(could_be).cloned().collect();
        match fitting.as_slice() {
            [one] => {
                if let (None, Some(business_id)) = (&one.business_id, business_id) {
                    self.add_business_id(&key, one.id, business_id, proposal);
                }
                Some(one.id)
            }
            [] => Some(self.new_organisation(name, key, business_id, proposal)),
            [_, _, ..] => {
                let code = ProblemCode::AmbiguousOrganisation;
                proposal.problems.push(RowProblem::new(row.row, code, name));
                None
            }
        }
    }

    fn new_organisation(
        &mut self,
        name: &str,
        key: String,
        business_id: Option<&str>,
        proposal: &mut Proposal,
    ) -> RecordId {
        let id =
            RecordId::derived(&self.target.key, "organisation", &[business_id.unwrap_or(&key)]);
        let mut values = vec![(organisation::NAME, Value::from(name))];
        values.extend(business_id.map(|id| (organisation::BUSINESS_ID, Value::from(id))));
        proposal.match_ops.push(Op::Set { kind: kinds::ORGANISATION.id, record: id, values });
        let business_id = business_id.map(str::to_owned);
        self.by_business_id.extend(business_id.clone().map(|business_id| (business_id, id)));
        self.by_name.entry(key).or_default().push(Organisation { id, business_id });
        id
    }

    /// A known organisation without a business id gets the one that the registration gives.
    fn add_business_id(
        &mut self,
        key: &str,
        id: RecordId,
        business_id: &str,
        proposal: &mut Proposal,
    ) {
        let values = vec![(organisation::BUSINESS_ID, Value::from(business_id))];
        proposal.match_ops.push(Op::Set { kind: kinds::ORGANISATION.id, record: id, values });
        self.by_business_id.insert(business_id.to_owned(), id);
        for one in self.by_name.get_mut(key).into_iter().flatten().filter(|one| one.id == id) {
            one.business_id = Some(business_id.to_owned());
        }
    }

    fn affiliate(
        &mut self,
        row: &Registration,
        who: RecordId,
        where_: RecordId,
        proposal: &mut Proposal,
    ) {
        if !self.affiliations.insert((who, where_)) {
            return;
        }
        let parts = [who.to_string(), where_.to_string()];
        let id = RecordId::derived(&self.target.key, "affiliation", &[&parts[0], &parts[1]]);
        let mut values = vec![
            (affiliation::PERSON, Value::Reference(who)),
            (affiliation::ORGANISATION, Value::Reference(where_)),
        ];
        values.extend(
            row.job_title.clone().map(|title| (affiliation::JOB_TITLE, Value::from(title))),
        );
        proposal.match_ops.push(Op::Set { kind: kinds::AFFILIATION.id, record: id, values });
    }
}
