//! Whoever joins takes the whole log in, and then knows what everybody else does.

use domain::kinds::{self, organisation, person};
use domain::{UnixMillis, WriterId};
use store::{Erasure, LogMark, NewWorkspace, Place, RemoteBatch, Store, StoreError, VersionVector};

use crate::house::*;
use crate::rederiving::derived;

const PERSON: domain::KindId = kinds::PERSON.id;

async fn whole_log(store: &Store, most: u32) -> Vec<Vec<RemoteBatch>> {
    let (mut chunks, mut mark) = (Vec::new(), LogMark::default());
    loop {
        let (batches, next) = store.log_chunk(&mark, most).await.unwrap();
        if batches.is_empty() {
            return chunks;
        }
        chunks.push(batches);
        mark = next;
    }
}

async fn load(store: &Store, chunks: Vec<Vec<RemoteBatch>>) -> Result<(), StoreError> {
    store.load_log(chunks.into_iter().map(Ok::<_, StoreError>)).await
}

fn named(number: u8, name: &str) -> domain::Op {
    set(PERSON, id(number), &[(person::LAST_NAME, name)])
}

/// Gives `to` what `from` has sealed.
async fn tell(from: &Store, to: &Store) {
    to.receive(seal(from, 100).await).await.unwrap();
}

/// Two workstations with a history between them: conflicts, files, deletes, an undo, an erasure, and
/// one that was restored from a backup.
async fn history(folder: &tempfile::TempDir) -> (Store, Store) {
    let (here, there) = (workspace(folder, 1).await, workspace(folder, 2).await);
    edit(&here, 1_000, vec![named(1, "Virtanen"), company(id(7), "Varma Oy"), named(2, "Lahti")])
        .await;
    import(&here, 1_500, vec![file(1, 0, vec![named(3, "Tiedosto"), named(4, "Toinen")])]).await;
    tell(&here, &there).await;
    edit(&there, 2_000, vec![named(1, "Virta")]).await;
    edit(&here, 2_000, vec![named(1, "Virtala")]).await;
    edit(&here, 2_500, vec![delete(PERSON, id(2))]).await;
    let corrected = edited(&here, 2_600, vec![named(3, "Tiedostola")]).await;
    edit(&there, 2_500, vec![set(PERSON, id(2), &[(person::NOTES, "Soitti")])]).await;
    tell(&there, &here).await;
    tell(&here, &there).await;
    undo(&here, 3_000, corrected).await;
    edit(&here, 3_100, vec![set(organisation_kind(), id(7), &[(organisation::NOTES, "Hyvä")])])
        .await;
    let erasure = Erasure { records: vec![(PERSON, id(4))], ..Erasure::default() };
    here.erase(erasure, "Katri", UnixMillis(3_200)).await.unwrap();
    let copy = folder.path().join("copy.db");
    here.backup(&copy).await.unwrap();
    here.close().await;
    let restored = folder.path().join("restored.db");
    let here = Store::restore(&copy, &restored, WriterId([9; 16])).await.unwrap();
    tell(&here, &there).await;
    edit(&there, 4_000, vec![named(1, "Sopu")]).await;
    edit(&here, 4_000, vec![named(5, "Uusi")]).await;
    tell(&there, &here).await;
    edit(&here, 4_500, vec![named(5, "Vanha")]).await;
    (here, there)
}

fn organisation_kind() -> domain::KindId {
    kinds::ORGANISATION.id
}

async fn assert_alike(one: &Store, other: &Store) {
    assert_eq!(one.state_digest().await.unwrap(), other.state_digest().await.unwrap());
    assert_eq!(one.version_vector().await.unwrap(), other.version_vector().await.unwrap());
    assert_eq!(one.conflicts(99).await.unwrap(), other.conflicts(99).await.unwrap());
    assert_eq!(one.erasures().await.unwrap(), other.erasures().await.unwrap());
    let all = VersionVector::new();
    let changes = |told: Vec<store::LoggedAction>| -> Vec<_> {
        told.into_iter()
            .flat_map(|action| {
                let of = (action.id, action.actor, action.purpose, action.at);
                action.changes.into_iter().map(move |change| (of.clone(), change))
            })
            .collect()
    };
    let told = one.changes_since(&all, u32::MAX).await.unwrap();
    let told_other = other.changes_since(&all, u32::MAX).await.unwrap();
    assert_eq!(changes(told), changes(told_other));
    for number in 1..=5 {
        assert_eq!(
            one.history(PERSON, id(number)).await.unwrap(),
            other.history(PERSON, id(number)).await.unwrap()
        );
    }
}

/// What is known of contexts, by the ids of workstations.
async fn contexts(store: &Store) -> Vec<(Vec<u8>, Vec<u8>, i64, i64)> {
    sqlx::query_as(
        "SELECT w.id, o.id, s.from_sequence, s.upto FROM log_seen s \
         JOIN log_writer w ON w.writer = s.writer JOIN log_writer o ON o.writer = s.of_writer \
         ORDER BY 1, 2, 3",
    )
    .fetch_all(store.pool())
    .await
    .unwrap()
}

#[tokio::test]
async fn whoever_loads_the_whole_log_knows_what_its_origin_knows() {
    let folder = folder();
    let (here, there) = history(&folder).await;
    for (number, origin) in [&here, &there].into_iter().enumerate() {
        for most in [1, 3, 1_000] {
            let path = folder.path().join(format!("joined-{number}-{most}.db"));
            let new = NewWorkspace { writer: WriterId([77; 16]), ..new(1) };
            let joined = Store::create(&path, new).await.unwrap();
            load(&joined, whole_log(origin, most).await).await.unwrap();
            assert_alike(origin, &joined).await;
            assert_eq!(contexts(origin).await, contexts(&joined).await, "{most} at a time");
            assert!(joined.unsealed(99).await.unwrap().is_none(), "nothing was done here");
            let made = derived(&joined).await;
            joined.rederive().await.unwrap();
            assert_eq!(made, derived(&joined).await);
            edit(&joined, 9_000, vec![named(1, "Liittynyt")]).await;
            let found = joined.search("liittynyt", &[PERSON], 9).await.unwrap();
            assert_eq!(found.len(), 1);
        }
    }
}

#[tokio::test]
async fn a_whole_log_taken_in_by_whoever_has_some_of_it_adds_what_is_missing_once() {
    let folder = folder();
    let (here, there) = history(&folder).await;
    let late = workspace(&folder, 3).await;
    edit(&late, 5_000, vec![named(6, "Oma")]).await;
    late.receive(whole_log(&there, 2).await.remove(0)).await.unwrap();
    for _ in 0..2 {
        for chunk in whole_log(&here, 3).await {
            late.receive(chunk).await.unwrap();
        }
    }
    tell(&late, &here).await;
    assert_eq!(here.state_digest().await.unwrap(), late.state_digest().await.unwrap());
    assert_eq!(here.conflicts(99).await.unwrap(), late.conflicts(99).await.unwrap());
    assert_eq!(here.version_vector().await.unwrap(), late.version_vector().await.unwrap());
}

#[tokio::test]
async fn a_log_that_ends_in_an_error_leaves_an_empty_store() {
    let folder = folder();
    let (here, _) = history(&folder).await;
    let joined = workspace(&folder, 3).await;
    let chunks = whole_log(&here, 3).await;
    let gap = StoreError::Gap { writer: WriterId([1; 16]), expected: 1, found: 2 };
    let torn = chunks.clone().into_iter().take(2).map(Ok).chain([Err(gap)]);
    assert!(joined.load_log(torn).await.is_err());
    assert!(joined.version_vector().await.unwrap().is_empty());
    let mut missing = chunks.clone();
    missing.remove(0);
    assert!(matches!(load(&joined, missing).await, Err(StoreError::Gap { .. })));
    assert!(joined.version_vector().await.unwrap().is_empty());
    load(&joined, chunks.clone()).await.unwrap();
    assert_alike(&here, &joined).await;
    assert!(matches!(load(&joined, chunks).await, Err(StoreError::NotEmpty)));
}

#[tokio::test]
async fn places_of_a_snapshot_are_passed_over_when_their_segments_come() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    edit(&here, 1_000, vec![named(1, "Virtanen")]).await;
    let segments = seal(&here, 10).await;
    there.receive(segments.clone()).await.unwrap();
    let joined = workspace(&folder, 3).await;
    load(&joined, whole_log(&there, 10).await).await.unwrap();
    for (writer, place) in there.places().await.unwrap() {
        joined.adopt_place(writer, Some(place)).await.unwrap();
    }
    let place = Some(Place { segment: 1, hash: [1; 32] });
    assert_eq!(joined.places().await.unwrap().get(&WriterId([1; 16])).copied(), place);
    joined.receive(segments).await.unwrap();
    assert_eq!(here.state_digest().await.unwrap(), joined.state_digest().await.unwrap());
}
