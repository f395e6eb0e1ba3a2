//! How two records that are one become one: what the one that stays says afterwards, and where the
//! references to the other go.
//!
//! Nothing is thrown away. The record that gives way keeps its values and points to the one that
//! stays by `merged_into`; what names or reaches somebody (names, addresses, numbers) is also kept
//! by the one that stays, so that whoever writes under the other's address is still known.

use std::collections::{BTreeMap, BTreeSet};

use crate::kinds::{organisation, person};
use crate::{
    Field, FieldId, FieldType, Kind, KindId, Privacy, RecordId, RegisterId, Value, fold, kinds,
};

/// Whose word stands in a register afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Take {
    /// That of the record that stays.
    Survivor,
    /// That of the record that gives way.
    Other,
    /// Both: lists are united, long texts stand one beneath the other.
    Both,
}

/// The values of a record by field; fields with nothing known may be left out.
pub type Values = BTreeMap<FieldId, Value>;

/// A record that takes part in a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party<'v> {
    /// The record.
    pub id: RecordId,
    /// What it says.
    pub values: &'v Values,
}

/// One register in which a person may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The register.
    pub register: RegisterId,
    /// Its fields.
    pub fields: Vec<&'static Field>,
    /// Whose word stands unless somebody chooses.
    pub take: Take,
    /// What can be chosen; a single way where there is nothing to choose.
    pub ways: &'static [Take],
}

const ONE: &[Take] = &[Take::Survivor];
const FILLED: &[Take] = &[Take::Other];
const EITHER: &[Take] = &[Take::Survivor, Take::Other];
const ANY: &[Take] = &[Take::Both, Take::Survivor, Take::Other];

/// What is kept in a list where the value itself gives way: kind, field, list.
const KEPT: [(KindId, FieldId, FieldId); 4] = [
    (kinds::ORGANISATION.id, organisation::NAME, organisation::OTHER_NAMES),
    (kinds::PERSON.id, person::LAST_NAME, person::OTHER_NAMES),
    (kinds::PERSON.id, person::EMAIL, person::OTHER_EMAILS),
    (kinds::PERSON.id, person::PHONE, person::OTHER_PHONES),
];

/// The registers of the kind in which either record says something, in the order of a form, each
/// with what would stand: the survivor's value, an empty one filled from the other, lists united,
/// long texts beneath each other. Of consents a no counts more than a yes.
pub fn rows(kind: &'static Kind, survivor: Party<'_>, other: Party<'_>) -> Vec<Row> {
    let (own, others) = (apart(survivor, other), apart(other, survivor));
    let mut rows = Vec::new();
    let mut met = BTreeSet::new();
    for field in kind.fields.iter().filter(|field| field.name != "merged_into") {
        let register = kind.register_of(field);
        if !met.insert(register) {
            continue;
        }
        let fields: Vec<&'static Field> = kind.fields_of(register).collect();
        let is_empty = |values: &Values| fields.iter().all(|field| of(values, field.id).is_empty());
        let is_same = fields.iter().all(|field| of(&own, field.id) == of(&others, field.id));
        let (take, ways) = match (is_empty(&own), is_empty(&others)) {
            (true, true) => continue,
            (_, true) => (Take::Survivor, ONE),
            (true, false) => (Take::Other, FILLED),
            _ if is_same => (Take::Survivor, ONE),
            _ => choices(&fields, &own),
        };
        rows.push(Row { register, fields, take, ways });
    }
    rows
}

/// What can be chosen where both say something and not the same.
fn choices(fields: &[&'static Field], own: &Values) -> (Take, &'static [Take]) {
    let [field] = fields else { return (Take::Survivor, EITHER) };
    match field.field_type {
        FieldType::TextList
        | FieldType::EmailList
        | FieldType::PhoneList
        | FieldType::References(_)
        | FieldType::Answers
        | FieldType::LongText => (Take::Both, ANY),
        FieldType::Flag if field.privacy == Privacy::Personal => match of(own, field.id) {
            Value::Integer(0) => (Take::Survivor, EITHER),
            _ => (Take::Other, EITHER),
        },
        _ => (Take::Survivor, EITHER),
    }
}

/// What is to be written to the survivor: the fields that change, given what a person chose;
/// registers without a choice go as [`rows`] says.
pub fn merged(
    kind: &'static Kind,
    survivor: Party<'_>,
    other: Party<'_>,
    chosen: &BTreeMap<RegisterId, Take>,
) -> Vec<(FieldId, Value)> {
    let (own, others) = (apart(survivor, other), apart(other, survivor));
    let mut after = own.clone();
    for row in rows(kind, survivor, other) {
        let take = chosen.get(&row.register).copied().filter(|take| row.ways.contains(take));
        for field in &row.fields {
            let (one, two) = (of(&own, field.id), of(&others, field.id));
            let value = match take.unwrap_or(row.take) {
                Take::Survivor => one.clone(),
                Take::Other => two.clone(),
                Take::Both => united(one, two),
            };
            after.insert(field.id, value);
        }
    }
    for (_, field, list) in KEPT.iter().filter(|(of, ..)| *of == kind.id) {
        keep(kind, *field, *list, [&own, &others], &mut after);
    }
    let changed = kind.fields.iter().filter_map(|field| {
        let value = of(&after, field.id);
        (value != of(survivor.values, field.id)).then(|| (field.id, value.clone()))
    });
    changed.collect()
}

/// A value that names the record `from`, naming `to` instead; none where it does not name it.
pub fn moved(value: &Value, from: RecordId, to: RecordId) -> Option<Value> {
    match value {
        Value::Reference(id) if *id == from => Some(Value::Reference(to)),
        Value::References(ids) if ids.contains(&from) => {
            let mut moved: Vec<RecordId> = Vec::with_capacity(ids.len());
            for id in ids.iter().map(|id| if *id == from { to } else { *id }) {
                if !moved.contains(&id) {
                    moved.push(id);
                }
            }
            Some(Value::References(moved))
        }
        _ => None,
    }
}

/// The values of a record without references to itself and to the other: once they are one, it
/// would refer to itself.
fn apart(party: Party<'_>, other: Party<'_>) -> Values {
    let is_one = |id: &RecordId| *id == party.id || *id == other.id;
    let values = party.values.iter().map(|(field, value)| {
        let value = match value {
            Value::Reference(id) if is_one(id) => Value::Empty,
            Value::References(ids) => {
                let left: Vec<_> = ids.iter().filter(|id| !is_one(id)).copied().collect();
                if left.is_empty() { Value::Empty } else { Value::References(left) }
            }
            value => value.clone(),
        };
        (*field, value)
    });
    values.collect()
}

fn of(values: &Values, field: FieldId) -> &Value {
    values.get(&field).unwrap_or(&Value::Empty)
}

/// Both values as one: what the first says, then what only the second says.
fn united(one: &Value, two: &Value) -> Value {
    match (one, two) {
        (Value::List(ones), Value::List(twos)) => {
            let mut all = ones.clone();
            for text in twos {
                if !all.iter().any(|known| fold(known) == fold(text)) {
                    all.push(text.clone());
                }
            }
            Value::List(all)
        }
        (Value::References(ones), Value::References(twos)) => {
            let mut all = ones.clone();
            all.extend(twos.iter().filter(|id| !ones.contains(id)));
            Value::References(all)
        }
        (Value::Answers(ones), Value::Answers(twos)) => {
            let mut all = twos.clone();
            all.extend(ones.clone());
            Value::Answers(all)
        }
        (Value::Text(one), Value::Text(two)) if one.contains(two.as_str()) => {
            Value::Text(one.clone())
        }
        (Value::Text(one), Value::Text(two)) if two.contains(one.as_str()) => {
            Value::Text(two.clone())
        }
        (Value::Text(one), Value::Text(two)) => Value::Text(format!("{one}\n\n{two}")),
        (Value::Empty, two) => two.clone(),
        (one, _) => one.clone(),
    }
}

/// Adds to `list` what either record said in `field` and no longer stands there.
fn keep(kind: &Kind, field: FieldId, list: FieldId, said: [&Values; 2], after: &mut Values) {
    let stands = fold(&name(kind, field, after));
    let mut kept: Vec<String> = match of(after, list) {
        Value::List(texts) => texts.clone(),
        _ => Vec::new(),
    };
    let gone = said.iter().map(|values| name(kind, field, values));
    kept.extend(gone.filter(|text| !text.is_empty()));
    let mut known = BTreeSet::from([stands]);
    kept.retain(|text| known.insert(fold(text)));
    after.insert(list, if kept.is_empty() { Value::Empty } else { Value::List(kept) });
}

/// What a field says; of a person's name the whole of it.
fn name(kind: &Kind, field: FieldId, values: &Values) -> String {
    let text = |field| of(values, field).text().unwrap_or_default();
    if (kind.id, field) == (kinds::PERSON.id, person::LAST_NAME) {
        return [text(person::FIRST_NAME), text(field)].join(" ").trim().to_owned();
    }
    text(field).to_owned()
}

#[cfg(test)]
mod tests;
