//! What the store has and others lack: the version vector, the changes past one, and a digest by
//! which two stores see that they agree.

use std::collections::HashMap;

use domain::{Change, ChangeId, KindId, RegisterId, UnixMillis, WriterId};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Row, query};

use crate::action::{LoggedAction, Purpose, VersionVector};
use crate::error::Attempt;
use crate::history::{action_id, writer_ids};
use crate::log::{ENTRY_COLUMNS, Entry, winning_values};
use crate::record_state::RecordState;
use crate::values::record_id;
use crate::{Store, StoreError};

/// How many records are digested at a time.
const DIGEST_BATCH: i64 = 2_000;

impl Store {
    /// What the store has of each writer.
    pub async fn version_vector(&self) -> Result<VersionVector, StoreError> {
        let rows = query("SELECT id, last FROM log_writer WHERE last > 0")
            .fetch_all(self.pool())
            .await
            .attempting("reading what is known of each writer")?;
        let known = rows.iter().map(|row| {
            let id: &[u8] = row.get(0);
            (WriterId(id.try_into().unwrap_or_default()), row.get::<i64, _>(1) as u64)
        });
        Ok(known.collect())
    }

    /// Everything that a store with `vector` lacks, in the order in which this one learned it; at
    /// most the changes of `limit` entries of the log.
    pub async fn changes_since(
        &self,
        vector: &VersionVector,
        limit: u32,
    ) -> Result<Vec<LoggedAction>, StoreError> {
        let mut connection = self.pool().acquire().await.attempting("reading the log")?;
        let writers = writer_ids(&mut connection).await?;
        let has =
            |number: u32| writers.get(&number).and_then(|id| vector.get(id)).copied().unwrap_or(0);
        let had: serde_json::Map<String, serde_json::Value> =
            writers.keys().map(|number| (number.to_string(), has(*number).into())).collect();
        let rows = entries_past(&mut connection, serde_json::Value::Object(had).to_string(), limit)
            .await?;
        let mut actions: Vec<LoggedAction> = Vec::new();
        for row in &rows {
            let entry = Entry::read(row)?;
            let Some(writer) = writers.get(&entry.writer).copied() else { continue };
            let changes = changes(&entry, row, writer, has(entry.writer));
            let id = action_id(row.get(9), row.get(10));
            match actions.last_mut() {
                Some(last) if last.id == id => last.changes.extend(changes),
                _ => actions.push(LoggedAction {
                    id,
                    actor: row.get(11),
                    purpose: Purpose::from(row.get::<&str, _>(12)),
                    at: UnixMillis(row.get(13)),
                    changes: changes.collect(),
                }),
            }
        }
        Ok(actions)
    }

    /// A hash of everything that is to be seen, equal on two stores that agree, whatever the order
    /// in which they learned it.
    pub async fn state_digest(&self) -> Result<[u8; 32], StoreError> {
        let mut connection = self.pool().acquire().await.attempting("digesting the state")?;
        let mut sum = [0_u64; 4];
        let mut after = 0_i64;
        loop {
            let rows = query(
                "SELECT row, kind, id, state FROM log_record WHERE row > ? ORDER BY row LIMIT ?",
            )
            .bind(after)
            .bind(DIGEST_BATCH)
            .fetch_all(&mut *connection)
            .await
            .attempting("digesting the state")?;
            let Some(last) = rows.last() else { break };
            after = last.get(0);
            add_batch(&mut connection, &rows, &mut sum).await?;
        }
        let mut digest = [0; 32];
        for (bytes, part) in digest.chunks_mut(8).zip(sum) {
            bytes.copy_from_slice(&part.to_le_bytes());
        }
        Ok(digest)
    }
}

async fn entries_past(
    connection: &mut SqliteConnection,
    had: String,
    limit: u32,
) -> Result<Vec<SqliteRow>, StoreError> {
    let sql = format!(
        "SELECT {ENTRY_COLUMNS}, r.kind, r.id, a.writer, a.sequence, a.actor, a.purpose, a.at \
         FROM log_entry e JOIN log_record r ON r.row = e.row \
         JOIN log_action a ON a.first_entry = \
         (SELECT max(first_entry) FROM log_action WHERE first_entry <= e.entry) \
         JOIN (SELECT CAST(key AS INTEGER) AS writer, value AS last FROM json_each(?)) v ON v.writer = e.writer \
         AND e.first >= coalesce((SELECT max(first) FROM log_entry WHERE writer = v.writer AND first <= v.last), 0) \
         WHERE e.first + e.size - 1 > v.last ORDER BY e.entry LIMIT ?"
    );
    query(&sql).bind(had).bind(limit).fetch_all(connection).await.attempting("reading the log")
}

/// The changes of an entry past the first `had` of its writer; the columns 7 and 8 are the record's kind
/// and id.
pub(crate) fn changes(
    entry: &Entry,
    row: &SqliteRow,
    writer: WriterId,
    had: u64,
) -> impl Iterator<Item = Change> {
    let kind = KindId(row.get::<i64, _>(7) as u16);
    let record = record_id(row.get(8));
    let (class, stamp) = (entry.class, entry.stamp);
    (entry.first..).zip(entry.bodies.clone()).filter_map(move |(sequence, body)| {
        let id = ChangeId { writer, sequence };
        (sequence > had).then_some(Change { id, class, stamp, kind, record: record?, body })
    })
}

async fn add_batch(
    connection: &mut SqliteConnection,
    rows: &[SqliteRow],
    sum: &mut [u64; 4],
) -> Result<(), StoreError> {
    let states: Vec<(i64, RecordState)> = rows
        .iter()
        .filter_map(|row| Some((row.get(0), RecordState::decode(row.get(3))?)))
        .filter(|(_, state)| state.is_visible())
        .collect();
    let by_row: HashMap<i64, &RecordState> =
        states.iter().map(|(row, state)| (*row, state)).collect();
    let values = winning_values(connection, &by_row).await?;
    for row in rows {
        let (kind, id): (i64, &[u8]) = (row.get(1), row.get(2));
        for (register, value) in values.get(&row.get(0)).into_iter().flatten() {
            let RegisterId(register) = RegisterId(*register);
            let mut hasher = blake3::Hasher::new();
            hasher.update(&(kind as u16).to_le_bytes()).update(id).update(&register.to_le_bytes());
            hasher.update(serde_json::to_string(value).unwrap_or_default().as_bytes());
            let hash = hasher.finalize();
            for (part, bytes) in sum.iter_mut().zip(hash.as_bytes().chunks(8)) {
                *part = part.wrapping_add(u64::from_le_bytes(bytes.try_into().unwrap_or_default()));
            }
        }
    }
    Ok(())
}
