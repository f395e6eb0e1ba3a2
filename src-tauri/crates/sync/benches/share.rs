//! What the shared drive costs, on a real disk: `cargo bench --package sync --bench share`.
//!
//! Joining a workspace of 100,000 records with 20 registers each, from what one workstation has put
//! on the share; and a look at a share of 50 workstations where nothing happened. `KUMPPANI_RECORDS`
//! sets the number of records. It prints figures; nothing here passes or fails.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a benchmark and its own clock")]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Instant;

use domain::kinds::EVENT;
use domain::{FieldId, FieldType, Op, RecordId, UnixMillis, Value, WriterId};
use peak_alloc::PeakAlloc;
use store::{Action, NewWorkspace, Store};
use sync::keys::Cost;
use sync::vault::MemorySafe;
use sync::{Ambient, Cancel, Demand, Engine, FolderMedium, Identity, Opener};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const START: i64 = 1_790_000_000_000;
const REGISTERS: usize = 20;
const WORKSTATIONS: usize = 50;
const PASSPHRASE: &str = "mittaus";

struct Clock {
    now: AtomicI64,
    drawn: AtomicU64,
}

impl Ambient for Clock {
    fn now(&self) -> UnixMillis {
        UnixMillis(self.now.load(Ordering::Relaxed))
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let number = self.drawn.fetch_add(1, Ordering::Relaxed);
            let hash = blake3::hash(&number.to_le_bytes());
            chunk.copy_from_slice(&hash.as_bytes()[..chunk.len()]);
        }
    }
}

fn main() {
    let text = std::env::var("KUMPPANI_RECORDS").ok();
    let records = text.and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        joining(records).await;
        idle().await;
    });
}

fn clock() -> Arc<Clock> {
    Arc::new(Clock { now: AtomicI64::new(START), drawn: AtomicU64::new(1) })
}

fn identity(name: &str) -> Identity {
    Identity {
        name: name.into(),
        machine: format!("{name}-pc"),
        version: "0".into(),
        cost: Cost::TRIFLING,
    }
}

async fn founder(folder: &Path, clock: &Arc<Clock>) -> Engine<FolderMedium> {
    let share = folder.join("share");
    std::fs::create_dir(&share).unwrap();
    let new = NewWorkspace {
        id: [7; 16],
        key: [9; 32],
        name: "Mittaus".into(),
        institution: String::new(),
        writer: WriterId([0xF0; 16]),
        created: clock.now(),
    };
    std::fs::create_dir(folder.join("founder")).unwrap();
    let store = Store::create(&folder.join("founder/kumppani.db"), new).await.unwrap();
    let vault = Arc::new(MemorySafe::default());
    let (medium, who) = (FolderMedium::new(share), identity("founder"));
    Engine::found(medium, store, vault, clock.clone(), who, PASSPHRASE).await.unwrap()
}

async fn join(folder: &Path, clock: &Arc<Clock>, name: &str) -> Engine<FolderMedium> {
    let medium = FolderMedium::new(folder.join("share"));
    let opener = Opener::Passphrase(PASSPHRASE.into());
    let vault = Arc::new(MemorySafe::default());
    let joining = Engine::join(medium, vault, clock.clone(), opener).await.unwrap();
    std::fs::create_dir(folder.join(name)).unwrap();
    let database = folder.join(name).join("kumppani.db");
    let store = Store::create(&database, joining.new.clone()).await.unwrap();
    joining.engine(store, identity(name)).await.unwrap()
}

async fn look(engine: &Engine<FolderMedium>, demand: Demand) {
    let report = engine.cycle_with(demand, &mut |_| {}, &Cancel::default()).await.unwrap();
    assert!(report.reached, "{:?}", report.problems);
}

/// Text fields that are registers of their own.
fn fields() -> Vec<FieldId> {
    let alone = EVENT.fields.iter().filter(|field| {
        matches!(field.field_type, FieldType::Text | FieldType::LongText) && field.group.is_none()
    });
    alone.map(|field| field.id).take(REGISTERS).collect()
}

/// A made-up word of about eleven letters, which compresses like words do.
fn word(chance: &[u8; 32]) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "lin", "so", "ra", "mik", "to", "vei", "nen", "pu", "sal", "he", "ti", "joki", "ma",
        "lo", "yr",
    ];
    chance.iter().take(5).map(|byte| SYLLABLES[usize::from(byte % 16)]).collect()
}

async fn joining(records: u64) {
    let folder = tempfile::tempdir().unwrap();
    let clock = clock();
    let engine = founder(folder.path(), &clock).await;
    let fields = fields();
    let mut number = 0;
    while number < records {
        let mut ops = Vec::new();
        for _ in 0..500 {
            number += 1;
            let mut chance = [0; 10];
            clock.fill_random(&mut chance);
            let record = RecordId::version7((START as u64) + number, chance);
            let values = fields.iter().map(|field| {
                let chance =
                    blake3::hash(&[number, u64::from(field.0)].map(u64::to_le_bytes).concat());
                (*field, Value::Text(word(chance.as_bytes())))
            });
            ops.push(Op::Set { kind: EVENT.id, record, values: values.collect() });
        }
        clock.now.fetch_add(1_000, Ordering::Relaxed);
        engine.store().act(Action::edit("founder", clock.now(), ops)).await.unwrap();
    }
    let begun = Instant::now();
    look(&engine, Demand::now()).await;
    let told = begun.elapsed().as_secs_f64();
    clock.now.fetch_add(2 * 3_600_000, Ordering::Relaxed);
    let begun = Instant::now();
    look(&engine, Demand::now()).await;
    let tended = begun.elapsed().as_secs_f64();
    println!(
        "{records} records of {} registers: sealed and published in {told:.1} s, tended in \
         {tended:.1} s",
        fields.len()
    );
    for (kind, bytes) in sizes(&folder.path().join("share")) {
        println!("  {kind}: {:.1} MB", bytes as f64 / 1e6);
    }
    let digest = engine.store().state_digest().await.unwrap();
    engine.store().close().await;
    MEMORY.reset_peak_usage();
    let begun = Instant::now();
    let joined = join(folder.path(), &clock, "joined").await;
    look(&joined, Demand::now()).await;
    println!(
        "joined in {:.1} s, at most {:.0} MB of memory, database {:.0} MB",
        begun.elapsed().as_secs_f64(),
        MEMORY.peak_usage_as_mb(),
        std::fs::metadata(joined.store().path()).unwrap().len() as f64 / 1e6
    );
    assert_eq!(joined.store().state_digest().await.unwrap(), digest);
}

fn sizes(folder: &Path) -> std::collections::BTreeMap<String, u64> {
    let mut found = std::collections::BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                waiting.push(entry.path());
                continue;
            }
            let kind = entry.path().extension().unwrap_or_default().to_string_lossy().into_owned();
            if ["seg", "pak", "snp"].contains(&kind.as_str()) {
                *found.entry(kind).or_default() += entry.metadata().unwrap().len();
            }
        }
    }
    found
}

async fn idle() {
    let folder = tempfile::tempdir().unwrap();
    let clock = clock();
    let engine = founder(folder.path(), &clock).await;
    look(&engine, Demand::now()).await;
    for number in 1..WORKSTATIONS {
        let other = join(folder.path(), &clock, &format!("w{number}")).await;
        look(&other, Demand::now()).await;
        other.store().close().await;
    }
    for _ in 0..3 {
        clock.now.fetch_add(15_000, Ordering::Relaxed);
        look(&engine, Demand::default()).await;
    }
    let mut times = Vec::new();
    for _ in 0..30 {
        clock.now.fetch_add(15_000, Ordering::Relaxed);
        let begun = Instant::now();
        look(&engine, Demand::default()).await;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!(
        "a look at {WORKSTATIONS} workstations where nothing happened: median {:.2} ms, worst {:.2} ms",
        times[times.len() / 2],
        times[times.len() - 1]
    );
}
