//! What workstations tell each other.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use sync::engine::{Badge, WorkstationState};
use sync::medium::Medium;
use sync::{Opener, SyncError};

use crate::house::{HOUR, House, MINUTE, PASSPHRASE, SECOND};

#[tokio::test]
async fn what_one_writes_the_others_get() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Laine").await;
    a.sync().await;
    let (b, c) = (house.join("bo").await, house.join("cia").await);
    b.write(2, "Lind").await;
    assert_eq!(b.sync().await.received_changes, 1);
    c.write(3, "Lund").await;
    c.delete(3).await;
    for desk in [&c, &a, &b, &c] {
        let report = desk.sync().await;
        assert_eq!(report.problems, [], "{}", desk.name);
    }
    for desk in [&a, &b, &c] {
        assert_eq!(desk.names().await, ["Laine", "Lind"], "{}", desk.name);
        assert_eq!(
            desk.engine.store().state_digest().await.unwrap(),
            a.engine.store().state_digest().await.unwrap()
        );
    }
}

#[tokio::test]
async fn doings_of_before_the_share_was_founded_are_told_too() {
    let house = House::new();
    let a = house.found("aino").await;
    for number in 1..=9 {
        a.write(number, &format!("Laine {number}")).await;
    }
    let report = a.sync().await;
    assert_eq!((report.published, report.waiting), (1, 0));
    let b = house.join("bo").await;
    assert_eq!(b.sync().await.received_changes, 9);
    assert_eq!(b.names().await.len(), 9);
}

#[tokio::test]
async fn nothing_on_the_share_can_be_read_without_its_keys() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Salainen Liisa").await;
    a.sync().await;
    assert_eq!(house.files_with("/s/0/").len(), 1);
    for path in house.files() {
        let bytes = fs::read(house.path(&path)).unwrap();
        for plain in ["Salainen", "Liisa", "aino", "Yritys"] {
            let found = bytes.windows(plain.len()).any(|window| window == plain.as_bytes());
            assert!(!found, "{path} says {plain}");
        }
    }
}

#[tokio::test]
async fn a_wrong_passphrase_and_an_empty_folder_open_nothing() {
    let house = House::new();
    let opener = || Opener::Passphrase("väärä".into());
    let joined = house.join_on("bo", house.medium(), opener()).await;
    assert!(matches!(joined, Err(SyncError::NoShare)));
    let _a = house.found("aino").await;
    let joined = house.join_on("bo", house.medium(), opener()).await;
    assert!(matches!(joined, Err(SyncError::WrongPassphrase)));
}

#[tokio::test]
async fn a_share_is_founded_in_an_empty_folder_only() {
    let house = House::new();
    fs::write(house.path("lomakuva.jpg"), b"x").unwrap();
    let store = house.store("aino").await;
    let vault = Arc::new(sync::vault::MemorySafe::default());
    let identity = house.identity("aino");
    let clock = house.clock.clone();
    let founded =
        sync::Engine::found(house.medium(), store, vault, clock, identity, PASSPHRASE).await;
    assert!(matches!(founded, Err(SyncError::NotEmpty)));
    assert_eq!(house.files(), ["lomakuva.jpg"]);
}

#[tokio::test]
async fn doings_are_sealed_when_the_hand_rests() {
    let house = House::new();
    let a = house.found("aino").await;
    a.sync().await;
    a.write(1, "Laine").await;
    assert_eq!(a.poll().await.sealed, 0);
    assert_eq!(a.engine.status().await.unwrap().badge, Badge::Waiting { changes: 1 });
    house.pass(3 * SECOND);
    let report = a.poll().await;
    assert_eq!((report.sealed, report.published, report.waiting), (1, 1, 0));
    assert_eq!(a.engine.status().await.unwrap().badge, Badge::UpToDate);
}

#[tokio::test]
async fn many_doings_are_cut_into_segments_of_a_size() {
    let house = House::new();
    let a = house.found("aino").await;
    // Random letters, which do not compress.
    for number in 1..=40 {
        let text: String = (0..12_000)
            .map(|at: u32| {
                let hash = blake3::hash(&(u32::from(number) << 16 | at).to_le_bytes());
                char::from(b'a' + hash.as_bytes()[0] % 26)
            })
            .collect();
        a.write(number, &text).await;
    }
    let report = a.sync().await;
    assert!(report.published > 1);
    for path in house.files_with(".seg") {
        assert!(fs::metadata(house.path(&path)).unwrap().len() <= 256 * 1024);
    }
    let b = house.join("bo").await;
    b.sync().await;
    assert_eq!(b.names().await, a.names().await);
}

/// A share that counts what is asked of it.
struct Counting {
    inner: sync::FolderMedium,
    lists: Arc<AtomicU32>,
    others: Arc<AtomicU32>,
}

impl Medium for Counting {
    fn list(&self, folder: &str) -> Result<Vec<sync::Entry>, sync::MediumError> {
        self.lists.fetch_add(1, Ordering::Relaxed);
        self.inner.list(folder)
    }
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, sync::MediumError> {
        self.others.fetch_add(1, Ordering::Relaxed);
        self.inner.read(path, limit)
    }
    fn create(&self, path: &str, bytes: &[u8]) -> Result<(), sync::MediumError> {
        self.others.fetch_add(1, Ordering::Relaxed);
        self.inner.create(path, bytes)
    }
    fn remove(&self, path: &str) -> Result<(), sync::MediumError> {
        self.others.fetch_add(1, Ordering::Relaxed);
        self.inner.remove(path)
    }
    fn probe(&self) -> Result<(), sync::MediumError> {
        self.inner.probe()
    }
}

#[tokio::test]
async fn an_idle_cycle_lists_once_and_opens_nothing() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Laine").await;
    a.sync().await;
    let (lists, others) = (Arc::<AtomicU32>::default(), Arc::<AtomicU32>::default());
    let medium = Counting { inner: house.medium(), lists: lists.clone(), others: others.clone() };
    let opener = Opener::Passphrase(PASSPHRASE.into());
    let b = house.join_on("bo", medium, opener).await.unwrap();
    for _ in 0..3 {
        b.poll().await;
    }
    lists.store(0, Ordering::Relaxed);
    others.store(0, Ordering::Relaxed);
    for _ in 0..10 {
        house.pass(15 * SECOND);
        assert_eq!(b.poll().await.problems, []);
    }
    assert_eq!(lists.load(Ordering::Relaxed), 10);
    assert_eq!(others.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn everybody_sees_who_is_how_far() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Laine").await;
    a.sync().await;
    let b = house.join("bo").await;
    b.sync().await;
    a.sync().await;
    let status = a.engine.status().await.unwrap();
    let told: Vec<_> = status
        .workstations
        .iter()
        .map(|one| (one.name.as_str(), one.is_this, one.has_all_of_mine, one.state))
        .collect();
    let active = WorkstationState::Active;
    assert_eq!(told, [("aino", true, true, active), ("bo", false, true, active)]);
    a.write(2, "Lind").await;
    a.sync().await;
    let status = a.engine.status().await.unwrap();
    assert!(!status.workstations[1].has_all_of_mine);
    b.sync().await;
    a.sync().await;
    assert!(a.engine.status().await.unwrap().workstations[1].has_all_of_mine);
}

#[tokio::test]
async fn a_clock_in_the_future_is_told_and_holds_nothing_up() {
    let house = House::new();
    let a = house.found("aino").await;
    a.sync().await;
    house.pass(300 * 24 * HOUR);
    let b = house.join("bo").await;
    b.write(1, "Lind").await;
    b.sync().await;
    house.pass(-300 * 24 * HOUR);
    let report = a.sync().await;
    assert_eq!(a.names().await, ["Lind"]);
    let skew = sync::Problem::Skew { writer: b.writer(), millis: 300 * 24 * HOUR };
    assert_eq!(report.problems, [skew]);
    a.write(1, "Lund").await;
    house.pass(MINUTE);
    a.sync().await;
    b.sync().await;
    assert_eq!(b.names().await, ["Lund"]);
}

#[tokio::test]
async fn a_program_that_is_started_anew_goes_on_where_it_was() {
    let house = House::new();
    let a = house.found("aino").await;
    let b = house.join("bo").await;
    a.write(1, "Laine").await;
    a.sync().await;
    let a = house.reopen(a, house.medium()).await;
    a.write(2, "Lind").await;
    let report = a.sync().await;
    assert_eq!((report.published, report.problems.as_slice()), (1, &[][..]));
    b.sync().await;
    assert_eq!(b.names().await, ["Laine", "Lind"]);
    assert_eq!(house.files_with("heads/").len(), 2);
}

#[tokio::test]
async fn a_published_segment_is_looked_at_again_and_then_let_go() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Laine").await;
    a.sync().await;
    house.pass(HOUR);
    a.poll().await;
    let path = house.files_with("/s/0/").remove(0);
    let whole = fs::read(house.path(&path)).unwrap();
    fs::write(house.path(&path), &whole[..whole.len() / 2]).unwrap();
    house.pass(23 * HOUR);
    assert_eq!(a.poll().await.published, 1);
    assert_eq!(fs::read(house.path(&path)).unwrap(), whole);
    house.pass(HOUR);
    a.poll().await;
    house.pass(23 * HOUR);
    a.poll().await;
    assert_eq!(a.engine.store().outbox().await.unwrap(), []);
    // From now on the archive has it.
    fs::remove_file(house.path(&path)).unwrap();
    a.sync().await;
    assert_eq!(fs::read(house.path(&path)).unwrap(), whole);
}
