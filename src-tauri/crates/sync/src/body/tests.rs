use std::collections::BTreeMap;

use domain::{
    Change, ChangeBody, ChangeId, Class, KindId, RecordId, RegisterId, RegisterValue, Stamp,
    UnixMillis, WriterId,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};
use store::{ActionId, LoggedAction, Place, Purpose, RemoteBatch, VersionVector};

use super::*;

fn writer() -> impl Strategy<Value = WriterId> {
    (0_u8..4).prop_map(|writer| WriterId([writer; 16]))
}

fn change_id() -> impl Strategy<Value = ChangeId> {
    let sequence = prop_oneof![4 => 1_u64..50, 1 => any::<u64>().prop_map(|number| number >> 1)];
    (writer(), sequence).prop_map(|(writer, sequence)| ChangeId { writer, sequence })
}

fn record() -> impl Strategy<Value = RecordId> {
    prop_oneof![
        (0_u8..3).prop_map(|number| RecordId::version7(1_790_000_000_000, [number; 10])),
        any::<[u8; 16]>().prop_map(RecordId::from_bytes),
    ]
}

fn value() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        (-1e300..1e300_f64).prop_map(Json::from),
        "\\PC{0,20}".prop_map(Json::from),
        record().prop_map(|id| Json::from(id.to_string())),
        record().prop_map(|id| Json::from(id.to_string().to_uppercase())),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Json::from),
            prop::collection::btree_map("\\PC{0,8}", inner, 0..5)
                .prop_map(|pairs| Json::Object(pairs.into_iter().collect())),
        ]
    })
}

fn change_body() -> impl Strategy<Value = ChangeBody> {
    let fields = prop::collection::btree_map(any::<u16>(), value(), 0..4);
    prop_oneof![
        4 => (any::<u16>(), value()).prop_map(|(register, value)| ChangeBody::Set {
            register: RegisterId(register),
            value: RegisterValue(BTreeMap::from([(register, value)])),
        }),
        2 => (any::<u16>(), fields).prop_map(|(register, fields)| ChangeBody::Set {
            register: RegisterId(register),
            value: RegisterValue(fields),
        }),
        1 => Just(ChangeBody::Touch),
        1 => prop::collection::vec(change_id(), 0..4).prop_map(|seen| ChangeBody::Delete { seen }),
        1 => prop::option::of(any::<u16>())
            .prop_map(|register| ChangeBody::Erase { register: register.map(RegisterId) }),
    ]
}

fn change() -> impl Strategy<Value = Change> {
    let class = prop::sample::select(vec![Class::Import, Class::Person, Class::Erasure]);
    let stamp = prop_oneof![
        2 => (0_u64..3).prop_map(|step| Stamp::at(UnixMillis(1_790_000_000_000 + step as i64))),
        1 => any::<u64>().prop_map(Stamp),
    ];
    (change_id(), class, stamp, 0_u16..4, record(), change_body()).prop_map(
        |(id, class, stamp, kind, record, body)| Change {
            id,
            class,
            stamp,
            kind: KindId(kind),
            record,
            body,
        },
    )
}

fn purpose() -> impl Strategy<Value = Purpose> {
    prop_oneof![
        "[a-z ]{0,12}".prop_map(|name| Purpose::from(name.as_str())),
        prop::sample::select(vec!["edit", "import", "merge", "erasure", "decision"])
            .prop_map(Purpose::from),
        change_id().prop_map(|id| Purpose::Undo(ActionId(id))),
    ]
}

/// Actions of which some follow each other as those of one workstation do, and some do not.
fn action() -> impl Strategy<Value = LoggedAction> {
    let changes = prop::collection::vec(change(), 0..6);
    let (id, at) = (change_id(), any::<i64>().prop_map(UnixMillis));
    (id, "\\PC{0,9}", purpose(), at, changes, any::<bool>()).prop_map(
        |(id, actor, purpose, at, mut changes, ordinary)| {
            for (change, sequence) in changes.iter_mut().zip(id.sequence..).filter(|_| ordinary) {
                change.id = ChangeId { writer: id.writer, sequence };
            }
            LoggedAction { id: ActionId(id), actor, purpose, at, changes }
        },
    )
}

fn batch() -> impl Strategy<Value = RemoteBatch> {
    let seen = prop::collection::btree_map(writer(), any::<u64>(), 0..4);
    let place = prop::option::of((any::<u64>(), any::<[u8; 32]>()));
    let place = place.prop_map(|place| place.map(|(segment, hash)| Place { segment, hash }));
    (writer(), seen, place, prop::collection::vec(action(), 0..4))
        .prop_map(|(source, seen, place, actions)| RemoteBatch { source, seen, place, actions })
}

const BASE: UnixMillis = UnixMillis(1_790_000_000_000);

fn known() -> Vec<ChangeId> {
    vec![ChangeId { writer: WriterId([1; 16]), sequence: 7 }]
}

proptest! {
    #[test]
    fn what_was_written_is_read_back(
        batches in prop::collection::vec(batch(), 0..4),
        base in any::<i64>(),
        blind in any::<[u8; BLIND]>(),
    ) {
        let base = UnixMillis(base);
        let body = encode(&batches, &known(), base, blind).unwrap();
        prop_assert_eq!(decode(&body, &known(), base), Ok(batches));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes, &known(), BASE);
    }

    #[test]
    fn altered_bytes_are_read_or_refused(
        batches in prop::collection::vec(batch(), 1..3),
        at in any::<prop::sample::Index>(),
        put in any::<u8>(),
    ) {
        let mut body = encode(&batches, &known(), BASE, [0; BLIND]).unwrap();
        let at = at.index(body.len());
        body[at] = put;
        if let Ok(read) = decode(&body, &known(), BASE) {
            // Whatever was read can be written and read again.
            let again = encode(&read, &known(), BASE, [0; BLIND]).unwrap();
            prop_assert_eq!(decode(&again, &known(), BASE), Ok(read));
        }
    }
}

fn of_value(value: Json) -> Vec<RemoteBatch> {
    let id = ChangeId { writer: WriterId([1; 16]), sequence: 1 };
    let value = RegisterValue(BTreeMap::from([(1, value)]));
    let change = Change {
        id,
        class: Class::Person,
        stamp: Stamp(1),
        kind: KindId(1),
        record: RecordId::from_bytes([1; 16]),
        body: ChangeBody::Set { register: RegisterId(1), value },
    };
    let action = LoggedAction {
        id: ActionId(id),
        actor: String::new(),
        purpose: Purpose::Edit,
        at: BASE,
        changes: vec![change],
    };
    vec![RemoteBatch {
        source: id.writer,
        seen: VersionVector::new(),
        place: None,
        actions: vec![action],
    }]
}

#[test]
fn a_value_nested_as_deep_as_the_log_reads_is_kept_and_a_deeper_one_is_not_written() {
    let nested = |depth| (0..depth).fold(json!(1), |value, _| json!([value]));
    let deep = of_value(nested(MOST_DEPTH - 1));
    let body = encode(&deep, &[], BASE, [0; BLIND]).unwrap();
    assert_eq!(decode(&body, &[], BASE), Ok(deep));
    assert_eq!(
        encode(&of_value(nested(MOST_DEPTH)), &[], BASE, [0; BLIND]),
        Err(BodyError::TooLarge)
    );
}

#[test]
fn what_is_written_is_never_too_large_to_be_read() {
    let batches = of_value(json!("x".repeat(10 << 20)));
    let body = encode(&batches, &[], BASE, [0; BLIND]).unwrap();
    assert_eq!(decode(&body, &[], BASE), Ok(batches));
    let too_large = of_value(json!("x".repeat(MOST_BYTES)));
    assert_eq!(encode(&too_large, &[], BASE, [0; BLIND]), Err(BodyError::TooLarge));
}

/// The body of one touch, with something replaced in a column.
fn body_with(column: columns::Column, replace: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut batches = of_value(json!(1));
    batches[0].actions[0].changes[0].body = ChangeBody::Touch;
    let body = encode(&batches, &[], BASE, [0; BLIND]).unwrap();
    let mut columns = columns::Columns::default();
    for (place, bytes) in split_columns(&body).unwrap().into_iter().enumerate() {
        columns.at(place).extend_from_slice(bytes);
    }
    replace(columns.of(column));
    columns.finish([0; BLIND]).unwrap()
}

#[test]
fn what_only_a_newer_version_knows_is_not_taken_for_damage() {
    for op in [3, 63 << 2 | 1] {
        let body = body_with(columns::Column::Ops, |ops| *ops = vec![op]);
        assert!(matches!(decode(&body, &[], BASE), Err(BodyError::Newer(_))), "{op}");
    }
    let body = body_with(columns::Column::Actions, |actions| *actions.last_mut().unwrap() = 99);
    assert!(matches!(decode(&body, &[], BASE), Err(BodyError::Newer(_))));
}

#[test]
fn columns_of_a_newer_version_are_passed_over() {
    let batches = of_value(json!("kept"));
    let body = encode(&batches, &[], BASE, [0; BLIND]).unwrap();
    let columns = split_columns(&body).unwrap();
    let mut newer = body[..BLIND].to_vec();
    crate::wire::put_number(&mut newer, columns.len() as u64 + 1);
    columns.iter().for_each(|column| crate::wire::put_number(&mut newer, column.len() as u64));
    newer.push(3);
    columns.iter().for_each(|column| newer.extend_from_slice(column));
    newer.extend([1, 2, 3]);
    assert_eq!(decode(&newer, &[], BASE), Ok(batches));
}
