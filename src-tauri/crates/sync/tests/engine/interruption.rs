//! A program that is stopped at any step, or a share that fails at any step: nothing is lost,
//! nothing is told twice, and what was half done is finished.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use sync::{Entry, FolderMedium, Medium, MediumError};

use crate::house::{House, SECOND};

/// A share that fails from a step on. With `late`, the step has its effect before it fails.
struct Failing {
    inner: FolderMedium,
    left: Arc<AtomicI64>,
    late: bool,
}

impl Failing {
    fn step<T>(
        &self,
        path: &str,
        step: impl FnOnce() -> Result<T, MediumError>,
    ) -> Result<T, MediumError> {
        let left = self.left.fetch_sub(1, Ordering::Relaxed);
        let source = std::io::ErrorKind::TimedOut.into();
        let failed = MediumError::Unreachable { path: path.to_owned(), source };
        if left > 0 {
            return step();
        }
        if left == 0 && self.late {
            step()?;
        }
        Err(failed)
    }
}

impl Medium for Failing {
    fn list(&self, folder: &str) -> Result<Vec<Entry>, MediumError> {
        self.step(folder, || self.inner.list(folder))
    }
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, MediumError> {
        self.step(path, || self.inner.read(path, limit))
    }
    fn create(&self, path: &str, bytes: &[u8]) -> Result<(), MediumError> {
        self.step(path, || self.inner.create(path, bytes))
    }
    fn remove(&self, path: &str) -> Result<(), MediumError> {
        self.step(path, || self.inner.remove(path))
    }
    fn probe(&self) -> Result<(), MediumError> {
        self.step("", || self.inner.probe())
    }
}

#[tokio::test]
async fn stopped_at_any_step_nothing_is_lost_and_nothing_told_twice() {
    for late in [false, true] {
        let mut step = 0;
        loop {
            let house = House::new();
            let a = house.found("aino").await;
            a.write(1, "Laine").await;
            a.sync().await;
            let b = house.join("bo").await;
            b.write(2, "Lind").await;
            b.sync().await;
            a.write(3, "Lund").await;
            let left = Arc::new(AtomicI64::new(step));
            let failing = Failing { inner: house.medium(), left: left.clone(), late };
            let a = house.reopen(a, failing).await;
            a.sync().await;
            let was_stopped = left.load(Ordering::Relaxed) < 0;
            let a = house.reopen(a, house.medium()).await;
            house.pass(10 * SECOND);
            let report = a.sync().await;
            assert_eq!(report.problems, [], "step {step}");
            b.sync().await;
            let all = ["Laine", "Lind", "Lund"];
            assert_eq!(a.names().await, all, "step {step}");
            assert_eq!(b.names().await, all, "step {step}");
            assert_eq!(house.files_with(&format!("{}/s/0/", a.writer())).len(), 2);
            assert_eq!(house.files_with(".tmp"), [""; 0]);
            if !was_stopped {
                break;
            }
            step += 1;
        }
        assert!(step > 15, "the cycle had only {step} steps");
    }
}

#[tokio::test]
async fn a_founding_that_was_cut_off_is_taken_up_again() {
    let mut step = 0;
    loop {
        let house = House::new();
        let vault = Arc::new(sync::vault::MemorySafe::default());
        let left = Arc::new(AtomicI64::new(step));
        let failing = Failing { inner: house.medium(), left: left.clone(), late: true };
        let store = house.store("aino").await;
        let (clock, identity) = (house.clock.clone(), house.identity("aino"));
        let first = sync::Engine::found(
            failing,
            store.clone(),
            vault.clone(),
            clock.clone(),
            identity.clone(),
            crate::house::PASSPHRASE,
        )
        .await;
        if first.is_ok() && left.load(Ordering::Relaxed) >= 0 {
            break;
        }
        if !house.path("workspace.json").exists() {
            let medium = house.medium();
            sync::Engine::found(medium, store, vault, clock, identity, crate::house::PASSPHRASE)
                .await
                .unwrap();
        }
        let b = house.join("bo").await;
        assert!(b.sync().await.reached, "step {step}");
        step += 1;
    }
    assert!(step > 5);
}
