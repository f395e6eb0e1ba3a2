//! The window and the command line may have one workspace open at the same time, and write to it.

use std::sync::atomic::{AtomicBool, Ordering};

use domain::{Op, RecordId};
use store::Store;

use crate::house::*;

/// How often each program writes.
const TIMES: u32 = 1_500;

/// How often one opens the workspace while the other writes.
const OPENINGS: u32 = 80;

fn record(program: u8, number: u32) -> RecordId {
    let mut bytes = [program; 16];
    bytes[..4].copy_from_slice(&(number % 97).to_be_bytes());
    RecordId::from_bytes(bytes)
}

fn renaming(program: u8, number: u32) -> Vec<Op> {
    let name = format!("Varma {program} {number} Oy");
    vec![company(record(program, number), &name), company(id(1), &name)]
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Everything that was written is in the log, each writer's changes without a gap.
async fn is_whole(store: &Store, changes: u64) {
    let counts: (i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT sum(size) FROM log_entry), (SELECT last FROM log_writer), \
         (SELECT count(*) FROM log_entry e WHERE NOT EXISTS (SELECT 1 FROM log_action a \
         WHERE e.entry BETWEEN a.first_entry AND a.last_entry))",
    )
    .fetch_one(store.pool())
    .await
    .unwrap();
    assert_eq!(counts, (changes as i64, changes as i64, 0));
}

#[test]
fn two_programs_that_write_at_once_are_both_heard_every_time() {
    let folder = folder();
    runtime().block_on(async { workspace(&folder, 1).await.close().await });
    let program = |number: u8| {
        let path = path(&folder, 1);
        move || {
            runtime().block_on(async {
                let store = Store::open(&path).await.unwrap();
                for round in 0..TIMES {
                    edit(&store, 1_000, renaming(number, round)).await;
                }
                store.close().await;
            });
        }
    };
    std::thread::scope(|scope| {
        for number in [1, 2] {
            scope.spawn(program(number));
        }
    });
    runtime().block_on(async {
        let store = Store::open(&path(&folder, 1)).await.unwrap();
        is_whole(&store, u64::from(TIMES) * 4).await;
    });
}

#[test]
fn a_program_that_opens_while_another_writes_can_write_at_once() {
    let folder = folder();
    runtime().block_on(async { workspace(&folder, 1).await.close().await });
    let (path, ends) = (path(&folder, 1), AtomicBool::new(false));
    let (window, command_line) = std::thread::scope(|scope| {
        let window = scope.spawn(|| {
            runtime().block_on(async {
                let store = Store::open(&path).await.unwrap();
                let mut rounds = 0;
                while !ends.load(Ordering::Relaxed) {
                    edit(&store, 1_000, renaming(1, rounds)).await;
                    rounds += 1;
                }
                store.close().await;
                rounds
            })
        });
        let command_line = scope.spawn(|| {
            let mut written = 0;
            for round in 0..OPENINGS {
                let done = std::panic::catch_unwind(|| {
                    runtime().block_on(async {
                        let store = Store::open(&path).await.unwrap();
                        edit(&store, 1_000, renaming(2, round)).await;
                        store.close().await;
                    });
                });
                written += u32::from(done.is_ok());
            }
            ends.store(true, Ordering::Relaxed);
            written
        });
        (window.join().unwrap(), command_line.join().unwrap())
    });
    assert_eq!(command_line, OPENINGS, "writes");
    runtime().block_on(async {
        let store = Store::open(&path).await.unwrap();
        is_whole(&store, u64::from(window + command_line) * 2).await;
    });
}
