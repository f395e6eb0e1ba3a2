//! Going on as a new workstation, where the database turned out to be a copy of another, or an
//! older state of itself.
//!
//! Two databases that write under one writer give one name to different changes. So whoever finds
//! that somebody else goes on under its name gives up the name from the point on at which the two
//! have nothing in common: its changes up to there are those of the old writer, who is a colleague
//! from now on; its changes after it, which nobody else has, become the first ones of a new writer.

use std::collections::BTreeMap;

use domain::{Change, ChangeBody, ChangeId, WriterId};
use sqlx::sqlite::{Sqlite, SqliteConnection, SqliteRow};
use sqlx::{Encode, Row, Type, query, query_scalar};

use crate::action::{LoggedAction, Place};
use crate::error::Attempt;
use crate::feed::changes;
use crate::log::{BodyWriter, ENTRY_COLUMNS, Entry, read_body};
use crate::places::read_place;
use crate::rederive::rederive_all;
use crate::session::{ACTION_HEAD, Memory, is_still, json_of};
use crate::statement::{Cell, write_rows};
use crate::store::Reworking;
use crate::writers::is_file;
use crate::{Store, StoreError};

const WHAT: &str = "becoming a new workstation";

impl Store {
    /// Goes on as the workstation `new`: own changes past `keep_through` become its changes, counted
    /// from 1, and are to be sealed again from its segment 1 on, as is everything else that was done
    /// here and is not confirmed to be on the share. Own changes up to `keep_through` are those of
    /// the old writer, who is one like any colleague's from now on: which of its segments hold them
    /// is said through [`Store::adopt_place`]. It is one transaction.
    ///
    /// The changes that move are stamped later by one, all of them, so that they keep their order
    /// among each other and never yield to a copy of themselves that was told under the old name.
    ///
    /// `keep_through` must not be less than the last own change in segments that colleagues have.
    /// Changes that were written together stay together: where it parts them, less is kept.
    ///
    /// # Errors
    ///
    /// [`StoreError::WriterLikeFile`] and [`StoreError::WriterTaken`] for an id that cannot be this
    /// workstation's. Programs that have the database open get [`StoreError::BecameAnother`] with
    /// their next write.
    pub async fn reincarnate(&self, new: WriterId, keep_through: u64) -> Result<(), StoreError> {
        if is_file(&new) {
            return Err(StoreError::WriterLikeFile(new));
        }
        self.rework_into(Some(new), move |work| Box::pin(go_on_as(work, new, keep_through))).await
    }

    /// Sees to it that no other program has made a new workstation of the database meanwhile.
    ///
    /// # Errors
    ///
    /// [`StoreError::BecameAnother`] if one has.
    pub async fn confirm_writer(&self) -> Result<(), StoreError> {
        let own = self.workspace().writer;
        let what = "reading which workstation it is";
        is_still(&mut *self.pool().acquire().await.attempting(what)?, own).await
    }

    /// The last of this workstation's own changes up to which `theirs`, changes under its own writer
    /// that it may not have made, say the same as its log. What comes before the first of them is
    /// taken to be the same; 0 if there are none.
    pub async fn common_prefix(&self, theirs: &[LoggedAction]) -> Result<u64, StoreError> {
        let own = self.workspace().writer;
        let theirs: BTreeMap<u64, &Change> = theirs
            .iter()
            .flat_map(|action| &action.changes)
            .filter(|change| change.id.writer == own)
            .map(|change| (change.id.sequence, change))
            .collect();
        let Some((&first, _)) = theirs.first_key_value() else { return Ok(0) };
        let mut connection = self.pool().acquire().await.attempting("comparing the log")?;
        let ours = own_changes(&mut connection, own, first).await?;
        let mut common = first.saturating_sub(1);
        for change in ours {
            let is_next = change.id.sequence == common + 1;
            if !is_next
                || !theirs.get(&change.id.sequence).is_some_and(|their| same(their, &change))
            {
                break;
            }
            common += 1;
        }
        let last: Option<i64> = query_scalar("SELECT last FROM log_writer WHERE id = ?")
            .bind(&own.0[..])
            .fetch_optional(&mut *connection)
            .await
            .attempting("comparing the log")?;
        Ok(common.min(last.unwrap_or(0) as u64))
    }

    /// The place of a segment that this workstation has sealed, however long ago.
    pub async fn sealed_place(&self, segment: u64) -> Result<Option<Place>, StoreError> {
        let row = query("SELECT number, hash FROM sync_outbox WHERE writer = ? AND number = ?")
            .bind(self.workspace().writer.0.to_vec())
            .bind(segment as i64)
            .fetch_optional(self.pool())
            .await
            .attempting("reading what was sealed")?;
        Ok(row.map(|row| read_place(&row, 0)))
    }

    /// The last own change in this workstation's segments up to `segment`; 0 if there is none.
    pub async fn last_change_sealed(&self, segment: u64) -> Result<u64, StoreError> {
        let last: i64 = query_scalar(
            "SELECT coalesce(max(e.first + e.size - 1), 0) FROM log_writer w \
             JOIN log_entry e ON e.writer = w.writer WHERE w.id = ?1 AND e.entry <= \
             coalesce((SELECT through FROM sync_outbox WHERE writer = ?1 AND number = ?2), 0)",
        )
        .bind(self.workspace().writer.0.to_vec())
        .bind(segment as i64)
        .fetch_one(self.pool())
        .await
        .attempting("reading what was sealed")?;
        Ok(last as u64)
    }
}

/// Own changes from the sequence `first` on, in order.
async fn own_changes(
    connection: &mut SqliteConnection,
    own: WriterId,
    first: u64,
) -> Result<Vec<Change>, StoreError> {
    let sql = format!(
        "SELECT {ENTRY_COLUMNS}, r.kind, r.id FROM log_writer w \
         JOIN log_entry e ON e.writer = w.writer JOIN log_record r ON r.row = e.row \
         WHERE w.id = ? AND e.first + e.size > ? ORDER BY e.first"
    );
    let rows = query(&sql)
        .bind(&own.0[..])
        .bind(first as i64)
        .fetch_all(connection)
        .await
        .attempting("comparing the log")?;
    let mut all = Vec::new();
    for row in &rows {
        all.extend(changes(&Entry::read(row)?, row, own, first.saturating_sub(1)));
    }
    Ok(all)
}

/// Whether two changes of one name are one. What is blank in one of them was erased since.
fn same(one: &Change, other: &Change) -> bool {
    let body = match (&one.body, &other.body) {
        (ChangeBody::Set { register, value }, ChangeBody::Set { register: of, value: other })
            if value.0.is_empty() || other.0.is_empty() =>
        {
            register == of
        }
        (one, other) => one == other,
    };
    let place = |change: &Change| (change.class, change.stamp, change.kind, change.record);
    body && place(one) == place(other)
}

/// The workstation before and the one after.
struct Passage {
    /// Local numbers.
    old: i64,
    new: i64,
    old_id: WriterId,
    new_id: WriterId,
    /// The last change that stays the old one's.
    keep: i64,
    /// The last change that it made.
    last: i64,
}

async fn go_on_as(
    work: Reworking<'_>,
    new_id: WriterId,
    keep_through: u64,
) -> Result<(), StoreError> {
    let Reworking { connection, memory, schema, rules } = work;
    if memory.writers.find(new_id).is_some() {
        return Err(StoreError::WriterTaken(new_id));
    }
    let (old, new) = (memory.own, memory.writers.number(new_id));
    let old_writer = *memory.writers.get(old);
    let mut passage = Passage {
        old: old.into(),
        new: new.into(),
        old_id: old_writer.id,
        new_id,
        keep: keep_through.min(old_writer.last) as i64,
        last: old_writer.last as i64,
    };
    passage.keep = passage.whole_entries(connection).await?;
    let clock = memory.clock.next();
    // The old one may never have written, and then it has no row yet.
    passage.write_writer(connection, passage.old, passage.old_id, passage.keep, 0).await?;
    let moved = passage.last - passage.keep;
    passage.write_writer(connection, passage.new, new_id, moved, clock.0 as i64).await?;
    passage.move_entries(connection).await?;
    passage.move_actions(connection).await?;
    passage.leave_to_old(connection).await?;
    passage.move_contexts(connection).await?;
    passage.move_names(connection).await?;
    *memory = Memory::read(connection, new_id).await?;
    rederive_all(Reworking { connection, memory, schema, rules }).await
}

impl Passage {
    /// The last change to keep so that no entry is parted.
    async fn whole_entries(&self, connection: &mut SqliteConnection) -> Result<i64, StoreError> {
        let first: Option<i64> = query_scalar(
            "SELECT first FROM log_entry WHERE writer = ? AND first <= ? AND first + size > ?",
        )
        .bind(self.old)
        .bind(self.keep)
        .bind(self.keep + 1)
        .fetch_optional(connection)
        .await
        .attempting(WHAT)?;
        Ok(first.map_or(self.keep, |first| first - 1))
    }

    async fn write_writer(
        &self,
        connection: &mut SqliteConnection,
        number: i64,
        id: WriterId,
        last: i64,
        clock: i64,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "{} VALUES (?, ?, ?, ?) {}",
            crate::session::WRITER_HEAD,
            crate::session::WRITER_TAIL
        );
        query(&sql)
            .bind(number)
            .bind(&id.0[..])
            .bind(last)
            .bind(clock)
            .execute(connection)
            .await
            .attempting(WHAT)?;
        Ok(())
    }

    /// Gives the changes past the kept ones to the new writer, a tick later.
    async fn move_entries(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        // Deletes among them name what they had seen.
        let found: Vec<(i64, String)> = sqlx::query_as(
            "SELECT entry, body FROM log_entry WHERE writer = ? AND first > ? AND instr(body, ?) > 0",
        )
        .bind(self.old)
        .bind(self.keep)
        .bind(self.old_id.to_string())
        .fetch_all(&mut *connection)
        .await
        .attempting(WHAT)?;
        for (entry, body) in found {
            let body = self.renamed(&body).ok_or_else(|| StoreError::Damaged {
                path: "the workspace database".into(),
                why: "an entry of the log cannot be read".into(),
            })?;
            query("UPDATE log_entry SET body = ? WHERE entry = ?")
                .bind(body)
                .bind(entry)
                .execute(&mut *connection)
                .await
                .attempting(WHAT)?;
        }
        let sql = "UPDATE log_entry SET writer = ?2, first = first - ?3, \
                   stamp = min(stamp, 9223372036854775805) + 1 WHERE writer = ?1 AND first > ?3";
        run(connection, sql, (self.old, self.new, self.keep)).await
    }

    /// A body with the new names of what its deletes had seen.
    fn renamed(&self, body: &str) -> Option<String> {
        let mut renamed = BodyWriter::default();
        for change in read_body(body)? {
            match change {
                ChangeBody::Set { register, value } => renamed.set(register.0, &json_of(&value)),
                ChangeBody::Touch => renamed.touch(),
                ChangeBody::Erase { register } => {
                    renamed.erase(register.map(|register| register.0));
                }
                ChangeBody::Delete { seen } => {
                    // Whoever had seen a later change of the old writer had seen the kept ones.
                    let mut all: Vec<ChangeId> =
                        seen.into_iter().flat_map(|seen| self.names_of(seen)).collect();
                    all.sort_unstable();
                    all.dedup();
                    renamed.delete(&all);
                }
            }
        }
        Some(renamed.finish())
    }

    /// What a change that was seen, and all of its writer's before it, are called now.
    fn names_of(&self, seen: ChangeId) -> Vec<ChangeId> {
        let keep = self.keep as u64;
        if seen.writer != self.old_id || seen.sequence <= keep {
            return vec![seen];
        }
        let moved = ChangeId { writer: self.new_id, sequence: seen.sequence - keep };
        let kept = ChangeId { sequence: keep, ..seen };
        if keep > 0 { vec![kept, moved] } else { vec![moved] }
    }

    /// Gives actions their new ids, also where they are named as taken back.
    async fn move_actions(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        let (old, new) = (self.old_id.0.to_vec(), self.new_id.0.to_vec());
        let sql = "UPDATE log_action SET writer = ?2, sequence = sequence - ?3 \
                   WHERE writer = ?1 AND sequence > ?3";
        run(connection, sql, (old, new.clone(), self.keep)).await?;
        let (from, to) = (format!("undo {}-", self.old_id), format!("undo {}-", self.new_id));
        let sql = "UPDATE log_action SET purpose = ?2 || \
                   (CAST(substr(purpose, length(?1) + 1) AS INTEGER) - ?3) \
                   WHERE substr(purpose, 1, length(?1)) = ?1 AND writer = ?4 \
                   AND CAST(substr(purpose, length(?1) + 1) AS INTEGER) > ?3";
        query(sql)
            .bind(from)
            .bind(to)
            .bind(self.keep)
            .bind(new)
            .execute(connection)
            .await
            .attempting(WHAT)?;
        Ok(())
    }

    /// Leaves what the old writer told to the old writer, so that the new one does not tell it
    /// again; and what it had sealed, so far as that was not all kept, is sealed no longer.
    async fn leave_to_old(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        let sql = "UPDATE log_action AS a SET source = ?1 WHERE source = -1 AND NOT EXISTS \
                   (SELECT 1 FROM log_entry e WHERE e.entry BETWEEN a.first_entry AND a.last_entry \
                   AND e.writer <> ?1)";
        query(sql).bind(self.old).execute(&mut *connection).await.attempting(WHAT)?;
        // Those that are left are of several: the old writer and a file, or the new one.
        let rows = query(
            "SELECT a.first_entry, e.entry, e.writer = ?1, a.writer, a.sequence, a.actor, a.purpose, a.at \
             FROM log_action a JOIN log_entry e ON e.entry BETWEEN a.first_entry AND a.last_entry \
             WHERE a.source = -1 AND EXISTS (SELECT 1 FROM log_entry o \
             WHERE o.entry BETWEEN a.first_entry AND a.last_entry AND o.writer = ?1) \
             ORDER BY e.entry",
        )
        .bind(self.old)
        .fetch_all(&mut *connection)
        .await
        .attempting(WHAT)?;
        for action in rows.chunk_by(|one, next| one.get::<i64, _>(0) == next.get::<i64, _>(0)) {
            let first: i64 = action[0].get(0);
            query("DELETE FROM log_action WHERE first_entry = ?")
                .bind(first)
                .execute(&mut *connection)
                .await
                .attempting(WHAT)?;
            let pieces =
                action.chunk_by(|one, next| one.get::<bool, _>(2) == next.get::<bool, _>(2));
            let cells = pieces.flat_map(|piece| self.piece(piece)).collect();
            write_rows(connection, WHAT, ACTION_HEAD, 8, "", cells).await?;
        }
        let first_moved: Option<i64> =
            query_scalar("SELECT min(entry) FROM log_entry WHERE writer = ?")
                .bind(self.new)
                .fetch_one(&mut *connection)
                .await
                .attempting(WHAT)?;
        let old = self.old_id.0.to_vec();
        let sql = "DELETE FROM sync_outbox WHERE writer = ?1 AND through >= ?2";
        run(connection, sql, (old.clone(), first_moved.unwrap_or(i64::MAX), 0)).await?;
        let sql = "UPDATE sync_outbox SET bytes = NULL WHERE writer = ?";
        query(sql).bind(old).execute(connection).await.attempting(WHAT)?;
        Ok(())
    }

    /// A piece of an action, told by the old writer or still to be told.
    fn piece(&self, entries: &[SqliteRow]) -> [Cell; 8] {
        let (first, last) = (&entries[0], &entries[entries.len() - 1]);
        let source = if first.get(2) { self.old } else { -1 };
        [
            Cell::Integer(first.get(1)),
            Cell::Integer(last.get(1)),
            Cell::Blob(first.get(3)),
            Cell::Integer(first.get(4)),
            Cell::Text(first.get(5)),
            Cell::Text(first.get(6)),
            Cell::Integer(first.get(7)),
            Cell::Integer(source),
        ]
    }

    /// What the old writer knew with its last kept change the new one knows from the beginning; what
    /// it came to know since, the new one does.
    async fn move_contexts(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        if self.last > self.keep {
            let sql = "INSERT INTO log_seen (writer, of_writer, from_sequence, upto) \
                       SELECT ?2, of_writer, 1, max(upto) FROM log_seen \
                       WHERE writer = ?1 AND from_sequence <= ?3 + 1 GROUP BY of_writer";
            run(connection, sql, (self.old, self.new, self.keep)).await?;
            if self.keep > 0 {
                let sql = "INSERT INTO log_seen (writer, of_writer, from_sequence, upto) \
                           VALUES (?2, ?1, 1, ?3)";
                run(connection, sql, (self.old, self.new, self.keep)).await?;
            }
        }
        let sql = "UPDATE log_seen SET writer = ?2, from_sequence = from_sequence - ?3 \
                   WHERE writer = ?1 AND from_sequence > ?3 + 1";
        run(connection, sql, (self.old, self.new, self.keep)).await?;
        let sql = "DELETE FROM log_seen WHERE writer = ?1 AND from_sequence > ?2";
        run(connection, sql, (self.old, self.keep, 0)).await
    }

    /// Whatever else names this workstation or its changes.
    async fn move_names(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        let (old, new) = (self.old_id.0.to_vec(), self.new_id.0.to_vec());
        let sql = "UPDATE log_erased SET writer = ?2, sequence = sequence - ?3, \
                   stamp = min(stamp, 9223372036854775805) + 1 WHERE writer = ?1 AND sequence > ?3";
        run(connection, sql, (old, new.clone(), self.keep)).await?;
        let (from, to) = (format!("{}-", self.old_id), format!("{}-", self.new_id));
        let sql = "UPDATE local_inbox SET action = ?2 || \
                   (CAST(substr(action, length(?1) + 1) AS INTEGER) - ?3) \
                   WHERE substr(action, 1, length(?1)) = ?1 \
                   AND CAST(substr(action, length(?1) + 1) AS INTEGER) > ?3";
        run(connection, sql, (from, to, self.keep)).await?;
        query("UPDATE local_workspace SET writer = ?")
            .bind(new)
            .execute(connection)
            .await
            .attempting(WHAT)?;
        Ok(())
    }
}

/// Runs a statement with three parameters.
async fn run<'q, A, B>(
    connection: &mut SqliteConnection,
    sql: &'q str,
    (first, second, third): (A, B, i64),
) -> Result<(), StoreError>
where
    A: Encode<'q, Sqlite> + Type<Sqlite> + Send + 'q,
    B: Encode<'q, Sqlite> + Type<Sqlite> + Send + 'q,
{
    let statement = query(sql).bind(first).bind(second);
    let statement = if sql.contains("?3") { statement.bind(third) } else { statement };
    statement.execute(connection).await.attempting(WHAT)?;
    Ok(())
}
