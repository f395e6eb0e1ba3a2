use domain::kinds::{self, document, feedback};
use domain::{Op, RecordId, UnixMillis, WriterId};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use store::{ATTACHMENT_LIMIT, Store, StoreError};

use crate::house::*;

const LOGO: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg'/>";

fn logo(record: RecordId, hash: &str) -> Op {
    set(kinds::DOCUMENT.id, record, &[(document::TITLE, "Logo"), (document::FILE_HASH, hash)])
}

/// Another program's hand in the database.
async fn by_hand(store: &Store, sql: &str) {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(store.path());
    let mut connection: SqliteConnection = options.connect().await.unwrap();
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

async fn count(store: &Store) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM attachment").fetch_one(store.pool()).await.unwrap()
}

#[tokio::test]
async fn a_file_is_kept_once_under_the_hash_of_its_bytes() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let hash = store.keep_attachment(LOGO, UnixMillis(1_000)).await.unwrap();
    assert_eq!(hash, blake3::hash(LOGO).to_hex().as_str());
    assert_eq!(store.keep_attachment(LOGO, UnixMillis(2_000)).await.unwrap(), hash);
    assert_eq!(count(&store).await, 1);
    let other = store.keep_attachment(b"", UnixMillis(2_000)).await.unwrap();
    assert_eq!(store.attachment(&hash).await.unwrap().as_deref(), Some(LOGO));
    assert_eq!(store.attachment(&other).await.unwrap().as_deref(), Some(&b""[..]));
    assert_eq!(store.attachment("no hash").await.unwrap(), None);
}

#[tokio::test]
async fn a_file_of_eight_mebibytes_is_kept_and_a_larger_one_refused() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let mut bytes = vec![7; ATTACHMENT_LIMIT];
    let hash = store.keep_attachment(&bytes, UnixMillis(1_000)).await.unwrap();
    assert_eq!(store.attachment(&hash).await.unwrap().as_ref(), Some(&bytes));
    bytes.push(7);
    let refused = store.keep_attachment(&bytes, UnixMillis(1_000)).await.unwrap_err();
    assert!(matches!(refused, StoreError::AttachmentTooLarge { size: 8_388_609 }), "{refused:?}");
    assert!(refused.to_string().contains("attach it again"), "{refused}");
    assert_eq!(count(&store).await, 1);
}

#[tokio::test]
async fn a_damaged_file_is_named_and_made_whole_by_keeping_it_again() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let hash = store.keep_attachment(LOGO, UnixMillis(1_000)).await.unwrap();
    by_hand(&store, "UPDATE attachment SET bytes = x'00'").await;
    let damaged = store.attachment(&hash).await;
    assert!(
        matches!(&damaged, Err(StoreError::AttachmentDamaged { hash: of }) if *of == hash),
        "{damaged:?}"
    );
    store.keep_attachment(LOGO, UnixMillis(2_000)).await.unwrap();
    assert_eq!(store.attachment(&hash).await.unwrap().as_deref(), Some(LOGO));
}

#[tokio::test]
async fn files_are_part_of_every_copy_of_the_workspace() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let hash = store.keep_attachment(LOGO, UnixMillis(1_000)).await.unwrap();
    edit(&store, 1_000, vec![logo(id(1), &hash)]).await;
    let (copy, to) = (folder.path().join("copy.db"), folder.path().join("new.db"));
    store.backup(&copy).await.unwrap();
    store.close().await;
    let restored = Store::restore(&copy, &to, WriterId([7; 16])).await.unwrap();
    let named = text(&restored, kinds::DOCUMENT.id, id(1), document::FILE_HASH).await.unwrap();
    assert_eq!(restored.attachment(&named).await.unwrap().as_deref(), Some(LOGO));
}

#[tokio::test]
async fn a_workspace_from_before_attachments_keeps_everything_and_is_copied_first() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy")]).await;
    store.set_setting("inbox", "/tmp/in").await.unwrap();
    let digest = store.state_digest().await.unwrap();
    store.close().await;
    let shared =
        ["log_seen", "log_conflict", "log_erased", "sync_outbox", "sync_place", "sync_note"];
    for table in shared.into_iter().chain(["attachment"]) {
        by_hand(&store, &format!("DROP TABLE {table}")).await;
    }
    by_hand(&store, "DROP INDEX log_action_own").await;
    by_hand(&store, "ALTER TABLE log_action DROP COLUMN source").await;
    by_hand(&store, "DELETE FROM _sqlx_migrations WHERE version > 1").await;

    let store = Store::open(&path(&folder, 1)).await.unwrap();
    assert_eq!(store.state_digest().await.unwrap(), digest);
    assert_eq!(name(&store, id(1)).await.as_deref(), Some("Varma Oy"));
    assert_eq!(store.setting("inbox").await.unwrap().as_deref(), Some("/tmp/in"));
    let hash = store.keep_attachment(LOGO, UnixMillis(1_000)).await.unwrap();
    assert_eq!(store.attachment(&hash).await.unwrap().as_deref(), Some(LOGO));

    let before = folder.path().join("1.before-schema-1.1.db");
    let mut copy: SqliteConnection =
        sqlx::sqlite::SqliteConnectOptions::new().filename(&before).connect().await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE name IN ('attachment', 'log_entry')",
    )
    .fetch_all(&mut copy)
    .await
    .unwrap();
    assert_eq!(tables, ["log_entry"]);
    copy.close().await.unwrap();
    let copy = Store::open(&before).await.unwrap();
    assert_eq!(copy.state_digest().await.unwrap(), digest);
}

#[tokio::test]
async fn a_file_is_let_go_when_no_document_of_the_log_names_it() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    let mut kept = Vec::new();
    for (file, at) in [("named", 1), ("once", 1), ("deleted", 1), ("never", 1), ("again", 1)] {
        kept.push(store.keep_attachment(file.as_bytes(), UnixMillis(at)).await.unwrap());
    }
    store.keep_attachment(b"again", UnixMillis(9)).await.unwrap();
    edit(&store, 10, vec![logo(id(1), &kept[0]), logo(id(2), &kept[1]), logo(id(3), &kept[2])])
        .await;
    edit(&store, 20, vec![logo(id(2), &kept[0])]).await;
    let deleted = edited(&store, 30, vec![delete(kinds::DOCUMENT.id, id(3))]).await;
    // Neither the same field of another kind nor another field of a document names a file.
    let elsewhere = [
        set(kinds::FEEDBACK.id, id(4), &[(feedback::SOURCE_PROFILE, &kept[3])]),
        set(kinds::DOCUMENT.id, id(5), &[(document::TITLE, &kept[3])]),
    ];
    assert_eq!(feedback::SOURCE_PROFILE, document::FILE_HASH);
    edit(&store, 40, elsewhere.to_vec()).await;

    store.forget_unused_attachments(UnixMillis(9)).await.unwrap();
    let mut found = Vec::new();
    for hash in &kept {
        found.push(store.attachment(hash).await.unwrap().is_some());
    }
    assert_eq!(found, [true, true, true, false, true]);

    undo(&store, 50, deleted).await;
    let named = text(&store, kinds::DOCUMENT.id, id(3), document::FILE_HASH).await.unwrap();
    assert_eq!(store.attachment(&named).await.unwrap().as_deref(), Some(&b"deleted"[..]));
}

#[tokio::test]
async fn a_closed_workspace_keeps_no_file() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    store.close().await;
    let refused = store.keep_attachment(LOGO, UnixMillis(1_000)).await;
    assert!(matches!(refused, Err(StoreError::Closed)), "{refused:?}");
}
