//! Databases that are not what they believe to be: none publishes under a name that another has, and
//! nothing that was done on either is lost.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use domain::WriterId;
use store::Store;
use sync::engine::WorkstationState;
use sync::vault::{MemorySafe, Vault};
use sync::{Engine, Fault, FolderMedium, Problem};

use crate::house::*;

async fn open(house: &House, database: &Path, vault: &MemorySafe) -> Desk {
    let store = Store::open(database).await.unwrap();
    let (kept, clock) = (Arc::new(vault.clone()), house.clock.clone());
    let identity = house.identity("aino");
    let engine = Engine::open(house.medium(), store, kept, clock, identity).await.unwrap();
    house.desk("aino", engine, vault.clone())
}

/// A copy of a desk's database in another folder, as it is now.
async fn copied(house: &House, desk: &Desk) -> Desk {
    let copy = house.database("copy");
    desk.engine.store().backup(&copy).await.unwrap();
    open(house, &copy, &desk.vault).await
}

/// Puts a copy in the place of a desk's database, behind the program's back.
async fn put_back(house: &House, desk: Desk, copy: &Path) -> Desk {
    let (database, vault) = (desk.database.clone(), desk.vault.clone());
    desk.engine.store().close().await;
    drop(desk);
    for end in ["-wal", "-shm"] {
        drop(fs::remove_file(format!("{}{end}", database.display())));
    }
    fs::copy(copy, &database).unwrap();
    open(house, &database, &vault).await
}

/// A cycle in which a desk becomes a new workstation; what it is then.
async fn becomes_another(desk: &Desk) -> WriterId {
    let old = desk.writer();
    let report = desk.sync().await;
    let new = desk.writer();
    assert_ne!(new, old);
    assert_eq!(report.reincarnated, Some(new));
    let told = Problem::Clone { old, new };
    assert!(report.problems.contains(&told), "{:?}", report.problems);
    assert!(!told.needs_you());
    assert_eq!(report.waiting, 0);
    new
}

/// Cycles until everybody has everything; what all show then.
async fn settle(desks: &[&Desk]) -> Vec<String> {
    for _ in 0..3 {
        for desk in desks {
            desk.sync().await;
        }
    }
    for desk in desks {
        let report = desk.sync().await;
        assert_eq!((report.behind, report.waiting, report.reincarnated), (0, 0, None));
        assert!(!report.problems.iter().any(Problem::needs_you), "{:?}", report.problems);
    }
    let digest = desks[0].engine.store().state_digest().await.unwrap();
    for desk in desks {
        let store = desk.engine.store();
        assert_eq!(store.state_digest().await.unwrap(), digest, "{}", desk.name);
        assert_eq!(store.conflict_count().await.unwrap(), 0);
    }
    desks[0].names().await
}

/// A cycle that finds nothing to do leaves the share as it is.
async fn does_nothing_new(house: &House, desk: &Desk) {
    // But that heads tell of what was taken in.
    let lasting = || house.files_with("/").into_iter().filter(|path| !path.starts_with("heads/"));
    let (before, own): (Vec<_>, _) = (lasting().collect(), desk.writer());
    let report = desk.sync().await;
    assert_eq!((report.reincarnated, report.published, report.sealed), (None, 0, 0));
    assert!(!report.problems.iter().any(|problem| matches!(problem, Problem::Clone { .. })));
    assert_eq!((desk.writer(), lasting().collect()), (own, before));
}

#[tokio::test]
async fn a_database_and_its_copy_both_go_on_and_nothing_is_lost() {
    let house = House::new();
    let (a, b) = (house.found("aino").await, house.join("bo").await);
    a.write(1, "Laine").await;
    a.write(5, "Salo").await;
    a.sync().await;
    // Done, and not told yet when the copy is made.
    a.write(2, "Lind").await;
    let copy = copied(&house, &a).await;
    house.pass(SECOND);
    copy.write(3, "Lund").await;
    copy.write(1, "Laine-Lund").await;
    copy.delete(5).await;
    a.write(4, "Lehto").await;
    a.sync().await;
    let old = a.writer();

    let new = becomes_another(&copy).await;
    does_nothing_new(&house, &copy).await;
    house.pass(MINUTE);
    a.write(6, "Aalto").await;
    assert_eq!(settle(&[&a, &b, &copy]).await, ["Aalto", "Laine-Lund", "Lehto", "Lind", "Lund"]);
    assert_eq!(a.writer(), old, "the original goes on as it was");
    house.pass(HOUR);
    settle(&[&a, &b, &copy]).await;
    let standing = b.engine.status().await.unwrap().workstations;
    for writer in [old, new] {
        let one = standing.iter().find(|one| one.writer == writer).unwrap();
        assert_eq!(one.state, WorkstationState::Active);
    }
    let copy = house.reopen(copy, house.medium()).await;
    does_nothing_new(&house, &copy).await;
    assert_eq!(copy.writer(), new);
}

#[tokio::test]
async fn a_database_in_another_place_tells_again_only_what_was_not_told() {
    let house = House::new();
    let (a, b) = (house.found("aino").await, house.join("bo").await);
    a.write(1, "Laine").await;
    a.sync().await;
    a.write(2, "Lind").await;
    let (old, moved) = (a.writer(), copied(&house, &a).await);
    a.engine.store().close().await;

    let new = becomes_another(&moved).await;
    assert_eq!(house.files_with(&format!("{new}/s/")).len(), 1);
    assert_eq!(settle(&[&moved, &b]).await, ["Laine", "Lind"]);
    let vector = b.engine.store().version_vector().await.unwrap();
    assert_eq!((vector[&old], vector[&new]), (1, 1));
    let standing = b.engine.status().await.unwrap().workstations;
    let one = standing.iter().find(|one| one.writer == old).unwrap();
    assert_eq!(one.state, WorkstationState::Superseded);
}

#[tokio::test]
async fn an_older_database_takes_in_what_it_told_itself_and_loses_nothing() {
    for (knows_vault, tells_more) in [(true, true), (true, false), (false, true), (false, false)] {
        let house = House::new();
        let (a, b) = (house.found("aino").await, house.join("bo").await);
        a.write(1, "Laine").await;
        a.sync().await;
        let copy = house.database("copy");
        a.engine.store().backup(&copy).await.unwrap();
        house.pass(SECOND);
        a.write(1, "Laine-Lind").await;
        a.write(2, "Lind").await;
        a.sync().await;
        b.sync().await;
        if !knows_vault {
            // The vault is as old as the database.
            a.vault.set_witness(a.writer(), 0).unwrap();
        }
        let old = a.writer();
        let a = put_back(&house, a, &copy).await;
        house.pass(SECOND);
        let mut expected = vec!["Laine-Lind", "Lind"];
        if tells_more {
            a.write(3, "Lund").await;
            expected.push("Lund");
        }
        becomes_another(&a).await;
        does_nothing_new(&house, &a).await;
        assert_eq!(settle(&[&a, &b]).await, expected);
        let told = house.files_with(&format!("{old}/s/"));
        assert_eq!(told.len(), 2, "nothing more under the old name");
    }
}

#[tokio::test]
async fn what_was_sealed_before_the_copy_and_never_published_is_told_again() {
    let house = House::new();
    let (a, b) = (house.found("aino").await, house.join("bo").await);
    a.write(1, "Laine").await;
    a.sync().await;
    b.sync().await;
    // A segment in the outbox alone, whose name another took.
    let copy = house.database("copy");
    a.write(2, "Lind").await;
    let store = a.engine.store();
    let unsealed = store.unsealed(9).await.unwrap().unwrap();
    let (number, through) = (unsealed.number, unsealed.through);
    let sealed = store::Sealed { number, through, hash: [9; 32], bytes: vec![9] };
    store.seal(sealed).await.unwrap();
    store.backup(&copy).await.unwrap();
    let moved = open(&house, &copy, &a.vault).await;
    a.engine.store().close().await;
    moved.write(3, "Lund").await;
    becomes_another(&moved).await;
    assert_eq!(settle(&[&moved, &b]).await, ["Laine", "Lind", "Lund"]);
}

#[tokio::test]
async fn what_the_share_lost_of_the_old_name_is_lent_by_the_new() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Laine").await;
    a.sync().await;
    let (old, copy) = (a.writer(), house.database("copy"));
    let archive = a.database.with_file_name("segments");
    a.engine.store().backup(&copy).await.unwrap();
    a.engine.store().close().await;
    copy_folder(&archive, &copy.with_file_name("segments"));
    for path in house.files_with(&format!("{old}/s/")) {
        fs::remove_file(house.path(&path)).unwrap();
    }
    let moved = open(&house, &copy, &a.vault).await;
    becomes_another(&moved).await;
    let b = house.join("bo").await;
    assert_eq!(settle(&[&moved, &b]).await, ["Laine"]);
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy_folder(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

#[tokio::test]
async fn what_the_copy_had_sealed_does_not_pass_for_what_the_old_one_told() {
    let house = House::new();
    let (a, b) = (house.found("aino").await, house.join("bo").await);
    a.write(1, "Laine").await;
    a.sync().await;
    let copy = copied(&house, &a).await;
    copy.engine.plant(Fault::UndetectedClone);
    copy.write(2, "Lind").await;
    copy.sync().await;
    // The copy keeps its segment, which the share has never had.
    for path in house.files_with(&format!("{}/s/0/0000000002.", a.writer())) {
        fs::remove_file(house.path(&path)).unwrap();
    }
    // Each computer has a vault of its own.
    a.vault.set_witness(a.writer(), 1).unwrap();
    for (number, name) in [(3, "Lund"), (4, "Lehto")] {
        a.write(number, name).await;
        assert_eq!(a.sync().await.reincarnated, None);
    }
    let copy = house.reopen(copy, house.medium()).await;
    becomes_another(&copy).await;
    assert_eq!(settle(&[&a, &b, &copy]).await, ["Laine", "Lehto", "Lind", "Lund"]);
}

#[tokio::test]
async fn two_that_told_under_one_name_both_become_others_and_tell_all_of_it_again() {
    let house = House::new();
    let (a, b) = (house.found("aino").await, house.join("bo").await);
    a.write(1, "Laine").await;
    a.sync().await;
    b.sync().await;
    let copy = copied(&house, &a).await;
    // The copy cannot know: the drive had not carried the other's segment to it yet.
    copy.engine.plant(Fault::UndetectedClone);
    copy.write(2, "Lind").await;
    copy.sync().await;
    a.engine.plant(Fault::UndetectedClone);
    a.write(3, "Lund").await;
    a.sync().await;
    let report = b.sync().await;
    assert_eq!(report.received_changes, 0);
    assert!(report.problems.contains(&Problem::Fork { writer: a.writer(), segment: 2 }));

    let (copy, a) =
        (house.reopen(copy, house.medium()).await, house.reopen(a, house.medium()).await);
    becomes_another(&copy).await;
    becomes_another(&a).await;
    for _ in 0..3 {
        for desk in [&a, &b, &copy] {
            desk.sync().await;
        }
    }
    for desk in [&a, &b, &copy] {
        assert_eq!(desk.names().await, ["Laine", "Lind", "Lund"]);
        let report = desk.sync().await;
        assert!(!report.problems.iter().any(Problem::needs_you), "{:?}", report.problems);
    }
}

#[tokio::test]
async fn a_program_that_has_the_database_open_publishes_nothing_under_the_old_name() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Laine").await;
    a.sync().await;
    let copy = house.database("copy");
    a.engine.store().backup(&copy).await.unwrap();
    let (moved, other) = (open(&house, &copy, &a.vault).await, open(&house, &copy, &a.vault).await);
    moved.write(2, "Lind").await;
    becomes_another(&moved).await;
    let before = house.files();
    let refused = other.try_sync().await;
    assert!(
        matches!(refused, Err(sync::SyncError::Store(store::StoreError::BecameAnother))),
        "{refused:?}"
    );
    assert_eq!(house.files(), before);
    let other: Desk<FolderMedium> = house.reopen(other, house.medium()).await;
    assert_eq!(other.writer(), moved.writer());
    does_nothing_new(&house, &other).await;
}
