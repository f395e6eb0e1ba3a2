//! A program killed at any moment has written everything that it said it had, and nothing half.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use domain::kinds::{self, person};
use domain::{RecordId, UnixMillis};
use store::{Action, Store};

use crate::house::*;

/// Tells the child where to write; without it there is no child.
const WORKSPACE: &str = "KUMPPANI_TEST_WORKSPACE_TO_CRASH";
/// How many records each of the child's actions writes of either kind.
const EACH: u32 = 40;

fn record(round: u32, number: u32) -> RecordId {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&round.to_be_bytes());
    bytes[4..8].copy_from_slice(&number.to_be_bytes());
    RecordId::from_bytes(bytes)
}

/// The child: writes until it is killed, and says what it has written. Nothing by itself.
#[tokio::test]
async fn writes_until_killed() {
    let Some(path) = std::env::var_os(WORKSPACE).map(PathBuf::from) else { return };
    let store = Store::open(&path).await.unwrap();
    let begin = store.count(kinds::PERSON.id, &Default::default()).await.unwrap() / EACH;
    for round in begin.. {
        let ops = (0..EACH).flat_map(|number| {
            let record = record(round, number);
            let name = format!("Virtanen {round}");
            [
                company(record, &name),
                set(kinds::PERSON.id, record, &[(person::LAST_NAME, name.as_str())]),
            ]
        });
        let action = Action::edit("Katri", UnixMillis(1_000), ops.collect());
        store.act(action).await.unwrap();
        println!("written {}", round + 1);
    }
}

/// Lets a child write about `rounds` actions and kills it; how many it said it had written.
fn kill_after(path: &Path, rounds: u32) -> u32 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::writes_until_killed", "--nocapture"])
        .env(WORKSPACE, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let said = |line: &str| line.split_once("written ").and_then(|(_, number)| number.parse().ok());
    let mut written = 0;
    for _ in 0..rounds {
        written = lines.by_ref().find_map(|line| said(&line.unwrap())).unwrap();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // What it said between the last line read and its end counts as said.
    lines.map_while(Result::ok).filter_map(|line| said(&line)).last().unwrap_or(written)
}

#[tokio::test]
async fn a_killed_program_has_lost_nothing_it_said_and_left_nothing_half() {
    let folder = folder();
    let path = path(&folder, 1);
    workspace(&folder, 1).await.close().await;
    let mut before = 0;
    for rounds in [1, 7, 3, 12] {
        let said = kill_after(&path, rounds);
        let store = Store::open(&path).await.unwrap();
        let people = store.count(kinds::PERSON.id, &Default::default()).await.unwrap();
        let companies = store.count(kinds::ORGANISATION.id, &Default::default()).await.unwrap();
        let found: String =
            sqlx::query_scalar("PRAGMA integrity_check").fetch_one(store.pool()).await.unwrap();
        assert_eq!(found, "ok");
        assert_eq!((people, people % EACH), (companies, 0), "an action happens whole");
        let actions = people / EACH;
        assert!(actions == said || actions == said + 1, "{actions} actions, {said} said");
        assert!(actions >= before + rounds);
        let writer = store.workspace().writer;
        let known = store.version_vector().await.unwrap()[&writer];
        assert_eq!(known, u64::from(people + companies));
        let last = store.search(&format!("virtanen {}", said - 1), &[kinds::PERSON.id], 50).await;
        assert_eq!(last.unwrap().len(), EACH as usize, "search has it too");
        before = actions;
        store.close().await;
    }
}
