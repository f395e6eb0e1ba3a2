//! What may happen to files: nothing of it is ever taken in, everything is told by name, and what
//! a colleague has is got from there.

use std::fs;

use sync::Problem;

use crate::house::{HOUR, House, MINUTE};

/// Two desks, and a segment of the first that the second has not read.
async fn with_a_segment() -> (House, crate::house::Desk, crate::house::Desk, String) {
    let house = House::new();
    let a = house.found("aino").await;
    let b = house.join("bo").await;
    b.sync().await;
    a.write(1, "Laine").await;
    a.sync().await;
    let path = house.files_with(&format!("{}/s/0/", a.writer())).remove(0);
    (house, a, b, path)
}

#[tokio::test]
async fn a_damaged_segment_is_told_by_name_and_taken_in_once_it_is_whole() {
    let damages: [fn(&mut Vec<u8>); 4] = [
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| bytes.clear(),
        |bytes| {
            let half = bytes.len() / 2;
            bytes[half..].fill(0);
        },
        |bytes| bytes[100] ^= 0x10,
    ];
    for damage in damages {
        let (house, _a, b, path) = with_a_segment().await;
        let whole = fs::read(house.path(&path)).unwrap();
        let mut bytes = whole.clone();
        damage(&mut bytes);
        fs::write(house.path(&path), &bytes).unwrap();
        let report = b.sync().await;
        assert_eq!((report.received_changes, report.behind), (0, 1));
        let [Problem::Incomplete { path: told, .. }] = &report.problems[..] else {
            panic!("{:?}", report.problems)
        };
        assert_eq!(*told, path);
        house.pass(24 * HOUR);
        let report = b.sync().await;
        assert!(report.problems.iter().any(
            |problem| matches!(problem, Problem::Damaged { path: told, .. } if *told == path)
        ));
        fs::write(house.path(&path), &whole).unwrap();
        house.pass(HOUR);
        b.sync().await;
        assert_eq!(b.names().await, ["Laine"]);
        assert_eq!(b.sync().await.problems, []);
    }
}

#[tokio::test]
async fn a_damaged_file_is_left_alone_for_a_while() {
    let (house, _a, b, path) = with_a_segment().await;
    let whole = fs::read(house.path(&path)).unwrap();
    fs::write(house.path(&path), &whole[..50]).unwrap();
    b.sync().await;
    fs::write(house.path(&path), &whole).unwrap();
    assert_eq!(b.sync().await.received_changes, 0);
    house.pass(MINUTE);
    assert_eq!(b.sync().await.received_changes, 1);
}

#[tokio::test]
async fn its_author_mends_a_damaged_segment_that_a_colleague_asks_for() {
    let (house, a, b, path) = with_a_segment().await;
    let whole = fs::read(house.path(&path)).unwrap();
    fs::write(house.path(&path), &whole[..50]).unwrap();
    for _ in 0..3 {
        b.sync().await;
        house.pass(10 * MINUTE);
    }
    assert_eq!(house.files_with("/q/").len(), 1);
    a.sync().await;
    assert_eq!(fs::read(house.path(&path)).unwrap(), whole);
    b.sync().await;
    assert_eq!(b.names().await, ["Laine"]);
    assert_eq!(house.files_with("/q/").len(), 0);
}

#[tokio::test]
async fn a_colleague_lends_a_segment_whose_author_is_away() {
    let (house, a, b, path) = with_a_segment().await;
    let c = house.join("cia").await;
    c.sync().await;
    assert_eq!(c.names().await, ["Laine"]);
    drop(a);
    let whole = fs::read(house.path(&path)).unwrap();
    fs::write(house.path(&path), &whole[..50]).unwrap();
    for _ in 0..3 {
        b.sync().await;
        house.pass(10 * MINUTE);
    }
    c.sync().await;
    assert_eq!(house.files_with("/r/").len(), 1);
    b.sync().await;
    assert_eq!(b.names().await, ["Laine"]);
}

#[tokio::test]
async fn a_segment_under_another_name_is_not_taken_in() {
    let (house, a, b, path) = with_a_segment().await;
    a.write(2, "Lind").await;
    a.sync().await;
    let second = house.files_with("/s/0/").into_iter().find(|other| *other != path).unwrap();
    // The second takes the place of the first, under a name that is lawful.
    let mark = &second[second.len() - 16..];
    let disguised = format!("{}{mark}", &path[..path.len() - 16]);
    fs::rename(house.path(&second), house.path(&disguised)).unwrap();
    fs::remove_file(house.path(&path)).unwrap();
    let report = b.sync().await;
    assert_eq!(report.received_changes, 0);
    let is_told = |problem: &Problem| matches!(problem, Problem::Incomplete { path, .. } if *path == disguised);
    assert!(report.problems.iter().any(is_told), "{:?}", report.problems);
    // Its author finds both missing and publishes them again.
    a.sync().await;
    house.pass(MINUTE);
    b.sync().await;
    assert_eq!(b.names().await, ["Laine", "Lind"]);
}

#[tokio::test]
async fn a_missing_segment_is_waited_for_and_nothing_behind_it_is_taken_in() {
    let (house, a, b, path) = with_a_segment().await;
    a.write(2, "Lind").await;
    a.sync().await;
    let whole = fs::read(house.path(&path)).unwrap();
    fs::remove_file(house.path(&path)).unwrap();
    let report = b.sync().await;
    assert_eq!(report.problems, [Problem::Gap { writer: a.writer(), segment: 1 }]);
    assert_eq!((report.received_changes, report.behind), (0, 2));
    fs::write(house.path(&path), whole).unwrap();
    assert_eq!(b.sync().await.received_changes, 2);
}

#[tokio::test]
async fn conflict_copies_and_strangers_are_told_and_passed_over() {
    let (house, _a, b, path) = with_a_segment().await;
    let copy = path.replace(".seg", "-LAPTOP-7.seg");
    fs::copy(house.path(&path), house.path(&copy)).unwrap();
    let stray = path.replace(".seg", ".docx");
    fs::write(house.path(&stray), b"x").unwrap();
    for noise in [".DS_Store", "desktop.ini", "~$x.seg", "._x"] {
        let folder = house.path(&path).with_file_name(noise);
        fs::write(folder, b"x").unwrap();
    }
    let report = b.sync().await;
    assert_eq!(b.names().await, ["Laine"]);
    assert_eq!(
        report.problems,
        [Problem::ConflictCopy { path: copy }, Problem::Foreign { path: stray }]
    );
}

#[tokio::test]
async fn a_damaged_head_hides_nothing() {
    let (house, a, b, _) = with_a_segment().await;
    for path in house.files_with(&format!("heads/{}", a.writer())) {
        fs::write(house.path(&path), b"KHED").unwrap();
    }
    b.sync().await;
    assert_eq!(b.names().await, ["Laine"]);
}

#[tokio::test]
async fn every_flipped_byte_of_a_segment_is_found() {
    let (house, _a, b, path) = with_a_segment().await;
    let whole = fs::read(house.path(&path)).unwrap();
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        fs::write(house.path(&path), &bytes).unwrap();
        house.pass(HOUR);
        assert_eq!(b.sync().await.received_changes, 0, "byte {at}");
    }
    fs::write(house.path(&path), &whole).unwrap();
    house.pass(HOUR);
    assert_eq!(b.sync().await.received_changes, 1);
}

#[tokio::test]
async fn a_card_that_the_share_lost_or_damaged_is_written_again() {
    let damages: [fn(&std::path::Path); 2] = [
        |card| fs::remove_file(card).unwrap(),
        |card| fs::write(card, &fs::read(card).unwrap()[..40]).unwrap(),
    ];
    for damage in damages {
        let (house, a, b, _) = with_a_segment().await;
        for card in house.files_with("/card.") {
            damage(&house.path(&card));
        }
        house.pass(HOUR);
        a.sync().await;
        a.sync().await;
        b.sync().await;
        assert_eq!(b.names().await, ["Laine"]);
    }
}
