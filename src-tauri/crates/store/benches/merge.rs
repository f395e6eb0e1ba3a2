//! What it costs to catch up with ten colleagues, on a real disk: `cargo bench --package store
//! --bench merge`. A million changes of 100,000 organisations by ten workstations, in segments that
//! come in any order between writers, with what each knew of the others.
//!
//! First everything at once (50,000 changes to a transaction), then in the background, in
//! transactions of about a tenth of a second, while somebody works. `KUMPPANI_CHANGES` sets the
//! number of changes, `KUMPPANI_EACH` how many registers an action writes on average. It prints
//! figures; nothing here passes or fails.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a benchmark and its own clock")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use domain::kinds::{self, organisation as fields};
use domain::{
    Change, ChangeBody, ChangeId, Class, FieldId, Op, RecordId, RegisterId, RegisterValue, Stamp,
    UnixMillis, Value, WriterId,
};
use store::{
    Action, ActionId, LoggedAction, NewWorkspace, Place, Purpose, RemoteBatch, Store, VersionVector,
};

const RECORDS: u64 = 100_000;
const WRITERS: u64 = 10;
/// Changes in a segment, about.
const SEGMENT: u64 = 2_000;
/// Changes in a transaction of catching up.
const AT_ONCE: usize = 50_000;
/// How long a transaction in the background may take.
const PIECE: Duration = Duration::from_millis(100);

/// The registers that are written, by a field of each.
const FIELDS: [FieldId; 15] = [
    fields::NAME,
    fields::OTHER_NAMES,
    fields::BUSINESS_ID,
    fields::TYPE,
    fields::SIZE_CLASS,
    fields::INDUSTRY_CODE,
    fields::GROWTH_SECTORS,
    fields::WEBSITE,
    fields::EMAIL_DOMAINS,
    fields::STREET_ADDRESS,
    fields::POSTAL_STREET_ADDRESS,
    fields::MUNICIPALITY,
    fields::REGION,
    fields::NOTES,
    fields::MERGED_INTO,
];

fn main() {
    let changes = number("KUMPPANI_CHANGES", 1_000_000);
    let each = number("KUMPPANI_EACH", 4);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let one = workspace(&folder, 101).await;
        catch_up(&one, &mut World::new(changes, each)).await;
        one.close().await;
        let other = workspace(&folder, 102).await;
        in_background(&other, &mut World::new(changes, each)).await;
        let begun = Instant::now();
        other.state_digest().await.unwrap();
        println!("the digest of all: {:.1} s", begun.elapsed().as_secs_f64());
    });
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

async fn workspace(folder: &tempfile::TempDir, writer: u8) -> Store {
    let new = NewWorkspace {
        id: [1; 16],
        key: [7; 32],
        name: "Mittaus".into(),
        institution: String::new(),
        writer: WriterId([writer; 16]),
        created: UnixMillis(0),
    };
    Store::create(&folder.path().join(format!("{writer}.db")), new).await.unwrap()
}

fn mixed(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Ten workstations, each of which is about as far as the others, and hears of them with a lag.
struct World {
    each: u64,
    chance: u64,
    left: Vec<u64>,
    sequence: Vec<u64>,
    segment: Vec<u64>,
    told: Vec<Vec<u64>>,
}

impl World {
    fn new(changes: u64, each: u64) -> World {
        World {
            each,
            chance: 1,
            left: vec![changes / WRITERS; WRITERS as usize],
            sequence: vec![0; WRITERS as usize],
            segment: vec![0; WRITERS as usize],
            told: vec![vec![0; WRITERS as usize]; WRITERS as usize],
        }
    }

    fn dice(&mut self, below: u64) -> u64 {
        self.chance = mixed(self.chance);
        self.chance % below
    }

    /// The next segment of some workstation that has one left.
    fn next(&mut self) -> Option<RemoteBatch> {
        let waiting: Vec<usize> = (0..WRITERS as usize).filter(|at| self.left[*at] > 0).collect();
        if waiting.is_empty() {
            return None;
        }
        let at = waiting[self.dice(waiting.len() as u64) as usize];
        Some(self.segment_of(at))
    }

    fn segment_of(&mut self, at: usize) -> RemoteBatch {
        let writer = |at: usize| WriterId([at as u8 + 1; 16]);
        let wanted = SEGMENT.min(self.left[at]);
        let begun = self.sequence[at];
        // All are about as far at the same time, whoever's segment comes first.
        let known = begun.saturating_sub(self.dice(2 * SEGMENT));
        let mut seen = VersionVector::new();
        for of in (0..WRITERS as usize).filter(|of| *of != at) {
            if self.told[at][of] < known {
                self.told[at][of] = known;
                seen.insert(writer(of), known);
            }
        }
        let mut actions = Vec::new();
        while self.sequence[at] - begun < wanted {
            let record = RecordId::from_bytes(record(self.dice(RECORDS)));
            let first = self.sequence[at] + 1;
            let stamp = Stamp::at(UnixMillis(1_700_000_000_000 + first as i64 * 20));
            let from = self.dice(FIELDS.len() as u64);
            let count = (1 + self.dice(2 * self.each - 1)).min(wanted - (first - 1 - begun));
            let changes = (0..count).map(|number| {
                let id = ChangeId { writer: writer(at), sequence: first + number };
                let field = FIELDS[((from + number) % FIELDS.len() as u64) as usize];
                Change {
                    id,
                    class: Class::Person,
                    stamp,
                    kind: kinds::ORGANISATION.id,
                    record,
                    body: set(field, mixed((first + number) ^ ((at as u64) << 32))),
                }
            });
            let changes: Vec<Change> = changes.collect();
            self.sequence[at] += count;
            actions.push(LoggedAction {
                id: ActionId(changes[0].id),
                actor: format!("Mittaaja {at}"),
                purpose: Purpose::Edit,
                at: stamp.time(),
                changes,
            });
        }
        self.left[at] -= wanted;
        self.segment[at] += 1;
        let place = Some(Place { segment: self.segment[at], hash: [0; 32] });
        RemoteBatch { source: writer(at), seen, place, actions }
    }
}

fn record(number: u64) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&mixed(number).to_be_bytes());
    bytes[8..].copy_from_slice(&mixed(number + RECORDS).to_be_bytes());
    bytes
}

/// A value of eleven bytes on average.
fn set(field: FieldId, chance: u64) -> ChangeBody {
    let length = 4 + (chance % 15) as usize;
    let text: String = format!("{:016x} arvo {:x}", chance, chance).chars().take(length).collect();
    let value = if field == fields::OTHER_NAMES
        || field == fields::GROWTH_SECTORS
        || field == fields::EMAIL_DOMAINS
    {
        serde_json::json!([text])
    } else if field == fields::MERGED_INTO {
        serde_json::Value::Null
    } else {
        text.into()
    };
    let value = RegisterValue([(field.0, value)].into());
    ChangeBody::Set { register: RegisterId(register(field)), value }
}

fn register(field: FieldId) -> u16 {
    let kind = &kinds::ORGANISATION;
    kind.fields.iter().find(|one| one.id == field).map_or(field.0, |one| kind.register_of(one).0)
}

async fn catch_up(store: &Store, world: &mut World) {
    let (begun, used) = (Instant::now(), processors());
    let (mut times, mut made) = (Vec::new(), Duration::ZERO);
    loop {
        let making = Instant::now();
        let (mut batches, mut count) = (Vec::new(), 0);
        while count < AT_ONCE {
            let Some(batch) = world.next() else { break };
            count += size(&batch);
            batches.push(batch);
        }
        made += making.elapsed();
        if batches.is_empty() {
            break;
        }
        let receiving = Instant::now();
        store.receive(batches).await.unwrap();
        times.push(receiving.elapsed());
    }
    println!(
        "catching up: {:.1} s ({:.1} s of processors), of which {:.1} s to make the segments; peak memory {} MB, database {} MB, {} conflicts",
        begun.elapsed().as_secs_f64(),
        processors() - used,
        made.as_secs_f64(),
        peak_memory(),
        std::fs::metadata(store.path()).unwrap().len() >> 20,
        store.conflict_count().await.unwrap(),
    );
    tell("one transaction of 50,000 changes", times);
}

fn size(batch: &RemoteBatch) -> usize {
    batch.actions.iter().map(|action| action.changes.len()).sum()
}

async fn in_background(store: &Store, world: &mut World) {
    let ends = Arc::new(AtomicBool::new(false));
    let (person, their_ends) = (store.clone(), ends.clone());
    let working = tokio::spawn(async move {
        let mut times = Vec::new();
        for round in 0.. {
            if their_ends.load(Ordering::Relaxed) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
            let record = RecordId::from_bytes(record(round % RECORDS));
            let values = vec![(fields::NAME, Value::from(format!("Varma {round} Oy")))];
            let op = Op::Set { kind: kinds::ORGANISATION.id, record, values };
            let begun = Instant::now();
            let now = UnixMillis(1_800_000_000_000 + round as i64);
            person.act(Action::edit("Käyttäjä", now, vec![op])).await.unwrap();
            times.push(begun.elapsed());
        }
        times
    });
    let (begun, used) = (Instant::now(), processors());
    let (mut times, mut piece) = (Vec::new(), 500);
    while let Some(batch) = world.next() {
        let RemoteBatch { source, seen, place, actions } = batch;
        let mut actions = actions.into_iter().peekable();
        while actions.peek().is_some() {
            let (mut some, mut count) = (Vec::new(), 0);
            while count < piece
                && let Some(action) = actions.next()
            {
                count += action.changes.len();
                some.push(action);
            }
            let place = place.filter(|_| actions.peek().is_none());
            let receiving = Instant::now();
            let batch = RemoteBatch { source, seen: seen.clone(), place, actions: some };
            store.receive(vec![batch]).await.unwrap();
            let took = receiving.elapsed();
            piece = (count as f64 * PIECE.as_secs_f64() / took.as_secs_f64()).clamp(100.0, 4_000.0)
                as usize;
            times.push(took);
        }
    }
    println!(
        "in the background: {:.1} s ({:.1} s of processors), peak memory {} MB",
        begun.elapsed().as_secs_f64(),
        processors() - used,
        peak_memory()
    );
    ends.store(true, Ordering::Relaxed);
    tell("one transaction in the background", times);
    tell("one edit of a person meanwhile", working.await.unwrap());
}

/// The most memory that the process has had, in megabytes; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() >> 10
}

/// Seconds that processors have worked for this process so far: what the figures would be if nothing
/// else ran. 0 where the system does not say.
fn processors() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    // utime and stime (proc_pid_stat(5)), in hundredths of a second.
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    let shown = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1000.0);
    println!(
        "{what:40} median {:>10}  p99 {:>10}  worst {:>10}  ({} times)",
        shown(at(0.5)),
        shown(at(0.99)),
        shown(at(1.0)),
        times.len()
    );
}
