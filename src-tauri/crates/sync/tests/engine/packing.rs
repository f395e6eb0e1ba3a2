//! Segments packed together, and the whole log in a snapshot.

use std::fs;

use sync::Problem;

use crate::house::{HOUR, House, MINUTE, SECOND};

#[tokio::test]
async fn two_hundred_segments_become_one_file_and_tell_the_same() {
    let house = House::new();
    let a = house.found("aino").await;
    let early = house.join("bo").await;
    for number in 0..=200 {
        a.write(number, &format!("Laine {number}")).await;
        house.pass(3 * SECOND);
        a.poll().await;
    }
    early.sync().await;
    let segments = format!("{}/s/", a.writer());
    assert_eq!(house.files_with(&segments).len(), 201);
    house.pass(2 * HOUR);
    a.poll().await;
    house.pass(2 * HOUR);
    a.poll().await;
    assert_eq!(house.files_with(".pak").len(), 1);
    assert_eq!(house.files_with(&segments).len(), 201);
    for _ in 0..3 {
        house.pass(25 * HOUR);
        assert_eq!(a.poll().await.problems, []);
    }
    assert_eq!(house.files_with(&segments), [""; 0]);
    let late = house.join("cia").await;
    late.sync().await;
    assert_eq!(late.names().await, a.names().await);
    assert_eq!(early.sync().await.problems, []);
    // A pack that is damaged is told by name, and its author mends it.
    let path = house.files_with(".pak").remove(0);
    let mut bytes = fs::read(house.path(&path)).unwrap();
    let half = bytes.len() / 2;
    bytes[half] ^= 1;
    fs::write(house.path(&path), bytes).unwrap();
    let last = house.join("dag").await;
    let report = last.sync().await;
    assert_eq!(report.received_changes, 0);
    let is_told = |problem: &Problem| matches!(problem, Problem::Incomplete { path: told, .. } if *told == path);
    assert!(report.problems.iter().any(is_told), "{:?}", report.problems);
    for _ in 0..3 {
        house.pass(30 * MINUTE);
        last.sync().await;
    }
    a.sync().await;
    assert_eq!(house.files_with(".pak"), [""; 0]);
    a.poll().await;
    last.sync().await;
    assert_eq!(last.names().await, a.names().await);
}

#[tokio::test]
async fn who_joins_takes_in_a_snapshot_and_the_segments_after_it() {
    let house = House::new();
    let a = house.found("aino").await;
    for round in 0..6 {
        for number in 0..200 {
            a.write(number, &format!("Laine {number} {round}")).await;
        }
    }
    a.delete(7).await;
    a.sync().await;
    house.pass(2 * HOUR);
    a.sync().await;
    assert_eq!(house.files_with(".snp").len(), 1);
    a.write(1, "Lind").await;
    a.sync().await;
    // What the snapshot tells is nowhere else any more.
    let mut singles = house.files_with("/s/");
    singles.pop();
    for path in &singles {
        fs::remove_file(house.path(path)).unwrap();
    }
    let b = house.join("bo").await;
    let report = b.sync().await;
    assert_eq!((report.problems.as_slice(), report.received_changes), (&[][..], 1));
    assert_eq!(b.names().await, a.names().await);
    b.write(2, "Lund").await;
    b.sync().await;
    a.sync().await;
    assert_eq!(b.names().await, a.names().await);
}
