//! A share and a workspace as earlier versions wrote them are opened by this one.
//!
//! Every released version leaves a folder below `tests/corpus`, which is never written again.
//! `UPDATE_CORPUS=1` makes the folder of this version anew, as long as it is not released.

use std::fs;
use std::path::{Path, PathBuf};

use domain::kinds::{DOCUMENT, document};
use domain::{Op, Value};
use store::{Action, Store};
use sync::Ambient;

use crate::house::{House, MINUTE, record};

const MAP: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg'/>";

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What every folder of the corpus tells: three people of one workstation, of whom another has
/// renamed one and deleted one, and a map.
async fn write(version: &Path) {
    let house = House::new();
    let a = house.found("aino").await;
    for (number, name) in [(1, "Laine"), (2, "Aalto"), (3, "Poistuva")] {
        a.write(number, name).await;
    }
    let now = house.clock_now();
    let hash = a.engine.store().keep_attachment(MAP, now).await.unwrap();
    let values = vec![(document::FILE_HASH, Value::Text(hash))];
    let op = Op::Set { kind: DOCUMENT.id, record: record(9), values };
    a.engine.store().act(Action::edit("aino", now, vec![op])).await.unwrap();
    a.sync().await;
    let b = house.join("bo").await;
    b.sync().await;
    house.pass(MINUTE);
    b.write(2, "Åström").await;
    b.delete(3).await;
    b.sync().await;
    a.sync().await;
    a.engine.store().close().await;
    drop(fs::remove_dir_all(version));
    copy(&house.share(), &version.join("share"));
    fs::create_dir_all(version.join("workspace")).unwrap();
    fs::copy(&a.database, version.join("workspace/kumppani.db")).unwrap();
}

#[tokio::test]
async fn what_earlier_versions_wrote_is_opened() {
    let this = corpus().join(env!("CARGO_PKG_VERSION"));
    if std::env::var_os("UPDATE_CORPUS").is_some() {
        write(&this).await;
    }
    assert!(this.is_dir(), "the corpus lacks this version; run with UPDATE_CORPUS=1");
    for version in fs::read_dir(corpus()).unwrap() {
        let version = version.unwrap().path();
        let house = House::new();
        // Who joins draws what nobody drew when the share was written.
        house.clock.fill_random(&mut [0; 32 * 1_000]);
        copy(&version.join("share"), &house.share());
        let joined = house.join("cia").await;
        let report = joined.sync().await;
        assert_eq!(report.problems, [], "{}", version.display());
        assert_eq!(joined.names().await, ["Laine", "Åström"], "{}", version.display());
        let hash = blake3::hash(MAP).to_hex().to_string();
        let map = joined.engine.store().attachment(&hash).await.unwrap();
        assert_eq!(map.as_deref(), Some(MAP));

        let database = house.folder.path().join("kumppani.db");
        fs::copy(version.join("workspace/kumppani.db"), &database).unwrap();
        let store = Store::open(&database).await.unwrap();
        assert_eq!(
            store.state_digest().await.unwrap(),
            joined.engine.store().state_digest().await.unwrap(),
            "{}",
            version.display()
        );
        store.close().await;
    }
}
