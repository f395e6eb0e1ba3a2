use domain::kinds::{self, organisation};
use domain::{KindId, UnixMillis, Value};
use store::{Conflict, Decision, SideValue, Store, StoreError};

use crate::house::*;

const ORGANISATION: KindId = kinds::ORGANISATION.id;

/// Two workstations that know the same company.
async fn pair(folder: &tempfile::TempDir) -> (Store, Store) {
    let (here, there) = (workspace(folder, 1).await, workspace(folder, 2).await);
    edit(&here, 1_000, vec![company(id(1), "Varma Oy")]).await;
    there.receive(seal(&here, 100).await).await.unwrap();
    (here, there)
}

/// Tells each what the other did.
async fn meet(here: &Store, there: &Store) {
    let (one, other) = (seal(here, 100).await, seal(there, 100).await);
    here.receive(other).await.unwrap();
    there.receive(one).await.unwrap();
}

/// The conflicts, which both must tell of alike.
async fn conflicts(here: &Store, there: &Store) -> Vec<Conflict> {
    let found = here.conflicts(100).await.unwrap();
    assert_eq!(found, there.conflicts(100).await.unwrap());
    for store in [here, there] {
        assert_eq!(store.conflict_count().await.unwrap(), found.len() as u64);
    }
    found
}

async fn decide(store: &Store, conflict: &Conflict, choice: Decision) {
    let Conflict { kind, record, register, .. } = *conflict;
    let now = UnixMillis(9_000);
    store.decide(kind, record, register, choice, "Ulla", now).await.unwrap();
}

fn called(text: &str) -> SideValue {
    SideValue::Value(vec![(organisation::NAME, Value::from(text))])
}

#[tokio::test]
async fn two_names_given_without_knowing_of_each_other_are_a_conflict_until_one_is_taken() {
    let folder = folder();
    let (here, there) = pair(&folder).await;
    edit(&here, 2_000, vec![company(id(1), "Vaara Oy")]).await;
    edit(&there, 3_000, vec![company(id(1), "Vuori Oy")]).await;
    meet(&here, &there).await;
    let found = conflicts(&here, &there).await;
    let said: Vec<_> = found[0].sides.iter().map(|side| side.what.clone()).collect();
    assert_eq!((found.len(), said), (1, vec![called("Vuori Oy"), called("Vaara Oy")]));
    assert_eq!(name(&here, id(1)).await.as_deref(), Some("Vuori Oy"));

    decide(&here, &found[0], Decision::Take(found[0].sides[1].change)).await;
    meet(&here, &there).await;
    assert_eq!(conflicts(&here, &there).await, []);
    assert_eq!(name(&there, id(1)).await.as_deref(), Some("Vaara Oy"));
    let Conflict { kind, record, register, .. } = found[0];
    let late = there.decide(kind, record, register, Decision::Keep, "Ulla", UnixMillis(9_000));
    assert!(matches!(late.await, Err(StoreError::NothingToDecide)));
}

#[tokio::test]
async fn keeping_what_stands_is_a_decision_too() {
    let folder = folder();
    let (here, there) = pair(&folder).await;
    edit(&here, 2_000, vec![company(id(1), "Vaara Oy")]).await;
    edit(&there, 3_000, vec![company(id(1), "Vuori Oy")]).await;
    meet(&here, &there).await;
    decide(&there, &conflicts(&here, &there).await[0], Decision::Keep).await;
    meet(&here, &there).await;
    assert_eq!(conflicts(&here, &there).await, []);
    assert_eq!(name(&here, id(1)).await.as_deref(), Some("Vuori Oy"));
}

#[tokio::test]
async fn the_same_name_given_twice_is_no_conflict() {
    let folder = folder();
    let (here, there) = pair(&folder).await;
    edit(&here, 2_000, vec![company(id(1), "Vaara Oy")]).await;
    edit(&there, 3_000, vec![company(id(1), "Vaara Oy")]).await;
    meet(&here, &there).await;
    assert_eq!(conflicts(&here, &there).await, []);
}

#[tokio::test]
async fn names_given_one_after_another_are_no_conflict() {
    let folder = folder();
    let (here, there) = pair(&folder).await;
    for round in 0..5 {
        edit(&here, 2_000 - round, vec![company(id(1), &format!("Vaara {round} Oy"))]).await;
        meet(&here, &there).await;
        edit(&there, 1_000 - round, vec![company(id(1), &format!("Vuori {round} Oy"))]).await;
        meet(&here, &there).await;
        assert_eq!(conflicts(&here, &there).await, []);
    }
    assert_eq!(name(&here, id(1)).await.as_deref(), Some("Vuori 4 Oy"));
}

#[tokio::test]
async fn different_fields_are_no_conflict_and_neither_is_what_a_file_says() {
    let folder = folder();
    let (here, there) = pair(&folder).await;
    edit(&here, 2_000, vec![company(id(1), "Vaara Oy")]).await;
    edit(&there, 2_000, vec![set(ORGANISATION, id(1), &[(organisation::CITY, "Joensuu")])]).await;
    import(&there, 2_000, vec![file(1, 0, vec![company(id(1), "VARMA")])]).await;
    meet(&here, &there).await;
    assert_eq!(conflicts(&here, &there).await, []);
}

#[tokio::test]
async fn a_company_that_was_deleted_while_somebody_wrote_to_it_is_asked_about() {
    let folder = folder();
    for (choice, is_left) in [(Decision::Keep, true), (Decision::Delete, false)] {
        let folder = tempfile::tempdir_in(folder.path()).unwrap();
        let (here, there) = pair(&folder).await;
        edit(&here, 2_000, vec![delete(ORGANISATION, id(1))]).await;
        edit(&there, 2_000, vec![company(id(1), "Vuori Oy")]).await;
        meet(&here, &there).await;
        let found = conflicts(&here, &there).await;
        let said: Vec<_> = found[0].sides.iter().map(|side| side.what.clone()).collect();
        assert_eq!((found[0].register, said), (None, vec![SideValue::Written, SideValue::Deleted]));
        decide(&here, &found[0], choice).await;
        meet(&here, &there).await;
        assert_eq!(conflicts(&here, &there).await, []);
        assert_eq!(name(&there, id(1)).await.is_some(), is_left);
    }
}

#[tokio::test]
async fn conflicts_are_there_after_the_workspace_is_opened_again() {
    let folder = folder();
    let (here, there) = pair(&folder).await;
    edit(&here, 2_000, vec![company(id(1), "Vaara Oy")]).await;
    edit(&there, 3_000, vec![company(id(1), "Vuori Oy")]).await;
    meet(&here, &there).await;
    let found = conflicts(&here, &there).await;
    here.close().await;
    let here = Store::open(&path(&folder, 1)).await.unwrap();
    assert_eq!(conflicts(&here, &there).await, found);
    edit(&there, 4_000, vec![company(id(1), "Kallio Oy")]).await;
    meet(&here, &there).await;
    assert_eq!(conflicts(&here, &there).await, [], "whoever writes knowing of both has decided");
}
