//! What the share may be: gone, emptied, another's, an older copy, read-only, full.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sync::engine::Badge;
use sync::{Medium, MediumError, Opener, Problem};

use crate::house::{House, MINUTE, PASSPHRASE, SECOND};

#[tokio::test]
async fn a_share_that_is_gone_takes_nothing_away_and_is_not_made() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Laine").await;
    a.sync().await;
    let away = house.folder.path().join("unplugged");
    fs::rename(house.share(), &away).unwrap();
    a.write(2, "Lind").await;
    house.pass(MINUTE);
    let report = a.poll().await;
    assert!(!report.reached);
    assert!(matches!(report.problems[..], [Problem::Unreachable { .. }]));
    let since = house.clock_now();
    house.pass(MINUTE);
    a.poll().await;
    assert_eq!(a.engine.status().await.unwrap().badge, Badge::Unreachable { since });
    assert_eq!(a.names().await, ["Laine", "Lind"]);
    assert!(!house.share().exists());
    fs::rename(away, house.share()).unwrap();
    let report = a.poll().await;
    assert_eq!((report.published, report.waiting, report.problems.as_slice()), (1, 0, &[][..]));
    assert_eq!(a.engine.status().await.unwrap().badge, Badge::UpToDate);
}

#[tokio::test]
async fn an_emptied_share_is_told_and_left_alone() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Laine").await;
    a.sync().await;
    fs::remove_dir_all(house.share()).unwrap();
    fs::create_dir(house.share()).unwrap();
    a.write(2, "Lind").await;
    for _ in 0..2 {
        let report = a.sync().await;
        assert_eq!(report.problems, [Problem::Emptied]);
        assert_eq!((report.reached, report.waiting), (false, 1));
    }
    assert_eq!(house.files(), [""; 0]);
    assert_eq!(a.names().await, ["Laine", "Lind"]);
}

#[tokio::test]
async fn another_workspaces_share_is_told_and_left_alone() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Laine").await;
    a.sync().await;
    let theirs = house.folder.path().join("theirs");
    fs::rename(house.share(), theirs).unwrap();
    fs::create_dir(house.share()).unwrap();
    let file = r#"{"kumppani":1,"workspace":"00000000000000000000000000000008"}"#;
    fs::write(house.path("workspace.json"), file).unwrap();
    a.write(2, "Lind").await;
    let report = a.sync().await;
    let found = "00000000000000000000000000000008".to_owned();
    assert_eq!(report.problems, [Problem::ForeignShare { found }]);
    assert_eq!(house.files(), ["workspace.json"]);
}

#[tokio::test]
async fn a_share_that_comes_back_older_gets_what_it_lacks() {
    let house = House::new();
    let a = house.found("aino").await;
    let b = house.join("bo").await;
    a.write(1, "Laine").await;
    a.sync().await;
    b.sync().await;
    let older = house.folder.path().join("older");
    copy(&house.share(), &older);
    for number in 2..=5 {
        a.write(number, &format!("Laine {number}")).await;
        a.sync().await;
    }
    b.sync().await;
    b.write(9, "Lind").await;
    b.sync().await;
    fs::remove_dir_all(house.share()).unwrap();
    fs::rename(older, house.share()).unwrap();
    let report = b.poll().await;
    assert!(report.problems.contains(&Problem::Rollback { writer: a.writer() }), "{report:?}");
    let report = a.poll().await;
    assert_eq!(report.published, 4);
    assert!(report.problems.contains(&Problem::Rollback { writer: a.writer() }));
    b.sync().await;
    a.sync().await;
    let c = house.join("cia").await;
    c.sync().await;
    assert_eq!(c.names().await.len(), 6);
    assert_eq!(a.sync().await.problems, []);
    assert_eq!(b.sync().await.problems, []);
}

#[tokio::test]
async fn what_a_colleague_has_is_given_back_to_a_share_that_lost_it() {
    let house = House::new();
    let a = house.found("aino").await;
    let b = house.join("bo").await;
    a.write(1, "Laine").await;
    a.sync().await;
    b.sync().await;
    // Aino's computer is gone, and so is her folder.
    let path = house.files_with("/s/0/").remove(0);
    fs::remove_file(house.path(&path)).unwrap();
    assert_eq!(b.engine.republish_missing().await.unwrap(), 1);
    assert_eq!(house.files_with("/r/").len(), 1);
    assert_eq!(b.engine.republish_missing().await.unwrap(), 0);
    let c = house.join("cia").await;
    c.sync().await;
    assert_eq!(c.names().await, ["Laine"]);
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// A share that can be read but not written, in one of two ways.
struct Refusing {
    inner: sync::FolderMedium,
    is_full: bool,
    refuses: Arc<AtomicBool>,
}

impl Refusing {
    fn refusal(&self, path: &str) -> Option<MediumError> {
        let path = path.to_owned();
        let source = |kind: std::io::ErrorKind| std::io::Error::from(kind);
        self.refuses.load(Ordering::Relaxed).then(|| match self.is_full {
            true => MediumError::Full { path, source: source(std::io::ErrorKind::StorageFull) },
            false => {
                MediumError::Denied { path, source: source(std::io::ErrorKind::PermissionDenied) }
            }
        })
    }
}

impl Medium for Refusing {
    fn list(&self, folder: &str) -> Result<Vec<sync::Entry>, MediumError> {
        self.inner.list(folder)
    }
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, MediumError> {
        self.inner.read(path, limit)
    }
    fn create(&self, path: &str, bytes: &[u8]) -> Result<(), MediumError> {
        self.refusal(path).map_or_else(|| self.inner.create(path, bytes), Err)
    }
    fn remove(&self, path: &str) -> Result<(), MediumError> {
        self.refusal(path).map_or_else(|| self.inner.remove(path), Err)
    }
    fn probe(&self) -> Result<(), MediumError> {
        self.inner.probe()
    }
}

#[tokio::test]
async fn a_share_that_cannot_be_written_can_still_be_read() {
    for is_full in [true, false] {
        let house = House::new();
        let a = house.found("aino").await;
        let refuses = Arc::<AtomicBool>::default();
        let medium = Refusing { inner: house.medium(), is_full, refuses: refuses.clone() };
        let opener = Opener::Passphrase(PASSPHRASE.into());
        let b = house.join_on("bo", medium, opener).await.unwrap();
        b.sync().await;
        refuses.store(true, Ordering::Relaxed);
        a.write(1, "Laine").await;
        a.sync().await;
        b.write(2, "Lind").await;
        let report = b.sync().await;
        assert!(report.reached);
        assert_eq!((report.waiting, report.received_changes), (1, 1));
        let is_told = report.problems.iter().any(|problem| match problem {
            Problem::Full { path } => is_full && path.ends_with(".seg"),
            Problem::Denied { path } => !is_full && path.ends_with(".seg"),
            _ => false,
        });
        assert!(is_told, "{:?}", report.problems);
        refuses.store(false, Ordering::Relaxed);
        house.pass(10 * SECOND);
        let report = b.poll().await;
        assert_eq!((report.published, report.waiting, report.problems.len()), (1, 0, 0));
        a.sync().await;
        assert_eq!(a.names().await, b.names().await);
    }
}
