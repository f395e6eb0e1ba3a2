use domain::kinds::{self, event, organisation, person};
use domain::{
    Change, ChangeBody, ChangeId, Class, Kind, KindId, RegisterId, RegisterValue, Stamp,
    UnixMillis, WriterId,
};
use store::{ActionId, LoggedAction, Purpose, RemoteBatch, Store, StoreError, VersionVector};

use crate::house::*;

const ORGANISATION: KindId = kinds::ORGANISATION.id;

#[tokio::test]
async fn what_came_before_changes_nothing() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    edit(&here, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let batches = past(&here, &VersionVector::new()).await;
    assert!(there.receive(batches.clone()).await.unwrap().action.is_some());
    let again = there.receive(batches).await.unwrap();
    assert_eq!((again.action, again.topics.len()), (None, 0));
    assert_eq!(there.history(ORGANISATION, id(1)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_gap_is_refused_by_name_and_number_and_nothing_of_it_is_taken() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    for number in 1..=3 {
        edit(&here, 1_000, vec![company(id(number), "Varma Oy")]).await;
    }
    let mut batches = past(&here, &VersionVector::new()).await;
    batches[0].actions.remove(1);
    match there.receive(batches).await {
        Err(StoreError::Gap { writer, expected: 2, found: 3 }) => {
            assert_eq!(writer, here.workspace().writer);
        }
        other => panic!("no gap: {other:?}"),
    }
    assert_eq!(there.version_vector().await.unwrap(), VersionVector::new());
    send(&here, &there).await;
    assert_eq!(there.count(ORGANISATION, &Default::default()).await.unwrap(), 3);
}

#[tokio::test]
async fn changes_are_handed_out_from_where_the_other_stands() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    for number in 1..=5 {
        edit(&here, 1_000, vec![company(id(number), "Varma Oy"), company(id(9), "Muu")]).await;
    }
    let writer = here.workspace().writer;
    for known in 0..=here.version_vector().await.unwrap()[&writer] {
        let sent = here.changes_since(&[(writer, known)].into(), u32::MAX).await.unwrap();
        let first = sent.first().map(|action| action.changes[0].id.sequence);
        assert_eq!(first.unwrap_or(known + 1), known + 1);
    }
    let piece = here.changes_since(&VersionVector::new(), 2).await.unwrap();
    there
        .receive(vec![RemoteBatch {
            source: writer,
            seen: VersionVector::new(),
            place: None,
            actions: piece,
        }])
        .await
        .unwrap();
    send(&here, &there).await;
    assert_eq!(there.state_digest().await.unwrap(), here.state_digest().await.unwrap());
}

#[tokio::test]
async fn a_colleagues_file_is_known_here_and_what_was_deleted_stays_so() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    // The earlier import makes the two workstations lift the file to different stamps.
    import(&here, 500, vec![file(1, 400, vec![company(id(1), "Varma")])]).await;
    let parts = || vec![file(2, 0, vec![company(id(1), "Varma Oyj")])];
    import(&here, 1_000, parts()).await;
    edit(&here, 2_000, vec![delete(ORGANISATION, id(1))]).await;
    import(&there, 1_000, parts()).await;
    send(&here, &there).await;
    send(&there, &here).await;
    for store in [&here, &there] {
        assert_eq!(name(store, id(1)).await, None, "the same file is the same word");
        assert!(store.knows_file(&[2; 32]).await);
        assert_eq!(import(store, 3_000, parts()).await.action, None);
    }
    assert_eq!(here.state_digest().await.unwrap(), there.state_digest().await.unwrap());
}

#[tokio::test]
async fn a_clock_far_ahead_wins_once_and_is_not_caught() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    let far_ahead = 1_000 + 300 * 86_400_000;
    edit(&there, far_ahead, vec![company(id(1), "Eiliset Oy")]).await;
    send(&there, &here).await;
    edit(&here, 1_000, vec![company(id(1), "Huomiset Oy")]).await;
    assert_eq!(name(&here, id(1)).await.as_deref(), Some("Huomiset Oy"));
    edit(&here, 1_001, vec![company(id(2), "Muut Oy")]).await;
    let other = here.record(ORGANISATION, id(2)).await.unwrap().unwrap();
    assert!(other.updated.time() < UnixMillis(2_000), "the lift is not kept");
}

#[tokio::test]
async fn an_old_copy_of_this_workstation_is_noticed() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let copy = folder.path().join("copy.db");
    store.backup(&copy).await.unwrap();
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let clone = Store::open(&copy).await.unwrap();
    let refused = clone.receive(past(&store, &VersionVector::new()).await).await;
    assert!(matches!(refused, Err(StoreError::OlderThanShare(1))), "{refused:?}");
}

/// An older program, which knows organisations alone.
static OLD: &[&Kind] = &[&kinds::ORGANISATION];

#[tokio::test]
async fn what_an_older_program_did_not_know_is_there_after_the_upgrade() {
    let folder = folder();
    let newer = workspace(&folder, 1).await;
    let ops = vec![
        company(id(1), "Varma Oy"),
        set(kinds::EVENT.id, id(2), &[(event::NAME, "Yrityspäivä")]),
        set(kinds::PERSON.id, id(3), &[(person::LAST_NAME, "Virtanen")]),
        set(kinds::PERSON.id, id(4), &[(person::LAST_NAME, "Poistettu")]),
    ];
    edit(&newer, 1_000, ops).await;
    edit(&newer, 2_000, vec![delete(kinds::PERSON.id, id(4))]).await;

    let path = path(&folder, 2);
    let older = Store::create_knowing(&path, new(2), OLD).await.unwrap();
    send(&newer, &older).await;
    assert_eq!(older.state_digest().await.unwrap(), newer.state_digest().await.unwrap());
    assert!(older.record(kinds::EVENT.id, id(2)).await.is_err());
    edit(&older, 3_000, vec![company(id(1), "Vaara Oy")]).await;
    older.close().await;

    let upgraded = Store::open(&path).await.unwrap();
    let shown = text(&upgraded, kinds::EVENT.id, id(2), event::NAME).await;
    assert_eq!(shown.as_deref(), Some("Yrityspäivä"));
    assert_eq!(upgraded.record(kinds::PERSON.id, id(4)).await.unwrap(), None);
    assert_eq!(upgraded.search("virt", &[], 5).await.unwrap().len(), 1);
    send(&upgraded, &newer).await;
    assert_eq!(upgraded.state_digest().await.unwrap(), newer.state_digest().await.unwrap());
}

#[tokio::test]
async fn a_table_left_behind_by_an_older_program_is_made_anew() {
    let folder = folder();
    let newer = workspace(&folder, 1).await;
    edit(&newer, 1_000, vec![set(kinds::EVENT.id, id(2), &[(event::NAME, "Vanha")])]).await;
    newer.close().await;
    let path = path(&folder, 1);
    let other = workspace(&folder, 2).await;
    let older = Store::open_knowing(&path, OLD).await.unwrap();
    send(&older, &other).await;
    edit(&other, 2_000, vec![set(kinds::EVENT.id, id(2), &[(event::NAME, "Uusi")])]).await;
    send(&other, &older).await;
    older.close().await;
    let newer = Store::open(&path).await.unwrap();
    let shown = text(&newer, kinds::EVENT.id, id(2), event::NAME).await;
    assert_eq!(shown.as_deref(), Some("Uusi"));
}

/// A colleague's newer program wrote a field 900 into the group of the visiting address.
#[tokio::test]
async fn a_field_of_a_newer_program_survives_an_edit_of_its_group() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let register = RegisterId(organisation::STREET_ADDRESS.0);
    let city = organisation::CITY;
    let value = [(city.0, "Joensuu".into()), (900, "2. krs".into())];
    let change = Change {
        id: ChangeId { writer: WriterId([9; 16]), sequence: 1 },
        class: Class::Person,
        stamp: Stamp::at(UnixMillis(500)),
        kind: ORGANISATION,
        record: id(1),
        body: ChangeBody::Set { register, value: RegisterValue(value.into()) },
    };
    let action = LoggedAction {
        id: ActionId(change.id),
        actor: "Ulla".into(),
        purpose: Purpose::Edit,
        at: UnixMillis(500),
        changes: vec![change],
    };
    let source = WriterId([9; 16]);
    store
        .receive(vec![RemoteBatch {
            source,
            seen: VersionVector::new(),
            place: None,
            actions: vec![action],
        }])
        .await
        .unwrap();
    edit(&store, 1_000, vec![set(ORGANISATION, id(1), &[(city, "Kuopio")])]).await;
    let sent = store.changes_since(&[(source, 1)].into(), u32::MAX).await.unwrap();
    let ChangeBody::Set { value, .. } = &sent[0].changes[0].body else { panic!("{sent:?}") };
    assert_eq!(value.0[&900], "2. krs");
    assert_eq!(value.0[&city.0], "Kuopio");
}
