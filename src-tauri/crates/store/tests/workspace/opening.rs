use domain::kinds;
use store::{Store, StoreError};

use crate::house::*;

#[tokio::test]
async fn a_workspace_is_the_same_when_it_is_opened_again() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    store.set_setting("inbox", "/tmp/in").await.unwrap();
    let (workspace, digest) = (store.workspace().clone(), store.state_digest().await.unwrap());
    store.close().await;
    let store = Store::open(&path(&folder, 1)).await.unwrap();
    assert_eq!(*store.workspace(), workspace);
    assert_eq!(store.state_digest().await.unwrap(), digest);
    assert_eq!(store.setting("inbox").await.unwrap().as_deref(), Some("/tmp/in"));
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("Varma Oy"));
}

#[tokio::test]
async fn what_is_no_workspace_is_refused_and_left_as_it_is() {
    let folder = folder();
    let missing = folder.path().join("missing.db");
    assert!(matches!(Store::open(&missing).await, Err(StoreError::Missing(_))));
    assert!(!missing.exists());
    for (name, bytes) in
        [("empty.db", &b""[..]), ("text.db", &b"no database, some text of notes"[..])]
    {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let refused = Store::open(&path).await;
        assert!(matches!(refused, Err(StoreError::Damaged { .. })), "{name}: {refused:?}");
    }
    let text = std::fs::read(folder.path().join("text.db")).unwrap();
    assert_eq!(text, b"no database, some text of notes");
}

#[tokio::test]
async fn a_workspace_is_never_made_over_another() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let again = Store::create(store.path(), new(2)).await;
    assert!(matches!(again, Err(StoreError::Exists(_))));
}

#[tokio::test]
async fn the_readers_refuse_to_write() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let copy = folder.path().join("copy.db");
    store.backup(&copy).await.unwrap();
    for _ in 0..8 {
        let refused = sqlx::query("DELETE FROM local_workspace").execute(store.pool()).await;
        assert!(refused.is_err());
    }
}

#[tokio::test]
async fn before_its_tables_change_a_workspace_is_copied_and_three_copies_are_kept() {
    static ONE: &[&domain::Kind] = &[&kinds::ORGANISATION];
    static TWO: &[&domain::Kind] = &[&kinds::ORGANISATION, &kinds::PERSON];
    let folder = folder();
    let path = path(&folder, 1);
    let store = Store::create_knowing(&path, new(1), ONE).await.unwrap();
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    store.close().await;
    for round in 0..5 {
        let kinds = if round % 2 == 0 { TWO } else { ONE };
        for _ in 0..2 {
            let store = Store::open_knowing(&path, kinds).await.unwrap();
            assert_eq!(name(&store, id(1)).await.as_deref(), Some("Varma Oy"));
            store.close().await;
        }
    }
    let mut copies: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("before-schema"))
        .collect();
    copies.sort();
    assert_eq!(copies.len(), 3, "{copies:?}");
    assert!(copies[0].ends_with(".3.db") && copies[2].ends_with(".5.db"), "{copies:?}");
    let copy = Store::open_knowing(&folder.path().join(&copies[0]), ONE).await.unwrap();
    assert_eq!(name(&copy, id(1)).await.as_deref(), Some("Varma Oy"));
}
