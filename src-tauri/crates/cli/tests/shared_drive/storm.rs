//! Many at once, and killed at any moment.

use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::office::{Desk, Office};

/// What a process that ended well has written.
struct Committed {
    id: String,
    value: String,
    is_delete: bool,
}

/// A sequence of numbers that a seed draws (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % most
    }
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Ends a process without a word, after a while that nobody chose well.
fn kill_after(mut child: Child, millis: u64) -> Option<std::process::Output> {
    // Nobody ever sends anything: the wait is the moment that the dice drew.
    let (_sender, never) = mpsc::channel::<()>();
    never.recv_timeout(Duration::from_millis(millis)).unwrap_err();
    drop(child.kill());
    let output = child.wait_with_output().unwrap();
    output.status.success().then_some(output)
}

/// Works at one desk, sparing no process.
fn work(desk: &Desk, name: usize, steps: u64, until: Instant, seed: u64) -> Vec<Committed> {
    let mut dice = Dice(seed);
    let mut committed: Vec<Committed> = Vec::new();
    let mut step = 0;
    while step < steps || Instant::now() < until {
        step += 1;
        let value = format!("Yritys {name}-{step}-{seed}");
        let field = format!("name={value}");
        let known = desk.json(&["record", "list", "organisation"]);
        let ids: Vec<&str> =
            known.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
        let target = (!ids.is_empty()).then(|| ids[dice.below(ids.len() as u64) as usize]);
        let (arguments, is_delete): (Vec<&str>, bool) = match (dice.below(10), target) {
            (0..4, _) | (_, None) => (vec!["record", "add", "organisation", &field], false),
            (4..6, Some(id)) => (vec!["record", "set", "organisation", id, &field], false),
            (6, Some(id)) => (vec!["record", "delete", "organisation", id], true),
            (_, Some(_)) => (vec!["sync", "--once"], false),
        };
        let mut command = desk.command(&[&arguments[..], &["--json"]].concat());
        let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let is_killed = dice.below(3) == 0;
        let output = match is_killed {
            true => kill_after(child, dice.below(60)),
            false => Some(child.wait_with_output().unwrap()).filter(|done| done.status.success()),
        };
        let Some(output) = output.filter(|_| arguments[0] == "record") else { continue };
        let done: Value = serde_json::from_slice(&output.stdout).unwrap();
        if done["action"].is_string() {
            let id = done["id"].as_str().unwrap().to_owned();
            committed.push(Committed { id, value, is_delete });
        }
    }
    committed
}

fn storm(desks: usize, steps: u64) {
    let office = Office::open(desks);
    let seed = number("KUMPPANI_STORM_SEED", 1);
    let until = Instant::now() + Duration::from_secs(number("KUMPPANI_STORM_SECONDS", 0));
    let committed: Vec<Committed> = std::thread::scope(|scope| {
        let working: Vec<_> = office
            .desks()
            .iter()
            .enumerate()
            .map(|(name, desk)| {
                scope.spawn(move || work(desk, name, steps, until, seed * 1_000 + name as u64))
            })
            .collect();
        working.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    office.settle();
    office.assert_equal();
    assert!(!committed.is_empty());
    for edit in &committed {
        let desk = office.desk(edit.id.as_bytes()[0] as usize % desks);
        let history = desk.json(&["history", "organisation", &edit.id]);
        let entries = history.as_array().unwrap();
        let is_there = entries.iter().any(|entry| match edit.is_delete {
            true => entry["what"] == "delete",
            false => {
                let fields = entry["fields"].as_array().unwrap();
                fields.iter().any(|field| field["after"] == edit.value.as_str())
            }
        });
        assert!(is_there, "seed {seed}: {} of {} is lost", edit.value, edit.id);
    }
    println!("seed {seed}: {} edits of {desks} desks, none lost", committed.len());
}

#[test]
fn two_desks_in_a_storm_end_equal_and_lose_no_edit() {
    storm(2, 30);
}

#[test]
fn five_desks_in_a_storm_end_equal_and_lose_no_edit() {
    storm(5, 12);
}
