//! Who belongs: invitations, removal, leaving.

use sync::engine::WorkstationState;
use sync::{Opener, Problem, SyncError};

use crate::house::{HOUR, House, MINUTE};

#[tokio::test]
async fn a_colleague_joins_by_a_file_and_a_code() {
    let house = House::new();
    let a = house.found("aino").await;
    a.write(1, "Laine").await;
    a.sync().await;
    let invitation = a.engine.invite().await.unwrap();
    let other = a.engine.invite().await.unwrap();
    let opener = |code| Opener::Invitation { bytes: invitation.bytes.clone(), code };
    let wrong = house.join_on("bo", house.medium(), opener(other.code)).await;
    assert!(matches!(wrong, Err(SyncError::WrongCode)));
    let b = house.join_on("bo", house.medium(), opener(invitation.code.clone())).await.unwrap();
    b.sync().await;
    assert_eq!(b.names().await, ["Laine"]);
}

#[tokio::test]
async fn who_was_removed_neither_reads_nor_tells_any_more() {
    let house = House::new();
    let a = house.found("aino").await;
    let (b, c) = (house.join("bo").await, house.join("cia").await);
    for desk in [&b, &c, &a, &b, &c] {
        desk.sync().await;
    }
    a.engine.remove_device(c.writer()).await.unwrap();
    let report = a.sync().await;
    assert_eq!(report.problems, [Problem::NoPassphrase]);
    a.engine.set_passphrase("uusi lause").await.unwrap();
    a.write(1, "Laine").await;
    for _ in 0..3 {
        house.pass(MINUTE);
        a.sync().await;
        b.sync().await;
    }
    b.write(2, "Lind").await;
    b.sync().await;
    a.sync().await;
    assert_eq!(a.names().await, ["Laine", "Lind"]);
    assert_eq!(b.names().await, ["Laine", "Lind"]);
    c.write(3, "Lund").await;
    for _ in 0..3 {
        c.sync().await;
        house.pass(HOUR);
    }
    assert_eq!(c.names().await, ["Lund"]);
    for desk in [&a, &b] {
        desk.sync().await;
        assert_eq!(desk.names().await, ["Laine", "Lind"]);
        let status = desk.engine.status().await.unwrap();
        let state = status.workstations.iter().find(|one| one.name == "cia").unwrap().state;
        assert_eq!(state, WorkstationState::Removed);
    }
    let opener = Opener::Passphrase(crate::house::PASSPHRASE.into());
    let joined = house.join_on("dag", house.medium(), opener).await;
    assert!(matches!(joined, Err(SyncError::WrongPassphrase)));
    let opener = Opener::Passphrase("uusi lause".into());
    let d = house.join_on("dag", house.medium(), opener).await.unwrap();
    d.sync().await;
    assert_eq!(d.names().await, ["Laine", "Lind"]);
}

#[tokio::test]
async fn who_leaves_has_told_everything_and_forgets_the_keys() {
    let house = House::new();
    let a = house.found("aino").await;
    let b = house.join("bo").await;
    b.sync().await;
    b.write(1, "Lind").await;
    b.engine.leave().await.unwrap();
    a.sync().await;
    assert_eq!(a.names().await, ["Lind"]);
    let status = a.engine.status().await.unwrap();
    assert_eq!(status.workstations[1].state, WorkstationState::Left);
    let store = b.engine.store().clone();
    let (vault, clock) = (std::sync::Arc::new(b.vault.clone()), house.clock.clone());
    let opened =
        sync::Engine::open(house.medium(), store, vault, clock, house.identity("bo")).await;
    assert!(matches!(opened, Err(SyncError::NoKeys)));
}
