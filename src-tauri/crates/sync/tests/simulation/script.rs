//! What happens in a history: drawn from a seed, and cut down to what matters when it goes wrong.

use sync::medium::sim::{Dice, Trouble};

/// One thing that happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// How much time passes before, in milliseconds.
    pub pause: i64,
    /// To which workstation, modulo how many there are.
    pub at: usize,
    /// Chance for everything within the step, so that leaving other steps out leaves it as it is.
    pub seed: u64,
    /// What.
    pub what: What,
}

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Somebody writes a field.
    Edit,
    /// Somebody deletes a record.
    Delete,
    /// Somebody shows a record to be in use.
    Touch,
    /// Somebody takes back one of the last actions.
    Undo,
    /// A registration file is taken in.
    Import,
    /// Somebody decides a conflict.
    Decide,
    /// A cycle while the share does as shares do, so often in a thousand operations.
    Cycle(u16),
    /// A cycle in which one kind of trouble strikes often.
    Struck(Trouble),
    /// A cycle that ends at this operation on the share, and the program with it.
    Crash(u32),
    /// The program ends and begins again.
    Reopen,
    /// The share is away, empty, another's or read-only during a cycle.
    Away,
    Empty,
    Foreign,
    ReadOnly,
    /// Somebody keeps a copy of the whole share.
    KeepShare,
    /// The share is put back to the last copy.
    RollBackShare,
    /// Somebody keeps a copy of the database.
    KeepDatabase,
    /// The database is put back to its last copy, behind the program's back.
    PutBack,
    /// The database is restored from its last copy as the program does it.
    Restore,
    /// The whole computer is copied, and both live on.
    Clone,
    /// One more workstation joins.
    Join,
    /// A workstation leaves.
    Leave,
    /// Days pass.
    Days,
    /// The clock of a workstation is set.
    Clock,
}

/// Which kinds of steps a history may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// People, files and a share in every weather.
    Everyday,
    /// Also crashes, copies, restores, shares rolled back, joining and leaving.
    Everything,
}

/// A history: how many workstations begin, and what happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    pub seed: u64,
    pub stations: usize,
    pub steps: Vec<Step>,
}

impl Script {
    /// The history of a seed.
    pub fn draw(seed: u64, scope: Scope) -> Script {
        let mut dice = Dice(seed ^ 0x5eed_0000_0000_0000);
        let stations = 2 + dice.below(3);
        let length = 20 + dice.below(30);
        let steps: Vec<Step> = (0..length).map(|_| step(&mut dice, scope)).collect();
        Script { seed, stations, steps }
    }
}

fn step(dice: &mut Dice, scope: Scope) -> Step {
    let everyday = [
        (26, What::Edit),
        (6, What::Delete),
        (2, What::Touch),
        (4, What::Undo),
        (6, What::Import),
        (3, What::Decide),
        (18, What::Cycle(0)),
        (10, What::Cycle(40)),
        (3, What::Cycle(200)),
        (4, What::Struck(Trouble::ALL[dice.below(Trouble::ALL.len())])),
        (1, What::Away),
        (1, What::Empty),
        (1, What::Foreign),
        (1, What::ReadOnly),
        (2, What::Clock),
    ];
    let rare = [
        (8, What::Crash(1 + dice.below(24) as u32)),
        (2, What::Reopen),
        (2, What::KeepShare),
        (2, What::RollBackShare),
        // A workstation that finds itself to be a copy stops, and there is nothing more to see.
        (0, What::KeepDatabase),
        (0, What::PutBack),
        (0, What::Restore),
        (0, What::Clone),
        (1, What::Join),
        (1, What::Leave),
        (2, What::Days),
    ];
    let rare = if scope == Scope::Everything { &rare[..] } else { &[] };
    let all: Vec<(usize, What)> = everyday.iter().chain(rare).copied().collect();
    let mut left = dice.below(all.iter().map(|(weight, _)| weight).sum());
    let what = all.iter().find(|(weight, _)| {
        let is_it = left < *weight;
        left = left.wrapping_sub(*weight);
        is_it
    });
    Step {
        pause: dice.below(100_000) as i64,
        at: dice.below(64),
        seed: dice.roll(),
        what: what.map_or(What::Edit, |(_, what)| *what),
    }
}

/// Leaves out of a history whatever it goes wrong without; `fails` runs one.
pub fn shrink(script: &Script, mut fails: impl FnMut(&Script) -> bool) -> Script {
    let mut best = script.clone();
    let mut size = best.steps.len().div_ceil(2);
    let mut tries = 300;
    while size > 0 && tries > 0 {
        let mut from = 0;
        let mut is_shorter = false;
        while from < best.steps.len() && tries > 0 {
            let mut shorter = best.clone();
            shorter.steps.drain(from..(from + size).min(shorter.steps.len()));
            tries -= 1;
            if fails(&shorter) {
                best = shorter;
                is_shorter = true;
            } else {
                from += size;
            }
        }
        size = if is_shorter { size.min(best.steps.len()) } else { size / 2 };
    }
    best
}

impl std::fmt::Display for Script {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(to, "seed {}, {} workstations", self.seed, self.stations)?;
        for step in &self.steps {
            let seconds = step.pause / 1_000;
            writeln!(to, "  +{seconds:>3} s  at {:>2}: {:?}", step.at, step.what)?;
        }
        Ok(())
    }
}
