use domain::{UnixMillis, WriterId};
use store::{
    LoggedAction, OutgoingState, Place, RemoteBatch, Sealed, Store, StoreError, UnsealedCount,
    VersionVector,
};

use crate::house::*;

fn count(actions: &[LoggedAction]) -> usize {
    actions.iter().map(|action| action.changes.len()).sum()
}

fn sizes(batches: &[RemoteBatch]) -> Vec<usize> {
    batches.iter().map(|batch| count(&batch.actions)).collect()
}

async fn is_sealed(store: &Store) -> bool {
    store.unsealed(10).await.unwrap().is_none()
        && store.unsealed_count().await.unwrap() == UnsealedCount::default()
}

#[tokio::test]
async fn what_was_done_is_told_once_and_in_order() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    assert!(is_sealed(&here).await);
    for number in 1..=5 {
        edit(&here, 1_000 + i64::from(number), vec![company(id(number), "Varma Oy")]).await;
    }
    let waiting = here.unsealed_count().await.unwrap();
    assert_eq!(waiting.changes, 5);
    assert_eq!(waiting.oldest.zip(waiting.newest), Some((UnixMillis(1_001), UnixMillis(1_005))));
    let sealed = seal(&here, 2).await;
    assert_eq!(sizes(&sealed), [2, 2, 1]);
    assert!(is_sealed(&here).await);
    assert_eq!(here.last_sealed().await.unwrap(), sealed[2].place);
    there.receive(sealed).await.unwrap();
    assert_eq!(there.state_digest().await.unwrap(), here.state_digest().await.unwrap());
    assert!(is_sealed(&there).await, "what a colleague did is the colleague's to tell");
}

#[tokio::test]
async fn actions_stay_whole_unless_one_alone_is_too_large() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let many = |from: u8, to: u8| (from..to).map(|number| company(id(number), "Varma")).collect();
    edit(&store, 1_000, many(1, 4)).await;
    edit(&store, 1_000, many(10, 14)).await;
    edit(&store, 1_000, many(20, 28)).await;
    edit(&store, 1_000, many(30, 31)).await;
    let sealed = seal(&store, 5).await;
    assert_eq!(sizes(&sealed), [3, 4, 5, 4]);
    let halves: Vec<_> = sealed[2..4].iter().map(|batch| batch.actions[0].id).collect();
    assert_eq!(halves[0], halves[1]);
}

#[tokio::test]
async fn a_segment_has_one_context_and_tells_what_grew_of_it() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    edit(&here, 1_000, vec![company(id(1), "Varma Oy")]).await;
    edit(&there, 1_000, vec![company(id(2), "Toinen Oy")]).await;
    edit(&there, 1_000, vec![company(id(3), "Kolmas Oy")]).await;
    here.receive(seal(&there, 1).await).await.unwrap();
    edit(&here, 2_000, vec![company(id(1), "Vaara Oy")]).await;
    edit(&here, 2_000, vec![company(id(1), "Vaarat Oy")]).await;
    let sealed = seal(&here, 100).await;
    let colleague = there.workspace().writer;
    assert_eq!(sizes(&sealed), [1, 2]);
    assert_eq!(sealed[0].seen, VersionVector::new());
    assert_eq!(sealed[1].seen, [(colleague, 2)].into());
    edit(&here, 3_000, vec![company(id(1), "Vaaroja Oy")]).await;
    assert_eq!(seal(&here, 100).await[0].seen, VersionVector::new(), "nothing grew");
    edit(&there, 3_000, vec![company(id(3), "Muu Oy")]).await;
    here.receive(seal(&there, 1).await).await.unwrap();
    edit(&here, 4_000, vec![company(id(1), "Varma Oy")]).await;
    assert_eq!(seal(&here, 100).await[0].seen, [(colleague, 3)].into());
}

#[tokio::test]
async fn two_programs_do_not_seal_the_same_doings_twice() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let other = Store::open(&path(&folder, 1)).await.unwrap();
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let unsealed = other.unsealed(9).await.unwrap().unwrap();
    assert_eq!(unsealed, store.unsealed(9).await.unwrap().unwrap());
    let (number, through) = (unsealed.number, unsealed.through);
    let sealed = Sealed { number, through, hash: [1; 32], bytes: vec![1] };
    store.seal(sealed.clone()).await.unwrap();
    for number in [1, 2] {
        let again = other.seal(Sealed { number, ..sealed.clone() }).await;
        assert!(matches!(again, Err(StoreError::SealedMeanwhile { .. })), "{again:?}");
    }
}

#[tokio::test]
async fn a_file_is_told_by_whoever_took_it_in() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    import(&here, 1_000, vec![file(1, 0, vec![company(id(1), "Varma Oy")])]).await;
    let sealed = seal(&here, 10).await;
    there.receive(sealed).await.unwrap();
    assert_eq!(name(&there, id(1)).await.as_deref(), Some("Varma Oy"));
    assert!(there.knows_file(&[1; 32]).await);
    assert!(is_sealed(&there).await);
}

#[tokio::test]
async fn a_segment_waits_in_the_outbox_until_it_is_confirmed() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy"), company(id(2), "Toinen Oy")]).await;
    seal(&store, 1).await;
    let waiting = store.outbox().await.unwrap();
    assert_eq!(
        waiting.iter().map(|one| (one.number, one.size)).collect::<Vec<_>>(),
        [(1, 100), (2, 100)]
    );
    assert_eq!(store.outgoing_bytes(1).await.unwrap(), Some(vec![9; 100]));
    store.mark_outgoing(1, OutgoingState::Published, UnixMillis(5)).await.unwrap();
    let first = store.outbox().await.unwrap().remove(0);
    assert_eq!((first.state, first.at), (OutgoingState::Published, UnixMillis(5)));
    store.mark_outgoing(1, OutgoingState::Confirmed, UnixMillis(6)).await.unwrap();
    assert_eq!(store.outbox().await.unwrap().len(), 1);
    assert_eq!(store.outgoing_bytes(1).await.unwrap(), None);
    assert_eq!(store.outgoing_bytes(9).await.unwrap(), None);
    assert_eq!(store.last_sealed().await.unwrap().map(|last| last.segment), Some(2));
}

#[tokio::test]
async fn a_restored_workstation_tells_again_what_its_backup_does_not_know_to_be_on_the_share() {
    let folder = folder();
    let (store, colleague) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    for number in 1..=4 {
        edit(&store, 1_000, vec![company(id(number), "Varma Oy")]).await;
    }
    let old = seal(&store, 1).await;
    store.mark_outgoing(1, OutgoingState::Confirmed, UnixMillis(0)).await.unwrap();
    store.mark_outgoing(2, OutgoingState::Published, UnixMillis(0)).await.unwrap();
    // The first and the second came through before the disk died; the others never did.
    colleague.receive(old[..2].to_vec()).await.unwrap();
    edit(&store, 1_000, vec![company(id(5), "Varma Oy")]).await;
    let (copy, to) = (folder.path().join("copy.db"), folder.path().join("new.db"));
    store.backup(&copy).await.unwrap();
    let restored = Store::restore(&copy, &to, WriterId([7; 16])).await.unwrap();

    assert_eq!(restored.last_sealed().await.unwrap(), None);
    assert_eq!(restored.outbox().await.unwrap(), []);
    let known = restored.places().await.unwrap();
    assert_eq!(known.get(&store.workspace().writer), old[1].place.as_ref());
    edit(&restored, 2_000, vec![company(id(6), "Varma Oy")]).await;
    let sealed = seal(&restored, 100).await;
    assert_eq!(sizes(&sealed), [4, 1]);
    assert_eq!(sealed[0].place.map(|place| place.segment), Some(1));
    assert_eq!(sealed[1].seen, [(store.workspace().writer, 5)].into());
    colleague.receive(sealed).await.unwrap();
    assert_eq!(colleague.state_digest().await.unwrap(), restored.state_digest().await.unwrap());
}

#[tokio::test]
async fn a_segment_that_was_taken_in_is_passed_over() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    edit(&here, 1_000, vec![company(id(1), "Varma Oy"), company(id(2), "Toinen Oy")]).await;
    let sealed = seal(&here, 1).await;
    there.receive(sealed.clone()).await.unwrap();
    let writer = here.workspace().writer;
    assert_eq!(there.places().await.unwrap(), [(writer, sealed[1].place.unwrap())].into());
    there.receive(sealed).await.unwrap();
    // Nothing that was done is in the third segment; its place is known all the same.
    let place = Place { segment: 3, hash: [3; 32] };
    let empty = RemoteBatch {
        source: writer,
        seen: VersionVector::new(),
        place: Some(place),
        actions: Vec::new(),
    };
    there.receive(vec![empty]).await.unwrap();
    assert_eq!(there.places().await.unwrap(), [(writer, place)].into());
    there.adopt_place(writer, None).await.unwrap();
    assert_eq!(there.places().await.unwrap().len(), 0);
    there.adopt_place(writer, Some(place)).await.unwrap();
    assert_eq!(there.places().await.unwrap()[&writer], place);
}

#[tokio::test]
async fn a_note_is_read_back_and_goes_with_a_copy() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    assert_eq!(store.note("witness").await.unwrap(), None);
    store.set_note("witness", &[1]).await.unwrap();
    store.set_note("witness", &[0, 255]).await.unwrap();
    let copy = folder.path().join("copy.db");
    store.backup(&copy).await.unwrap();
    let opened = Store::open(&copy).await.unwrap();
    assert_eq!(opened.note("witness").await.unwrap(), Some(vec![0, 255]));
}

#[tokio::test]
async fn a_workstation_is_not_named_like_a_file() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    import(&store, 1_000, vec![file(1, 0, vec![company(id(1), "Varma Oy")])]).await;
    let vector = store.version_vector().await.unwrap();
    let file = *vector.keys().find(|writer| **writer != store.workspace().writer).unwrap();
    let unlucky = store::NewWorkspace { writer: file, ..new(3) };
    let refused = Store::create(&path(&folder, 3), unlucky).await;
    assert!(matches!(refused, Err(StoreError::WriterLikeFile(_))), "{refused:?}");
}
