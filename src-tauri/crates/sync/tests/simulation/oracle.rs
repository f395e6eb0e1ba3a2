//! What everybody must see in the end, from what the test itself noted and the changes that were
//! told: no SQL, and none of the code that merges.
//!
//! Of every register the greatest change wins. A record lives while something was said of it that
//! no delete had in sight, and what a delete had in sight is everything that its workstation had
//! been told of the record, noted when it was made. Two words on one register collide if neither
//! speaker had been told of the other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{Change, ChangeBody, ChangeId, FieldId, KindId, RecordId};
use store::{LoggedAction, Purpose};

/// What a change is to people: who did it, or which file says it; the same under whatever number
/// it travels.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Identity {
    /// What a file says of a register.
    File(RecordId, u16, String),
    /// What somebody wrote to a register.
    Set(String, RecordId, u16),
    /// Somebody showed a record to be in use.
    Touch(String, RecordId),
    /// Somebody deleted a record.
    Delete(String, RecordId),
}

impl Identity {
    /// The identity of a change of an action.
    pub fn of(action: &LoggedAction, change: &Change) -> Identity {
        let actor = || action.actor.clone();
        match &change.body {
            ChangeBody::Set { register, value } => {
                let said = value.0.values().find_map(|json| json.as_str()).unwrap_or_default();
                if action.purpose == Purpose::Import && said.starts_with(FROM_FILE) {
                    Identity::File(change.record, register.0, said.to_owned())
                } else {
                    Identity::Set(actor(), change.record, register.0)
                }
            }
            ChangeBody::Delete { .. } => Identity::Delete(actor(), change.record),
            _ => Identity::Touch(actor(), change.record),
        }
    }

    fn record(&self) -> RecordId {
        match self {
            Identity::File(record, ..)
            | Identity::Set(_, record, _)
            | Identity::Touch(_, record)
            | Identity::Delete(_, record) => *record,
        }
    }
}

/// What values that files give begin with.
pub const FROM_FILE: &str = "file ";

/// What somebody had been told when they acted, of the records that they wrote to.
pub type Sight = BTreeSet<Identity>;

/// Everything that the log of a workstation says, as identities.
pub fn told(log: &[LoggedAction]) -> Sight {
    let changes = log.iter().flat_map(|action| action.changes.iter().map(move |one| (action, one)));
    changes.map(|(action, change)| Identity::of(action, change)).collect()
}

/// What is to be seen of each record.
pub type Shown = BTreeMap<(KindId, RecordId), BTreeMap<FieldId, String>>;

/// Registers on which people spoke without knowing of each other; none for a record that one
/// deleted and another wrote to.
pub type Collisions = BTreeSet<(KindId, RecordId, Option<u16>)>;

/// All changes that anybody knows, each once.
#[derive(Debug, Default)]
pub struct Everything {
    changes: HashMap<ChangeId, (Identity, Change)>,
}

impl Everything {
    /// Adds what a workstation knows.
    pub fn add(&mut self, log: &[LoggedAction]) {
        for action in log {
            for change in &action.changes {
                let identity = Identity::of(action, change);
                self.changes.entry(change.id).or_insert_with(|| (identity, change.clone()));
            }
        }
    }

    /// What everybody must see, given what those who acted had been told.
    pub fn shown(&self, sights: &HashMap<Identity, Sight>) -> Shown {
        let mut by_record: BTreeMap<(KindId, RecordId), Vec<&(Identity, Change)>> = BTreeMap::new();
        for one in self.changes.values() {
            by_record.entry((one.1.kind, one.1.record)).or_default().push(one);
        }
        let mut shown = Shown::new();
        for (record, changes) in by_record {
            let mut in_sight: BTreeSet<&Identity> = BTreeSet::new();
            for (identity, _) in &changes {
                if matches!(identity, Identity::Delete(..)) {
                    let sight = sights.get(identity).into_iter().flatten();
                    in_sight.extend(sight.filter(|one| one.record() == record.1));
                }
            }
            let lives = changes.iter().any(|(identity, _)| {
                !matches!(identity, Identity::Delete(..)) && !in_sight.contains(identity)
            });
            let mut winners: BTreeMap<u16, &Change> = BTreeMap::new();
            for (identity, change) in changes {
                let ChangeBody::Set { register, .. } = &change.body else { continue };
                // By who said it, not by what the change says of itself.
                let rank = |one: &Change, is_file: bool| {
                    (!is_file, one.stamp, one.id.writer, one.id.sequence)
                };
                let is_file = matches!(identity, Identity::File(..));
                let winner = winners.entry(register.0).or_insert(change);
                let winner_is_file =
                    matches!(self.changes.get(&winner.id), Some((Identity::File(..), _)));
                if rank(change, is_file) > rank(winner, winner_is_file) {
                    *winner = change;
                }
            }
            if lives && !winners.is_empty() {
                let texts = winners.values().filter_map(|change| match &change.body {
                    ChangeBody::Set { value, .. } => Some(&value.0),
                    _ => None,
                });
                let texts = texts
                    .flatten()
                    .filter_map(|(field, json)| Some((FieldId(*field), json.as_str()?.to_owned())));
                shown.insert(record, texts.collect());
            }
        }
        shown
    }

    /// On what people collided, given what those who acted had been told.
    pub fn collisions(&self, sights: &HashMap<Identity, Sight>, shown: &Shown) -> Collisions {
        let mut by_record: BTreeMap<(KindId, RecordId), Vec<&Said>> = BTreeMap::new();
        for one in self.changes.values() {
            let record = (one.1.kind, one.1.record);
            if shown.contains_key(&record) && !matches!(one.0, Identity::File(..)) {
                by_record.entry(record).or_default().push(one);
            }
        }
        let knew = |one: &Said, other: &Said| {
            let (a, b) = (one.1.id, other.1.id);
            (a.writer == b.writer && a.sequence > b.sequence)
                || sights.get(&one.0).is_some_and(|sight| sight.contains(&other.0))
        };
        let heads = |all: &[&Said]| -> Vec<Said> {
            let is_head = |one: &&&Said| !all.iter().any(|other| knew(other, one));
            all.iter().filter(is_head).map(|one| (*one).clone()).collect()
        };
        let mut collisions = Collisions::new();
        for ((kind, record), all) in by_record {
            let words = heads(&all);
            let deletes =
                words.iter().filter(|(identity, _)| matches!(identity, Identity::Delete(..)));
            let deletes = deletes.count();
            if deletes > 0 && deletes < words.len() {
                collisions.insert((kind, record, None));
            }
            let mut registers: BTreeMap<u16, Vec<&Said>> = BTreeMap::new();
            for one in all {
                if let ChangeBody::Set { register, .. } = &one.1.body {
                    registers.entry(register.0).or_default().push(one);
                }
            }
            for (register, sets) in registers {
                let values: BTreeSet<String> =
                    heads(&sets).iter().map(|(_, change)| said(change)).collect();
                if values.len() > 1 {
                    collisions.insert((kind, record, Some(register)));
                }
            }
        }
        collisions
    }
}

/// A change, with what it is to people.
type Said = (Identity, Change);

/// What a set says, without fields that it says to be empty.
fn said(change: &Change) -> String {
    match &change.body {
        ChangeBody::Set { value, .. } => {
            let filled = value.0.iter().filter(|(_, json)| !json.is_null());
            format!("{:?}", filled.collect::<Vec<_>>())
        }
        _ => String::new(),
    }
}
