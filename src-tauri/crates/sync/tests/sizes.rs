//! How few bytes a change takes on the share, everything counted: heads, what was seen, signatures,
//! seals, hashes. What values take above eleven bytes in the mean is not held against it.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "common/sample.rs"]
mod sample;

use domain::{UnixMillis, WriterId};
use sample::{Author, BEGIN, Dice, Habit, value_bytes};
use store::VersionVector;
use sync::keys::{DeviceKeys, WorkspaceKeys};
use sync::pack::write;
use sync::segment::{Heading, encode, hash};

const WORKSPACE: [u8; 16] = [7; 16];

/// Segments of one workstation, and what their values hold.
struct Written {
    files: Vec<Vec<u8>>,
    changes: usize,
    value_bytes: usize,
}

impl Written {
    /// Bytes a change, without what values take above eleven.
    fn each(&self, bytes: usize) -> f64 {
        let above = self.value_bytes.saturating_sub(11 * self.changes);
        (bytes - above) as f64 / self.changes as f64
    }
}

struct Workstation {
    dice: Dice,
    keys: WorkspaceKeys,
    device: DeviceKeys,
}

fn workstation() -> Workstation {
    let dice = Dice::new(5);
    let (keys, device) = (WorkspaceKeys::generate(&dice), DeviceKeys::generate(&dice));
    Workstation { dice, keys, device }
}

impl Workstation {
    fn write(&self, segments: u64, changes: usize, seen: usize) -> Written {
        let habit = Habit { changes_at_a_record: 6, known_records: 5_000 };
        let mut author = Author::new(&self.dice, habit.known_records);
        let colleagues: Vec<WriterId> = (0..9).map(|_| WriterId(self.dice.bytes())).collect();
        let mut written = Written { files: Vec::new(), changes: 0, value_bytes: 0 };
        let mut previous = [0; 32];
        for number in 1..=segments {
            let actions = author.work(&self.dice, changes, &habit);
            // The first segment tells what was seen of everybody, later ones what grew.
            let seen = if number == 1 { 9 } else { seen };
            let seen: VersionVector = (colleagues.iter().take(seen))
                .map(|of| (*of, 1 + self.dice.below(100_000) as u64))
                .collect();
            let heading = Heading {
                writer: author.writer,
                number,
                previous,
                made_at: UnixMillis(BEGIN),
                schema_version: 12,
                stands_for: None,
                issued_by: None,
            };
            let (keys, device) = (&self.keys, &self.device);
            let file = encode(&heading, &seen, &actions, &WORKSPACE, keys, device, &self.dice);
            let file = file.unwrap();
            previous = hash(&file).unwrap();
            written.files.push(file);
            written.changes += changes;
            written.value_bytes += value_bytes(&actions);
        }
        written
    }
}

#[test]
fn a_change_in_a_segment_of_twenty_takes_at_most_35_bytes() {
    let written = workstation().write(100, 20, 2);
    let each = written.each(written.files.iter().map(Vec::len).sum());
    assert!(each <= 35.0, "{each:.1}");
}

#[test]
fn a_change_in_a_segment_of_two_hundred_takes_at_most_18_bytes() {
    let written = workstation().write(10, 200, 2);
    let each = written.each(written.files.iter().map(Vec::len).sum());
    assert!(each <= 18.0, "{each:.1}");
}

#[test]
fn a_change_in_a_pack_takes_at_most_12_bytes() {
    let workstation = workstation();
    let (keys, device) = (&workstation.keys, &workstation.device);
    for (segments, changes) in [(1_000, 50), (250, 200)] {
        let written = workstation.write(segments, changes, 1);
        let files = written.files.iter().map(Vec::as_slice);
        let pack = write(files, &WORKSPACE, keys, device, &workstation.dice).unwrap().0;
        let each = written.each(pack.len());
        assert!(each <= 12.0, "{each:.1} in segments of {changes}");
    }
}
