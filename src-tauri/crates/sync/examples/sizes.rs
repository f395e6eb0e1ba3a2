//! Prints how many bytes a change takes on the share, everything counted: heads, signatures, what
//! was seen, hashes.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../tests/common/sample.rs"]
mod sample;

use domain::{UnixMillis, WriterId};
use sample::{Author, BEGIN, Dice, Habit, value_bytes};
use store::{LoggedAction, VersionVector};
use sync::keys::{DeviceKeys, WorkspaceKeys};
use sync::segment::{Heading, encode};

fn main() {
    for at_a_record in [1, 3, 6, 10] {
        println!("about {at_a_record} changes of a record at a time");
        let habit = Habit { changes_at_a_record: at_a_record, known_records: 5_000 };
        for (changes, seen, told) in [
            (20, 9, "first, 9 colleagues seen"),
            (20, 2, "later, 2 seen"),
            (200, 9, "first, 9 colleagues seen"),
            (200, 2, "later, 2 seen"),
            (2_000, 2, "later, 2 seen"),
        ] {
            segments(&habit, changes, seen, told);
        }
    }
}

fn segments(habit: &Habit, changes: usize, seen: usize, told: &str) {
    let dice = Dice::new(7);
    let (keys, device) = (WorkspaceKeys::generate(&dice), DeviceKeys::generate(&dice));
    let mut author = Author::new(&dice, habit.known_records);
    let colleagues: Vec<WriterId> = (0..9).map(|_| WriterId(dice.bytes())).collect();
    let (mut bytes, mut values, rounds) = (0, 0, 20);
    for number in 1..=rounds {
        let actions: Vec<LoggedAction> = author.work(&dice, changes, habit);
        let seen: VersionVector =
            colleagues.iter().take(seen).map(|of| (*of, 1 + dice.below(100_000) as u64)).collect();
        let heading = Heading {
            writer: author.writer,
            number: 100 + number,
            previous: dice.bytes(),
            made_at: UnixMillis(BEGIN + 30_000_000),
            schema_version: 12,
            stands_for: None,
            issued_by: None,
        };
        let sealed = encode(&heading, &seen, &actions, &[7; 16], &keys, &device, &dice).unwrap();
        bytes += sealed.len();
        values += value_bytes(&actions);
    }
    let all = (changes * rounds as usize) as f64;
    let (each, value) = (bytes as f64 / all, values as f64 / all);
    let counted = each - (value - 11.0).max(0.0);
    println!(
        "  segment of {changes:>5} ({told}): {each:5.1} bytes a change, {counted:5.1} beside what values have above 11 (mean {value:.1})"
    );
}
