//! What the tests of this room share: a workstation with keys, and something that it did.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU8, Ordering};

use domain::{
    Change, ChangeBody, ChangeId, Class, KindId, RecordId, RegisterId, RegisterValue, Stamp,
    UnixMillis, WriterId,
};
use serde_json::json;
use store::{ActionId, LoggedAction, Purpose, VersionVector};

use crate::Ambient;
use crate::keys::{DeviceKeys, WorkspaceId, WorkspaceKeys};
use crate::segment::{Heading, Segment, SegmentError, decode, encode, hash};

/// Randomness that counts.
pub(crate) struct Counter(AtomicU8);

impl Counter {
    pub(crate) fn from(first: u8) -> Counter {
        Counter(first.into())
    }
}

impl Ambient for Counter {
    fn now(&self) -> UnixMillis {
        UnixMillis(1_790_000_002_000)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
    }
}

pub(crate) const WORKSPACE: WorkspaceId = [7; 16];
pub(crate) const WRITER: WriterId = WriterId([0xA1; 16]);

/// A workstation.
pub(crate) struct Scene {
    pub(crate) chance: Counter,
    pub(crate) keys: WorkspaceKeys,
    pub(crate) device: DeviceKeys,
}

pub(crate) fn scene() -> Scene {
    let chance = Counter::from(1);
    let (keys, device) = (WorkspaceKeys::generate(&chance), DeviceKeys::generate(&chance));
    Scene { chance, keys, device }
}

/// Two changes, of which the first has this number and writes this.
pub(crate) fn action_of(first: u64, text: &str) -> LoggedAction {
    let record = RecordId::version7(1_790_000_000_000, [3; 10]);
    let change = |sequence, body| Change {
        id: ChangeId { writer: WRITER, sequence },
        class: Class::Person,
        stamp: Stamp::at(UnixMillis(1_790_000_000_000)),
        kind: KindId(2),
        record,
        body,
    };
    let value = RegisterValue(BTreeMap::from([(4, json!(text))]));
    LoggedAction {
        id: ActionId(ChangeId { writer: WRITER, sequence: first }),
        actor: "Aino Laine".into(),
        purpose: Purpose::Edit,
        at: UnixMillis(1_790_000_000_000),
        changes: vec![
            change(first, ChangeBody::Set { register: RegisterId(4), value }),
            change(first + 1, ChangeBody::Touch),
        ],
    }
}

pub(crate) fn action() -> LoggedAction {
    action_of(41, "Metso Oyj")
}

pub(crate) fn heading() -> Heading {
    Heading {
        writer: WRITER,
        number: 3,
        previous: [9; 32],
        made_at: UnixMillis(1_790_000_001_000),
        schema_version: 12,
        stands_for: None,
        issued_by: None,
    }
}

impl Scene {
    pub(crate) fn seal(&self, heading: &Heading) -> Vec<u8> {
        self.seal_actions(heading, &[action()])
    }

    pub(crate) fn seal_actions(&self, heading: &Heading, actions: &[LoggedAction]) -> Vec<u8> {
        let seen = VersionVector::from([(WriterId([5; 16]), 77)]);
        let (keys, device) = (&self.keys, &self.device);
        encode(heading, &seen, actions, &WORKSPACE, keys, device, &self.chance).unwrap()
    }

    pub(crate) fn open(&self, bytes: &[u8]) -> Result<Segment, SegmentError> {
        decode(bytes, &WORKSPACE, &self.keys, &self.device.verifying())
    }

    /// Segments of these numbers that follow each other, each with a text of its own.
    pub(crate) fn chain(&self, from: u64, texts: &[String]) -> Vec<Vec<u8>> {
        let mut previous = if from == 1 { [0; 32] } else { [9; 32] };
        let seal = |(text, number): (&String, u64)| {
            let heading = Heading { number, previous, ..heading() };
            let bytes = self.seal_actions(&heading, &[action_of(2 * number, text)]);
            previous = hash(&bytes).unwrap();
            bytes
        };
        texts.iter().zip(from..).map(seal).collect()
    }
}
