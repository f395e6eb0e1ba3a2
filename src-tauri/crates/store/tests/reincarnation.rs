//! Two databases that were one both go on; one becomes a new workstation; nothing that either did is
//! lost, and all end equal.
//!
//! Random histories of three workstations and a copy of the first: edits, deletes, touches, undos,
//! imports, segments sealed, published and taken in at random. What each did alone, on records that
//! are its own, must stand everywhere as it stands there.
//!
//! `KUMPPANI_SEEDS` sets the number of histories.

#![allow(clippy::unwrap_used, reason = "tests stop at what they did not expect")]

#[path = "convergence/dice.rs"]
mod dice;

use std::collections::BTreeMap;
use std::path::Path;

use domain::kinds::{self, person};
use domain::{FieldId, Kind, Op, RecordId, Stamp, UnixMillis, Value, WriterId};
use store::{
    Action, Author, LoggedAction, NewWorkspace, OutgoingState, Part, Place, Purpose, RecordQuery,
    RemoteBatch, Sealed, Store, StoreError, UndoError, VersionVector,
};

use dice::Dice;

static KINDS: &[&Kind] = &[&kinds::PERSON];
const FIELDS: [FieldId; 2] = [person::EMAIL, person::NOTES];

type Verdict = Result<(), String>;
type Shown = BTreeMap<RecordId, BTreeMap<FieldId, String>>;

struct Workstation {
    store: Store,
    number: u8,
    /// What it did that it may take back.
    done: Vec<store::ActionId>,
    /// Sealed, not yet on the share.
    sealed: Vec<RemoteBatch>,
}

struct World {
    dice: Dice,
    stations: Vec<Workstation>,
    share: BTreeMap<WriterId, Vec<RemoteBatch>>,
    time: i64,
    segments: u64,
    /// The last own change of the first workstation when it was copied.
    parted_at: u64,
    /// Whether the copy could tell where the two parted, since everything before was on the share.
    /// Else it tells what both have once more, and what the original took back of that since stands
    /// again.
    is_sharp: bool,
}

fn shared(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

/// A record that one workstation alone writes to.
fn own(station: u8, number: u8) -> RecordId {
    let mut id = [number; 16];
    id[0] = 0xF0 + station;
    RecordId::from_bytes(id)
}

impl World {
    async fn new(seed: u64, folder: &Path) -> World {
        let mut stations = Vec::new();
        for number in 1..=3_u8 {
            let new = NewWorkspace {
                id: [1; 16],
                key: [2; 32],
                name: "Testi".into(),
                institution: String::new(),
                // Ids in any order, so that equal stamps fall to either.
                writer: WriterId([(number * 37).wrapping_add(seed as u8); 16]),
                created: UnixMillis(0),
            };
            let path = folder.join(format!("{number}.db"));
            let store = Store::create_knowing(&path, new, KINDS).await.unwrap();
            stations.push(Workstation { store, number, done: Vec::new(), sealed: Vec::new() });
        }
        let (dice, time) = (Dice(seed), 1_700_000_000_000);
        let (share, segments, parted_at) = (BTreeMap::new(), 0, 0);
        World { dice, stations, share, time, segments, parted_at, is_sharp: false }
    }

    fn writer(&self, at: usize) -> WriterId {
        self.stations[at].store.workspace().writer
    }

    async fn step(&mut self, may_publish: impl Fn(usize) -> bool) {
        self.time += self.dice.below(3) as i64;
        let at = self.dice.below(self.stations.len());
        match self.dice.below(100) {
            0..55 => self.write(at).await,
            55..62 => self.undo(at).await,
            62..68 => self.import(at).await,
            68..74 => self.seal(at).await,
            74..86 => {
                self.seal(at).await;
                if may_publish(at) {
                    self.publish(at).await;
                }
            }
            _ => drop(self.take_in(at).await),
        }
    }

    async fn write(&mut self, at: usize) {
        let kind = kinds::PERSON.id;
        let number = 1 + self.dice.below(3) as u8;
        let record = match self.dice.chance(50) {
            true => own(self.stations[at].number, number),
            false => shared(number),
        };
        let value = Value::from(format!("value {}", self.dice.below(1_000)));
        let field = self.dice.pick(&FIELDS);
        let op = match self.dice.below(10) {
            0..2 => Op::Delete { kind, record },
            2 => Op::Touch { kind, record },
            _ => Op::Set { kind, record, values: vec![(field, value)] },
        };
        let action = Action::edit("somebody", UnixMillis(self.time), vec![op]);
        let outcome = self.stations[at].store.act(action).await.unwrap();
        self.stations[at].done.extend(outcome.action);
    }

    async fn import(&mut self, at: usize) {
        let content = [self.dice.below(6) as u8; 32];
        let kind = kinds::PERSON.id;
        let record = shared(1 + content[0] % 3);
        let values = vec![(FIELDS[0], Value::from(format!("file {}", content[0])))];
        let author = Author::File { content, declared: Stamp::default() };
        let mut parts = vec![Part { author, ops: vec![Op::Set { kind, record, values }] }];
        if self.dice.chance(50) {
            let author = Author::ThisWorkstation(domain::Class::Import);
            let record = own(self.stations[at].number, 9);
            let values = vec![(FIELDS[1], Value::from(format!("by rule {}", self.time)))];
            parts.push(Part { author, ops: vec![Op::Set { kind, record, values }] });
        }
        let (now, purpose) = (UnixMillis(self.time), Purpose::Import);
        let action = Action { actor: "somebody".into(), purpose, now, parts };
        self.stations[at].store.act(action).await.unwrap();
    }

    async fn undo(&mut self, at: usize) {
        let station = &self.stations[at];
        if station.done.is_empty() {
            return;
        }
        let action = self.dice.pick(&station.done);
        match station.store.undo(action, "somebody", UnixMillis(self.time)).await {
            Ok(outcome) => self.stations[at].done.extend(outcome.action),
            Err(UndoError::Refused { .. }) => {}
            Err(UndoError::Store(error)) => panic!("{error}"),
        }
    }

    async fn seal(&mut self, at: usize) {
        let most = 1 + self.dice.below(4) as u32;
        let source = self.writer(at);
        while let Some(unsealed) = self.stations[at].store.unsealed(most).await.unwrap() {
            self.segments += 1;
            let mut hash = [0; 32];
            hash[..8].copy_from_slice(&self.segments.to_le_bytes());
            let place = Place { segment: unsealed.number, hash };
            let (number, through) = (unsealed.number, unsealed.through);
            let sealed = Sealed { number, through, hash, bytes: vec![1] };
            self.stations[at].store.seal(sealed).await.unwrap();
            let (seen, actions) = (unsealed.seen, unsealed.actions);
            let batch = RemoteBatch { source, seen, place: Some(place), actions };
            self.stations[at].sealed.push(batch);
        }
    }

    async fn publish(&mut self, at: usize) {
        let state =
            if self.dice.chance(50) { OutgoingState::Confirmed } else { OutgoingState::Published };
        let writer = self.writer(at);
        let station = &mut self.stations[at];
        for batch in station.sealed.drain(..) {
            let number = batch.place.unwrap().segment;
            self.share.entry(writer).or_default().push(batch);
            station.store.mark_outgoing(number, state, UnixMillis(self.time)).await.unwrap();
        }
    }

    async fn waiting(&self, at: usize) -> Vec<RemoteBatch> {
        let places = self.stations[at].store.places().await.unwrap();
        let others = self.share.iter().filter(|(writer, _)| **writer != self.writer(at));
        let next = others.filter_map(|(writer, segments)| {
            segments.get(places.get(writer).map_or(0, |place| place.segment as usize))
        });
        next.cloned().collect()
    }

    /// Takes in a segment that waits; whether anything waits still.
    async fn take_in(&mut self, at: usize) -> bool {
        let waiting = self.waiting(at).await;
        if waiting.is_empty() {
            return false;
        }
        let batch = self.dice.pick(&waiting);
        match self.stations[at].store.receive(vec![batch]).await {
            Ok(_) | Err(StoreError::Gap { .. }) => {}
            Err(error) => panic!("{error}"),
        }
        true
    }

    /// A second database of the first workstation, as it is now.
    async fn copy(&mut self, folder: &Path) {
        let path = folder.join("copy.db");
        let original = &self.stations[0];
        original.store.backup(&path).await.unwrap();
        let vector = original.store.version_vector().await.unwrap();
        self.parted_at = vector.get(&self.writer(0)).copied().unwrap_or(0);
        let store = Store::open_knowing(&path, KINDS).await.unwrap();
        let sealed = original.sealed.clone();
        self.stations.push(Workstation { store, number: 4, done: Vec::new(), sealed });
    }

    /// The copy sees the original's segments, which are not its own.
    async fn reincarnate(&mut self, at: usize) {
        let old = self.writer(at);
        let store = self.stations[at].store.clone();
        let on_share = self.share.get(&old).cloned().unwrap_or_default();
        // Segments that both sealed before they parted count as common, whoever published them.
        let known = last_common(&store, &self.stations[at].sealed, &on_share).await;
        let theirs: Vec<LoggedAction> =
            on_share[known..].iter().flat_map(|batch| batch.actions.clone()).collect();
        let sealed = store.last_change_sealed(known as u64).await.unwrap();
        let keep = sealed.max(store.common_prefix(&theirs).await.unwrap());
        assert!(keep <= self.parted_at, "nothing differs before they parted");
        self.is_sharp = keep == self.parted_at;
        let mut new = WriterId([0x55; 16]);
        new.0[0] = self.dice.below(256) as u8;
        store.reincarnate(new, keep).await.unwrap();
        let place = known.checked_sub(1).and_then(|last| on_share[last].place);
        store.adopt_place(old, place).await.unwrap();
        let recent = store.recent_actions(u32::MAX).await.unwrap();
        let mine = recent.iter().map(|action| action.id).filter(|id| id.0.writer == new);
        self.stations[at].done = mine.collect();
        self.stations[at].sealed.clear();
    }

    async fn everything_everywhere(&mut self) -> Verdict {
        for at in 0..self.stations.len() {
            self.seal(at).await;
            self.publish(at).await;
        }
        for at in 0..self.stations.len() {
            let mut patience = 2_000;
            while self.take_in(at).await {
                patience -= 1;
                if patience == 0 {
                    return Err(format!("workstation {at} waits for ever"));
                }
            }
        }
        Ok(())
    }
}

/// How many segments on the share the store itself has sealed.
async fn last_common(store: &Store, sealed: &[RemoteBatch], on_share: &[RemoteBatch]) -> usize {
    let published = store.last_sealed().await.unwrap().map_or(0, |last| last.segment);
    let published = published as usize - sealed.len();
    let both = on_share.iter().skip(published).zip(sealed);
    published + both.take_while(|(one, other)| one.place == other.place).count()
}

async fn shown(store: &Store, station: u8) -> Shown {
    let records = store.records(kinds::PERSON.id, RecordQuery::default()).await.unwrap();
    let own = records.into_iter().filter(|record| record.id.as_bytes()[0] == 0xF0 + station);
    let shown = own.map(|record| {
        let texts = record
            .values
            .iter()
            .filter_map(|(field, value)| Some((*field, value.text()?.to_owned())));
        (record.id, texts.collect())
    });
    shown.collect()
}

async fn history(seed: u64) -> Result<bool, String> {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let mut world = World::new(seed, folder.path()).await;
    for _ in 0..world.dice.below(25) {
        world.step(|_| true).await;
    }
    world.copy(folder.path()).await;
    // A copy publishes nothing before it has looked whether it is one.
    for _ in 0..world.dice.below(30) {
        world.step(|at| at != 3).await;
    }
    world.reincarnate(3).await;
    for _ in 0..world.dice.below(20) {
        world.step(|_| true).await;
    }
    let mut expected = Vec::new();
    for station in world.stations.iter().filter(|one| one.number != 1 || world.is_sharp) {
        expected.push((station.number, shown(&station.store, station.number).await));
    }
    world.everything_everywhere().await?;
    let first = world.stations[0].store.state_digest().await.unwrap();
    let told = world.stations[0].store.conflicts(u32::MAX).await.unwrap();
    let vector = world.stations[0].store.version_vector().await.unwrap();
    for (at, station) in world.stations.iter().enumerate() {
        for (number, expected) in &expected {
            let found = shown(&station.store, *number).await;
            if found != *expected {
                return Err(format!("{at} shows {found:?} of {number}, not {expected:?}"));
            }
        }
        let store = &station.store;
        if store.state_digest().await.unwrap() != first {
            return Err(format!("workstation {at} differs from the first"));
        }
        if store.conflicts(u32::MAX).await.unwrap() != told {
            return Err(format!("workstation {at} tells of other conflicts than the first"));
        }
        if store.version_vector().await.unwrap() != vector {
            return Err(format!("workstation {at} has not heard of everything"));
        }
        // What follows from the log is what the log says.
        store.rederive().await.unwrap();
        if store.state_digest().await.unwrap() != first {
            return Err(format!("workstation {at} shows something else than its log says"));
        }
    }
    let late = late(&world, folder.path()).await;
    if late.state_digest().await.unwrap() != first {
        return Err("somebody who came late sees something else".into());
    }
    let moved = vector.get(&world.writer(3)).is_some_and(|last| *last > 0);
    for station in &world.stations {
        station.store.close().await;
    }
    Ok(moved)
}

/// A workstation that is told everything by the one that became another.
async fn late(world: &World, folder: &Path) -> Store {
    let new = NewWorkspace {
        id: [1; 16],
        key: [2; 32],
        name: "Testi".into(),
        institution: String::new(),
        writer: WriterId(std::array::from_fn(|at| at as u8)),
        created: UnixMillis(0),
    };
    let store = Store::create_knowing(&folder.join("late.db"), new, KINDS).await.unwrap();
    let teller = &world.stations[3].store;
    let actions = teller.changes_since(&VersionVector::new(), u32::MAX).await.unwrap();
    let source = teller.workspace().writer;
    let batch = RemoteBatch { source, seen: VersionVector::new(), place: None, actions };
    store.receive(vec![batch]).await.unwrap();
    store
}

/// How many histories run beside each other.
const ABREAST: u64 = 4;

#[test]
fn nothing_is_lost_where_a_copy_becomes_a_new_workstation() {
    let count = std::env::var("KUMPPANI_SEEDS").ok().and_then(|text| text.parse().ok());
    let count: u64 = count.unwrap_or(200);
    let wait = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let lane = |first: u64| {
        let mut moved = 0;
        for seed in (first..count).step_by(ABREAST as usize) {
            match wait().block_on(history(seed)) {
                Ok(has_moved) => moved += u64::from(has_moved),
                Err(why) => panic!("seed {seed}: {why}"),
            }
        }
        moved
    };
    let moved: u64 = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..ABREAST).map(|first| scope.spawn(move || lane(first))).collect();
        lanes.into_iter().map(|lane| lane.join().unwrap()).sum()
    });
    assert!(count < 50 || moved * 2 > count, "most copies did something: {moved} of {count}");
}
