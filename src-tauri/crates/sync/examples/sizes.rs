//! Prints how many bytes a change takes on the share, everything counted: heads, signatures, what
//! was seen, hashes.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../tests/common/sample.rs"]
mod sample;

use domain::{UnixMillis, WriterId};
use sample::{Author, Dice, Habit, value_bytes};
use store::VersionVector;
use sync::keys::{DeviceKeys, WorkspaceKeys};
use sync::pack::write;
use sync::segment::{Heading, encode, hash};

fn main() {
    for at_a_record in [1, 3, 6, 10] {
        println!("about {at_a_record} changes of a record at a time");
        let habit = Habit { changes_at_a_record: at_a_record, known_records: 5_000 };
        let mut day = Day::new(&habit);
        day.segments(1, 20, 9, "the very first, 9 colleagues seen");
        for (changes, seen) in [(20, 2), (200, 9), (200, 2), (2_000, 2)] {
            day.segments(40_000 / changes, changes, seen, &format!("{seen} colleagues seen"));
        }
        for changes in [20, 50, 200, 2_000] {
            let mut day = Day::new(&habit);
            let segments = day.seal(50_000 / changes, changes, 1);
            let files = segments.iter().map(Vec::as_slice);
            let begun = std::time::Instant::now();
            let pack = write(files, &[7; 16], &day.keys, &day.device, &day.dice).unwrap().0;
            let took = begun.elapsed();
            let what = format!("pack of 50000 in segments of {changes}, {took:.0?}");
            day.tell(&what, 50_000, pack.len());
        }
    }
}

struct Day<'a> {
    habit: &'a Habit,
    dice: Dice,
    keys: WorkspaceKeys,
    device: DeviceKeys,
    author: Author,
    colleagues: Vec<WriterId>,
    number: u64,
    previous: [u8; 32],
    values: usize,
}

impl Day<'_> {
    fn new(habit: &Habit) -> Day<'_> {
        let dice = Dice::new(7);
        Day {
            habit,
            keys: WorkspaceKeys::generate(&dice),
            device: DeviceKeys::generate(&dice),
            author: Author::new(&dice, habit.known_records),
            colleagues: (0..9).map(|_| WriterId(dice.bytes())).collect(),
            number: 0,
            previous: [0; 32],
            values: 0,
            dice,
        }
    }

    fn seal(&mut self, rounds: usize, changes: usize, seen: usize) -> Vec<Vec<u8>> {
        let mut files = Vec::new();
        self.values = 0;
        for _ in 0..rounds {
            let actions = self.author.work(&self.dice, changes, self.habit);
            let last = actions.last().unwrap().at.0;
            self.number += 1;
            let seen: VersionVector = (self.colleagues.iter().take(seen))
                .map(|of| (*of, 1 + self.dice.below(100_000) as u64))
                .collect();
            let heading = Heading {
                writer: self.author.writer,
                number: self.number,
                previous: self.previous,
                made_at: UnixMillis(last + 2_000),
                schema_version: 12,
                stands_for: None,
                issued_by: None,
            };
            let (keys, device, dice) = (&self.keys, &self.device, &self.dice);
            let file = encode(&heading, &seen, &actions, &[7; 16], keys, device, dice).unwrap();
            self.previous = hash(&file).unwrap();
            self.values += value_bytes(&actions);
            files.push(file);
        }
        files
    }

    fn segments(&mut self, rounds: usize, changes: usize, seen: usize, told: &str) {
        let bytes = self.seal(rounds, changes, seen).iter().map(Vec::len).sum();
        self.tell(&format!("segment of {changes} ({told})"), changes * rounds, bytes);
    }

    fn tell(&self, what: &str, changes: usize, bytes: usize) {
        let each = bytes as f64 / changes as f64;
        let value = self.values as f64 / changes as f64;
        println!("  {what:<52} {each:5.1} bytes a change, of values {value:4.1}");
    }
}
