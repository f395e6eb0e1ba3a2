//! What the tests share: workstations with a database each, on one folder, and a clock.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use domain::kinds::{PERSON, person};
use domain::{Op, RecordId, UnixMillis, Value, WriterId};
use store::{Action, NewWorkspace, RecordQuery, Store};
use sync::keys::Cost;
use sync::vault::MemorySafe;
use sync::{
    Ambient, Cancel, CycleReport, Demand, Engine, FolderMedium, Identity, Medium, Opener, SyncError,
};

pub const START: i64 = 1_790_000_000_000;
pub const SECOND: i64 = 1_000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const PASSPHRASE: &str = "neljä oravaa kuusessa";

/// A clock that stands until it is moved, and randomness that never repeats.
pub struct Clock {
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

/// Everything of one test.
pub struct House {
    pub folder: tempfile::TempDir,
    pub clock: Arc<Clock>,
}

/// A workstation.
pub struct Desk<M: Medium = FolderMedium> {
    pub name: String,
    pub engine: Engine<M>,
    pub vault: MemorySafe,
    pub database: PathBuf,
    clock: Arc<Clock>,
}

impl House {
    pub fn new() -> House {
        let clock = Clock { now: AtomicI64::new(START), drawn: AtomicU64::new(1) };
        let house = House { folder: tempfile::tempdir().unwrap(), clock: Arc::new(clock) };
        fs::create_dir(house.share()).unwrap();
        house
    }

    pub fn share(&self) -> PathBuf {
        self.folder.path().join("share")
    }

    pub fn medium(&self) -> FolderMedium {
        FolderMedium::pausing(self.share(), |_| {})
    }

    pub fn clock_now(&self) -> UnixMillis {
        self.clock.now()
    }

    pub fn pass(&self, millis: i64) {
        self.clock.now.fetch_add(millis, Ordering::Relaxed);
    }

    pub fn identity(&self, name: &str) -> Identity {
        Identity {
            name: name.into(),
            machine: format!("{name}-pc"),
            version: "0.1.0".into(),
            cost: Cost::TRIFLING,
        }
    }

    pub fn database(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        folder.join("workspace.sqlite")
    }

    pub async fn store(&self, name: &str) -> Store {
        let mut writer = [0; 16];
        self.clock.fill_random(&mut writer);
        let new = NewWorkspace {
            id: [7; 16],
            key: [9; 32],
            name: "Yritysyhteistyö".into(),
            institution: "Esimerkki".into(),
            writer: WriterId(writer),
            created: self.clock.now(),
        };
        Store::create(&self.database(name), new).await.unwrap()
    }

    pub async fn found(&self, name: &str) -> Desk {
        self.found_on(name, self.medium()).await
    }

    pub async fn found_on<M: Medium + 'static>(&self, name: &str, medium: M) -> Desk<M> {
        let (store, vault) = (self.store(name).await, MemorySafe::default());
        let (kept, clock) = (Arc::new(vault.clone()), self.clock.clone());
        let identity = self.identity(name);
        let engine = Engine::found(medium, store, kept, clock, identity, PASSPHRASE).await.unwrap();
        self.desk(name, engine, vault)
    }

    pub async fn join(&self, name: &str) -> Desk {
        self.join_on(name, self.medium(), Opener::Passphrase(PASSPHRASE.into())).await.unwrap()
    }

    pub async fn join_on<M: Medium + 'static>(
        &self,
        name: &str,
        medium: M,
        opener: Opener,
    ) -> Result<Desk<M>, SyncError> {
        let vault = MemorySafe::default();
        let kept = Arc::new(vault.clone());
        let joining = Engine::join(medium, kept, self.clock.clone(), opener).await?;
        let store = Store::create(&self.database(name), joining.new.clone()).await.unwrap();
        let engine = joining.engine(store, self.identity(name)).await?;
        Ok(self.desk(name, engine, vault))
    }

    /// Opens the database of a desk again, as a program that was started anew.
    pub async fn reopen<M: Medium + 'static, N: Medium + 'static>(
        &self,
        desk: Desk<M>,
        medium: N,
    ) -> Desk<N> {
        let Desk { name, engine, vault, database, .. } = desk;
        engine.store().close().await;
        drop(engine);
        let store = Store::open(&database).await.unwrap();
        let (kept, clock) = (Arc::new(vault.clone()), self.clock.clone());
        let engine = Engine::open(medium, store, kept, clock, self.identity(&name)).await.unwrap();
        self.desk(&name, engine, vault)
    }

    pub fn desk<M: Medium + 'static>(
        &self,
        name: &str,
        engine: Engine<M>,
        vault: MemorySafe,
    ) -> Desk<M> {
        let database = engine.store().path().to_owned();
        Desk { name: name.into(), engine, vault, database, clock: self.clock.clone() }
    }

    /// Every file on the share, by its path there.
    pub fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        walk(&self.share(), &self.share(), &mut files);
        files.sort();
        files
    }

    /// The files whose path has something in it.
    pub fn files_with(&self, part: &str) -> Vec<String> {
        self.files().into_iter().filter(|path| path.contains(part)).collect()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.share().join(path)
    }
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, files);
        } else {
            let path = path.strip_prefix(root).unwrap().to_str().unwrap();
            files.push(path.replace('\\', "/"));
        }
    }
}

pub fn record(number: u8) -> RecordId {
    RecordId::version7(START as u64, [number; 10])
}

impl<M: Medium + 'static> Desk<M> {
    pub async fn write(&self, number: u8, name: &str) {
        let values = vec![(person::LAST_NAME, Value::Text(name.into()))];
        let op = Op::Set { kind: PERSON.id, record: record(number), values };
        let action = Action::edit(self.name.as_str(), self.clock.now(), vec![op]);
        self.engine.store().act(action).await.unwrap();
    }

    pub async fn delete(&self, number: u8) {
        let op = Op::Delete { kind: PERSON.id, record: record(number) };
        let action = Action::edit(self.name.as_str(), self.clock.now(), vec![op]);
        self.engine.store().act(action).await.unwrap();
    }

    /// The names of all people, sorted.
    pub async fn names(&self) -> Vec<String> {
        let query = RecordQuery::default();
        let records = self.engine.store().records(PERSON.id, query).await.unwrap();
        let mut names: Vec<String> = records
            .iter()
            .map(|record| match record.value(person::LAST_NAME) {
                Value::Text(name) => name.clone(),
                other => format!("{other:?}"),
            })
            .collect();
        names.sort();
        names
    }

    /// A cycle in which everything is told and looked at.
    pub async fn sync(&self) -> CycleReport {
        self.try_sync().await.unwrap()
    }

    pub async fn try_sync(&self) -> Result<CycleReport, SyncError> {
        self.engine.cycle_with(Demand::now(), &mut |_| {}, &Cancel::default()).await
    }

    /// A cycle as it is run every few seconds.
    pub async fn poll(&self) -> CycleReport {
        self.engine.cycle(&mut |_| {}, &Cancel::default()).await.unwrap()
    }

    pub fn writer(&self) -> WriterId {
        self.engine.store().workspace().writer
    }
}
