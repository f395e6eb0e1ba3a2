//! What the write door and search cost by themselves, on a real disk: `cargo bench --package store`.
//! It prints medians and p99; nothing here passes or fails.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a benchmark and its own clock")]

use std::time::{Duration, Instant};

use domain::kinds::{self, affiliation, organisation, person, registration};
use domain::{Class, Op, RecordId, Stamp, UnixMillis, Value, WriterId};
use store::{Action, Author, NewWorkspace, Part, Purpose, RemoteBatch, Store, VersionVector};

/// Registrations in one file.
const REGISTRATIONS: usize = 10_000;
/// People in the register when it is searched.
const PEOPLE: usize = 100_000;
/// How often quick things are measured.
const TIMES: usize = 1_000;

const KEY: [u8; 32] = [7; 32];
const FIRST: [&str; 10] =
    ["Aino", "Eero", "Ilmari", "Linnéa", "Maija", "Niila", "Otso", "Žofia", "Áile", "Örn"];
const LAST: [&str; 12] = [
    "Åström",
    "Hakkarainen",
    "Kettunen",
    "Lötjönen",
    "Miettinen",
    "Nieminen",
    "Pöyhönen",
    "Räty",
    "Saarelainen",
    "Šimkus",
    "Väisänen",
    "Öhman",
];

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let here = workspace(&folder, 1).await;
    edits(&here).await;

    let file = Part {
        author: Author::File { content: [1; 32], declared: Stamp::default() },
        ops: (0..REGISTRATIONS).map(registered).collect(),
    };
    let concluded = Part {
        author: Author::ThisWorkstation(Class::Import),
        ops: (0..REGISTRATIONS).flat_map(concluded).collect(),
    };
    let before = here.version_vector().await.unwrap();
    let action = Action {
        actor: "Mittaaja".into(),
        purpose: Purpose::Import,
        now: UnixMillis(2_000),
        parts: vec![file, concluded],
    };
    let begun = Instant::now();
    let imported = here.act(action).await.unwrap();
    tell("10,000 registrations with people and employers", vec![begun.elapsed()]);

    let actions = here.changes_since(&before, u32::MAX).await.unwrap();
    let changes: usize = actions.iter().map(|action| action.changes.len()).sum();
    let there = workspace(&folder, 2).await;
    let all = here.changes_since(&VersionVector::new(), u32::MAX).await.unwrap();
    let batch = RemoteBatch {
        source: here.workspace().writer,
        seen: VersionVector::new(),
        place: None,
        actions: all,
    };
    let begun = Instant::now();
    there.receive(vec![batch]).await.unwrap();
    tell(&format!("the same as {changes} changes of a colleague"), vec![begun.elapsed()]);

    let begun = Instant::now();
    here.undo(imported.action.unwrap(), "Mittaaja", UnixMillis(3_000)).await.unwrap();
    tell("the import undone", vec![begun.elapsed()]);

    people(&there).await;
    searches(&there).await;
}

async fn workspace(folder: &tempfile::TempDir, writer: u8) -> Store {
    let new = NewWorkspace {
        id: [1; 16],
        key: KEY,
        name: "Mittaus".into(),
        institution: String::new(),
        writer: WriterId([writer; 16]),
        created: UnixMillis(0),
    };
    Store::create(&folder.path().join(format!("{writer}.db")), new).await.unwrap()
}

fn id(of: &str, number: usize) -> RecordId {
    RecordId::derived(&KEY, of, &[&number.to_string()])
}

fn text(text: impl Into<String>) -> Value {
    Value::from(text.into())
}

fn registered(number: usize) -> Op {
    let values = vec![
        (registration::EVENT, Value::Reference(id("event", 0))),
        (registration::FIRST_NAME, text(FIRST[number % 10])),
        (registration::LAST_NAME, text(format!("{}{number}", LAST[number / 10 % 12]))),
        (registration::EMAIL, text(format!("h{number}@yritys{}.example.fi", number % 900))),
        (registration::ORGANISATION_NAME, text(format!("Yritys {} Oy", number % 900))),
        (registration::STATUS, text("confirmed")),
        (registration::DIET, text("kasvis")),
        (registration::SUBMITTED_AT, Value::Integer(1_000)),
        (registration::SOURCE_KEY, text(number.to_string())),
    ];
    Op::Set { kind: kinds::REGISTRATION.id, record: id("registration", number), values }
}

/// A person, the employment and the link to the registration.
fn concluded(number: usize) -> [Op; 3] {
    let (human, employer) = (id("person", number), id("organisation", number % 900));
    let employed = vec![
        (affiliation::PERSON, Value::Reference(human)),
        (affiliation::ORGANISATION, Value::Reference(employer)),
        (affiliation::JOB_TITLE, text("asiantuntija")),
    ];
    let linked = vec![
        (registration::PERSON, Value::Reference(human)),
        (registration::ORGANISATION, Value::Reference(employer)),
    ];
    let affiliation = id("affiliation", number);
    [
        known(number),
        Op::Set { kind: kinds::AFFILIATION.id, record: affiliation, values: employed },
        Op::Set {
            kind: kinds::REGISTRATION.id,
            record: id("registration", number),
            values: linked,
        },
    ]
}

fn known(number: usize) -> Op {
    let values = vec![
        (person::FIRST_NAME, text(FIRST[number % 10])),
        (person::LAST_NAME, text(format!("{}{number}", LAST[number / 10 % 12]))),
        (person::EMAIL, text(format!("h{number}@yritys{}.example.fi", number % 900))),
    ];
    Op::Set { kind: kinds::PERSON.id, record: id("person", number), values }
}

async fn edits(store: &Store) {
    let mut times = Vec::new();
    for number in 0..TIMES {
        let values = vec![(organisation::NAME, text(format!("Varma {number} Oy")))];
        let kind = kinds::ORGANISATION.id;
        let op = Op::Set { kind, record: id("organisation", 0), values };
        let action = Action::edit("Mittaaja", UnixMillis(1_000 + number as i64), vec![op]);
        let begun = Instant::now();
        store.act(action).await.unwrap();
        times.push(begun.elapsed());
    }
    tell("one edit to disk", times);
}

async fn people(store: &Store) {
    let mut times = Vec::new();
    for first in (REGISTRATIONS..PEOPLE).step_by(REGISTRATIONS) {
        let ops = (first..first + REGISTRATIONS).map(known).collect();
        let begun = Instant::now();
        store.act(Action::edit("Mittaaja", UnixMillis(4_000), ops)).await.unwrap();
        times.push(begun.elapsed());
    }
    tell("10,000 people more, up to 100,000", times);
}

async fn searches(store: &Store) {
    let person = [kinds::PERSON.id];
    for (what, words, kinds) in [
        ("one letter among 100,000 people", &["a", "s", "ö", "m", "h"][..], &person[..]),
        (
            "beginnings of words among 100,000 people",
            &["åst", "sim", "hakk", "maija", "eero v", "zof sim", "h99", "yritys7"],
            &person,
        ),
        ("the same among all kinds", &["a", "åst", "sim", "maija", "eero v"], &[]),
    ] {
        let mut times = Vec::new();
        for number in 0..TIMES {
            let begun = Instant::now();
            store.search(words[number % words.len()], kinds, 20).await.unwrap();
            times.push(begun.elapsed());
        }
        tell(what, times);
    }
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    let shown = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1000.0);
    println!(
        "{what:48} median {:>12}  p99 {:>12}  ({} times)",
        shown(at(0.5)),
        shown(at(0.99)),
        times.len()
    );
}
