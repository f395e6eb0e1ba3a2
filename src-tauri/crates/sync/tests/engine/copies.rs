//! Databases that are not what they believe to be: none publishes under a name that another has.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use store::Store;
use sync::vault::MemorySafe;
use sync::{Engine, Fault, FolderMedium, Problem};

use crate::house::{Desk, House};

async fn open(house: &House, database: &Path, vault: &MemorySafe) -> Engine<FolderMedium> {
    let store = Store::open(database).await.unwrap();
    let (vault, clock) = (Arc::new(vault.clone()), house.clock.clone());
    Engine::open(house.medium(), store, vault, clock, house.identity("aino")).await.unwrap()
}

/// A desk whose database was copied to `copy` and has told more since.
async fn copied(house: &House, copy: &Path) -> Desk {
    let a = house.found("aino").await;
    a.write(1, "Laine").await;
    a.sync().await;
    a.engine.store().backup(copy).await.unwrap();
    a.write(2, "Lind").await;
    a.sync().await;
    a
}

async fn says_that_it_is_a_copy(house: &House, desk: Desk<FolderMedium>) {
    desk.write(3, "Lund").await;
    let before = house.files();
    let own = desk.writer();
    for _ in 0..2 {
        let report = desk.sync().await;
        assert!(report.problems.contains(&Problem::Clone { old: own, new: own }));
        assert!(report.problems.iter().any(Problem::needs_you));
        assert_eq!((report.published, report.waiting), (0, 1));
    }
    assert_eq!(house.files(), before);
    assert!(desk.names().await.contains(&"Lund".to_owned()));
}

#[tokio::test]
async fn a_database_in_another_place_publishes_nothing_under_the_old_name() {
    let house = House::new();
    let copy = house.database("copy");
    let a = copied(&house, &copy).await;
    let engine = open(&house, &copy, &a.vault).await;
    says_that_it_is_a_copy(&house, house.desk("aino", engine, a.vault.clone())).await;
}

#[tokio::test]
async fn an_older_database_is_known_by_the_vault_and_by_the_share() {
    for knows_vault in [true, false] {
        let house = House::new();
        let copy = house.database("copy");
        let a = copied(&house, &copy).await;
        let (database, vault) = (a.database.clone(), a.vault.clone());
        if !knows_vault {
            // The vault is as old as the database.
            sync::vault::Vault::set_witness(&vault, a.writer(), 0).unwrap();
        }
        a.engine.store().close().await;
        for end in ["-wal", "-shm"] {
            drop(fs::remove_file(format!("{}{end}", database.display())));
        }
        fs::copy(&copy, &database).unwrap();
        let engine = open(&house, &database, &vault).await;
        says_that_it_is_a_copy(&house, house.desk("aino", engine, vault)).await;
    }
}

#[tokio::test]
async fn a_clone_that_is_not_noticed_makes_a_fork_that_colleagues_notice() {
    let house = House::new();
    let copy = house.database("copy");
    let a = house.found("aino").await;
    let b = house.join("bo").await;
    a.write(1, "Laine").await;
    a.sync().await;
    b.sync().await;
    a.engine.store().backup(&copy).await.unwrap();
    let clone = open(&house, &copy, &a.vault).await;
    clone.plant(Fault::UndetectedClone);
    let clone = house.desk("aino", clone, a.vault.clone());
    clone.write(2, "Lind").await;
    clone.sync().await;
    a.engine.plant(Fault::UndetectedClone);
    a.write(3, "Lund").await;
    a.sync().await;
    let report = b.sync().await;
    assert_eq!(report.received_changes, 0);
    assert!(report.problems.contains(&Problem::Fork { writer: a.writer(), segment: 2 }));
}
