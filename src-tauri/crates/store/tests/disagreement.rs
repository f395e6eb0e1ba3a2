//! Workstations that write without knowing of each other are in conflict, everywhere alike, and
//! those that know of each other are not.
//!
//! Random histories of two to four workstations: edits, deletes, touches, decisions, undos, segments
//! that are sealed, published and taken in at random, and workstations restored from backups. After
//! every step what a store says is in conflict is compared with an oracle that goes through all
//! pairs of changes, by what the test itself wrote down of who had been told what.
//!
//! `KUMPPANI_SEEDS` sets the number of histories.

#![allow(clippy::unwrap_used, reason = "tests stop at what they did not expect")]

#[path = "convergence/dice.rs"]
mod dice;
#[path = "disagreement/oracle.rs"]
mod oracle;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use domain::kinds::{self, person};
use domain::{Change, ChangeId, Class, FieldId, Kind, Op, RecordId, UnixMillis, Value, WriterId};
use store::{
    Action, Author, Conflict, Decision, Fault, NewWorkspace, OutgoingState, Part, Place, Purpose,
    RemoteBatch, Sealed, Store, StoreError, UndoError,
};

use dice::Dice;

static KINDS: &[&Kind] = &[&kinds::PERSON];
const FIELDS: [FieldId; 2] = [person::EMAIL, person::NOTES];
const SKEWS: [i64; 4] = [0, 0, -3_600_000, 300 * 86_400_000];

type Verdict = Result<(), String>;
type Known = HashSet<ChangeId>;

/// A change, and all that its workstation had been told before it.
pub struct Made {
    /// The change.
    pub change: Change,
    /// What its workstation knew.
    pub knew: Rc<Known>,
}

struct Backup {
    path: PathBuf,
    known: Known,
}

struct Workstation {
    store: Store,
    skew: i64,
    known: Known,
    /// Sealed, not yet on the share.
    sealed: Vec<RemoteBatch>,
    backup: Option<Backup>,
}

struct World {
    dice: Dice,
    folder: PathBuf,
    fault: Option<Fault>,
    stations: Vec<Workstation>,
    made: HashMap<ChangeId, Made>,
    share: BTreeMap<WriterId, Vec<RemoteBatch>>,
    ids: Vec<RecordId>,
    time: i64,
    files: usize,
    /// What came of the history: conflicts seen, workstations restored.
    found: (usize, usize),
}

fn writer(dice: &mut Dice, number: u8) -> WriterId {
    let mut id = [number; 16];
    id[..8].copy_from_slice(&dice.next().to_le_bytes());
    WriterId(id)
}

impl World {
    async fn new(seed: u64, folder: &Path, template: &Path, fault: Option<Fault>) -> World {
        let mut world = World {
            dice: Dice(seed),
            folder: folder.to_owned(),
            fault,
            stations: Vec::new(),
            made: HashMap::new(),
            share: BTreeMap::new(),
            ids: (1..=2).map(|byte| RecordId::from_bytes([byte; 16])).collect(),
            time: 1_700_000_000_000,
            files: 0,
            found: (0, 0),
        };
        for _ in 0..2 + world.dice.below(3) {
            let station = world.open(template, Known::new()).await;
            world.stations.push(station);
        }
        world
    }

    async fn open(&mut self, from: &Path, known: Known) -> Workstation {
        self.files += 1;
        let path = self.folder.join(format!("{}.db", self.files));
        let id = writer(&mut self.dice, self.files as u8);
        let store = Store::restore_knowing(from, &path, id, KINDS).await.unwrap();
        if let Some(fault) = self.fault {
            store.plant(fault).await;
        }
        let skew = self.dice.pick(&SKEWS);
        Workstation { store, skew, known, sealed: Vec::new(), backup: None }
    }

    async fn step(&mut self) -> Verdict {
        self.time += self.dice.below(100_000) as i64;
        let at = self.dice.below(self.stations.len());
        match self.dice.below(100) {
            0..36 => self.write(at).await,
            36..40 => self.decide(at).await?,
            40..42 => self.undo(at).await,
            42..47 => self.seal(at).await,
            47..62 => {
                self.seal(at).await;
                self.publish(at).await;
            }
            62..65 => self.back_up(at).await,
            65..68 => self.restore(at).await,
            _ => drop(self.take_in(at).await?),
        }
        self.check(at).await
    }

    async fn write(&mut self, at: usize) {
        let (kind, record) = (kinds::PERSON.id, self.dice.pick(&self.ids));
        let op = match self.dice.below(16) {
            0 => Op::Delete { kind, record },
            1 => Op::Touch { kind, record },
            _ => {
                let values = vec![(
                    self.dice.pick(&FIELDS),
                    Value::from(format!("value {}", self.dice.below(3))),
                )];
                Op::Set { kind, record, values }
            }
        };
        let class = if self.dice.chance(10) { Class::Import } else { Class::Person };
        let parts = vec![Part { author: Author::ThisWorkstation(class), ops: vec![op] }];
        let (actor, now) = ("somebody".to_owned(), self.now(at));
        let action = Action { actor, purpose: Purpose::Edit, now, parts };
        self.stations[at].store.act(action).await.unwrap();
        self.note(at).await;
    }

    async fn decide(&mut self, at: usize) -> Verdict {
        let conflicts = self.stations[at].store.conflicts(u32::MAX).await.unwrap();
        if conflicts.is_empty() {
            return Ok(());
        }
        let Conflict { kind, record, register, sides } = self.dice.pick(&conflicts);
        let choice = match self.dice.below(6) {
            0 => Decision::Keep,
            1 => Decision::Delete,
            _ => Decision::Take(self.dice.pick(&sides).change),
        };
        let now = self.now(at);
        let store = &self.stations[at].store;
        store.decide(kind, record, register, choice, "somebody", now).await.unwrap();
        let left = store.conflicts(u32::MAX).await.unwrap();
        self.note(at).await;
        if left.iter().any(|left| (left.record, left.register) == (record, register)) {
            return Err("a conflict was decided and is there still".into());
        }
        Ok(())
    }

    async fn undo(&mut self, at: usize) {
        let recent = self.stations[at].store.recent_actions(3).await.unwrap();
        if recent.is_empty() {
            return;
        }
        let action = self.dice.pick(&recent).id;
        match self.stations[at].store.undo(action, "somebody", self.now(at)).await {
            Ok(_) => self.note(at).await,
            Err(UndoError::Refused { .. }) => {}
            Err(UndoError::Store(error)) => panic!("{error}"),
        }
    }

    /// Writes down what a workstation has just done, and what it knew then.
    async fn note(&mut self, at: usize) {
        let station = &mut self.stations[at];
        let own = station.store.workspace().writer;
        let last = station.known.iter().filter(|id| id.writer == own).count() as u64;
        let vector = [(own, last)].into();
        let knew = Rc::new(station.known.clone());
        for action in station.store.changes_since(&vector, u32::MAX).await.unwrap() {
            for change in action.changes.into_iter().filter(|change| change.id.writer == own) {
                station.known.insert(change.id);
                self.made.insert(change.id, Made { change, knew: knew.clone() });
            }
        }
    }

    async fn seal(&mut self, at: usize) {
        let most = 1 + self.dice.below(4) as u32;
        let station = &mut self.stations[at];
        let source = station.store.workspace().writer;
        while let Some(unsealed) = station.store.unsealed(most).await.unwrap() {
            let place = Place { segment: unsealed.number, hash: [unsealed.number as u8; 32] };
            let (number, through) = (unsealed.number, unsealed.through);
            let sealed = Sealed { number, through, hash: place.hash, bytes: vec![1] };
            station.store.seal(sealed).await.unwrap();
            let (seen, actions) = (unsealed.seen, unsealed.actions);
            station.sealed.push(RemoteBatch { source, seen, place: Some(place), actions });
        }
    }

    async fn publish(&mut self, at: usize) {
        let is_confirmed = self.dice.chance(60);
        let station = &mut self.stations[at];
        let own = station.store.workspace().writer;
        let on_share = self.share.entry(own).or_default();
        on_share.append(&mut station.sealed);
        let state = if is_confirmed { OutgoingState::Confirmed } else { OutgoingState::Published };
        for number in 1..=on_share.len() as u64 {
            station.store.mark_outgoing(number, state, UnixMillis(self.time)).await.unwrap();
        }
    }

    async fn back_up(&mut self, at: usize) {
        self.files += 1;
        let path = self.folder.join(format!("{}.backup", self.files));
        let station = &mut self.stations[at];
        station.store.backup(&path).await.unwrap();
        station.backup = Some(Backup { path, known: station.known.clone() });
    }

    /// The workstation is gone with all it had not published; its backup takes its place.
    async fn restore(&mut self, at: usize) {
        let Some(backup) = self.stations[at].backup.take() else { return };
        self.stations[at].store.close().await;
        self.stations[at] = self.open(&backup.path, backup.known).await;
        self.found.1 += 1;
    }

    /// The next segments of colleagues that a workstation lacks, one of each at most.
    async fn waiting(&self, at: usize) -> Vec<RemoteBatch> {
        let store = &self.stations[at].store;
        let places = store.places().await.unwrap();
        let others = self.share.iter().filter(|(writer, _)| **writer != store.workspace().writer);
        let next = others.filter_map(|(writer, segments)| {
            segments.get(places.get(writer).map_or(0, |place| place.segment as usize))
        });
        next.cloned().collect()
    }

    /// Takes in some of what waits, also together; whether anything.
    async fn take_in(&mut self, at: usize) -> Result<bool, String> {
        let mut waiting = self.waiting(at).await;
        if waiting.is_empty() {
            return Ok(false);
        }
        let mut chosen = Vec::new();
        for _ in 0..1 + self.dice.below(waiting.len()) {
            chosen.push(waiting.swap_remove(self.dice.below(waiting.len())));
        }
        let heard: Vec<ChangeId> = chosen
            .iter()
            .flat_map(|batch| &batch.actions)
            .flat_map(|action| &action.changes)
            .map(|change| change.id)
            .collect();
        match self.stations[at].store.receive(chosen).await {
            Ok(_) => self.stations[at].known.extend(heard),
            // A restored workstation tells what its predecessor did, before the predecessor's own
            // segments have come: they are waited for.
            Err(StoreError::Gap { .. }) => return Ok(false),
            Err(error) => return Err(error.to_string()),
        }
        Ok(true)
    }

    async fn everything_everywhere(&mut self) -> Verdict {
        for at in 0..self.stations.len() {
            self.seal(at).await;
            self.publish(at).await;
        }
        for at in 0..self.stations.len() {
            let mut patience = 200;
            while !self.waiting(at).await.is_empty() {
                if !self.take_in(at).await? {
                    patience -= 1;
                }
                if patience == 0 {
                    return Err(format!("workstation {at} waits for ever"));
                }
            }
        }
        Ok(())
    }

    async fn check(&mut self, at: usize) -> Verdict {
        let station = &self.stations[at];
        let found = station.store.conflicts(u32::MAX).await.unwrap();
        let count = station.store.conflict_count().await.unwrap();
        let expected = oracle::conflicts(&self.made, &station.known);
        let told: oracle::Conflicts = found
            .iter()
            .map(|one| {
                let sides = one.sides.iter().map(|side| side.change).collect();
                ((one.record, one.register.map(|register| register.0)), sides)
            })
            .collect();
        self.found.0 += found.len();
        if told != expected || count as usize != expected.len() {
            return Err(format!(
                "workstation {at} tells of {told:?} ({count}), the oracle of {expected:?}"
            ));
        }
        Ok(())
    }

    async fn check_all(&mut self) -> Verdict {
        let mut first = None;
        for at in 0..self.stations.len() {
            self.check(at).await?;
            let store = &self.stations[at].store;
            let this =
                (store.state_digest().await.unwrap(), store.conflicts(u32::MAX).await.unwrap());
            if *first.get_or_insert_with(|| this.clone()) != this {
                return Err(format!("workstation {at} differs from the first"));
            }
        }
        Ok(())
    }

    fn now(&self, at: usize) -> UnixMillis {
        UnixMillis(self.time + self.stations[at].skew)
    }
}

async fn history(
    seed: u64,
    template: &Path,
    fault: Option<Fault>,
) -> Result<(usize, usize), String> {
    let folder = folder();
    let mut world = World::new(seed, folder.path(), template, fault).await;
    for _ in 0..40 + world.dice.below(60) {
        world.step().await?;
    }
    // Somebody new, who hears everything in yet another order.
    let late = world.open(template, Known::new()).await;
    world.stations.push(late);
    world.everything_everywhere().await?;
    world.check_all().await?;
    let decider = world.dice.below(world.stations.len());
    while world.stations[decider].store.conflict_count().await.unwrap() > 0 {
        world.decide(decider).await?;
    }
    world.everything_everywhere().await?;
    world.check_all().await?;
    for station in &world.stations {
        if station.store.conflict_count().await.unwrap() > 0 {
            return Err("a conflict outlived its decision".into());
        }
        station.store.close().await;
    }
    Ok(world.found)
}

/// A folder in memory where the system has one: what is tested is merging, not the disk.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

async fn template(folder: &Path) -> PathBuf {
    let path = folder.join("template.db");
    let new = NewWorkspace {
        id: [1; 16],
        key: [2; 32],
        name: "Testi".into(),
        institution: String::new(),
        writer: WriterId([0xEE; 16]),
        created: UnixMillis(0),
    };
    Store::create_knowing(&path, new, KINDS).await.unwrap().close().await;
    path
}

fn seeds(otherwise: u64) -> u64 {
    std::env::var("KUMPPANI_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// How many histories run beside each other.
const ABREAST: u64 = 4;

#[test]
fn random_histories_are_in_conflict_exactly_where_nobody_knew() {
    let folder = folder();
    let wait = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let template = wait().block_on(template(folder.path()));
    let count = seeds(200);
    let lane = |first: u64| {
        let mut found = (0, 0);
        for seed in (first..count).step_by(ABREAST as usize) {
            match wait().block_on(history(seed, &template, None)) {
                Ok(more) => found = (found.0 + more.0, found.1 + more.1),
                Err(why) => panic!("seed {seed}: {why}"),
            }
        }
        found
    };
    let found: Vec<(usize, usize)> = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..ABREAST).map(|first| scope.spawn(move || lane(first))).collect();
        lanes.into_iter().map(|lane| lane.join().unwrap()).collect()
    });
    let (conflicts, restored) =
        found.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    println!("{conflicts} times in conflict, {restored} workstations restored");
    assert!(count < 50 || (conflicts > 100 && restored > 5), "too little happened");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn contexts_that_are_not_told_are_missed() {
    let folder = folder();
    let template = template(folder.path()).await;
    for seed in 0..50 {
        if let Err(why) = history(seed, &template, Some(Fault::NoContexts)).await {
            println!("noticed at seed {seed}: {}", why.chars().take(80).collect::<String>());
            return;
        }
    }
    panic!("not noticed in 50 histories");
}
