//! Where workstations said different things without knowing of each other, and deciding between
//! them.
//!
//! Merging always has a winner, and nothing is ever in anybody's way; a conflict is a view of the
//! log by which a person can see that somebody's word was overruled. It is the same on every
//! workstation that has the same changes. No merge writes one, and a decision is an ordinary change
//! made in the knowledge of all sides, which ends the conflict wherever it is heard.

use std::collections::{HashMap, HashSet};

use domain::{
    ChangeBody, ChangeId, Class, FieldId, KindId, RecordId, RegisterId, RegisterValue, Stamp,
    UnixMillis, Value, WriterId,
};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection, Row, query};

use crate::action::{Outcome, Purpose};
use crate::contexts::{Contexts, Heard, read_at};
use crate::error::Attempt;
use crate::history::writer_ids;
use crate::log::{entries_with, values_of};
use crate::record_state::RecordState;
use crate::record_state::rivals::LastWord;
use crate::session::Session;
use crate::session::conflicts::WHOLE_RECORD;
use crate::statement::json_numbers;
use crate::tables::Table;
use crate::values::{from_json, record_id};
use crate::writers::is_file;
use crate::{Store, StoreError};

/// Something on which workstations disagreed without knowing of each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The kind of the record.
    pub kind: KindId,
    /// The record.
    pub record: RecordId,
    /// The register; `None` if the record was deleted by one and written to by another.
    pub register: Option<RegisterId>,
    /// Who said what; first what stands now.
    pub sides: Vec<Side>,
}

/// One side of a conflict.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The change.
    pub change: ChangeId,
    /// Who made it.
    pub actor: String,
    /// When, by the wall clock of the acting workstation.
    pub at: UnixMillis,
    /// When, as far as order goes.
    pub stamp: Stamp,
    /// What it says.
    pub what: SideValue,
}

/// What a side of a conflict says.
#[derive(Debug, Clone, PartialEq)]
pub enum SideValue {
    /// Values of the register's fields; those that this version does not know are left out.
    Value(Vec<(FieldId, Value)>),
    /// The record is to go.
    Deleted,
    /// The record was written to, or shown to be in use.
    Written,
}

/// What a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The word of this side.
    Take(ChangeId),
    /// What stands now.
    Keep,
    /// The record goes.
    Delete,
}

impl Store {
    /// Conflicts of records that are to be seen, of kinds that this version knows, by kind, record
    /// and register; a record's own comes first.
    pub async fn conflicts(&self, limit: u32) -> Result<Vec<Conflict>, StoreError> {
        let mut connection = self.pool().acquire().await.attempting("reading conflicts")?;
        let mut reading =
            connection.begin_with("BEGIN DEFERRED").await.attempting("reading conflicts")?;
        let rows = query(
            "SELECT c.register, r.kind, r.id, r.state FROM log_conflict c \
             JOIN log_record r ON r.row = c.row \
             WHERE r.kind IN (SELECT value FROM json_each(?)) \
             ORDER BY r.kind, r.id, c.register LIMIT ?",
        )
        .bind(self.known_kinds())
        .bind(limit)
        .fetch_all(&mut *reading)
        .await
        .attempting("reading conflicts")?;
        let mut telling =
            Telling { writers: writer_ids(&mut reading).await?, connection: &mut reading };
        let mut conflicts = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(table) = self.schema().table(KindId(row.get::<i64, _>(1) as u16)) else {
                continue;
            };
            conflicts.extend(telling.conflict(table, &row).await?);
        }
        Ok(conflicts)
    }

    /// How many conflicts there are.
    pub async fn conflict_count(&self) -> Result<u64, StoreError> {
        let count: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM log_conflict c JOIN log_record r ON r.row = c.row \
             WHERE r.kind IN (SELECT value FROM json_each(?))",
        )
        .bind(self.known_kinds())
        .fetch_one(self.pool())
        .await
        .attempting("counting conflicts")?;
        Ok(count as u64)
    }

    /// Decides a conflict by a change made in the knowledge of all sides, also where its value
    /// stands already.
    ///
    /// # Errors
    ///
    /// [`StoreError::NothingToDecide`] if there is no such conflict (any longer), or the side taken
    /// is none of it.
    pub async fn decide(
        &self,
        kind: KindId,
        record: RecordId,
        register: Option<RegisterId>,
        choice: Decision,
        actor: &str,
        now: UnixMillis,
    ) -> Result<Outcome, StoreError> {
        let actor = actor.to_owned();
        let (outcome, ()) = self
            .transact(move |session| {
                Box::pin(async move {
                    plan(session, (kind, record), register, choice).await?;
                    session.end_piece(None, actor, Purpose::Decision, now);
                    session.stamp(now);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
        Ok(outcome)
    }

    fn known_kinds(&self) -> String {
        json_numbers(self.schema().tables().iter().map(|table| i64::from(table.kind.id.0)))
    }
}

async fn plan(
    session: &mut Session<'_>,
    record: (KindId, RecordId),
    register: Option<RegisterId>,
    choice: Decision,
) -> Result<(), StoreError> {
    session.load([record]).await?;
    let at = session.position(record.0, record.1);
    let by = session.own(Class::Person);
    let (state, writers) = (&session.records[at].state, &session.memory.writers);
    if !state.is_visible() {
        return Err(StoreError::NothingToDecide);
    }
    let mut deletes = choice == Decision::Delete;
    let Some(RegisterId(register)) = register else {
        let sides = state.disputed(&writers.contexts, |number| writers.is_workstation(number));
        let taken = match choice {
            Decision::Take(change) => {
                sides.iter().find(|side| writers.change_id(side.writer, side.sequence) == change)
            }
            Decision::Keep | Decision::Delete => sides.first(),
        };
        let taken = taken.ok_or(StoreError::NothingToDecide)?;
        deletes |= taken.is_delete && choice != Decision::Keep;
        if deletes {
            let seen = state.context(writers);
            session.delete(at, by, seen);
        } else {
            session.touch(at, by);
        }
        return Ok(());
    };
    let contended = state.contended().into_iter().find(|(of, _)| *of == register);
    let (_, heads) = contended.ok_or(StoreError::NothingToDecide)?;
    if deletes {
        let seen = state.context(writers);
        session.delete(at, by, seen);
        return Ok(());
    }
    let taken = heads.iter().find(|head| match choice {
        Decision::Take(change) => writers.change_id(head.writer, head.sequence) == change,
        Decision::Keep | Decision::Delete => true,
    });
    let place = taken.ok_or(StoreError::NothingToDecide)?.place();
    let value = values_of(session.connection, [place]).await?.remove(&place);
    let value = value.ok_or(StoreError::NothingToDecide)?;
    session.set(at, by, register, &value);
    Ok(())
}

/// What is needed to tell conflicts.
struct Telling<'c> {
    connection: &'c mut SqliteConnection,
    writers: HashMap<u32, WriterId>,
}

impl Telling<'_> {
    async fn conflict(
        &mut self,
        table: &Table,
        row: &SqliteRow,
    ) -> Result<Option<Conflict>, StoreError> {
        let register: i64 = row.get(0);
        let (Some(record), Some(state)) = (record_id(row.get(2)), RecordState::decode(row.get(3)))
        else {
            return Ok(None);
        };
        let (register, sides) = if register == WHOLE_RECORD {
            (None, self.words(&state).await?)
        } else {
            let register = register as u16;
            (Some(RegisterId(register)), self.heads(table, &state, register).await?)
        };
        Ok(Some(Conflict { kind: table.kind.id, record, register, sides }))
    }

    async fn heads(
        &mut self,
        table: &Table,
        state: &RecordState,
        register: u16,
    ) -> Result<Vec<Side>, StoreError> {
        let contended = state.contended().into_iter().find(|(of, _)| *of == register);
        let places = contended
            .map_or(Vec::new(), |(_, heads)| heads.iter().map(|head| head.place()).collect());
        let mut sides = Vec::with_capacity(places.len());
        for (place, side, body) in self.sides(&places).await? {
            if let ChangeBody::Set { value, .. } = body {
                sides.push((
                    place != places[0],
                    Side { what: told(table, register, &value), ..side },
                ));
            }
        }
        Ok(ordered(sides))
    }

    async fn words(&mut self, state: &RecordState) -> Result<Vec<Side>, StoreError> {
        let writers = &self.writers;
        let is_workstation = |number| writers.get(&number).is_some_and(|id| !is_file(id));
        let mut contexts = Contexts::default();
        for LastWord { writer, sequence, .. } in state.last_words(is_workstation) {
            for (of, upto) in read_at(self.connection, writer.into(), sequence as i64).await? {
                let (of, upto) = (of as u32, upto as u64);
                contexts.note(Heard { writer, of, from: sequence, upto });
            }
        }
        let words = state.disputed(&contexts, is_workstation);
        let places: Vec<_> = words.iter().map(|word| (word.writer, word.sequence)).collect();
        let sides = self.sides(&places).await?.into_iter().map(|(_, side, body)| {
            let is_delete = matches!(body, ChangeBody::Delete { .. });
            let what = if is_delete { SideValue::Deleted } else { SideValue::Written };
            (is_delete, Side { what, ..side })
        });
        Ok(ordered(sides.collect()))
    }

    /// The changes at these places, without what they say, and their bodies.
    async fn sides(
        &mut self,
        places: &[(u32, u64)],
    ) -> Result<Vec<((u32, u64), Side, ChangeBody)>, StoreError> {
        let wanted: HashSet<(u32, u64)> = places.iter().copied().collect();
        let mut sides = Vec::with_capacity(places.len());
        for entry in entries_with(self.connection, places.iter().copied()).await? {
            let (actor, at): (String, i64) = sqlx::query_as(
                "SELECT actor, at FROM log_action WHERE first_entry <= ? ORDER BY first_entry DESC LIMIT 1",
            )
            .bind(entry.number)
            .fetch_one(&mut *self.connection)
            .await
            .attempting("reading who did it")?;
            let Some(&writer) = self.writers.get(&entry.writer) else { continue };
            for (sequence, body) in (entry.first..).zip(entry.bodies) {
                let place = (entry.writer, sequence);
                if wanted.contains(&place) {
                    let side = Side {
                        change: ChangeId { writer, sequence },
                        actor: actor.clone(),
                        at: UnixMillis(at),
                        stamp: entry.stamp,
                        what: SideValue::Written,
                    };
                    sides.push((place, side, body));
                }
            }
        }
        Ok(sides)
    }
}

/// What stands first, then the latest.
fn ordered(mut sides: Vec<(bool, Side)>) -> Vec<Side> {
    sides.sort_by_key(|(is_other, side)| (*is_other, std::cmp::Reverse((side.stamp, side.change))));
    sides.into_iter().map(|(_, side)| side).collect()
}

fn told(table: &Table, register: u16, value: &RegisterValue) -> SideValue {
    let fields = table.fields_of(register).map(|(_, field)| {
        let json = value.0.get(&field.id.0);
        (field.id, json.map_or(Value::Empty, |json| from_json(field.field_type, json)))
    });
    SideValue::Value(fields.collect())
}
