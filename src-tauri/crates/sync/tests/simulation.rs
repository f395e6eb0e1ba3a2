//! Random histories of workstations with real databases around a share that does everything that
//! shares do end equal everywhere, with nothing lost, and as an oracle says that knows none of the
//! code.
//!
//! `KUMPPANI_SEEDS` says how many histories, `KUMPPANI_FROM` from which seed on. A history that goes
//! wrong is told with what is left of it once everything is taken out that it goes wrong without.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stop at what they did not expect"
)]

#[path = "simulation/checks.rs"]
mod checks;
#[path = "simulation/mortal.rs"]
mod mortal;
#[path = "simulation/oracle.rs"]
mod oracle;
#[path = "simulation/safe.rs"]
mod safe;
#[path = "simulation/script.rs"]
mod script;
#[path = "simulation/station.rs"]
mod station;
#[path = "simulation/surroundings.rs"]
mod surroundings;
#[path = "simulation/world.rs"]
mod world;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::{UnixMillis, WriterId};
use store::{Fault, NewWorkspace, Store};
use sync::medium::sim::Trouble;

use script::{Scope, Script, shrink};
use station::Planted;
use world::{KINDS, World};

/// How many histories run beside each other; each waits for its database much of the time.
const ABREAST: usize = 6;

/// How many histories there are unless it is said: as many as two busy cores carry out in five
/// minutes without optimisation.
const SEEDS: u64 = 1_000;

/// In how many histories a broken rule must show.
const MOST_TRIED: u64 = 400;

/// What a history came to.
#[derive(Debug, Default)]
struct Tale {
    cycles: u64,
    crashes: u64,
    struck: BTreeMap<Trouble, u64>,
}

async fn tell(script: &Script, template: &Path, planted: Planted) -> Result<Tale, String> {
    let folder = folder();
    let mut world = World::begin(script, folder.path(), template, planted).await?;
    for step in &script.steps {
        world.step(step).await?;
    }
    world.come_to_rest().await?;
    let struck = world.share.struck();
    let checked = world.check().await;
    world.close().await;
    checked?;
    Ok(Tale { cycles: world.cycles, crashes: world.crashes, struck })
}

/// A history by itself: a panic of the program is a verdict too.
fn told(script: &Script, template: &Path, planted: Planted) -> Result<Tale, String> {
    let run = || runtime().block_on(tell(script, template, planted));
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        let said = said.or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned()));
        Err(format!("a panic: {}", said.unwrap_or_default()))
    })
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// A folder in memory where the system has one: what is tested is not the disk.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn template(folder: &Path) -> PathBuf {
    let path = folder.join("template.db");
    let new = NewWorkspace {
        id: [1; 16],
        key: [2; 32],
        name: "Testi".into(),
        institution: String::new(),
        writer: WriterId([0xEE; 16]),
        created: UnixMillis(0),
    };
    runtime().block_on(async {
        Store::create_knowing(&path, new, KINDS).await.unwrap().close().await;
    });
    path
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// The first line of a verdict and what is left of the history that it is about.
fn explained(script: &Script, template: &Path, planted: Planted, why: &str) -> String {
    let invariant = |why: &str| why.split(':').next().unwrap_or_default().to_owned();
    let wanted = invariant(why);
    let short = shrink(script, |shorter| {
        told(shorter, template, planted).err().is_some_and(|why| invariant(&why) == wanted)
    });
    let again = told(&short, template, planted).err().unwrap_or_default();
    format!("{why}\n{short}  {again}\n")
}

#[test]
fn workstations_around_a_share_in_every_weather_end_as_the_oracle_says() {
    let folder = folder();
    let template = template(folder.path());
    let (from, count) = (number("KUMPPANI_FROM", 0), number("KUMPPANI_SEEDS", SEEDS));
    let next = AtomicU64::new(from);
    let failures = Mutex::new(Vec::new());
    let all = Mutex::new(Tale::default());
    let begun = std::time::Instant::now();
    let lane = || loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= from + count {
            return;
        }
        let scope = if seed.is_multiple_of(4) { Scope::Everyday } else { Scope::Everything };
        let script = Script::draw(seed, scope);
        match told(&script, &template, Planted::default()) {
            Ok(tale) => {
                let mut all = all.lock().unwrap();
                all.cycles += tale.cycles;
                all.crashes += tale.crashes;
                for (trouble, often) in tale.struck {
                    *all.struck.entry(trouble).or_default() += often;
                }
            }
            Err(why) => {
                let told = explained(&script, &template, Planted::default(), &why);
                println!("{told}");
                failures.lock().unwrap().push(seed);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..ABREAST {
            scope.spawn(lane);
        }
    });
    let (failures, all) = (failures.into_inner().unwrap(), all.into_inner().unwrap());
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "{count} histories in {seconds:.1} s ({:.1} a second), {} cycles, {} crashes, {} troubles: {:?}",
        count as f64 / seconds,
        all.cycles,
        all.crashes,
        all.struck.values().sum::<u64>(),
        all.struck
    );
    assert!(failures.is_empty(), "histories went wrong: {failures:?}");
}

#[test]
fn every_rule_that_is_broken_on_purpose_is_noticed() {
    let folder = folder();
    let template = template(folder.path());
    let merging = |fault| Planted { merging: Some(fault), sharing: None };
    for planted in [
        merging(Fault::NoLift),
        merging(Fault::NoTieBreak),
        merging(Fault::DeleteWithoutContext),
        merging(Fault::FilePerWorkstation),
        merging(Fault::FilesAsPeople),
        Planted { merging: None, sharing: Some(sync::Fault::GapsInWriter) },
    ] {
        let noticed = (0..MOST_TRIED).find_map(|seed| {
            let script = Script::draw(seed, Scope::Everything);
            let why = told(&script, &template, planted).err()?;
            // What goes wrong without it as well was not noticed by it.
            told(&script, &template, Planted::default()).is_ok().then_some((seed, why))
        });
        let (seed, why) = noticed.unwrap_or_else(|| panic!("{planted:?} was not noticed"));
        println!(
            "{planted:?} is noticed at seed {seed}: {}",
            why.chars().take(100).collect::<String>()
        );
    }
}
