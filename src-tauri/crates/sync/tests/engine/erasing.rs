//! What is erased goes from the share and from every archive, and stays gone.

use std::fs;
use std::path::Path;

use domain::kinds::PERSON;
use store::Erasure;
use sync::vault::Vault;
use sync::{Medium, segment};

use crate::house::{Desk, House, MINUTE, PASSPHRASE, record};

impl<M: Medium + 'static> Desk<M> {
    async fn erase(&self, house: &House, number: u8) {
        let order = Erasure { records: vec![(PERSON.id, record(number))], redactions: Vec::new() };
        self.engine.store().erase(order, "aino", house.clock_now()).await.unwrap();
    }
}

/// How many segments on the share and in the archive of a desk say a name, to who has the keys.
fn segments_that_say(desk: &Desk, signers: &[&Desk], house: &House, name: &str) -> usize {
    let keys = desk.vault.load(desk.writer()).unwrap().unwrap().bundle.keys;
    let says = |bytes: &Vec<u8>| {
        let mut opened = signers.iter().filter_map(|signer| {
            let secrets = signer.vault.load(signer.writer()).unwrap().unwrap();
            segment::decode(bytes, &[7; 16], &keys, &secrets.device.verifying()).ok()
        });
        let told = opened.next().expect("every segment can be read");
        format!("{told:?}").contains(name)
    };
    let archived = walk(&desk.database.with_file_name("segments")).into_iter();
    let shared = house.files().into_iter().filter(|path| path.ends_with(".seg"));
    let all = archived.chain(shared.map(|path| fs::read(house.path(&path)).unwrap()));
    all.filter(says).count()
}

fn walk(folder: &Path) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for entry in entries.flatten() {
        if entry.path().is_dir() {
            found.extend(walk(&entry.path()));
        } else {
            found.push(fs::read(entry.path()).unwrap());
        }
    }
    found
}

#[tokio::test]
async fn nobody_who_has_the_keys_finds_what_was_erased() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Salmela").await;
    a.write(2, "Laine").await;
    a.sync().await;
    let b = house.join("bo").await;
    b.sync().await;
    b.write(1, "Salmela-Lind").await;
    b.sync().await;
    a.sync().await;
    assert!(segments_that_say(&a, &[&a, &b], &house, "Salmela") >= 2);
    a.erase(&house, 1).await;
    for _ in 0..3 {
        a.sync().await;
        house.pass(MINUTE);
        b.sync().await;
    }
    a.engine.set_passphrase(PASSPHRASE).await.unwrap();
    for desk in [&a, &b] {
        assert_eq!(desk.names().await, ["Laine"]);
        assert_eq!(segments_that_say(desk, &[&a, &b], &house, "Salmela"), 0);
        assert!(segments_that_say(desk, &[&a, &b], &house, "Laine") >= 1);
        let bytes = fs::read(&desk.database).unwrap();
        assert!(!bytes.windows(7).any(|window| window == b"Salmela"));
    }
    let c = house.join("cia").await;
    let report = c.sync().await;
    assert_eq!((c.names().await, report.problems), (vec!["Laine".to_owned()], Vec::new()));
}

#[tokio::test]
async fn a_share_that_comes_back_older_is_rid_of_the_originals_again() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Salmela").await;
    a.sync().await;
    let original = house.files_with(".seg").pop().unwrap();
    let bytes = fs::read(house.path(&original)).unwrap();
    a.erase(&house, 1).await;
    a.sync().await;
    assert!(!house.path(&original).exists());
    fs::write(house.path(&original), bytes).unwrap();
    let a = house.reopen(a, house.medium()).await;
    let before = a.writer();
    a.sync().await;
    assert_eq!(segments_that_say(&a, &[&a], &house, "Salmela"), 0);
    assert_eq!(a.writer(), before);
}
