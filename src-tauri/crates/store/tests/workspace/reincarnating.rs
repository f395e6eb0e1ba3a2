//! A database that turned out to be a copy goes on as a new workstation, with all that it did.

use domain::kinds::{self, organisation};
use domain::{ChangeBody, ChangeId, Class, UnixMillis, WriterId};
use store::{ActionId, LoggedAction, OutgoingState, Purpose, Store, StoreError, VersionVector};

use crate::house::*;

const NEW: WriterId = WriterId([7; 16]);

async fn copy_of(folder: &tempfile::TempDir, store: &Store) -> Store {
    let path = folder.path().join("copy.db");
    store.backup(&path).await.unwrap();
    Store::open(&path).await.unwrap()
}

async fn all(store: &Store) -> Vec<LoggedAction> {
    store.changes_since(&VersionVector::new(), u32::MAX).await.unwrap()
}

async fn digest(store: &Store) -> [u8; 32] {
    store.state_digest().await.unwrap()
}

/// A change by its writer's first byte and its count.
fn short(id: ChangeId) -> (u8, u64) {
    (id.writer.0[0], id.sequence)
}

#[tokio::test]
async fn what_the_copy_did_is_the_new_workstations_and_nothing_looks_other() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let copy = copy_of(&folder, &store).await;
    let name_before = edited(&copy, 2_000, vec![company(id(1), "Vaara Oy")]).await;
    undo(&copy, 3_000, name_before).await;
    edit(&copy, 4_000, vec![company(id(2), "Toinen Oy")]).await;
    edit(&copy, 5_000, vec![delete(kinds::ORGANISATION.id, id(2))]).await;
    edit(&copy, 6_000, vec![company(id(3), "Kolmas Oy")]).await;
    let (before, seen) = (digest(&copy).await, all(&copy).await);

    copy.reincarnate(NEW, 1).await.unwrap();

    assert_eq!(copy.workspace().writer, NEW);
    assert_eq!(copy.workspace().id, store.workspace().id);
    assert_eq!(digest(&copy).await, before);
    let now = all(&copy).await;
    let ids: Vec<_> = now.iter().map(|action| short(action.id.0)).collect();
    assert_eq!(ids, [(1, 1), (7, 1), (7, 2), (7, 3), (7, 4), (7, 5)]);
    for (now, seen) in now[1..].iter().zip(&seen[1..]) {
        for (now, seen) in now.changes.iter().zip(&seen.changes) {
            assert_eq!((now.stamp.0, now.record), (seen.stamp.0 + 1, seen.record));
        }
    }
    let undone = Purpose::Undo(ActionId(ChangeId { writer: NEW, sequence: 1 }));
    assert_eq!(now[2].purpose, undone);
    let ChangeBody::Delete { seen } = &now[4].changes[0].body else { panic!("{:?}", now[4]) };
    let seen: Vec<_> = seen.iter().map(|seen| short(*seen)).collect();
    assert_eq!(seen, [(1, 1), (7, 3)]);
    // Opened again it is the same one, and an undo of what it did before is one.
    copy.close().await;
    let copy = Store::open(&folder.path().join("copy.db")).await.unwrap();
    assert_eq!(copy.workspace().writer, NEW);
    undo(&copy, 7_000, now[5].id).await;
    assert_eq!(name(&copy, id(3)).await, None);
}

#[tokio::test]
async fn both_go_on_and_a_third_hears_of_everything() {
    let folder = folder();
    let (store, third) = (workspace(&folder, 1).await, workspace(&folder, 3).await);
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let mut share = seal(&store, 9).await;
    let copy = copy_of(&folder, &store).await;
    edit(&copy, 2_000, vec![company(id(2), "Kopion Oy"), company(id(1), "Vaara Oy")]).await;
    import(&copy, 2_500, vec![file(4, 0, vec![company(id(4), "Tiedoston Oy")])]).await;
    edit(&copy, 2_600, vec![delete(kinds::ORGANISATION.id, id(2))]).await;
    edit(&store, 3_000, vec![company(id(3), "Omistajan Oy")]).await;
    share.extend(seal(&store, 9).await);
    let theirs = &share[1].actions;

    let keep = copy.common_prefix(theirs).await.unwrap();
    assert_eq!(keep, copy.last_change_sealed(1).await.unwrap());
    copy.reincarnate(NEW, keep).await.unwrap();
    copy.adopt_place(WriterId([1; 16]), share[0].place).await.unwrap();
    copy.receive(share.clone()).await.unwrap();
    let told = seal(&copy, 99).await;
    assert_eq!(told[0].place.map(|place| place.segment), Some(1));
    assert_eq!(told[0].seen, [(WriterId([1; 16]), 1)].into());
    store.receive(told.clone()).await.unwrap();
    third.receive(share).await.unwrap();
    third.receive(told).await.unwrap();
    for one in [&store, &copy, &third] {
        assert_eq!(digest(one).await, digest(&third).await);
        assert_eq!(name(one, id(1)).await.as_deref(), Some("Vaara Oy"));
        assert_eq!(name(one, id(2)).await, None);
        assert_eq!(name(one, id(3)).await.as_deref(), Some("Omistajan Oy"));
        assert_eq!(name(one, id(4)).await.as_deref(), Some("Tiedoston Oy"));
        assert_eq!(one.conflict_count().await.unwrap(), 0);
    }
}

#[tokio::test]
async fn what_the_old_one_told_is_not_told_again_but_for_files() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let own = said(Class::Person, vec![company(id(2), "Toinen Oy")]);
    import(&store, 1_000, vec![file(4, 0, vec![company(id(4), "Tiedoston Oy")]), own]).await;
    seal(&store, 99).await;
    store.mark_outgoing(1, OutgoingState::Published, UnixMillis(0)).await.unwrap();
    let keep = store.last_change_sealed(1).await.unwrap();
    edit(&store, 1_000, vec![company(id(3), "Kolmas Oy")]).await;
    store.reincarnate(NEW, keep).await.unwrap();
    assert_eq!((store.outbox().await.unwrap(), store.last_sealed().await.unwrap()), (vec![], None));
    let told = seal(&store, 99).await;
    let records = told.iter().flat_map(|batch| &batch.actions).flat_map(|action| &action.changes);
    assert_eq!(records.map(|change| change.record).collect::<Vec<_>>(), [id(4), id(3)]);
}

#[tokio::test]
async fn a_program_that_has_the_database_open_writes_nothing_under_the_old_name() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let other = Store::open(&path(&folder, 1)).await.unwrap();
    let unsealed = other.unsealed(9).await.unwrap().unwrap();
    store.reincarnate(NEW, 1).await.unwrap();
    let edit_there = store::Action::edit("Katri", UnixMillis(1), vec![company(id(2), "Toinen")]);
    let refused = other.act(edit_there).await;
    assert!(matches!(refused, Err(StoreError::BecameAnother)), "{refused:?}");
    let (number, through) = (unsealed.number, unsealed.through);
    let sealed = store::Sealed { number, through, hash: [1; 32], bytes: vec![1] };
    let refused = other.seal(sealed).await;
    assert!(matches!(refused, Err(StoreError::BecameAnother)), "{refused:?}");
    let refused = other.reincarnate(WriterId([8; 16]), 0).await;
    assert!(matches!(refused, Err(StoreError::BecameAnother)), "{refused:?}");
    edit(&store, 2_000, vec![company(id(2), "Toinen Oy")]).await;
    assert_eq!(all(&store).await.len(), 2);
}

#[tokio::test]
async fn an_id_that_is_known_is_refused_and_nothing_changes() {
    let folder = folder();
    let (store, other) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    edit(&other, 1_000, vec![company(id(1), "Varma Oy")]).await;
    send(&other, &store).await;
    let before = all(&store).await;
    for known in [1, 2] {
        let refused = store.reincarnate(WriterId([known; 16]), 0).await;
        assert!(matches!(refused, Err(StoreError::WriterTaken(_))), "{refused:?}");
    }
    assert_eq!(all(&store).await, before);
    assert_eq!(store.workspace().writer, WriterId([1; 16]));
    edit(&store, 2_000, vec![company(id(1), "Vaara Oy")]).await;
}

#[tokio::test]
async fn changes_that_were_written_together_stay_together() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let both = [(organisation::NAME, "Toinen Oy"), (organisation::BUSINESS_ID, "1234567-1")];
    edit(&store, 2_000, vec![set(kinds::ORGANISATION.id, id(2), &both), company(id(3), "K")]).await;
    let before = digest(&store).await;
    store.reincarnate(NEW, 2).await.unwrap();
    let vector = store.version_vector().await.unwrap();
    assert_eq!(vector, [(WriterId([1; 16]), 1), (NEW, 3)].into());
    assert_eq!(digest(&store).await, before);
}

#[tokio::test]
async fn the_log_is_common_up_to_the_first_change_that_differs() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    for number in 1..=3 {
        edit(&store, 1_000, vec![company(id(number), "Varma Oy")]).await;
    }
    let copy = copy_of(&folder, &store).await;
    edit(&store, 2_000, vec![company(id(4), "Omistajan Oy")]).await;
    let theirs = all(&store).await;
    assert_eq!(copy.common_prefix(&[]).await.unwrap(), 0);
    assert_eq!(copy.common_prefix(&theirs).await.unwrap(), 3, "the copy is behind");
    assert_eq!(copy.common_prefix(&theirs[3..]).await.unwrap(), 3);
    edit(&copy, 2_000, vec![company(id(5), "Kopion Oy")]).await;
    assert_eq!(copy.common_prefix(&theirs[1..]).await.unwrap(), 3);
    assert_eq!(copy.common_prefix(&theirs[..2]).await.unwrap(), 2);
    assert_eq!(store.common_prefix(&theirs).await.unwrap(), 4);
}
