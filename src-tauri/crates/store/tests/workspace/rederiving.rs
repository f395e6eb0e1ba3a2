//! Tables, search and what merging knows follow from the log, and from nothing else.

use domain::kinds::{self, organisation, person};
use domain::{Class, FieldId, Op, RecordId, UnixMillis};
use proptest::prelude::*;
use sqlx::{Connection, Row};
use store::{Author, Erasure, Part, Store, UndoError};

use crate::house::*;

/// Everything that follows from the log, as text.
pub async fn derived(store: &Store) -> Vec<String> {
    let path = store.path().to_string_lossy().into_owned();
    let mut own = sqlx::SqliteConnection::connect(&path).await.unwrap();
    let mut all = Vec::new();
    let mut wanted = vec![
        "SELECT row, kind, hex(id), hex(state) FROM log_record".to_owned(),
        "SELECT kind, field, key, row FROM match_key".to_owned(),
        "SELECT row, register FROM log_conflict".to_owned(),
    ];
    for kind in ["person", "organisation"] {
        wanted.push(format!("SELECT * FROM {kind}"));
        sqlx::query(&format!("CREATE VIRTUAL TABLE temp.{kind}_words USING fts5vocab('main', 'search_{kind}', 'instance')"))
            .execute(&mut own)
            .await
            .unwrap();
        wanted.push(format!("SELECT term, doc, col FROM temp.{kind}_words"));
    }
    for sql in wanted {
        let columns = sqlx::query(&sql).fetch_all(&mut own).await.unwrap();
        let mut rows: Vec<String> = columns
            .iter()
            .map(|row| {
                let cells = (0..row.len()).map(|at| {
                    row.try_get::<Option<String>, _>(at)
                        .map(|text| format!("{text:?}"))
                        .or_else(|_| row.try_get::<Option<i64>, _>(at).map(|it| format!("{it:?}")))
                        .or_else(|_| {
                            row.try_get::<Option<Vec<u8>>, _>(at).map(|it| format!("{it:?}"))
                        })
                        .unwrap()
                });
                cells.collect::<Vec<_>>().join(" ")
            })
            .collect();
        rows.sort();
        rows.dedup();
        all.push(format!("-- {sql}"));
        all.extend(rows);
    }
    all
}

#[derive(Debug, Clone)]
enum Step {
    Write(usize, u8, usize, u8),
    Delete(usize, u8),
    Touch(usize, u8),
    Import(usize, u8, u8),
    Undo(usize),
    Send(usize),
    Erase(usize, u8),
    Redact(usize, u8),
}

fn step() -> impl Strategy<Value = Step> {
    let (at, record) = (0..2_usize, 1..5_u8);
    prop_oneof![
        8 => (at.clone(), record.clone(), 0..3_usize, any::<u8>()).prop_map(|(a, b, c, d)| Step::Write(a, b, c, d)),
        2 => (at.clone(), record.clone()).prop_map(|(a, b)| Step::Delete(a, b)),
        1 => (at.clone(), record.clone()).prop_map(|(a, b)| Step::Touch(a, b)),
        2 => (at.clone(), record.clone(), 1..4_u8).prop_map(|(a, b, c)| Step::Import(a, b, c)),
        2 => at.clone().prop_map(Step::Undo),
        4 => at.clone().prop_map(Step::Send),
        1 => (at.clone(), record.clone()).prop_map(|(a, b)| Step::Erase(a, b)),
        1 => (at, record).prop_map(|(a, b)| Step::Redact(a, b)),
    ]
}

const FIELDS: [FieldId; 3] = [person::LAST_NAME, person::EMAIL, person::NOTES];
const PERSON: domain::KindId = kinds::PERSON.id;

fn write(record: RecordId, field: usize, value: u8) -> Op {
    set(PERSON, record, &[(FIELDS[field], &format!("sana{value}"))])
}

async fn take(stations: &[Store; 2], step: Step, now: i64) {
    match step {
        Step::Write(at, record, field, value) => {
            edit(&stations[at], now, vec![write(id(record), field, value)]).await;
        }
        Step::Delete(at, record) => {
            edit(&stations[at], now, vec![delete(PERSON, id(record))]).await;
        }
        Step::Touch(at, record) => {
            edit(&stations[at], now, vec![Op::Touch { kind: PERSON, record: id(record) }]).await;
        }
        Step::Import(at, record, content) => {
            let said = (0..3).map(|field| write(id(record), field, content)).collect();
            let Part { author, ops } = file(content * 16 + record, 0, said);
            assert!(matches!(author, Author::File { .. }));
            let concluded = vec![company(id(record), &format!("Yritys {content}"))];
            let parts = vec![Part { author, ops }, crate::house::said(Class::Import, concluded)];
            import(&stations[at], now, parts).await;
        }
        Step::Undo(at) => {
            for recent in stations[at].recent_actions(3).await.unwrap().into_iter().skip(1) {
                match stations[at].undo(recent.id, "Katri", UnixMillis(now)).await {
                    Ok(_) | Err(UndoError::Refused { .. }) => {}
                    Err(UndoError::Store(error)) => panic!("{error}"),
                }
            }
        }
        Step::Send(to) => {
            send(&stations[1 - to], &stations[to]).await;
        }
        Step::Erase(at, record) => {
            let erasure = Erasure { records: vec![(PERSON, id(record))], ..Erasure::default() };
            stations[at].erase(erasure, "Katri", UnixMillis(now)).await.unwrap();
        }
        Step::Redact(at, record) => {
            let text = domain::Value::from("muistiinpano");
            let redactions = vec![(PERSON, id(record), person::NOTES, text)];
            let erasure = Erasure { redactions, ..Erasure::default() };
            stations[at].erase(erasure, "Katri", UnixMillis(now)).await.unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn deriving_everything_anew_changes_nothing_and_colleagues_agree(
        steps in prop::collection::vec(step(), 1..30)
    ) {
        let wait = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        wait.block_on(async {
            let folder = folder();
            let stations = [workspace(&folder, 1).await, workspace(&folder, 2).await];
            for (number, step) in steps.into_iter().enumerate() {
                take(&stations, step, 1_000 + number as i64).await;
            }
            send(&stations[0], &stations[1]).await;
            send(&stations[1], &stations[0]).await;
            let digest = stations[0].state_digest().await.unwrap();
            assert_eq!(digest, stations[1].state_digest().await.unwrap());
            for store in &stations {
                let before = derived(store).await;
                store.rederive().await.unwrap();
                assert_eq!(before, derived(store).await);
                assert_eq!(digest, store.state_digest().await.unwrap());
            }
        });
    }
}

#[tokio::test]
async fn what_was_damaged_is_made_whole_from_the_log() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![company(id(1), "Varma Oy"), write(id(2), 1, 7)]).await;
    let whole = derived(&store).await;
    store.close().await;
    let path = path(&folder, 1).to_string_lossy().into_owned();
    let mut own = sqlx::SqliteConnection::connect(&path).await.unwrap();
    for sql in [
        "DELETE FROM person",
        "UPDATE organisation SET name = 'Vaara Oy'",
        "DELETE FROM match_key",
        "INSERT INTO search_person (rowid, title, rest) VALUES (99, 'haamu', '')",
    ] {
        sqlx::query(sql).execute(&mut own).await.unwrap();
    }
    own.close().await.unwrap();
    let store = Store::open(std::path::Path::new(&path)).await.unwrap();
    store.rederive().await.unwrap();
    assert_eq!(derived(&store).await, whole);
    let name = text(&store, kinds::ORGANISATION.id, id(1), organisation::NAME).await;
    assert_eq!(name.as_deref(), Some("Varma Oy"));
}

#[tokio::test]
async fn a_register_erased_of_what_was_deleted_is_known_by_its_stamp() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![write(id(1), 2, 7)]).await;
    edit(&store, 2_000, vec![delete(PERSON, id(1))]).await;
    let redactions = vec![(PERSON, id(1), person::NOTES, domain::Value::Empty)];
    let erasure = Erasure { redactions, ..Erasure::default() };
    store.erase(erasure, "Katri", UnixMillis(3_000)).await.unwrap();
    let before = derived(&store).await;
    store.rederive().await.unwrap();
    assert_eq!(derived(&store).await, before);
}
