use domain::WriterId;
use store::{Store, StoreError, VersionVector};

use crate::house::*;

#[tokio::test]
async fn a_restored_backup_is_a_new_workstation_with_the_same_records() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let (copy, to) = (folder.path().join("copy.db"), folder.path().join("new.db"));
    store.backup(&copy).await.unwrap();
    edit(&store, 2_000, vec![company(id(1), "Vaara Oy")]).await;
    let restored = Store::restore(&copy, &to, WriterId([7; 16])).await.unwrap();
    assert_eq!(restored.workspace().writer, WriterId([7; 16]));
    assert_eq!(restored.workspace().id, store.workspace().id);
    assert_eq!(name(&restored, id(1)).await.as_deref(), Some("Varma Oy"));

    edit(&restored, 1_500, vec![company(id(2), "Uusi Oy")]).await;
    send(&store, &restored).await;
    send(&restored, &store).await;
    assert_eq!(store.state_digest().await.unwrap(), restored.state_digest().await.unwrap());
    assert_eq!(name(&restored, id(1)).await.as_deref(), Some("Vaara Oy"));
}

#[tokio::test]
async fn a_copy_is_whole_and_overwrites_nothing() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    let copy = folder.path().join("copy.db");
    std::fs::write(&copy, "mine").unwrap();
    assert!(matches!(store.backup(&copy).await, Err(StoreError::Exists(_))));
    assert_eq!(std::fs::read(&copy).unwrap(), b"mine");
    std::fs::remove_file(&copy).unwrap();
    // What an interrupted backup left is in nobody's way.
    std::fs::write(folder.path().join("copy.db.tmp"), "half").unwrap();
    store.backup(&copy).await.unwrap();
    let opened = Store::open(&copy).await.unwrap();
    assert_eq!(opened.state_digest().await.unwrap(), store.state_digest().await.unwrap());
    assert!(!folder.path().join("copy.db.tmp").exists());
}

#[tokio::test]
async fn a_damaged_backup_is_refused_and_leaves_nothing() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let copy = folder.path().join("copy.db");
    store.backup(&copy).await.unwrap();
    let mut bytes = std::fs::read(&copy).unwrap();
    // A whole page: half of one may be free.
    let from = bytes.len() / 2 / 8_192 * 8_192;
    bytes[from..from + 8_192].fill(0x55);
    std::fs::write(&copy, bytes).unwrap();
    let to = folder.path().join("new.db");
    let refused = Store::restore(&copy, &to, WriterId([7; 16])).await;
    assert!(matches!(refused, Err(StoreError::Damaged { .. })), "{refused:?}");
    assert!(!to.exists() && !folder.path().join("new.db.tmp").exists());
}

#[tokio::test]
async fn a_copy_knows_everything_up_to_its_moment() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    for number in 1..=20 {
        edit(&store, 1_000, vec![company(id(number), "Varma Oy")]).await;
    }
    let copy = folder.path().join("copy.db");
    store.backup(&copy).await.unwrap();
    let opened = Store::open(&copy).await.unwrap();
    let all = opened.changes_since(&VersionVector::new(), u32::MAX).await.unwrap();
    assert_eq!(all, store.changes_since(&VersionVector::new(), u32::MAX).await.unwrap());
}
