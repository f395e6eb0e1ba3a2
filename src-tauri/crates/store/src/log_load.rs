//! Taking a whole log in at once, into a store that has none: the log first, then everything that
//! follows from it in one pass.

use std::collections::HashMap;
use std::mem::take;

use domain::{Change, ChangeBody, ChangeId, KindId, RecordId};
use sqlx::query_scalar;
use sqlx::sqlite::SqliteConnection;

use crate::action::{LoggedAction, RemoteBatch};
use crate::contexts::{self, Heard};
use crate::error::Attempt;
use crate::log::BodyWriter;
use crate::places::note_place;
use crate::receive::contexts_told;
use crate::record_state::RecordState;
use crate::rederive::rederive_all;
use crate::session::{
    ACTION_HEAD, ENTRY_HEAD, ERASED_HEAD, Memory, WRITER_HEAD, WRITER_TAIL, json_of, writer_cells,
};
use crate::statement::{Cell, write_rows};
use crate::store::Reworking;
use crate::{Store, StoreError};

/// How many entries are written at a time.
const AT_A_TIME: usize = 4_096;
/// The columns of an entry.
const ENTRY_COLUMNS: usize = 8;

impl Store {
    /// Takes in a whole log, as [`Store::log_chunk`] tells it: all of it or, if a chunk is an error
    /// or the program is killed, nothing. A store that has a log takes the same chunks in by
    /// [`Store::receive`], one by one.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotEmpty`] if the store has a log; [`StoreError::Gap`] if a writer's changes do
    /// not follow each other; the first error of `chunks`.
    pub async fn load_log<E>(
        &self,
        chunks: impl Iterator<Item = Result<Vec<RemoteBatch>, E>> + Send + 'static,
    ) -> Result<(), E>
    where
        E: From<StoreError> + Send + 'static,
    {
        self.rework(move |work| Box::pin(load(work, chunks))).await
    }
}

async fn load<E: From<StoreError>>(
    work: Reworking<'_>,
    chunks: impl Iterator<Item = Result<Vec<RemoteBatch>, E>> + Send,
) -> Result<(), E> {
    let Reworking { connection, memory, schema, rules } = work;
    let is_full: bool = query_scalar("SELECT EXISTS (SELECT 1 FROM log_entry)")
        .fetch_one(&mut *connection)
        .await
        .attempting("looking whether there is a log")?;
    if is_full {
        return Err(StoreError::NotEmpty.into());
    }
    let mut loading = Loading::new(&mut *connection, &mut *memory);
    for chunk in chunks {
        for batch in chunk? {
            loading.batch(batch).await?;
        }
    }
    loading.write().await?;
    loading.write_writers().await?;
    Ok(rederive_all(Reworking { connection, memory, schema, rules }).await?)
}

/// A log on its way into the database.
struct Loading<'l> {
    connection: &'l mut SqliteConnection,
    memory: &'l mut Memory,
    rows: HashMap<(KindId, RecordId), i64>,
    records: Vec<Cell>,
    actions: Vec<Cell>,
    entries: Vec<Cell>,
    erased: Vec<Cell>,
    heard: Vec<Heard>,
    /// What merging knows of a record of which nothing is derived yet.
    nothing: Vec<u8>,
}

impl Loading<'_> {
    fn new<'l>(connection: &'l mut SqliteConnection, memory: &'l mut Memory) -> Loading<'l> {
        Loading {
            connection,
            memory,
            rows: HashMap::new(),
            records: Vec::new(),
            actions: Vec::new(),
            entries: Vec::new(),
            erased: Vec::new(),
            heard: Vec::new(),
            nothing: RecordState::default().encode(),
        }
    }

    async fn batch(&mut self, batch: RemoteBatch) -> Result<(), StoreError> {
        self.heard.extend(contexts_told(self.memory, &batch));
        let source = self.memory.writers.number(batch.source);
        for action in batch.actions {
            self.action(source, action)?;
            if self.entries.len() >= AT_A_TIME * ENTRY_COLUMNS {
                self.write().await?;
            }
        }
        if let Some(place) = batch.place {
            note_place(self.connection, batch.source, place).await?;
        }
        Ok(())
    }

    fn action(&mut self, source: u32, action: LoggedAction) -> Result<(), StoreError> {
        let first_entry = self.memory.next_entry;
        let mut changes = Vec::with_capacity(action.changes.len());
        for change in action.changes {
            if self.is_new(&change)? {
                changes.push(change);
            }
        }
        let is_one = |one: &Change, next: &Change| {
            (one.kind, one.record, one.class, one.stamp, one.id.writer)
                == (next.kind, next.record, next.class, next.stamp, next.id.writer)
        };
        for entry in changes.chunk_by(is_one) {
            self.entry(entry);
        }
        if self.memory.next_entry > first_entry {
            self.actions.extend([
                Cell::Integer(first_entry),
                Cell::Integer(self.memory.next_entry - 1),
                Cell::Blob(action.id.0.writer.0.to_vec()),
                Cell::Integer(action.id.0.sequence as i64),
                Cell::Text(action.actor),
                Cell::Text(action.purpose.to_string()),
                Cell::Integer(action.at.0),
                Cell::Integer(source.into()),
            ]);
        }
        Ok(())
    }

    /// Whether a change is the next of its writer, which it counts as from now on.
    fn is_new(&mut self, change: &Change) -> Result<bool, StoreError> {
        let ChangeId { writer, sequence } = change.id;
        let number = self.memory.writers.number(writer);
        let last = self.memory.writers.get(number).last;
        if number == self.memory.own {
            return Err(StoreError::OlderThanShare(sequence));
        }
        if sequence > last + 1 {
            return Err(StoreError::Gap { writer, expected: last + 1, found: sequence });
        }
        if sequence == last + 1 {
            self.memory.writers.advance(number, sequence);
        }
        Ok(sequence == last + 1)
    }

    /// An entry: changes of one record by one writer.
    fn entry(&mut self, changes: &[Change]) {
        let first = &changes[0];
        let row = self.row(first.kind, first.record);
        let mut body = BodyWriter::default();
        for change in changes {
            match &change.body {
                ChangeBody::Set { register, value } => body.set(register.0, &json_of(value)),
                ChangeBody::Touch => body.touch(),
                ChangeBody::Delete { seen } => {
                    for known in seen {
                        self.memory.writers.number(known.writer);
                    }
                    body.delete(seen);
                }
                ChangeBody::Erase { register } => {
                    let register = register.map(|register| register.0);
                    let ChangeId { writer, sequence } = change.id;
                    let order = (change.class, change.stamp, writer, sequence);
                    self.erased.extend(self.memory.erased.take_down(row, register, order));
                    body.erase(register);
                }
            }
        }
        self.entries.extend([
            Cell::Integer(self.memory.next_entry),
            Cell::Integer(self.memory.writers.number(first.id.writer).into()),
            Cell::Integer(first.id.sequence as i64),
            Cell::Integer(changes.len() as i64),
            Cell::Integer(first.class as i64),
            Cell::Integer(first.stamp.0 as i64),
            Cell::Integer(row),
            Cell::Text(body.finish()),
        ]);
        self.memory.next_entry += 1;
    }

    fn row(&mut self, kind: KindId, record: RecordId) -> i64 {
        let next = self.memory.next_row;
        let row = *self.rows.entry((kind, record)).or_insert(next);
        if row == next {
            self.memory.next_row += 1;
            self.records.extend([
                Cell::Integer(row),
                Cell::Integer(kind.0.into()),
                Cell::Blob(record.as_bytes().to_vec()),
                Cell::Blob(self.nothing.clone()),
            ]);
        }
        row
    }

    /// Writes down what has gathered.
    async fn write(&mut self) -> Result<(), StoreError> {
        let what = "writing the log";
        let head = "INSERT INTO log_record (row, kind, id, state)";
        write_rows(self.connection, what, head, 4, "", take(&mut self.records)).await?;
        write_rows(self.connection, what, ACTION_HEAD, 8, "", take(&mut self.actions)).await?;
        let entries = take(&mut self.entries);
        write_rows(self.connection, what, ENTRY_HEAD, ENTRY_COLUMNS, "", entries).await?;
        write_rows(self.connection, what, ERASED_HEAD, 6, "", take(&mut self.erased)).await?;
        contexts::write(self.connection, take(&mut self.heard)).await
    }

    async fn write_writers(&mut self) -> Result<(), StoreError> {
        let cells = writer_cells(self.memory);
        write_rows(
            self.connection,
            "writing the ends of the log",
            WRITER_HEAD,
            4,
            WRITER_TAIL,
            cells,
        )
        .await
    }
}
