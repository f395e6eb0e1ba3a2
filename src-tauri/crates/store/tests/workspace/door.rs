use domain::kinds::{self, organisation, person, registration};
use domain::{Class, FieldId, KindId, Op, Value};
use store::{Action, Counts, Event, StoreError, Topic};

use crate::house::*;

const ORGANISATION: KindId = kinds::ORGANISATION.id;

#[tokio::test]
async fn what_is_written_is_read_back_and_told_of() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let outcome = edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("Varma Oy"));
    assert_eq!(outcome.counts[&ORGANISATION], Counts { created: 1, ..Counts::default() });
    let kind = ORGANISATION;
    assert!(outcome.topics.contains(&Topic { kind, record: None }));
    assert!(outcome.topics.contains(&Topic { kind, record: Some(id(1)) }));
}

#[tokio::test]
async fn saying_what_is_known_changes_nothing() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let vector = store.version_vector().await.unwrap();
    let again = edit(&store, 2_000, vec![company(id(1), "Varma Oy")]).await;
    assert_eq!(again.action, None);
    assert!(again.topics.is_empty());
    assert_eq!(store.version_vector().await.unwrap(), vector);
}

#[tokio::test]
async fn deleting_what_is_gone_or_never_was_changes_nothing() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    assert!(edit(&store, 2_000, vec![delete(ORGANISATION, id(1))]).await.action.is_some());
    assert_eq!(name(&store, id(1)).await, None);
    let again = edit(&store, 3_000, vec![delete(ORGANISATION, id(1)), delete(ORGANISATION, id(2))]);
    assert_eq!(again.await.action, None);
}

#[tokio::test]
async fn an_action_happens_whole_or_not_at_all() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let misshapen = Op::Set {
        kind: ORGANISATION,
        record: id(2),
        values: vec![(organisation::NAME, Value::Integer(1))],
    };
    let undeclared =
        Op::Set { kind: ORGANISATION, record: id(2), values: vec![(FieldId(999), Value::Empty)] };
    for bad in [misshapen, undeclared, delete(KindId(999), id(2))] {
        let action =
            Action::edit("Katri", domain::UnixMillis(1_000), vec![company(id(1), "Varma Oy"), bad]);
        let refused = store.act(action).await;
        let is_expected =
            matches!(refused, Err(StoreError::WrongShape { .. } | StoreError::Undeclared { .. }));
        assert!(is_expected, "{refused:?}");
        assert_eq!(name(&store, id(1)).await, None);
    }
    assert!(edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await.action.is_some());
}

#[tokio::test]
async fn a_field_alone_keeps_the_rest_of_its_group() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let named = [(person::FIRST_NAME, "Matti"), (person::LAST_NAME, "Virtanen")];
    edit(&store, 1_000, vec![set(kinds::PERSON.id, id(1), &named)]).await;
    let married = [(person::LAST_NAME, "Virta")];
    edit(&store, 2_000, vec![set(kinds::PERSON.id, id(1), &married)]).await;
    let first = text(&store, kinds::PERSON.id, id(1), person::FIRST_NAME).await;
    assert_eq!(first.as_deref(), Some("Matti"));
    let history = store.history(kinds::PERSON.id, id(1)).await.unwrap();
    let written = vec![(person::LAST_NAME, Value::from("Virtanen"), Value::from("Virta"))];
    assert_eq!(history[0].what, Event::Set { fields: written });
    assert!(history[0].is_current && !history[1].is_current);
}

#[tokio::test]
async fn a_persons_word_stands_against_every_file() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    import(&store, 1_000, vec![file(1, 0, vec![company(id(1), "VARMA")])]).await;
    edit(&store, 2_000, vec![company(id(1), "Varma Oy")]).await;
    let far_ahead = 4_000_000_000_000;
    import(&store, 3_000, vec![file(2, far_ahead, vec![company(id(1), "VARMA II")])]).await;
    import(&store, 3_000, vec![said(Class::Import, vec![company(id(1), "VARMA III")])]).await;
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("Varma Oy"));
}

#[tokio::test]
async fn a_later_file_without_a_date_overwrites_an_earlier_one() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    import(&store, 1_000, vec![file(1, 500, vec![company(id(1), "Varma")])]).await;
    import(&store, 2_000, vec![file(2, 0, vec![company(id(1), "Varma Oyj")])]).await;
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("Varma Oyj"));
}

#[tokio::test]
async fn a_file_taken_in_again_changes_nothing_even_after_a_delete() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let parts = || vec![file(1, 0, vec![company(id(1), "Varma Oy"), company(id(2), "Toinen Oy")])];
    assert!(!store.knows_file(&[1; 32]).await);
    import(&store, 1_000, parts()).await;
    assert!(store.knows_file(&[1; 32]).await);
    edit(&store, 2_000, vec![delete(ORGANISATION, id(1))]).await;
    assert_eq!(import(&store, 3_000, parts()).await.action, None);
    assert_eq!(name(&store, id(1)).await, None);
}

#[tokio::test]
async fn a_file_cannot_delete() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let parts = vec![file(1, 0, vec![company(id(2), "Uusi Oy"), delete(ORGANISATION, id(1))])];
    let purpose = store::Purpose::Import;
    let action = Action { actor: String::new(), purpose, now: domain::UnixMillis(2_000), parts };
    assert!(matches!(store.act(action).await, Err(StoreError::FileDeletes)));
    assert_eq!(name(&store, id(2)).await, None);
    assert!(!store.knows_file(&[1; 32]).await, "a refused file can be taken in later");
}

#[tokio::test]
async fn a_new_registration_shows_its_event_to_be_in_use() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    let (event, kind) = (id(1), kinds::EVENT.id);
    edit(&here, 1_000, vec![set(kind, event, &[(kinds::event::NAME, "Yrityspäivä")])]).await;
    send(&here, &there).await;
    edit(&here, 2_000, vec![delete(kind, event)]).await;
    let registers = refer(kinds::REGISTRATION.id, id(2), registration::EVENT, event);
    edit(&there, 2_000, vec![registers]).await;
    send(&here, &there).await;
    send(&there, &here).await;
    for store in [&here, &there] {
        assert!(store.record(kind, event).await.unwrap().is_some(), "the delete had not seen it");
    }
}

#[tokio::test]
async fn writing_to_a_closed_workspace_is_an_error() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    store.close().await;
    let action = Action::edit("Katri", domain::UnixMillis(1), vec![company(id(1), "Varma Oy")]);
    assert!(matches!(store.act(action).await, Err(StoreError::Closed)));
    assert!(matches!(store.set_setting("a", "b").await, Err(StoreError::Closed)));
    assert!(store.record(ORGANISATION, id(1)).await.is_err());
}

#[tokio::test]
async fn two_programs_on_one_workspace_do_not_take_each_others_numbers() {
    let folder = folder();
    let window = workspace(&folder, 1).await;
    let scheduled = store::Store::open(window.path()).await.unwrap();
    for round in 0..10 {
        let store = if round % 2 == 0 { &window } else { &scheduled };
        edit(store, 1_000, vec![company(id(round), &format!("Yritys {round}"))]).await;
    }
    let writer = window.workspace().writer;
    assert_eq!(scheduled.version_vector().await.unwrap()[&writer], 10);
    assert_eq!(window.count(ORGANISATION, &Default::default()).await.unwrap(), 10);
}

#[tokio::test]
async fn an_edit_given_up_half_way_leaves_nothing() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    for polls in 1..40 {
        let ops = vec![company(id(1), &format!("Yritys {polls}"))];
        let mut acting = Box::pin(store.act(Action::edit("Katri", domain::UnixMillis(1), ops)));
        let mut finished = false;
        for _ in 0..polls {
            let slice = std::time::Duration::from_micros(20);
            finished = tokio::time::timeout(slice, &mut acting).await.is_ok();
            if finished {
                break;
            }
        }
        drop(acting);
        // Whatever was under way on the writing connection has ended once this has been written.
        store.set_setting("polls", &polls.to_string()).await.unwrap();
        let vector = store.version_vector().await.unwrap();
        let known = vector.get(&store.workspace().writer).copied().unwrap_or(0);
        let history = store.history(ORGANISATION, id(1)).await.unwrap();
        assert_eq!(history.len() as u64, known, "finished: {finished}");
    }
    edit(&store, 2, vec![company(id(1), "Viimeinen Oy")]).await;
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("Viimeinen Oy"));
}
