//! The whole log, in the order in which it was learned, for a workstation that joins: whoever takes
//! the batches in has been there from the beginning.

use std::collections::BTreeMap;
use std::collections::btree_map::Range;

use domain::{UnixMillis, WriterId};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row, query};

use crate::action::{LoggedAction, Purpose, RemoteBatch, VersionVector};
use crate::error::Attempt;
use crate::feed::changes;
use crate::history::{action_id, writer_ids};
use crate::log::{ENTRY_COLUMNS, Entry, end_of};
use crate::writers::is_file;
use crate::{Store, StoreError};

const WHAT: &str = "reading the whole log";

/// How far the log has been told; the default is its beginning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LogMark {
    entry: i64,
    /// The last change told of each workstation, by local number.
    told: BTreeMap<i64, i64>,
    is_over: bool,
}

impl Store {
    /// The part of the log after `after`, of about `most_changes` changes, in the order in which it
    /// was learned, and how far it goes. Nothing is left once it is empty.
    ///
    /// What is written meanwhile comes at the end, or not at all: a snapshot says how far it goes
    /// by what is in it.
    pub async fn log_chunk(
        &self,
        after: &LogMark,
        most_changes: u32,
    ) -> Result<(Vec<RemoteBatch>, LogMark), StoreError> {
        if after.is_over {
            return Ok((Vec::new(), after.clone()));
        }
        let mut connection = self.pool().acquire().await.attempting(WHAT)?;
        let mut reading = connection.begin_with("BEGIN DEFERRED").await.attempting(WHAT)?;
        let (rows, is_last) = entries_after(&mut reading, after.entry, most_changes).await?;
        let writers = writer_ids(&mut reading).await?;
        let own = self.workspace().writer;
        let mut telling = Telling {
            batches: Vec::new(),
            growth: growth(&mut reading, &after.told).await?,
            mark: after.clone(),
        };
        let id_of = |number: i64| u32::try_from(number).ok().and_then(|at| writers.get(&at));
        let mut left = most_changes as usize;
        for row in &rows {
            let entry = Entry::read(row)?;
            let Some(&writer) = writers.get(&entry.writer) else { continue };
            let source = id_of(row.get(14)).copied().unwrap_or(own);
            telling.mark.entry = entry.number;
            telling.entry(row, &entry, writer, source, |number| id_of(number).copied());
            left = left.saturating_sub(entry.bodies.len());
            if left == 0 {
                return Ok((telling.batches, telling.mark));
            }
        }
        if is_last {
            // What workstations had heard since their last change.
            let rest: Vec<i64> = telling.growth.keys().copied().collect();
            for number in rest {
                let Some(&writer) = id_of(number) else { continue };
                let seen = telling.grown(number, i64::MAX, |number| id_of(number).copied());
                if !seen.is_empty() {
                    telling.begin(writer, seen);
                }
            }
            telling.mark.is_over = true;
        }
        Ok((telling.batches, telling.mark))
    }
}

/// By workstation and the change from which on it knew: whom it knew of, up to where.
type Growth = BTreeMap<i64, BTreeMap<i64, Vec<(i64, i64)>>>;

struct Telling {
    batches: Vec<RemoteBatch>,
    growth: Growth,
    mark: LogMark,
}

impl Telling {
    /// Tells an entry, cut where its writer had heard something.
    fn entry(
        &mut self,
        row: &SqliteRow,
        entry: &Entry,
        writer: WriterId,
        source: WriterId,
        id_of: impl Fn(i64) -> Option<WriterId>,
    ) {
        let number = i64::from(entry.writer);
        let all: Vec<_> = changes(entry, row, writer, 0).collect();
        let last = entry.first as i64 + all.len() as i64 - 1;
        let mut at = entry.first as i64;
        let mut changes = all.into_iter();
        while at <= last {
            let mut end = last + 1;
            if !is_file(&writer) {
                let seen = self.grown(number, at, &id_of);
                end = self.next_growth(number, at, last).unwrap_or(end);
                match (seen.is_empty(), writer == source) {
                    (true, _) => self.continue_with(source),
                    (false, true) => self.begin(source, seen),
                    (false, false) => {
                        // Told by another than its author: what the author knew comes by itself.
                        self.begin(writer, seen);
                        self.begin(source, VersionVector::new());
                    }
                }
                self.mark.told.insert(number, end - 1);
            } else {
                self.continue_with(source);
            }
            self.push(row, changes.by_ref().take((end - at) as usize).collect());
            at = end;
        }
    }

    /// What a workstation had heard of up to its change `sequence` and is not told yet.
    fn grown(
        &mut self,
        writer: i64,
        sequence: i64,
        id_of: impl Fn(i64) -> Option<WriterId>,
    ) -> VersionVector {
        let mut seen = VersionVector::new();
        let Some(growth) = self.growth.get_mut(&writer) else { return seen };
        while let Some(first) = growth.first_entry() {
            if *first.key() > sequence {
                break;
            }
            for (of, upto) in first.remove() {
                if let Some(id) = id_of(of) {
                    let known = seen.entry(id).or_default();
                    *known = (*known).max(upto as u64);
                }
            }
        }
        seen
    }

    /// The first change after `at`, up to `last`, before which the workstation had heard something.
    fn next_growth(&self, writer: i64, at: i64, last: i64) -> Option<i64> {
        let mut later: Range<'_, i64, _> = self.growth.get(&writer)?.range(at + 1..);
        later.next().map(|(from, _)| *from).filter(|from| *from <= last)
    }

    fn begin(&mut self, source: WriterId, seen: VersionVector) {
        self.batches.push(RemoteBatch { source, seen, place: None, actions: Vec::new() });
    }

    fn continue_with(&mut self, source: WriterId) {
        if self.batches.last().is_none_or(|batch| batch.source != source) {
            self.begin(source, VersionVector::new());
        }
    }

    fn push(&mut self, row: &SqliteRow, changes: Vec<domain::Change>) {
        let Some(batch) = self.batches.last_mut() else { return };
        let id = action_id(row.get(9), row.get(10));
        match batch.actions.last_mut() {
            Some(last) if last.id == id => last.changes.extend(changes),
            _ => batch.actions.push(LoggedAction {
                id,
                actor: row.get(11),
                purpose: Purpose::from(row.get::<&str, _>(12)),
                at: UnixMillis(row.get(13)),
                changes,
            }),
        }
    }
}

/// The entries after one, with which they are more than `most_changes` or the log is at its end; and
/// whether it is.
async fn entries_after(
    connection: &mut SqliteConnection,
    entry: i64,
    most_changes: u32,
) -> Result<(Vec<SqliteRow>, bool), StoreError> {
    let most_entries = i64::from(most_changes) + 1;
    let sizes: Vec<(i64, i64)> =
        sqlx::query_as("SELECT entry, size FROM log_entry WHERE entry > ? ORDER BY entry LIMIT ?")
            .bind(entry)
            .bind(most_entries)
            .fetch_all(&mut *connection)
            .await
            .attempting(WHAT)?;
    let Some(end) = end_of(&sizes, most_changes) else { return Ok((Vec::new(), true)) };
    let is_last =
        (sizes.len() as i64) < most_entries && sizes.last().is_some_and(|last| last.0 == end);
    let sql = format!(
        "SELECT {ENTRY_COLUMNS}, r.kind, r.id, a.writer, a.sequence, a.actor, a.purpose, a.at, a.source \
         FROM log_entry e CROSS JOIN log_record r ON r.row = e.row \
         CROSS JOIN log_action a ON a.first_entry = \
         (SELECT max(first_entry) FROM log_action WHERE first_entry <= e.entry) \
         WHERE e.entry > ? AND e.entry <= ? ORDER BY e.entry"
    );
    let rows = query(&sql).bind(entry).bind(end).fetch_all(connection).await.attempting(WHAT)?;
    Ok((rows, is_last))
}

/// What workstations had heard that is not told yet.
async fn growth(
    connection: &mut SqliteConnection,
    told: &BTreeMap<i64, i64>,
) -> Result<Growth, StoreError> {
    let rows: Vec<(i64, i64, i64, i64)> =
        sqlx::query_as("SELECT writer, of_writer, from_sequence, upto FROM log_seen")
            .fetch_all(connection)
            .await
            .attempting(WHAT)?;
    let mut growth = Growth::new();
    for (writer, of, from, upto) in rows {
        if from > told.get(&writer).copied().unwrap_or(0) {
            growth.entry(writer).or_default().entry(from).or_default().push((of, upto));
        }
    }
    Ok(growth)
}
