//! Short words for what these tests do again and again.

use std::path::PathBuf;

use domain::kinds::{self, organisation};
use domain::{Class, FieldId, KindId, Op, RecordId, Stamp, UnixMillis, Value, WriterId};
use store::{
    Action, ActionId, Author, NewWorkspace, Outcome, Part, Place, Purpose, RemoteBatch, Sealed,
    Store, VersionVector,
};

/// A folder that goes when the test ends; its workspaces are named by the caller.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

pub fn new(writer: u8) -> NewWorkspace {
    NewWorkspace {
        id: [1; 16],
        key: [2; 32],
        name: "Testi".into(),
        institution: "Karelia".into(),
        writer: WriterId([writer; 16]),
        created: UnixMillis(0),
    }
}

/// A workspace of its own workstation.
pub async fn workspace(folder: &tempfile::TempDir, writer: u8) -> Store {
    Store::create(&path(folder, writer), new(writer)).await.unwrap()
}

pub fn path(folder: &tempfile::TempDir, writer: u8) -> PathBuf {
    folder.path().join(format!("{writer}.db"))
}

pub fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

pub fn set(kind: KindId, record: RecordId, values: &[(FieldId, &str)]) -> Op {
    let values = values.iter().map(|(field, text)| (*field, Value::from(*text))).collect();
    Op::Set { kind, record, values }
}

pub fn company(record: RecordId, name: &str) -> Op {
    set(kinds::ORGANISATION.id, record, &[(organisation::NAME, name)])
}

pub fn refer(kind: KindId, record: RecordId, field: FieldId, to: RecordId) -> Op {
    Op::Set { kind, record, values: vec![(field, Value::Reference(to))] }
}

pub fn delete(kind: KindId, record: RecordId) -> Op {
    Op::Delete { kind, record }
}

pub async fn edit(store: &Store, now: i64, ops: Vec<Op>) -> Outcome {
    store.act(Action::edit("Katri", UnixMillis(now), ops)).await.unwrap()
}

/// The id of an edit that must have changed something.
pub async fn edited(store: &Store, now: i64, ops: Vec<Op>) -> ActionId {
    edit(store, now, ops).await.action.unwrap()
}

pub async fn undo(store: &Store, now: i64, action: ActionId) -> Outcome {
    store.undo(action, "Katri", UnixMillis(now)).await.unwrap()
}

pub fn file(content: u8, declared: i64, ops: Vec<Op>) -> Part {
    let declared = if declared == 0 { Stamp::default() } else { Stamp::at(UnixMillis(declared)) };
    Part { author: Author::File { content: [content; 32], declared }, ops }
}

pub fn said(class: Class, ops: Vec<Op>) -> Part {
    Part { author: Author::ThisWorkstation(class), ops }
}

pub async fn import(store: &Store, now: i64, parts: Vec<Part>) -> Outcome {
    let action =
        Action { actor: "Katri".into(), purpose: Purpose::Import, now: UnixMillis(now), parts };
    store.act(action).await.unwrap()
}

/// The text of a field; empty where nothing is known, `None` where there is no record.
pub async fn text(store: &Store, kind: KindId, record: RecordId, field: FieldId) -> Option<String> {
    let record = store.record(kind, record).await.unwrap()?;
    Some(record.value(field).text().unwrap_or_default().to_owned())
}

pub async fn name(store: &Store, record: RecordId) -> Option<String> {
    text(store, kinds::ORGANISATION.id, record, organisation::NAME).await
}

/// Everything that one workstation knows, as it would be sent to one that knows `vector`.
pub async fn past(store: &Store, vector: &VersionVector) -> Vec<RemoteBatch> {
    let source = store.workspace().writer;
    vec![RemoteBatch {
        source,
        seen: VersionVector::new(),
        place: None,
        actions: store.changes_since(vector, u32::MAX).await.unwrap(),
    }]
}

/// Tells `to` everything that `from` knows and it does not.
pub async fn send(from: &Store, to: &Store) -> Outcome {
    let vector = to.version_vector().await.unwrap();
    to.receive(past(from, &vector).await).await.unwrap()
}

/// Seals everything that is unsealed, at most `most` changes a segment, as a share would hold it.
pub async fn seal(store: &Store, most: u32) -> Vec<RemoteBatch> {
    let source = store.workspace().writer;
    let mut sealed = Vec::new();
    while let Some(unsealed) = store.unsealed(most).await.unwrap() {
        let place = Place { segment: unsealed.number, hash: [unsealed.number as u8; 32] };
        let (number, through) = (unsealed.number, unsealed.through);
        let segment = Sealed { number, through, hash: place.hash, bytes: vec![9; 100] };
        store.seal(segment).await.unwrap();
        let (seen, actions) = (unsealed.seen, unsealed.actions);
        sealed.push(RemoteBatch { source, seen, place: Some(place), actions });
    }
    sealed
}
