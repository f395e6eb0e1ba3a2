//! What is in conflict, by going through all pairs of changes: no SQL, no contexts, and none of the
//! store's code.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::{ChangeBody, ChangeId, Class, RecordId};

use crate::Made;

/// By record and register, the changes that are its sides.
pub type Conflicts = BTreeMap<(RecordId, Option<u16>), BTreeSet<ChangeId>>;

/// What is in conflict for somebody who knows these of the changes.
pub fn conflicts(made: &HashMap<ChangeId, Made>, known: &HashSet<ChangeId>) -> Conflicts {
    let mut by_record: BTreeMap<RecordId, Vec<&Made>> = BTreeMap::new();
    for id in known {
        by_record.entry(made[id].change.record).or_default().push(&made[id]);
    }
    let mut conflicts = Conflicts::new();
    for (record, changes) in by_record {
        if !is_shown(&changes) {
            continue;
        }
        let heads = heads(&changes);
        let deletes = heads.iter().filter(|head| is_delete(head)).count();
        if deletes > 0 && deletes < heads.len() {
            conflicts.insert((record, None), ids(&heads));
        }
        let mut registers: BTreeMap<u16, Vec<&Made>> = BTreeMap::new();
        for change in changes {
            if let ChangeBody::Set { register, .. } = &change.change.body
                && change.change.class == Class::Person
            {
                registers.entry(register.0).or_default().push(change);
            }
        }
        for (register, sets) in registers {
            let heads = self::heads(&sets);
            let value = |made: &Made| match &made.change.body {
                ChangeBody::Set { value, .. } => written(value),
                _ => String::new(),
            };
            let values: BTreeSet<String> = heads.iter().map(|head| value(head)).collect();
            if values.len() > 1 {
                conflicts.insert((record, Some(register)), ids(&heads));
            }
        }
    }
    conflicts
}

fn written(value: &domain::RegisterValue) -> String {
    format!("{:?}", value.0)
}

fn ids(heads: &[&Made]) -> BTreeSet<ChangeId> {
    heads.iter().map(|head| head.change.id).collect()
}

fn is_delete(made: &Made) -> bool {
    matches!(made.change.body, ChangeBody::Delete { .. })
}

/// Whether `one` was made in the knowledge of `other`.
fn knew(one: &Made, other: &Made) -> bool {
    let (one_id, other_id) = (one.change.id, other.change.id);
    one.knew.contains(&other_id)
        || (one_id.writer == other_id.writer && one_id.sequence > other_id.sequence)
}

fn heads<'m>(changes: &[&'m Made]) -> Vec<&'m Made> {
    let is_head = |one: &&&Made| !changes.iter().any(|other| knew(other, one));
    changes.iter().filter(is_head).copied().collect()
}

/// Somebody said something of the record, and of all that was done to it something was not known
/// to any delete.
fn is_shown(changes: &[&Made]) -> bool {
    let deletes: Vec<_> = changes.iter().filter(|change| is_delete(change)).collect();
    let lives = changes
        .iter()
        .any(|change| !is_delete(change) && !deletes.iter().any(|delete| knew(delete, change)));
    lives && changes.iter().any(|change| matches!(change.change.body, ChangeBody::Set { .. }))
}
