//! What was done here and colleagues have not been told yet, cut into segments; and the segments
//! that were sealed and wait to be seen on the share.
//!
//! **Which doings are this workstation's to tell.** Those that were done on this database: its own
//! changes and those of the files imported here. After [`Store::restore`] that includes what was
//! done under the writer before. That writer may have sealed some of it and never have published
//! it (the backup cannot know), and whoever restores a backup most often does so because that
//! workstation is gone. So the new writer tells everything again that the backup does not know to
//! be confirmed on the share, from its own segment 1 on. The changes keep their identity, so a
//! colleague who has them already takes in nothing twice. What the old writer had told counts for
//! nothing else: its numbers, its hashes and what colleagues know of its context are not the new
//! writer's.

use domain::{UnixMillis, WriterId};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row, query};

use crate::action::{LoggedAction, Place, Purpose, VersionVector};
use crate::contexts::{heard_before, read_at};
use crate::error::Attempt;
use crate::feed::changes;
use crate::history::{action_id, writer_ids};
use crate::log::{ENTRY_COLUMNS, Entry, end_of};
use crate::places::read_place;
use crate::session::is_still;
use crate::writers::is_file;
use crate::{Store, StoreError};

/// The oldest doings that no segment has yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsealed {
    /// The number that their segment must get.
    pub number: u64,
    /// The segment before it.
    pub previous: Option<Place>,
    /// Per workstation, the last change that was taken in here when these were made: only what grew
    /// since the segment before.
    pub seen: VersionVector,
    /// What was done.
    pub actions: Vec<LoggedAction>,
    /// The last entry of the log among them.
    pub through: i64,
    /// When the first of them was done.
    pub first_at: UnixMillis,
    /// When the last of them was done.
    pub last_at: UnixMillis,
}

/// How much no segment has yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnsealedCount {
    /// How many changes.
    pub changes: u64,
    /// When the first of them was made.
    pub oldest: Option<UnixMillis>,
    /// When the last of them was made.
    pub newest: Option<UnixMillis>,
}

/// A segment made of [`Unsealed`] doings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Its number, as [`Unsealed`] gave it.
    pub number: u64,
    /// The last entry in it, as [`Unsealed`] gave it.
    pub through: i64,
    /// Its hash.
    pub hash: [u8; 32],
    /// All of it.
    pub bytes: Vec<u8>,
}

/// A sealed segment that is not yet known to be safe on the share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Its number.
    pub number: u64,
    /// Its hash.
    pub hash: [u8; 32],
    /// Bytes.
    pub size: u64,
    /// How far it has come.
    pub state: OutgoingState,
    /// Since when; of one that is only sealed, when the last of its actions was done.
    pub at: UnixMillis,
}

/// How far a segment has come on its way to the share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum OutgoingState {
    /// It is in the database only.
    Sealed = 0,
    /// It was written to the share and read back.
    Published = 1,
    /// It was still there an hour later.
    Rechecked = 2,
    /// It was still there a day later; its bytes are let go from the database.
    Confirmed = 3,
}

impl OutgoingState {
    fn from(number: i64) -> OutgoingState {
        let all = [OutgoingState::Published, OutgoingState::Rechecked, OutgoingState::Confirmed];
        let state = all.into_iter().find(|state| i64::from(*state as u8) == number);
        state.unwrap_or(OutgoingState::Sealed)
    }
}

/// Up to where doings have been sealed.
struct Mark {
    last: Option<Place>,
    through: i64,
    /// The last change whose context colleagues know: a workstation's local number, a sequence.
    told: Option<(i64, i64)>,
}

impl Mark {
    fn next(&self) -> u64 {
        self.last.map_or(0, |last| last.segment) + 1
    }
}

impl Store {
    /// The oldest doings that are in no segment yet, in the order in which they were done, all of
    /// one context; `None` if there are none. Whole actions as far as they have at most
    /// `most_changes` together; an action that alone has more comes in parts.
    pub async fn unsealed(&self, most_changes: u32) -> Result<Option<Unsealed>, StoreError> {
        let mut connection = self.pool().acquire().await.attempting("reading what was done")?;
        let mut reading = connection.begin_with(READ).await.attempting("reading what was done")?;
        let mark = read_mark(&mut reading, self.workspace().writer).await?;
        let rows = rows_past(&mut reading, mark.through, most_changes).await?;
        let writers = writer_ids(&mut reading).await?;
        let mut cut = Cut { most: most_changes.max(1) as usize, ..Cut::default() };
        for pieces in rows.chunk_by(|one, other| one.get::<i64, _>(14) == other.get::<i64, _>(14)) {
            let size: u64 = pieces.iter().map(size_of).sum();
            let is_whole = cut.changes as u64 + size <= cut.most as u64;
            if !is_whole && cut.changes > 0 {
                break;
            }
            for row in pieces {
                let entry = Entry::read(row)?;
                let Some(&writer) = writers.get(&entry.writer) else { continue };
                if !cut.has_room(&entry)
                    || (!is_file(&writer) && !cut.fits_context(&mut reading, &entry).await?)
                {
                    break;
                }
                cut.take(row, &entry, writer);
            }
            if !is_whole || cut.is_closed {
                break;
            }
        }
        let Some(last) = cut.actions.last() else { return Ok(None) };
        let (first_at, last_at) = (cut.actions[0].at, last.at);
        let seen = match cut.context_of {
            None => VersionVector::new(),
            Some((writer, sequence)) => {
                let mut seen = read_at(&mut reading, writer, sequence).await?;
                if let Some((writer, sequence)) = mark.told {
                    let told = read_at(&mut reading, writer, sequence).await?;
                    seen.retain(|known| {
                        !told.iter().any(|told| told.0 == known.0 && told.1 >= known.1)
                    });
                }
                let named = seen.into_iter().filter_map(|(of, upto)| {
                    Some((*writers.get(&u32::try_from(of).ok()?)?, upto as u64))
                });
                named.collect()
            }
        };
        Ok(Some(Unsealed {
            number: mark.next(),
            previous: mark.last,
            seen,
            through: cut.through,
            first_at,
            last_at,
            actions: cut.actions,
        }))
    }

    /// How much is in no segment yet.
    pub async fn unsealed_count(&self) -> Result<UnsealedCount, StoreError> {
        let mut connection = self.pool().acquire().await.attempting("counting what was done")?;
        let mut reading = connection.begin_with(READ).await.attempting("counting what was done")?;
        let mark = read_mark(&mut reading, self.workspace().writer).await?;
        let row = query(&format!(
            "SELECT coalesce(sum(e.size), 0), min(a.at), max(a.at) {DONE_HERE_PAST}"
        ))
        .bind(mark.through)
        .fetch_one(&mut *reading)
        .await
        .attempting("counting what was done")?;
        let at = |column| row.get::<Option<i64>, _>(column).map(UnixMillis);
        Ok(UnsealedCount { changes: row.get::<i64, _>(0) as u64, oldest: at(1), newest: at(2) })
    }

    /// Takes down a sealed segment, which waits in the outbox from now on; the next
    /// [`Store::unsealed`] begins after it.
    ///
    /// # Errors
    ///
    /// [`StoreError::SealedMeanwhile`] if its number is not the next, or it reaches no further than
    /// the segment before.
    pub async fn seal(&self, sealed: Sealed) -> Result<(), StoreError> {
        let own = self.workspace().writer;
        self.write_apart(|connection| {
            Box::pin(async move {
                is_still(connection, own).await?;
                let mark = read_mark(connection, own).await?;
                if mark.next() != sealed.number || sealed.through <= mark.through {
                    return Err(StoreError::SealedMeanwhile { number: sealed.number });
                }
                let (at, told) = told_by(connection, mark.through, sealed.through).await?;
                let told = told.or(mark.told);
                query(
                    "INSERT INTO sync_outbox (writer, number, hash, size, bytes, state, at, through, \
                     context_writer, context_sequence) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
                )
                .bind(&own.0[..])
                .bind(sealed.number as i64)
                .bind(&sealed.hash[..])
                .bind(sealed.bytes.len() as i64)
                .bind(&sealed.bytes)
                .bind(at)
                .bind(sealed.through)
                .bind(told.map(|told| told.0))
                .bind(told.map(|told| told.1))
                .execute(connection)
                .await
                .attempting("taking down a segment")?;
                Ok(())
            })
        })
        .await
    }

    /// The segments sealed here that are not confirmed to be on the share, by number.
    pub async fn outbox(&self) -> Result<Vec<Outgoing>, StoreError> {
        let rows = query(
            "SELECT number, hash, size, state, at FROM sync_outbox \
             WHERE writer = ? AND state < 3 ORDER BY number",
        )
        .bind(&self.workspace().writer.0[..])
        .fetch_all(self.pool())
        .await
        .attempting("reading the outbox")?;
        Ok(rows.iter().map(outgoing).collect())
    }

    /// The bytes of a segment sealed here; `None` if it is confirmed, or there is none.
    pub async fn outgoing_bytes(&self, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes: Option<Option<Vec<u8>>> =
            sqlx::query_scalar("SELECT bytes FROM sync_outbox WHERE writer = ? AND number = ?")
                .bind(&self.workspace().writer.0[..])
                .bind(number as i64)
                .fetch_optional(self.pool())
                .await
                .attempting("reading a segment")?;
        Ok(bytes.flatten())
    }

    /// Says how far a segment has come. Its bytes go once it is [`OutgoingState::Confirmed`].
    pub async fn mark_outgoing(
        &self,
        number: u64,
        state: OutgoingState,
        at: UnixMillis,
    ) -> Result<(), StoreError> {
        let bytes = if state == OutgoingState::Confirmed { "NULL" } else { "bytes" };
        let sql = format!(
            "UPDATE sync_outbox SET state = ?, at = ?, bytes = {bytes} WHERE writer = ? AND number = ?"
        );
        use crate::statement::Cell;
        let cells = vec![
            Cell::Integer(state as i64),
            Cell::Integer(at.0),
            Cell::Blob(self.workspace().writer.0.to_vec()),
            Cell::Integer(number as i64),
        ];
        self.write_local(&sql, cells, "marking a segment").await
    }

    /// The last segment sealed here.
    pub async fn last_sealed(&self) -> Result<Option<Place>, StoreError> {
        let mut connection = self.pool().acquire().await.attempting("reading the outbox")?;
        Ok(read_mark(&mut connection, self.workspace().writer).await?.last)
    }
}

/// What goes into one segment, as far as it has come.
#[derive(Default)]
struct Cut {
    most: usize,
    changes: usize,
    actions: Vec<LoggedAction>,
    through: i64,
    /// The workstation's change whose context is that of all.
    context_of: Option<(i64, i64)>,
    /// The last change of a workstation in it.
    last: Option<(i64, i64)>,
    is_closed: bool,
}

impl Cut {
    fn has_room(&mut self, entry: &Entry) -> bool {
        self.is_closed |= self.changes > 0 && self.changes + entry.bodies.len() > self.most;
        !self.is_closed
    }

    /// Whether a workstation's changes were made knowing what those before them knew.
    async fn fits_context(
        &mut self,
        connection: &mut SqliteConnection,
        entry: &Entry,
    ) -> Result<bool, StoreError> {
        let (writer, first) = (i64::from(entry.writer), entry.first as i64);
        self.is_closed |= match self.last {
            Some((before, last)) if before == writer => {
                !heard_before(connection, writer, last, first).await?.is_empty()
            }
            // What another workstation knew can only be the same if neither knew anything.
            Some((before, last)) => {
                let known = read_at(connection, before, last).await?;
                known != read_at(connection, writer, first).await?
            }
            None => false,
        };
        if !self.is_closed {
            self.context_of.get_or_insert((writer, first));
            self.last = Some((writer, first + entry.bodies.len() as i64 - 1));
        }
        Ok(!self.is_closed)
    }

    fn take(&mut self, row: &SqliteRow, entry: &Entry, writer: WriterId) {
        let changes = changes(entry, row, writer, 0);
        self.changes += entry.bodies.len();
        self.through = entry.number;
        let id = action_id(row.get(9), row.get(10));
        match self.actions.last_mut() {
            Some(last) if last.id == id => last.changes.extend(changes),
            _ => self.actions.push(LoggedAction {
                id,
                actor: row.get(11),
                purpose: Purpose::from(row.get::<&str, _>(12)),
                at: UnixMillis(row.get(13)),
                changes: changes.collect(),
            }),
        }
    }
}

/// Begins to read the database as it is now, whatever is written meanwhile.
const READ: &str = "BEGIN DEFERRED";

/// What was done here past the entry `?1`. The cross join is walked as it is written: action by
/// action, from the first that reaches past the entry. Left to itself SQLite, which knows nothing of
/// how ranges of entries lie, looks through all actions for every entry.
const DONE_HERE_PAST: &str = "FROM log_action a \
     CROSS JOIN log_entry e ON e.entry BETWEEN max(a.first_entry, ?1 + 1) AND a.last_entry \
     WHERE a.source = -1 AND a.first_entry >= \
     coalesce((SELECT max(first_entry) FROM log_action WHERE source = -1 AND first_entry <= ?1), 0)";

/// The entries done here past `through`, up to the first that makes them more than `most_changes`.
async fn rows_past(
    connection: &mut SqliteConnection,
    through: i64,
    most_changes: u32,
) -> Result<Vec<SqliteRow>, StoreError> {
    let what = "reading what was done";
    let order = "ORDER BY a.first_entry, e.entry";
    let sizes =
        sqlx::query_as(&format!("SELECT e.entry, e.size {DONE_HERE_PAST} {order} LIMIT ?2"))
            .bind(through)
            .bind(i64::from(most_changes) + 1)
            .fetch_all(&mut *connection)
            .await
            .attempting(what)?;
    let Some(last) = end_of(&sizes, most_changes) else { return Ok(Vec::new()) };
    let from = DONE_HERE_PAST.replace("WHERE", "CROSS JOIN log_record r ON r.row = e.row WHERE");
    let sql = format!(
        "SELECT {ENTRY_COLUMNS}, r.kind, r.id, a.writer, a.sequence, a.actor, a.purpose, a.at, \
         a.first_entry, e.size {from} AND a.first_entry <= ?2 AND e.entry <= ?2 {order}"
    );
    query(&sql).bind(through).bind(last).fetch_all(connection).await.attempting(what)
}

/// How many changes an entry of [`rows_past`] has.
fn size_of(row: &SqliteRow) -> u64 {
    row.get::<i64, _>(15) as u64
}

async fn read_mark(connection: &mut SqliteConnection, own: WriterId) -> Result<Mark, StoreError> {
    let row = query(
        "SELECT number, hash, through, context_writer, context_sequence FROM sync_outbox \
         WHERE writer = ? ORDER BY number DESC LIMIT 1",
    )
    .bind(&own.0[..])
    .fetch_optional(&mut *connection)
    .await
    .attempting("reading the outbox")?;
    if let Some(row) = row {
        let told = row.get::<Option<i64>, _>(3).zip(row.get(4));
        return Ok(Mark { last: Some(read_place(&row, 0)), through: row.get(2), told });
    }
    // What a predecessor told for certain, see above.
    let through = sqlx::query_scalar(
        "SELECT coalesce(max(through), 0) FROM sync_outbox o WHERE NOT EXISTS \
         (SELECT 1 FROM sync_outbox u WHERE u.writer = o.writer AND u.number <= o.number AND u.state < 3)",
    )
    .fetch_one(connection)
    .await
    .attempting("reading the outbox")?;
    Ok(Mark { last: None, through, told: None })
}

/// What a segment tells that has everything done here past an entry and up to another: when the last
/// of it was done, and the last change of a workstation in it.
async fn told_by(
    connection: &mut SqliteConnection,
    after: i64,
    through: i64,
) -> Result<(i64, Option<(i64, i64)>), StoreError> {
    let from =
        DONE_HERE_PAST.replace("WHERE", "CROSS JOIN log_writer w ON w.writer = e.writer WHERE");
    let sql = format!(
        "SELECT a.at, w.id, e.writer, e.first + e.size - 1 {from} \
         AND a.first_entry <= ?2 AND e.entry <= ?2 ORDER BY a.first_entry DESC, e.entry DESC"
    );
    let rows = query(&sql)
        .bind(after)
        .bind(through)
        .fetch_all(connection)
        .await
        .attempting("reading what was done")?;
    let of_workstation = rows.iter().find(|row| {
        let id: &[u8] = row.get(1);
        id.try_into().is_ok_and(|id| !is_file(&WriterId(id)))
    });
    let at = rows.first().map_or(0, |row| row.get(0));
    Ok((at, of_workstation.map(|row| (row.get(2), row.get(3)))))
}

fn outgoing(row: &SqliteRow) -> Outgoing {
    let Place { segment, hash } = read_place(row, 0);
    Outgoing {
        number: segment,
        hash,
        size: row.get::<i64, _>(2) as u64,
        state: OutgoingState::from(row.get(3)),
        at: UnixMillis(row.get(4)),
    }
}
