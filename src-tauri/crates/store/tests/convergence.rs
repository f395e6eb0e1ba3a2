//! Random histories on several workstations end equal on all, whatever the order between writers,
//! and equal to what an oracle computes from the list of changes alone.
//!
//! The oracle knows no SQL and none of the store's code: of every register the greatest change
//! wins, and a record lives while some change of it was in no delete's sight. What a delete had in
//! sight is what its workstation had been told, written down by the test itself. A rule of merging
//! that is broken on purpose must be noticed, or the test tests nothing.
//!
//! `KUMPPANI_SEEDS` sets the number of histories.

#![allow(clippy::unwrap_used, reason = "tests stop at what they did not expect")]

#[path = "convergence/dice.rs"]
mod dice;
#[path = "convergence/oracle.rs"]
mod oracle;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use domain::kinds::{self, person};
use domain::{Change, ChangeBody, FieldId, Kind, Op, RecordId, Stamp, UnixMillis, Value, WriterId};
use store::{
    Action, Author, Fault, LoggedAction, NewWorkspace, Part, Purpose, RecordQuery, RemoteBatch,
    Store, UndoError, VersionVector,
};

use dice::Dice;

static KINDS: &[&Kind] = &[&kinds::PERSON];

/// The registers that histories write, with a field of each.
const FIELDS: [FieldId; 3] = [person::LAST_NAME, person::EMAIL, person::NOTES];

/// How far workstations' clocks are off, in milliseconds: right, an hour behind, two hours ahead,
/// 300 days ahead.
const SKEWS: [i64; 6] = [0, 0, 0, -3_600_000, 7_200_000, 300 * 86_400_000];

/// What a test believes of a broken world.
type Verdict = Result<(), String>;

/// A registration file: what it says, and what it is known by.
#[derive(Clone)]
struct File {
    content: [u8; 32],
    declared: Stamp,
    ops: Vec<Op>,
}

/// What identifies a change to people: who made it, or which file says it.
type Identity = (WriterId, u64);

struct Workstation {
    store: Store,
    skew: i64,
    sent: VersionVector,
    /// What it has done, in order, as colleagues will get it.
    segments: Vec<Vec<LoggedAction>>,
    /// How far it has read each colleague.
    read: Vec<usize>,
    /// Every set and touch that it has been told of, by record.
    told: HashMap<RecordId, HashSet<Identity>>,
}

struct World {
    dice: Dice,
    fault: Option<Fault>,
    stations: Vec<Workstation>,
    files: Vec<File>,
    ids: Vec<RecordId>,
    time: i64,
    /// What each delete of a record had in sight.
    sights: HashMap<RecordId, HashSet<Identity>>,
    /// Files by the writers that spoke for them.
    speakers: HashMap<WriterId, [u8; 32]>,
    undone: usize,
}

fn set(record: RecordId, field: FieldId, value: &str) -> Op {
    Op::Set { kind: kinds::PERSON.id, record, values: vec![(field, Value::from(value))] }
}

fn file(dice: &mut Dice, number: u8, ids: &[RecordId]) -> File {
    let mut content = [number; 32];
    content[..8].copy_from_slice(&dice.next().to_le_bytes());
    let mut ops = Vec::new();
    for id in ids {
        if dice.chance(50) {
            ops.extend(FIELDS.map(|field| set(*id, field, &format!("file {number} {}", field.0))));
        }
    }
    let declared = if dice.chance(50) {
        Stamp::at(UnixMillis(1_000 + i64::from(number)))
    } else {
        Stamp::default()
    };
    File { content, declared, ops }
}

async fn workstation(
    folder: &Path,
    template: &Path,
    number: u8,
    dice: &mut Dice,
    stations: usize,
) -> Workstation {
    let path = folder.join(format!("{number}.db"));
    let mut writer = [number; 16];
    writer[..8].copy_from_slice(&dice.next().to_le_bytes());
    let store = Store::restore_knowing(template, &path, WriterId(writer), KINDS).await.unwrap();
    Workstation {
        store,
        skew: dice.pick(&SKEWS),
        sent: VersionVector::new(),
        segments: Vec::new(),
        read: vec![0; stations],
        told: HashMap::new(),
    }
}

impl World {
    async fn new(seed: u64, folder: &Path, template: &Path, fault: Option<Fault>) -> World {
        let mut dice = Dice(seed);
        let count = 2 + dice.below(4);
        let ids: Vec<RecordId> = (1..=6).map(|byte| RecordId::from_bytes([byte; 16])).collect();
        let files = (1..=3).map(|number| file(&mut dice, number, &ids)).collect();
        let mut stations = Vec::new();
        for number in 0..count {
            let station = workstation(folder, template, number as u8 + 1, &mut dice, count).await;
            if let Some(fault) = fault {
                station.store.plant(fault).await;
            }
            stations.push(station);
        }
        let (sights, speakers) = (HashMap::new(), HashMap::new());
        World {
            dice,
            fault,
            stations,
            files,
            ids,
            time: 1_700_000_000_000,
            sights,
            speakers,
            undone: 0,
        }
    }

    /// The identity of a change: a file's changes are one, whoever spoke for it.
    fn identity(&self, change: &Change) -> Identity {
        match self.speakers.get(&change.id.writer) {
            Some(content) => {
                let mut writer = [0; 16];
                writer.copy_from_slice(&content[..16]);
                (WriterId(writer), change.id.sequence)
            }
            None => (change.id.writer, change.id.sequence),
        }
    }

    fn tell(&mut self, at: usize, actions: &[LoggedAction]) {
        for change in actions.iter().flat_map(|action| &action.changes) {
            let identity = self.identity(change);
            if !matches!(change.body, ChangeBody::Delete { .. }) {
                self.stations[at].told.entry(change.record).or_default().insert(identity);
            }
        }
    }

    /// Notes what a workstation has just done: the new changes, and what its deletes had in sight.
    async fn note(&mut self, at: usize, file: Option<[u8; 32]>) {
        let station = &self.stations[at];
        let own = station.store.workspace().writer;
        let actions = station.store.changes_since(&station.sent, u32::MAX).await.unwrap();
        self.stations[at].sent = self.stations[at].store.version_vector().await.unwrap();
        for change in actions.iter().flat_map(|action| &action.changes) {
            if let Some(content) = file.filter(|_| change.id.writer != own) {
                self.speakers.insert(change.id.writer, content);
            }
        }
        for change in actions.iter().flat_map(|action| &action.changes) {
            if matches!(change.body, ChangeBody::Delete { .. }) {
                let told = self.stations[at].told.get(&change.record).cloned().unwrap_or_default();
                self.sights.entry(change.record).or_default().extend(told);
            }
        }
        self.tell(at, &actions);
        if !actions.is_empty() {
            self.stations[at].segments.push(actions);
        }
    }

    fn now(&self, at: usize) -> UnixMillis {
        UnixMillis(self.time + self.stations[at].skew)
    }

    async fn step(&mut self, number: usize) -> Verdict {
        self.time += self.dice.below(100_000) as i64;
        let at = self.dice.below(self.stations.len());
        match self.dice.below(100) {
            0..45 => self.edit(at, number).await?,
            45..55 => {
                let record = self.dice.pick(&self.ids);
                self.act(at, vec![Op::Delete { kind: kinds::PERSON.id, record }]).await;
            }
            55..58 => {
                let record = self.dice.pick(&self.ids);
                self.act(at, vec![Op::Touch { kind: kinds::PERSON.id, record }]).await;
            }
            58..70 => {
                let file = self.dice.pick(&self.files);
                self.import(at, &file).await;
            }
            70..76 => self.undo(at).await,
            _ => self.deliver(at, 1 + self.dice.0 as usize % 4).await,
        }
        Ok(())
    }

    async fn edit(&mut self, at: usize, number: usize) -> Verdict {
        let (record, field) = (self.dice.pick(&self.ids), self.dice.pick(&FIELDS));
        let value = format!("person {number}");
        self.act(at, vec![set(record, field, &value)]).await;
        let kept = self.stations[at].store.record(kinds::PERSON.id, record).await.unwrap();
        let shown = kept.as_ref().and_then(|kept| kept.value(field).text().map(str::to_owned));
        if shown.as_deref() == Some(&value) {
            Ok(())
        } else {
            Err(format!("an edit did not stick: {shown:?}"))
        }
    }

    async fn act(&mut self, at: usize, ops: Vec<Op>) {
        let action = Action::edit("somebody", self.now(at), ops);
        self.stations[at].store.act(action).await.unwrap();
        self.note(at, None).await;
    }

    async fn import(&mut self, at: usize, file: &File) {
        let author = Author::File { content: file.content, declared: file.declared };
        let parts = vec![Part { author, ops: file.ops.clone() }];
        let action =
            Action { actor: String::new(), purpose: Purpose::Import, now: self.now(at), parts };
        self.stations[at].store.act(action).await.unwrap();
        self.note(at, Some(file.content)).await;
    }

    async fn undo(&mut self, at: usize) {
        let recent = self.stations[at].store.recent_actions(4).await.unwrap();
        if recent.is_empty() {
            return;
        }
        let action = self.dice.pick(&recent).id;
        match self.stations[at].store.undo(action, "somebody", self.now(at)).await {
            Ok(_) => {
                self.undone += 1;
                self.note(at, None).await;
            }
            Err(UndoError::Refused { .. }) => {}
            Err(UndoError::Store(error)) => panic!("{error}"),
        }
    }

    /// Gives a workstation the next segments of colleagues, interleaved at random, some twice.
    async fn deliver(&mut self, at: usize, most: usize) {
        for _ in 0..most {
            let waiting: Vec<usize> = (0..self.stations.len())
                .filter(|from| {
                    *from != at
                        && self.stations[at].read[*from] < self.stations[*from].segments.len()
                })
                .collect();
            if waiting.is_empty() {
                return;
            }
            let from = self.dice.pick(&waiting);
            let segment = self.stations[from].segments[self.stations[at].read[from]].clone();
            let source = self.stations[from].store.workspace().writer;
            for _ in 0..if self.dice.chance(30) { 2 } else { 1 } {
                let batch = RemoteBatch {
                    source,
                    seen: VersionVector::new(),
                    place: None,
                    actions: segment.clone(),
                };
                self.stations[at].store.receive(vec![batch]).await.unwrap();
            }
            self.stations[at].read[from] += 1;
            self.tell(at, &segment);
            self.stations[at].sent = self.stations[at].store.version_vector().await.unwrap();
        }
    }

    async fn everything_everywhere(&mut self) {
        for at in 0..self.stations.len() {
            self.deliver(at, usize::MAX).await;
        }
    }

    async fn check(&mut self) -> Verdict {
        let expected = self.oracle();
        let first = self.stations[0].store.state_digest().await.unwrap();
        for (at, station) in self.stations.iter().enumerate() {
            if station.store.state_digest().await.unwrap() != first {
                return Err(format!("workstation {at} differs from the first"));
            }
            let found = shown(&station.store).await;
            if found != expected {
                return Err(format!(
                    "the oracle says {expected:?}, workstation {at} shows {found:?}"
                ));
            }
        }
        Ok(())
    }

    /// Somebody who comes late, takes the files first and then everything else, sees the same; and
    /// hearing everything again changes nothing.
    async fn check_late(&mut self, folder: &Path, template: &Path) -> Verdict {
        let count = self.stations.len();
        let late = workstation(folder, template, 99, &mut self.dice, count).await;
        if let Some(fault) = self.fault {
            late.store.plant(fault).await;
        }
        let imported: BTreeSet<[u8; 32]> = self.speakers.values().copied().collect();
        for file in self.files.clone().iter().filter(|file| imported.contains(&file.content)) {
            let author = Author::File { content: file.content, declared: file.declared };
            let parts = vec![Part { author, ops: file.ops.clone() }];
            let action = Action {
                actor: String::new(),
                purpose: Purpose::Import,
                now: UnixMillis(0),
                parts,
            };
            late.store.act(action).await.unwrap();
        }
        let before = self.stations[0].store.state_digest().await.unwrap();
        for station in &self.stations {
            let batch = RemoteBatch {
                source: station.store.workspace().writer,
                seen: VersionVector::new(),
                place: None,
                actions: station.segments.iter().flatten().cloned().collect(),
            };
            late.store.receive(vec![batch.clone()]).await.map_err(|error| error.to_string())?;
            let own = station.store.workspace().writer == self.stations[0].store.workspace().writer;
            if !own {
                self.stations[0]
                    .store
                    .receive(vec![batch])
                    .await
                    .map_err(|error| error.to_string())?;
            }
        }
        if self.stations[0].store.state_digest().await.unwrap() != before {
            return Err("hearing everything again changed something".into());
        }
        let (found, expected) = (shown(&late.store).await, shown(&self.stations[0].store).await);
        let living = |all: &BTreeMap<RecordId, BTreeMap<FieldId, String>>| {
            all.keys().copied().collect::<BTreeSet<_>>()
        };
        if living(&found) != living(&expected) {
            return Err("somebody who came late sees other records".into());
        }
        Ok(())
    }
}

async fn shown(store: &Store) -> BTreeMap<RecordId, BTreeMap<FieldId, String>> {
    let records = store.records(kinds::PERSON.id, RecordQuery::default()).await.unwrap();
    let shown = records.into_iter().map(|record| {
        let texts = record
            .values
            .iter()
            .filter_map(|(field, value)| Some((*field, value.text()?.to_owned())));
        (record.id, texts.collect())
    });
    shown.collect()
}

async fn history(seed: u64, template: &Path, fault: Option<Fault>) -> Result<usize, String> {
    let folder = folder();
    let mut world = World::new(seed, folder.path(), template, fault).await;
    for number in 0..20 + world.dice.below(40) {
        world.step(number).await?;
    }
    world.everything_everywhere().await;
    world.check().await?;
    world.check_late(folder.path(), template).await?;
    let undone = world.undone;
    for station in &world.stations {
        station.store.close().await;
    }
    Ok(undone)
}

/// A folder in memory where the system has one: what is tested is merging, not the disk.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

async fn template(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("template.db");
    let new = NewWorkspace {
        id: [1; 16],
        key: [2; 32],
        name: "Testi".into(),
        institution: String::new(),
        writer: WriterId([0xEE; 16]),
        created: UnixMillis(0),
    };
    let store = Store::create_knowing(&path, new, KINDS).await.unwrap();
    store.close().await;
    path
}

fn seeds(otherwise: u64) -> u64 {
    std::env::var("KUMPPANI_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// How many histories run beside each other.
const ABREAST: u64 = 4;

#[test]
fn random_histories_end_equal_on_all_and_equal_to_the_oracle() {
    let folder = folder();
    let wait = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let template = wait().block_on(template(folder.path()));
    let count = seeds(2_000);
    let lane = |first: u64| {
        let mut undone = 0;
        for seed in (first..count).step_by(ABREAST as usize) {
            match wait().block_on(history(seed, &template, None)) {
                Ok(some) => undone += some,
                Err(why) => panic!("seed {seed}: {why}"),
            }
        }
        undone
    };
    let undone: usize = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..ABREAST).map(|first| scope.spawn(move || lane(first))).collect();
        lanes.into_iter().map(|lane| lane.join().unwrap()).sum()
    });
    assert!(count < 50 || undone > 0, "no history took anything back");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_broken_rule_is_noticed() {
    let folder = folder();
    let template = template(folder.path()).await;
    for fault in [
        Fault::NoLift,
        Fault::NoTieBreak,
        Fault::DeleteWithoutContext,
        Fault::FilePerWorkstation,
        Fault::FilesAsPeople,
    ] {
        let mut noticed = None;
        for seed in 0..400 {
            if let Err(why) = history(seed, &template, Some(fault)).await {
                noticed = Some((seed, why));
                break;
            }
        }
        let (seed, why) =
            noticed.unwrap_or_else(|| panic!("{fault:?} was not noticed in 400 histories"));
        println!(
            "{fault:?} is noticed at seed {seed}: {}",
            why.chars().take(80).collect::<String>()
        );
    }
}
