//! What everybody must see in the end, computed from the list of changes: no SQL, and none of the
//! store's code.

use std::collections::{BTreeMap, HashSet};

use domain::{Change, ChangeBody, FieldId, RecordId};

use crate::{Identity, World};

impl World {
    /// What the records must be, from the list of changes alone.
    pub fn oracle(&self) -> BTreeMap<RecordId, BTreeMap<FieldId, String>> {
        let mut changes: BTreeMap<Identity, Vec<&Change>> = BTreeMap::new();
        for change in self
            .stations
            .iter()
            .flat_map(|one| one.segments.iter().flatten())
            .flat_map(|one| &one.changes)
        {
            changes.entry(self.identity(change)).or_default().push(change);
        }
        let mut expected = BTreeMap::new();
        for id in &self.ids {
            let of_record = || {
                changes
                    .iter()
                    .flat_map(|(identity, all)| all.iter().map(move |one| (identity, *one)))
            };
            let of_record = || of_record().filter(|(_, change)| change.record == *id);
            let nothing = HashSet::new();
            let seen = self.sights.get(id).unwrap_or(&nothing);
            let lives = of_record().any(|(identity, change)| {
                !matches!(change.body, ChangeBody::Delete { .. }) && !seen.contains(identity)
            });
            let mut winners: BTreeMap<u16, (&Change, &domain::RegisterValue)> = BTreeMap::new();
            for (_, change) in of_record() {
                let ChangeBody::Set { register, value } = &change.body else { continue };
                // By who made it, not by what the change says of itself.
                let class = |one: &Change| u8::from(!self.speakers.contains_key(&one.id.writer));
                let order = |one: &Change| (class(one), one.stamp, one.id.writer, one.id.sequence);
                let winner = winners.entry(register.0).or_insert((change, value));
                if order(change) > order(winner.0) {
                    *winner = (change, value);
                }
            }
            if lives && !winners.is_empty() {
                let values = winners.values().flat_map(|(_, value)| &value.0);
                let texts = values
                    .filter_map(|(field, json)| Some((FieldId(*field), json.as_str()?.to_owned())));
                expected.insert(*id, texts.collect());
            }
        }
        expected
    }
}
