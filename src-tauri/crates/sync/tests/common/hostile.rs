//! Files and bodies to begin hostile tests from, each behind the byte that tells the target of the
//! fuzzer what it is.

use std::collections::{BTreeMap, BTreeSet};

use domain::{ChangeBody, ChangeId, UnixMillis, WriterId};
use serde_json::json;
use store::{LoggedAction, Place, Purpose, RemoteBatch, VersionVector};
use sync::card::Card;
use sync::fuzzing::{Forge, WORKSPACE, unsealed};
use sync::head::Head;
use sync::keys::{Bundle, Cost, WrapFor, wrap};
use sync::names::ShareName;
use sync::segment::{Heading, encode, hash};
use sync::snapshot::{SnapshotHead, SnapshotWriter};

use super::sample::{Author, BEGIN, Dice, Habit};

const WRITER: WriterId = WriterId([0xA1; 16]);

/// Actions with something of everything that a body can say.
fn actions(dice: &Dice, count: usize) -> Vec<LoggedAction> {
    let mut author = Author::new(dice, 3);
    author.writer = WRITER;
    let habit = Habit { changes_at_a_record: 3, known_records: 3 };
    let mut actions = author.work(dice, count, &habit);
    let other = WriterId([4; 16]);
    if let Some(action) = actions.first_mut() {
        action.purpose = Purpose::Undo(action.id);
        let values = [
            json!(null),
            json!(true),
            json!(-7),
            json!(1.5),
            json!(["a", action.changes[0].record.to_string()]),
            json!({"Ruokavalio": ["kala"], "Kieli": []}),
        ];
        for (change, value) in action.changes.iter_mut().zip(values) {
            if let ChangeBody::Set { value: register, .. } = &mut change.body {
                register.0.insert(99, value);
            }
        }
    }
    if let Some(change) = actions.last_mut().and_then(|action| action.changes.last_mut()) {
        change.body = ChangeBody::Delete { seen: vec![ChangeId { writer: other, sequence: 9 }] };
    }
    if let [.., action, _] = &mut actions[..] {
        action.purpose = Purpose::Other("tapahtuma".into());
        action.changes.last_mut().unwrap().body = ChangeBody::Touch;
        action.changes[0].id.writer = other;
    }
    actions
}

fn seen() -> VersionVector {
    VersionVector::from([(WriterId([4; 16]), 12), (WriterId([5; 16]), 70_000)])
}

/// Segments that follow each other.
pub fn segments(forge: &Forge, dice: &Dice) -> Vec<Vec<u8>> {
    let mut previous = [0; 32];
    (1..=4)
        .map(|number| {
            let heading = Heading {
                writer: WRITER,
                number,
                previous,
                made_at: UnixMillis(BEGIN),
                schema_version: 1,
                stands_for: (number == 3).then_some([3; 32]),
                issued_by: None,
            };
            let actions = actions(dice, 5 + 6 * number as usize);
            let (keys, device) = (forge.keys(), forge.device());
            let file = encode(&heading, &seen(), &actions, &WORKSPACE, keys, device, dice).unwrap();
            previous = if number == 3 { [3; 32] } else { hash(&file).unwrap() };
            file
        })
        .collect()
}

pub fn snapshot(forge: &Forge, dice: &Dice) -> Vec<u8> {
    let head = SnapshotHead {
        writer: WRITER,
        number: 1,
        made_at: UnixMillis(BEGIN),
        epoch: 1,
        schema_version: 1,
        changes: 40,
        places: BTreeMap::from([(WRITER, Place { segment: 2, hash: [2; 32] })]),
        versions: seen(),
        state_digest: [1; 32],
    };
    let mut writer = SnapshotWriter::begin(&head, &WORKSPACE, forge.keys(), dice).unwrap();
    for number in 1..3 {
        let place = Some(Place { segment: number, hash: [number as u8; 32] });
        let actions = actions(dice, 20);
        writer.add(vec![RemoteBatch { source: WRITER, seen: seen(), place, actions }]).unwrap();
    }
    writer.finish(forge.device()).0
}

fn head(forge: &Forge, dice: &Dice) -> Vec<u8> {
    let head = Head {
        writer: WRITER,
        count: 3,
        made_at: UnixMillis(BEGIN),
        segment: 4,
        hash: [4; 32],
        last_change: 77,
        waiting: 1,
        acks: BTreeMap::from([(WriterId([4; 16]), 9)]),
        version: "0.1.0".into(),
        state_digest: [5; 32],
    };
    head.seal(&WORKSPACE, forge.keys(), forge.device(), dice).unwrap().0
}

fn card(forge: &Forge, dice: &Dice) -> Vec<u8> {
    let card = Card {
        writer: WRITER,
        number: 1,
        made_at: UnixMillis(BEGIN),
        name: "Aino Laine".into(),
        machine: "LT-0142".into(),
        version: "0.1.0".into(),
        verifying: forge.device().verifying(),
        sealing: forge.device().sealing(),
        predecessor: Some(WriterId([4; 16])),
        left: true,
        removed: BTreeSet::from([WriterId([5; 16])]),
    };
    card.seal(&WORKSPACE, forge.keys(), forge.device(), dice).unwrap().0
}

fn keys(forge: &Forge, dice: &Dice) -> Vec<u8> {
    let bundle = Bundle {
        workspace: WORKSPACE,
        name: "Kumppanuudet".into(),
        id_key: [9; 32].into(),
        keys: forge.keys().clone(),
    };
    let wrap_for = WrapFor::Passphrase("x", Cost::TRIFLING);
    wrap(&bundle, wrap_for, 1, WRITER, forge.device(), dice)
}

fn behind(mode: u8, bytes: &[u8]) -> Vec<u8> {
    [&[mode], bytes].concat()
}

/// What each target of the fuzzer begins from.
pub fn seeds() -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let (forge, dice) = (Forge::default(), Dice::new(11));
    let segments = segments(&forge, &dice);
    let pack = sync::pack::write(
        segments.iter().map(Vec::as_slice),
        &WORKSPACE,
        forge.keys(),
        forge.device(),
        &dice,
    );
    let pack = pack.unwrap().0;
    let snapshot = snapshot(&forge, &dice);
    let (head, card, keys) = (head(&forge, &dice), card(&forge, &dice), keys(&forge, &dice));
    let mut of_segments: Vec<Vec<u8>> = Vec::new();
    for segment in &segments {
        let (statement, body) = unsealed::segment(&forge, segment);
        of_segments.push(behind(0, segment));
        of_segments.push(behind(1, &body));
        of_segments.push(behind(2, &body));
        of_segments.push(behind(3, &statement));
    }
    let mut of_packs = vec![behind(0, &pack)];
    of_packs.extend(unsealed::pack(&forge, &pack).iter().map(|part| behind(1, part)));
    let mut of_snapshots = vec![behind(0, &snapshot)];
    for (place, part) in unsealed::snapshot(&forge, &snapshot).iter().enumerate() {
        of_snapshots.push(behind(if place == 0 { 2 } else { 1 }, part));
    }
    let of_small = vec![
        behind(0, &head),
        behind(1, &card),
        behind(2, &keys),
        behind(3, &unsealed::head(&forge, &head)),
        behind(4, &unsealed::card(&forge, &card)),
        behind(5, &unsealed::bundle(&keys, "x")),
    ];
    let names = [
        ShareName::Segment { writer: WRITER, number: 1_234, mark: [1; 6] },
        ShareName::Pack { writer: WRITER, from: 1, to: 9, mark: [1; 6] },
        ShareName::Snapshot { writer: WRITER, number: 1, mark: [1; 6] },
        ShareName::Head { writer: WRITER, segment: 1, acks: [1; 4], mark: [1; 4] },
        ShareName::Card { writer: WRITER, number: 1, mark: [1; 4] },
        ShareName::Key { id: [1; 4], number: 1 },
        ShareName::Attachment { name: [1; 16], mark: [1; 6] },
    ];
    let names = names.iter().map(|name| name.to_string().into_bytes()).collect();
    vec![
        ("segment_decode", of_segments),
        ("pack_open", of_packs),
        ("snapshot_open", of_snapshots),
        ("head_card", of_small),
        ("names", names),
    ]
}
