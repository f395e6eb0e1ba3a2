//! Reading the log back: what happened to a record, what was done lately.

use std::collections::HashMap;

use domain::{
    ChangeBody, ChangeId, Class, Field, FieldId, KindId, RecordId, RegisterValue, UnixMillis,
    Value, WriterId,
};
use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Row, query};

use crate::action::{ActionId, Purpose};
use crate::error::Attempt;
use crate::log::{Entry, entries_of};
use crate::record_state::RecordState;
use crate::tables::Table;
use crate::values::{from_json, record_id};
use crate::{Store, StoreError};

/// What one action did to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The first of the changes.
    pub change: ChangeId,
    /// The action that they belong to.
    pub action: ActionId,
    /// Why it was done.
    pub purpose: Purpose,
    /// Who did it.
    pub actor: String,
    /// When, by the wall clock of the acting workstation.
    pub at: UnixMillis,
    /// How much the changes count.
    pub class: Class,
    /// What was done.
    pub what: Event,
    /// Whether any of it still holds.
    pub is_current: bool,
}

/// What happened to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Fields were written: which, what stood there in the order of merging, and what stands now.
    /// Fields that this version does not know are left out.
    Set {
        /// Field, value before, value written.
        fields: Vec<(FieldId, Value, Value)>,
    },
    /// The record was shown to be in use.
    Touch,
    /// The record was deleted.
    Delete,
}

/// An action, for a list of what was done lately.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentAction {
    /// Its identity.
    pub id: ActionId,
    /// Why.
    pub purpose: Purpose,
    /// Who.
    pub actor: String,
    /// When.
    pub at: UnixMillis,
    /// How many records it wrote to, by kind.
    pub records: Vec<(KindId, u32)>,
    /// One of the records, to name the action by.
    pub example: Option<(KindId, RecordId)>,
}

impl Store {
    /// What happened to a record, the latest first; empty if nothing ever did.
    pub async fn history(
        &self,
        kind: KindId,
        id: RecordId,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut connection = self.pool().acquire().await.attempting("reading the history")?;
        let found = query("SELECT row, state FROM log_record WHERE kind = ? AND id = ?")
            .bind(i64::from(kind.0))
            .bind(&id.as_bytes()[..])
            .fetch_optional(&mut *connection)
            .await
            .attempting("reading the history")?;
        let Some(found) = found else { return Ok(Vec::new()) };
        let state = RecordState::decode(found.get(1)).unwrap_or_default();
        let row: i64 = found.get(0);
        let writers = writer_ids(&mut connection).await?;
        let acts = acts_on(&mut connection, row).await?;
        let entries = entries_of(&mut connection, [row]).await?;
        let told = Told {
            table: self.schema().table(kind),
            state: &state,
            writers: &writers,
            entries: &entries,
        };
        let mut history: Vec<HistoryEntry> = entries
            .iter()
            .filter_map(|entry| acts.get(&entry.number).map(|act| told.entry(entry, act)))
            .collect();
        history.reverse();
        Ok(history)
    }

    /// The latest actions of all workstations as this one learned of them, the latest first.
    pub async fn recent_actions(&self, limit: u32) -> Result<Vec<RecentAction>, StoreError> {
        let rows = query(
            "SELECT writer, sequence, actor, purpose, at FROM log_action a WHERE NOT EXISTS \
             (SELECT 1 FROM log_action later WHERE later.sequence = a.sequence \
             AND later.writer = a.writer AND later.first_entry > a.first_entry) \
             ORDER BY first_entry DESC LIMIT ?",
        )
        .bind(limit)
        .fetch_all(self.pool())
        .await
        .attempting("reading what was done")?;
        let mut recent = Vec::with_capacity(rows.len());
        for row in rows {
            let id = action_id(row.get(0), row.get(1));
            let (records, example) = self.records_of(id).await?;
            recent.push(RecentAction {
                id,
                actor: row.get(2),
                purpose: Purpose::from(row.get::<&str, _>(3)),
                at: UnixMillis(row.get(4)),
                records,
                example,
            });
        }
        Ok(recent)
    }

    async fn records_of(
        &self,
        action: ActionId,
    ) -> Result<(Vec<(KindId, u32)>, Option<(KindId, RecordId)>), StoreError> {
        let rows = query(
            "SELECT r.kind, count(DISTINCT r.row), min(r.id) FROM log_action a \
             JOIN log_entry e ON e.entry BETWEEN a.first_entry AND a.last_entry \
             JOIN log_record r ON r.row = e.row \
             WHERE a.sequence = ? AND a.writer = ? AND e.body <> '[0]' \
             GROUP BY r.kind ORDER BY r.kind",
        )
        .bind(action.0.sequence as i64)
        .bind(&action.0.writer.0[..])
        .fetch_all(self.pool())
        .await
        .attempting("reading what was done")?;
        let kind = |row: &SqliteRow| KindId(row.get::<i64, _>(0) as u16);
        let records = rows.iter().map(|row| (kind(row), row.get::<i64, _>(1) as u32)).collect();
        let example = rows.first().and_then(|row| Some((kind(row), record_id(row.get(2))?)));
        Ok((records, example))
    }
}

/// The action that an entry belongs to.
struct Act {
    id: ActionId,
    actor: String,
    purpose: Purpose,
    at: UnixMillis,
}

/// What is needed to tell the history of one record.
struct Told<'t> {
    table: Option<&'t Table>,
    state: &'t RecordState,
    writers: &'t HashMap<u32, WriterId>,
    entries: &'t [Entry],
}

impl Told<'_> {
    fn entry(&self, entry: &Entry, act: &Act) -> HistoryEntry {
        let mut what = Event::Touch;
        let mut is_current = false;
        let mut fields = Vec::new();
        for (sequence, body) in (entry.first..).zip(&entry.bodies) {
            match body {
                ChangeBody::Set { register, value } => {
                    let wins = self.state.winner(register.0);
                    is_current |= wins.is_some_and(|winner| {
                        (winner.writer, winner.sequence) == (entry.writer, sequence)
                    });
                    fields.extend(self.fields(entry, sequence, register.0, value));
                    what = Event::Set { fields: Vec::new() };
                }
                ChangeBody::Delete { .. } => {
                    is_current = !self.state.is_visible();
                    what = Event::Delete;
                }
                ChangeBody::Erase { register: None } => {
                    is_current = true;
                    what = Event::Delete;
                }
                ChangeBody::Erase { register: Some(_) } => {
                    is_current = true;
                    what = Event::Set { fields: Vec::new() };
                }
                ChangeBody::Touch => {}
            }
        }
        if let Event::Set { fields: told } = &mut what {
            *told = fields;
        }
        HistoryEntry {
            change: ChangeId { writer: self.writer(entry.writer), sequence: entry.first },
            action: act.id,
            purpose: act.purpose.clone(),
            actor: act.actor.clone(),
            at: act.at,
            class: entry.class,
            what,
            is_current,
        }
    }

    /// The fields that a set wrote anew, with what stood in them in the order of merging.
    fn fields(
        &self,
        entry: &Entry,
        sequence: u64,
        register: u16,
        value: &RegisterValue,
    ) -> Vec<(FieldId, Value, Value)> {
        let Some(table) = self.table else { return Vec::new() };
        let before = self.before(entry, sequence, register);
        let read = |value: Option<&RegisterValue>, field: &Field| {
            let json = value.and_then(|value| value.0.get(&field.id.0));
            json.map_or(Value::Empty, |json| from_json(field.field_type, json))
        };
        let all = table
            .fields_of(register)
            .map(|(_, field)| (field.id, read(before, field), read(Some(value), field)));
        all.filter(|(_, before, after)| before != after).collect()
    }

    /// The value of the set that comes just before this one in the order of merging.
    fn before(&self, entry: &Entry, sequence: u64, register: u16) -> Option<&RegisterValue> {
        let order = |entry: &Entry, sequence| {
            (entry.class, entry.stamp, self.writer(entry.writer), sequence)
        };
        let this = order(entry, sequence);
        let sets = self.entries.iter().flat_map(|other| {
            (other.first..).zip(&other.bodies).filter_map(move |(sequence, body)| match body {
                ChangeBody::Set { register: of, value } if of.0 == register => {
                    Some((other, sequence, value))
                }
                _ => None,
            })
        });
        let earlier = sets.map(|(other, sequence, value)| (order(other, sequence), value));
        earlier
            .filter(|(other, _)| *other < this)
            .max_by_key(|(other, _)| *other)
            .map(|(_, value)| value)
    }

    fn writer(&self, number: u32) -> WriterId {
        self.writers.get(&number).copied().unwrap_or(WriterId([0; 16]))
    }
}

/// The id of an action as the log has it.
pub(crate) fn action_id(writer: &[u8], sequence: i64) -> ActionId {
    let writer = WriterId(writer.try_into().unwrap_or_default());
    ActionId(ChangeId { writer, sequence: sequence as u64 })
}

/// The ids of writers by their local numbers.
pub(crate) async fn writer_ids(
    connection: &mut SqliteConnection,
) -> Result<HashMap<u32, WriterId>, StoreError> {
    let rows = query("SELECT writer, id FROM log_writer")
        .fetch_all(connection)
        .await
        .attempting("reading writers")?;
    let ids = rows.iter().map(|row| {
        let id: &[u8] = row.get(1);
        (row.get::<i64, _>(0) as u32, WriterId(id.try_into().unwrap_or_default()))
    });
    Ok(ids.collect())
}

/// The action of each entry of a record, by the entry's number.
async fn acts_on(
    connection: &mut SqliteConnection,
    row: i64,
) -> Result<HashMap<i64, Act>, StoreError> {
    let rows = query(
        "SELECT e.entry, a.writer, a.sequence, a.actor, a.purpose, a.at FROM log_entry e \
         JOIN log_action a ON a.first_entry = \
         (SELECT max(first_entry) FROM log_action WHERE first_entry <= e.entry) WHERE e.row = ?",
    )
    .bind(row)
    .fetch_all(connection)
    .await
    .attempting("reading the history")?;
    let acts = rows.iter().map(|row| {
        let act = Act {
            id: action_id(row.get(1), row.get(2)),
            actor: row.get(3),
            purpose: Purpose::from(row.get::<&str, _>(4)),
            at: UnixMillis(row.get(5)),
        };
        (row.get(0), act)
    });
    Ok(acts.collect())
}
