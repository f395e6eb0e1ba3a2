//! Hostile bytes: whatever lies on the share, reading it ends, without a panic.
//!
//! The fuzzer in `fuzz/` goes further and takes longer; this is what every test run can afford.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "common/hostile.rs"]
mod hostile;
#[allow(dead_code)]
#[path = "common/sample.rs"]
mod sample;

use sample::Dice;
use sync::fuzzing::{self, Forge};
use sync::names::{ShareName, foreign};

/// Alters bytes as a fuzzer does: bits, whole bytes, numbers that are often wrong, pieces taken out,
/// doubled, swapped with those of another.
fn mutated(dice: &Dice, seed: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(4) {
        if bytes.is_empty() {
            return bytes;
        }
        let at = dice.below(bytes.len());
        let to = at + dice.below(bytes.len() - at + 1).min(40);
        match dice.below(8) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = dice.bytes::<1>()[0],
            2 => bytes[at] = [0, 1, 0x7F, 0x80, 0xFF][dice.below(5)],
            3 => drop(bytes.drain(at..to)),
            4 => {
                let piece = bytes[at..to].to_vec();
                bytes.splice(at..at, piece);
            }
            5 => bytes[at..to].fill(0xFF),
            6 => bytes.truncate(at),
            _ => {
                let from = dice.below(other.len() + 1);
                let piece = other[from..(from + to - at).min(other.len())].to_vec();
                bytes.splice(at..to, piece);
            }
        }
    }
    bytes
}

/// Gives mutations of every seed of a target to `read`, which says whether they were accepted;
/// returns how many were.
fn try_all(target: &str, rounds: usize, mut read: impl FnMut(u8, &[u8]) -> bool) -> usize {
    let seeds = hostile::seeds().into_iter().find(|(name, _)| *name == target).unwrap().1;
    let dice = Dice::new(rounds as u64);
    let mut accepted = 0;
    for round in 0..rounds {
        let seed = &seeds[round % seeds.len()];
        let other = &seeds[dice.below(seeds.len())];
        let bytes = mutated(&dice, &seed[1..], other);
        accepted += usize::from(read(seed[0], &bytes));
    }
    accepted
}

#[test]
fn seeds_themselves_are_read() {
    let forge = Forge::default();
    for (target, seeds) in hostile::seeds() {
        for (place, seed) in seeds.iter().enumerate() {
            let (mode, bytes) = (seed[0], &seed[1..]);
            let is_read = match (target, mode) {
                ("segment_decode", 0) => forge.read_segment(bytes).is_ok(),
                ("segment_decode", 1) => place > 4 || fuzzing::body(bytes).is_ok(),
                ("segment_decode", 3) => fuzzing::statement(bytes),
                ("pack_open", 0) => forge.read_pack(bytes).is_ok(),
                ("pack_open", _) => fuzzing::chunk(bytes).is_ok(),
                ("snapshot_open", 0) => forge.read_snapshot(bytes).is_ok(),
                ("snapshot_open", 2) => fuzzing::snapshot_head(bytes).is_ok(),
                ("head_card", 2) => forge.read_keys(bytes).is_ok(),
                ("head_card", 3) => fuzzing::head(bytes),
                ("head_card", 4) => fuzzing::card(bytes),
                ("head_card", 5) => fuzzing::bundle(bytes),
                ("names", _) => std::str::from_utf8(seed).unwrap().parse::<ShareName>().is_ok(),
                _ => true,
            };
            assert!(is_read, "seed {place} of {target}");
        }
    }
}

#[test]
fn no_altered_segment_makes_its_reader_panic() {
    let forge = Forge::default();
    let accepted = try_all("segment_decode", 40_000, |mode, bytes| match mode {
        0 => {
            let is_read = forge.read_segment(bytes).is_ok();
            // A piece may be put back where it was taken from.
            assert!(
                !is_read || hostile::segments(&forge, &Dice::new(11)).contains(&bytes.to_vec())
            );
            false
        }
        1 => fuzzing::body(bytes).is_ok(),
        2 => forge.read_segment(&forge.segment(bytes)).is_ok(),
        _ => fuzzing::statement(bytes),
    });
    // Behind the seal some alterations are lawful; if none were, the test would not get that far.
    assert!(accepted > 1_000, "{accepted}");
}

#[test]
fn no_altered_pack_makes_its_reader_panic() {
    let forge = Forge::default();
    let accepted = try_all("pack_open", 20_000, |mode, bytes| match mode {
        0 => forge.read_pack(bytes).is_ok(),
        _ => fuzzing::chunk(bytes).is_ok(),
    });
    assert!(accepted > 500, "{accepted}");
}

#[test]
fn no_altered_snapshot_makes_its_reader_panic() {
    let forge = Forge::default();
    let accepted = try_all("snapshot_open", 20_000, |mode, bytes| match mode {
        0 => forge.read_snapshot(bytes).is_ok(),
        1 => fuzzing::body(bytes).is_ok(),
        _ => fuzzing::snapshot_head(bytes).is_ok(),
    });
    assert!(accepted > 500, "{accepted}");
}

#[test]
fn no_altered_small_file_makes_its_reader_panic() {
    let forge = Forge::default();
    let accepted = try_all("head_card", 20_000, |mode, bytes| match mode {
        0 => forge.read_head(bytes).is_ok(),
        1 => forge.read_card(bytes).is_ok(),
        2 => forge.read_keys(bytes).is_ok(),
        3 => fuzzing::head(bytes),
        4 => fuzzing::card(bytes),
        _ => fuzzing::bundle(bytes),
    });
    assert!(accepted > 500, "{accepted}");
}

#[test]
fn no_altered_name_is_taken_for_another() {
    let names = hostile::seeds().into_iter().find(|(name, _)| *name == "names").unwrap().1;
    let dice = Dice::new(3);
    for round in 0..20_000 {
        let name = &names[round % names.len()];
        let altered = mutated(&dice, name, &names[dice.below(names.len())]);
        let path = String::from_utf8_lossy(&altered);
        match path.parse::<ShareName>() {
            Ok(name) => assert_eq!(name.to_string(), path),
            Err(_) => drop(foreign(&path)),
        }
    }
}
