//! What law wants gone is gone for good, everywhere, in whatever order it becomes known.

use domain::kinds::{self, document, organisation, person};
use domain::{Class, KindId, Op, UnixMillis, Value};
use store::{
    Action, Erasure, InboxFile, InboxState, LoggedAction, Purpose, RemoteBatch, Store, UndoError,
    UndoRefusal, VersionVector,
};

use crate::house::*;

const PERSON: KindId = kinds::PERSON.id;
const ORGANISATION: KindId = kinds::ORGANISATION.id;

fn somebody(number: u8) -> Op {
    set(
        PERSON,
        id(number),
        &[
            (person::FIRST_NAME, "Žofia"),
            (person::LAST_NAME, "Tuntematon"),
            (person::EMAIL, "zofia.tuntematon@salaisuus.example.fi"),
            (person::NOTES, "Soittaa aina perjantaisin Hämeenkyröstä"),
        ],
    )
}

async fn erase(store: &Store, now: i64, number: u8) -> store::Outcome {
    let erasure = Erasure { records: vec![(PERSON, id(number))], ..Erasure::default() };
    store.erase(erasure, "Katri", UnixMillis(now)).await.unwrap()
}

async fn redact(store: &Store, now: i64, text: &str) -> store::Outcome {
    let redactions = vec![(ORGANISATION, id(7), organisation::NOTES, Value::from(text))];
    let erasure = Erasure { redactions, ..Erasure::default() };
    store.erase(erasure, "Katri", UnixMillis(now)).await.unwrap()
}

async fn notes(store: &Store) -> Option<String> {
    text(store, ORGANISATION, id(7), organisation::NOTES).await
}

fn noted(text: &str) -> Op {
    set(ORGANISATION, id(7), &[(organisation::NAME, "Varma Oy"), (organisation::NOTES, text)])
}

async fn everything(store: &Store) -> Vec<LoggedAction> {
    store.changes_since(&VersionVector::new(), u32::MAX).await.unwrap()
}

/// Which of these texts are in the database or beside it, byte by byte.
fn found_on_disk(store: &Store, texts: &[&str]) -> Vec<String> {
    let mut bytes = Vec::new();
    for beside in ["", "-wal", "-shm", "-journal"] {
        let path = format!("{}{beside}", store.path().display());
        bytes.extend(std::fs::read(path).unwrap_or_default());
    }
    let is_in = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    texts.iter().filter(|text| is_in(text)).map(|text| (*text).to_owned()).collect()
}

/// Values of [`somebody`], and what is derived from them.
const TRACES: [&str; 8] = [
    "Žofia",
    "zofia",
    "Tuntematon",
    "tuntematon",
    "salaisuus",
    "Soittaa",
    "perjantaisin",
    "Hämeenkyröstä",
];

#[tokio::test]
async fn nothing_of_an_erased_person_is_left_on_disk() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    // Neighbours before and after, so that pages are split and merged around the person.
    let neighbours = |from: u32| {
        let ops = (from..from + 400).map(|number| {
            let mut record = [0; 16];
            record[..4].copy_from_slice(&number.wrapping_mul(2_654_435_761).to_be_bytes());
            let name = format!("Naapuri {}", number.wrapping_mul(40_503) % 1_000);
            let values = [(person::LAST_NAME, name.as_str()), (person::NOTES, "Käy joskus")];
            set(PERSON, domain::RecordId::from_bytes(record), &values)
        });
        ops.collect::<Vec<_>>()
    };
    edit(&store, 1_000, neighbours(0)).await;
    let created = edit(&store, 2_000, vec![somebody(1)]).await.action.unwrap();
    let other = [(person::NOTES, "Soittaa nykyään Tampereelta")];
    edit(&store, 3_000, vec![set(PERSON, id(1), &other)]).await;
    import(&store, 3_500, vec![file(1, 0, vec![somebody(1)])]).await;
    edit(&store, 4_000, neighbours(1_000)).await;
    let attachment = store.keep_attachment(b"kuva Zofiasta", UnixMillis(1)).await.unwrap();
    let scan = [(document::TITLE, "Kuva"), (document::FILE_HASH, attachment.as_str())];
    edit(&store, 5_000, vec![set(kinds::DOCUMENT.id, id(2), &scan)]).await;
    for (path, action) in [("a.csv", Some(created)), ("b.csv", None)] {
        let report = Some("{\"row\":\"Žofia Tuntematon\"}".to_owned());
        let (state, seen_at) = (InboxState::SetAside, UnixMillis(1));
        let known = InboxFile {
            path: path.into(),
            size: 1,
            modified: UnixMillis(1),
            content_hash: None,
            state,
            event: None,
            reason_code: None,
            action,
            seen_at,
            report,
        };
        store.inbox_record(known).await.unwrap();
    }
    assert_eq!(found_on_disk(&store, &TRACES).len(), TRACES.len(), "the test can see");

    let records = vec![(PERSON, id(1)), (kinds::DOCUMENT.id, id(2))];
    let erasure = Erasure { records, ..Erasure::default() };
    let outcome = store.erase(erasure, "Katri", UnixMillis(6_000)).await.unwrap();
    assert_eq!(outcome.counts[&PERSON].deleted, 1);
    assert!(store.finish_erasing().await);
    assert_eq!(found_on_disk(&store, &TRACES), Vec::<String>::new());
    assert_eq!(found_on_disk(&store, &["kuva Zofiasta", &attachment]), Vec::<String>::new());

    assert!(store.record(PERSON, id(1)).await.unwrap().is_none());
    assert!(store.search("zofia", &[], 10).await.unwrap().is_empty());
    assert_eq!(store.search("naapuri", &[PERSON], 1_000).await.unwrap().len(), 800);
    let mail = [("zofia.tuntematon@salaisuus.example.fi").to_owned()].into();
    assert!(store.people_by_email(&mail).await.unwrap().is_empty());
    assert!(store.attachment(&attachment).await.unwrap().is_none());
    let reports: Vec<_> = store.inbox_files().await.unwrap();
    assert!(reports.iter().all(|known| known.report.is_none()), "{reports:?}");
    let history = store.history(PERSON, id(1)).await.unwrap();
    assert_eq!(history.len(), 4, "that something was written stays known");
    assert!(!format!("{history:?}").contains("Soittaa"));
}

#[tokio::test]
async fn an_erasure_holds_whether_it_comes_first_last_twice_or_between() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    edit(&here, 1_000, vec![somebody(1), noted("Kysy Žofialta")]).await;
    send(&here, &there).await;
    // A colleague who has not heard writes on, and so does somebody here before the erasure.
    edit(&there, 9_000, vec![set(PERSON, id(1), &[(person::NOTES, "Žofia palasi")])]).await;
    edit(&there, 9_000, vec![noted("Žofia vastaa vieläkin")]).await;
    edit(&there, 9_500, vec![delete(PERSON, id(1))]).await;
    erase(&here, 2_000, 1).await;
    redact(&here, 2_000, "Kysy vaihteesta").await;
    edit(&here, 3_000, vec![noted("Kysy vaihteesta aamulla")]).await;

    let batch = |writer: &Store, actions: Vec<LoggedAction>| RemoteBatch {
        source: writer.workspace().writer,
        seen: VersionVector::new(),
        place: None,
        actions,
    };
    let mine = |all: Vec<LoggedAction>, store: &Store| -> Vec<LoggedAction> {
        let writer = store.workspace().writer;
        all.into_iter().filter(|action| action.id.0.writer == writer).collect()
    };
    let (told_here, told_there) =
        (mine(everything(&here).await, &here), mine(everything(&there).await, &there));
    send(&here, &there).await;
    send(&there, &here).await;
    let digest = here.state_digest().await.unwrap();
    let orders: [&[(bool, std::ops::Range<usize>)]; 4] = [
        &[(true, 0..4), (false, 0..3)],
        &[(false, 0..3), (true, 0..4)],
        &[(false, 0..1), (true, 0..2), (false, 1..2), (true, 2..3), (false, 2..3), (true, 3..4)],
        &[(true, 0..4), (true, 0..4), (false, 0..3), (true, 0..4), (false, 0..3)],
    ];
    for (number, order) in orders.into_iter().enumerate() {
        let late = workspace(&folder, 10 + number as u8).await;
        for (is_here, part) in order {
            let (store, told) = if *is_here { (&here, &told_here) } else { (&there, &told_there) };
            late.receive(vec![batch(store, told[part.clone()].to_vec())]).await.unwrap();
        }
        assert_eq!(late.state_digest().await.unwrap(), digest, "order {number}");
        assert!(!format!("{:?}", everything(&late).await).contains("Žofia"), "order {number}");
        assert!(late.finish_erasing().await);
        assert_eq!(found_on_disk(&late, &["Žofia", "zofia"]), Vec::<String>::new());
    }
    for store in [&here, &there] {
        assert!(store.record(PERSON, id(1)).await.unwrap().is_none());
        assert_eq!(notes(store).await.as_deref(), Some("Kysy vaihteesta aamulla"));
        assert!(!format!("{:?}", everything(store).await).contains("Žofia"));
        let orders = store.erasures().await.unwrap();
        assert_eq!(orders[0].records, [(PERSON, id(1))]);
        assert_eq!(orders[1].redactions.len(), 1);
        let blanked: Vec<bool> = told_there
            .iter()
            .flat_map(|action| &action.changes)
            .map(|change| orders.iter().any(|order| order.blanks(change)))
            .collect();
        assert_eq!(blanked.iter().filter(|blank| **blank).count(), 2, "{blanked:?}");
    }
}

#[tokio::test]
async fn a_redacted_text_can_be_written_and_taken_back_by_those_who_know() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![noted("Kysy Žofialta")]).await;
    redact(&store, 2_000, "Kysy vaihteesta").await;
    let before_redaction = everything(&store).await[0].id;
    let edited = edited(&store, 3_000, vec![noted("Ei enää kysyttävää")]).await;
    assert_eq!(notes(&store).await.as_deref(), Some("Ei enää kysyttävää"));
    undo(&store, 4_000, edited).await;
    assert_eq!(notes(&store).await.as_deref(), Some("Kysy vaihteesta"));
    redact(&store, 5_000, "").await;
    assert_eq!(notes(&store).await.as_deref(), Some(""));
    let _ = store.undo(before_redaction, "Katri", UnixMillis(6_000)).await;
    assert!(!format!("{:?}", everything(&store).await).contains("Žofia"));
    assert!(!format!("{:?}", everything(&store).await).contains("vaihteesta"));
}

#[tokio::test]
async fn an_erasure_is_not_undone_and_undoing_brings_nobody_back() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![somebody(1)]).await;
    let deleted = edited(&store, 2_000, vec![delete(PERSON, id(1))]).await;
    let erased = erase(&store, 3_000, 1).await.action.unwrap();
    let refused = store.undo(erased, "Katri", UnixMillis(4_000)).await;
    let refusal = |refused| matches!(refused, Err(UndoError::Refused { refusal, .. }) if refusal == UndoRefusal::Erasure);
    assert!(refusal(refused));
    let refused = store.undo(deleted, "Katri", UnixMillis(4_000)).await;
    assert!(matches!(refused, Err(UndoError::Refused { .. })), "{refused:?}");
    assert!(store.record(PERSON, id(1)).await.unwrap().is_none());
}

#[tokio::test]
async fn neither_files_nor_people_bring_an_erased_person_back() {
    let folder = folder();
    let (here, there) = (workspace(&folder, 1).await, workspace(&folder, 2).await);
    let parts = |content| vec![file(content, 0, vec![somebody(1)])];
    import(&here, 1_000, parts(1)).await;
    erase(&here, 2_000, 1).await;
    assert_eq!(import(&here, 3_000, parts(1)).await.action, None, "the same file");
    // Another export, and a workstation that takes it in before it hears of the erasure.
    import(&here, 3_000, parts(2)).await;
    import(&there, 3_000, parts(2)).await;
    import(&here, 4_000, vec![said(Class::Import, vec![somebody(1)])]).await;
    assert_eq!(edit(&here, 5_000, vec![somebody(1)]).await.action, None);
    send(&there, &here).await;
    send(&here, &there).await;
    for store in [&here, &there] {
        assert!(store.record(PERSON, id(1)).await.unwrap().is_none());
        assert!(store.finish_erasing().await);
        assert_eq!(found_on_disk(store, &TRACES), Vec::<String>::new());
    }
    assert_eq!(here.version_vector().await.unwrap(), there.version_vector().await.unwrap());
    assert_eq!(here.state_digest().await.unwrap(), there.state_digest().await.unwrap());
}

#[tokio::test]
async fn a_redaction_does_not_revive_what_was_deleted() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![noted("Kysy Žofialta")]).await;
    edit(&store, 2_000, vec![delete(ORGANISATION, id(7))]).await;
    redact(&store, 3_000, "Kysy vaihteesta").await;
    assert_eq!(notes(&store).await, None);
    assert!(!format!("{:?}", everything(&store).await).contains("Žofia"));
}

#[tokio::test]
async fn what_an_interrupted_erasure_left_goes_at_the_next_opening() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![somebody(1)]).await;
    // Somebody who reads keeps the log beside the database from being emptied.
    let mut reading = store.pool().begin().await.unwrap();
    let count: i64 =
        sqlx::query_scalar("SELECT count(*) FROM person").fetch_one(&mut *reading).await.unwrap();
    assert_eq!(count, 1);
    erase(&store, 2_000, 1).await;
    assert!(store.record(PERSON, id(1)).await.unwrap().is_none());
    reading.rollback().await.unwrap();
    store.close().await;
    let store = Store::open(&path(&folder, 1)).await.unwrap();
    assert!(store.finish_erasing().await);
    assert_eq!(found_on_disk(&store, &TRACES), Vec::<String>::new());
}

#[tokio::test]
async fn a_redaction_that_cannot_be_meant_erases_nothing() {
    let folder = folder();
    let store = workspace(&folder, 1).await;
    edit(&store, 1_000, vec![somebody(1)]).await;
    let redactions = vec![(ORGANISATION, id(7), organisation::NAME, Value::Integer(1))];
    let erasure = Erasure { records: vec![(PERSON, id(1))], redactions };
    assert!(store.erase(erasure, "Katri", UnixMillis(2_000)).await.is_err());
    assert!(store.record(PERSON, id(1)).await.unwrap().is_some());
    let action = Action::edit("Katri", UnixMillis(3_000), vec![somebody(1)]);
    assert_eq!(store.act(action).await.unwrap().action, None);
    assert_eq!(store.recent_actions(9).await.unwrap()[0].purpose, Purpose::Edit);
}
