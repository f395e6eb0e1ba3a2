//! Files that documents name reach every workstation, and no reader of the share learns what they are.

use std::fs;

use domain::Op;
use domain::Value;
use domain::kinds::{DOCUMENT, document};
use store::Action;
use sync::Medium;

use crate::house::{Desk, House, MINUTE, record};

const LOGO: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg'><text>Esimerkki</text></svg>";

impl<M: Medium + 'static> Desk<M> {
    async fn attach(&self, house: &House, number: u8, bytes: &[u8]) -> String {
        let now = house.clock_now();
        let hash = self.engine.store().keep_attachment(bytes, now).await.unwrap();
        let values = vec![(document::FILE_HASH, Value::Text(hash.clone()))];
        let op = Op::Set { kind: DOCUMENT.id, record: record(number), values };
        self.engine.store().act(Action::edit("aino", now, vec![op])).await.unwrap();
        hash
    }

    async fn has(&self, hash: &str) -> Option<Vec<u8>> {
        self.engine.store().attachment(hash).await.unwrap()
    }
}

#[tokio::test]
async fn a_file_that_a_document_names_reaches_every_workstation_once() {
    let house = House::new();
    let a = house.found("aino").await;
    let hash = a.attach(&house, 1, LOGO).await;
    a.sync().await;
    let b = house.join("bo").await;
    b.sync().await;
    assert_eq!(b.has(&hash).await.as_deref(), Some(LOGO));
    b.write(2, "Laine").await;
    b.sync().await;
    a.sync().await;
    let files = house.files_with("a/");
    assert_eq!(files.iter().filter(|path| path.starts_with("a/")).count(), 1);
    assert!(!files.iter().any(|path| path.contains(&hash[..16])));
    let bytes = fs::read(house.path(&files[0])).unwrap();
    assert!(!bytes.windows(9).any(|window| window == b"Esimerkki"));
}

#[tokio::test]
async fn a_damaged_file_is_named_and_told_again_by_who_has_it() {
    let house = House::new();
    let a = house.found("aino").await;
    let hash = a.attach(&house, 1, LOGO).await;
    a.sync().await;
    let path = house.files().into_iter().find(|path| path.starts_with("a/")).unwrap();
    let mut bytes = fs::read(house.path(&path)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(house.path(&path), bytes).unwrap();
    let b = house.join("bo").await;
    let report = b.sync().await;
    assert_eq!(b.has(&hash).await, None);
    assert!(report.problems.iter().any(|problem| format!("{problem:?}").contains(&path)));
    let a = house.reopen(a, house.medium()).await;
    a.sync().await;
    house.pass(MINUTE);
    b.poll().await;
    assert_eq!(b.has(&hash).await.as_deref(), Some(LOGO));
}

#[tokio::test]
async fn a_rotated_key_takes_the_files_along() {
    let house = House::new();
    let a = house.found("aino").await;
    let hash = a.attach(&house, 1, LOGO).await;
    a.sync().await;
    let before = house.files().into_iter().find(|path| path.starts_with("a/")).unwrap();
    a.engine.rotate().await.unwrap();
    a.engine.set_passphrase(crate::house::PASSPHRASE).await.unwrap();
    a.write(2, "Laine").await;
    a.sync().await;
    let after: Vec<String> =
        house.files().into_iter().filter(|path| path.starts_with("a/")).collect();
    assert_eq!(after.len(), 1);
    assert_ne!(after[0], before);
    let b = house.join("bo").await;
    b.sync().await;
    assert_eq!(b.has(&hash).await.as_deref(), Some(LOGO));
}
