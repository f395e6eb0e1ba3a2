use domain::kinds::{self, attendance, organisation, registration};
use domain::{Class, KindId};
use store::{UndoError, UndoRefusal};

use crate::house::*;

const ORGANISATION: KindId = kinds::ORGANISATION.id;

async fn refusal(store: &store::Store, action: store::ActionId) -> UndoRefusal {
    match store.undo(action, "Katri", domain::UnixMillis(9_000)).await {
        Err(UndoError::Refused { refusal, .. }) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn an_undone_edit_gives_back_what_it_replaced() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let renamed = edited(&store, 2_000, vec![company(id(1), "Vaara Oy")]).await;
    undo(&store, 3_000, renamed).await;
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("Varma Oy"));
    assert_eq!(refusal(&store, renamed).await, UndoRefusal::Superseded);
}

#[tokio::test]
async fn an_undone_value_that_was_new_is_empty_again() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let placed =
        edited(&store, 2_000, vec![set(ORGANISATION, id(1), &[(organisation::CITY, "Joensuu")])])
            .await;
    undo(&store, 3_000, placed).await;
    let city = text(&store, ORGANISATION, id(1), organisation::CITY).await;
    assert_eq!(city.as_deref(), Some(""));
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("Varma Oy"));
}

#[tokio::test]
async fn what_was_created_goes_and_what_was_deleted_comes_back() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let created = edited(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let uncreated = undo(&store, 2_000, created).await.action.unwrap();
    assert_eq!(name(&store, id(1)).await, None);
    undo(&store, 3_000, uncreated).await;
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("Varma Oy"));
    let deleted = edited(&store, 4_000, vec![delete(ORGANISATION, id(1))]).await;
    let revived = undo(&store, 5_000, deleted).await.action.unwrap();
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("Varma Oy"));
    undo(&store, 6_000, revived).await;
    assert_eq!(name(&store, id(1)).await, None);
}

#[tokio::test]
async fn edits_are_undone_one_after_another_and_redone() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let mut edits = Vec::new();
    for (at, called) in ["A", "B", "C"].into_iter().enumerate() {
        edits.push(edited(&store, 1_000 + at as i64, vec![company(id(1), called)]).await);
    }
    let third = undo(&store, 2_000, edits[2]).await.action.unwrap();
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("B"));
    let second = undo(&store, 2_001, edits[1]).await.action.unwrap();
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("A"));
    undo(&store, 2_002, second).await;
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("B"));
    undo(&store, 2_003, third).await;
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("C"));
}

#[tokio::test]
async fn what_somebody_has_written_since_is_kept() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy"), company(id(2), "Toinen Oy")]).await;
    let both =
        edited(&store, 2_000, vec![company(id(1), "Vaara Oy"), company(id(2), "Muu Oy")]).await;
    edit(&store, 3_000, vec![company(id(1), "Varmuus Oy")]).await;
    let outcome = undo(&store, 4_000, both).await;
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("Varmuus Oy"));
    assert_eq!(name(&store, id(2)).await.as_deref(), Some("Toinen Oy"));
    assert_eq!(outcome.kept, [(ORGANISATION, id(1))].into());
}

#[tokio::test]
async fn an_undone_import_takes_its_people_along_but_not_those_who_were_there() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let event = id(1);
    edit(&store, 500, vec![set(kinds::EVENT.id, event, &[(kinds::event::NAME, "Päivä")])]).await;
    let registers = |number| refer(kinds::REGISTRATION.id, id(number), registration::EVENT, event);
    let people =
        |number| set(kinds::PERSON.id, id(number), &[(kinds::person::LAST_NAME, "Virtanen")]);
    let imported = import(
        &store,
        1_000,
        vec![
            file(1, 0, vec![registers(10), registers(11)]),
            said(Class::Import, vec![people(20), people(21)]),
        ],
    )
    .await;
    let attends = refer(kinds::ATTENDANCE.id, id(30), attendance::REGISTRATION, id(10));
    edit(&store, 2_000, vec![attends]).await;
    let outcome = undo(&store, 3_000, imported.action.unwrap()).await;
    let registration = kinds::REGISTRATION.id;
    assert!(store.record(registration, id(10)).await.unwrap().is_some());
    assert_eq!(outcome.kept, [(registration, id(10))].into());
    assert_eq!(store.count(registration, &Default::default()).await.unwrap(), 1);
    assert_eq!(store.count(kinds::PERSON.id, &Default::default()).await.unwrap(), 0);
    assert!(store.record(kinds::EVENT.id, event).await.unwrap().is_some());
}

#[tokio::test]
async fn an_action_can_be_undone_by_a_colleague_and_everybody_agrees() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    edit(&here, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let renamed = edited(&here, 2_000, vec![company(id(1), "Vaara Oy")]).await;
    send(&here, &there).await;
    undo(&there, 3_000, renamed).await;
    send(&there, &here).await;
    assert_eq!(name(&here, id(1)).await.as_deref(), Some("Varma Oy"));
    let digests = (here.state_digest().await.unwrap(), there.state_digest().await.unwrap());
    assert_eq!(digests.0, digests.1);
}

#[tokio::test]
async fn what_is_not_known_and_what_the_law_required_cannot_be_undone() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let unknown = "00000000000000000000000000000009-1".parse().unwrap();
    assert_eq!(refusal(&store, unknown).await, UndoRefusal::Unknown);
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let erasure = store::Action {
        actor: "Katri".into(),
        purpose: store::Purpose::Erasure,
        now: domain::UnixMillis(2_000),
        parts: vec![said(Class::Erasure, vec![company(id(1), "")])],
    };
    let erased = store.act(erasure).await.unwrap().action.unwrap();
    assert_eq!(refusal(&store, erased).await, UndoRefusal::Erasure);
}

#[tokio::test]
async fn an_import_of_thousands_is_undone_in_one_go() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let many = |number: u16| {
        let mut bytes = [7; 16];
        bytes[..2].copy_from_slice(&number.to_be_bytes());
        company(domain::RecordId::from_bytes(bytes), &format!("Yritys {number}"))
    };
    let imported = import(&store, 1_000, vec![file(1, 0, (0..3_000).map(many).collect())]).await;
    assert_eq!(store.count(ORGANISATION, &Default::default()).await.unwrap(), 3_000);
    let outcome = undo(&store, 2_000, imported.action.unwrap()).await;
    assert_eq!(outcome.counts[&ORGANISATION].deleted, 3_000);
    assert!(outcome.kept.is_empty());
    assert!(store.search("yritys", &[], 10).await.unwrap().is_empty());
}
