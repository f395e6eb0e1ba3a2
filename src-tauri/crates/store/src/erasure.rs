//! Erasing a person's data, as law requires: for good, on this workstation and on every other.
//!
//! An erasure travels like any change. Whoever takes it in blanks what is erased in the log and
//! everything that follows from the log, and blanks at the door what arrives of it later. What
//! SQLite leaves in free pages and beside the database goes right after the transaction, or at the
//! next opening if that was cut short.

use std::collections::BTreeMap;

use domain::{
    Change, ChangeBody, ChangeId, Class, FieldId, KindId, RecordId, RegisterId, Stamp, UnixMillis,
    Value,
};
use sqlx::sqlite::SqliteConnection;
use sqlx::{Row, query};

use crate::action::{Outcome, Purpose};
use crate::error::Attempt;
use crate::history::{action_id, writer_ids};
use crate::log::{ENTRY_COLUMNS, Entry};
use crate::session::{Session, UNSCRUBBED};
use crate::tables::Schema;
use crate::values::record_id;
use crate::{Store, StoreError, act};

/// What is to be erased of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Erasure {
    /// Records that go for good, whatever anybody writes to them.
    pub records: Vec<(KindId, RecordId)>,
    /// Fields of records that stay, each with the value that stands without the person. Everything
    /// that was ever written to their registers goes for good.
    pub redactions: Vec<(KindId, RecordId, FieldId, Value)>,
}

/// An erasure that was done here or by a colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasureOrder {
    /// The first change of its action.
    pub id: ChangeId,
    /// When, by the wall clock of the acting workstation.
    pub at: UnixMillis,
    /// Who did it.
    pub actor: String,
    /// The records that are gone for good.
    pub records: Vec<(KindId, RecordId)>,
    /// The registers of others that were blanked.
    pub redactions: Vec<Redaction>,
}

/// A register that was blanked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redaction {
    /// The kind of the record.
    pub kind: KindId,
    /// The record.
    pub record: RecordId,
    /// The register.
    pub register: RegisterId,
    /// The class of the change that blanked it.
    pub class: Class,
    /// Its stamp.
    pub stamp: Stamp,
    /// Its identity.
    pub change: ChangeId,
}

impl ErasureOrder {
    /// Whether the value that a change wrote must be blank: `Set { register, value: {} }`.
    pub fn blanks(&self, change: &Change) -> bool {
        let ChangeBody::Set { register, .. } = &change.body else { return false };
        let order = (change.class, change.stamp, change.id.writer, change.id.sequence);
        self.records.contains(&(change.kind, change.record))
            || self.redactions.iter().any(|blanked| {
                let Redaction { class, stamp, change: ChangeId { writer, sequence }, .. } = blanked;
                (blanked.kind, blanked.record, blanked.register)
                    == (change.kind, change.record, *register)
                    && order < (*class, *stamp, *writer, *sequence)
            })
    }
}

impl Store {
    /// Erases a person's data for good. It cannot be undone.
    ///
    /// # Errors
    ///
    /// [`StoreError::Undeclared`] and [`StoreError::WrongShape`] for redactions that cannot be
    /// meant; nothing is erased then.
    pub async fn erase(
        &self,
        order: Erasure,
        actor: &str,
        now: UnixMillis,
    ) -> Result<Outcome, StoreError> {
        let actor = actor.to_owned();
        let (outcome, ()) =
            self.transact(move |session| Box::pin(plan(session, order, actor, now))).await?;
        Ok(outcome)
    }

    /// Every erasure that this store knows of, in the order in which it learned of them.
    pub async fn erasures(&self) -> Result<Vec<ErasureOrder>, StoreError> {
        let what = "reading what was erased";
        let mut connection = self.pool().acquire().await.attempting(what)?;
        let writers = writer_ids(&mut connection).await?;
        let sql = format!(
            "SELECT {ENTRY_COLUMNS}, r.kind, r.id, a.writer, a.sequence, a.actor, a.at \
             FROM (SELECT DISTINCT row FROM log_erased) gone \
             CROSS JOIN log_entry e ON e.row = gone.row JOIN log_record r ON r.row = e.row \
             JOIN log_action a ON a.first_entry = \
             (SELECT max(first_entry) FROM log_action WHERE first_entry <= e.entry) \
             WHERE instr(e.body, '{{\"erase\"') ORDER BY e.entry"
        );
        let rows = query(&sql).fetch_all(&mut *connection).await.attempting(what)?;
        let mut orders: Vec<ErasureOrder> = Vec::new();
        let mut places: BTreeMap<ChangeId, usize> = BTreeMap::new();
        for row in rows {
            let entry = Entry::read(&row)?;
            let (Some(record), Some(&writer)) = (record_id(row.get(8)), writers.get(&entry.writer))
            else {
                continue;
            };
            let kind = KindId(row.get::<i64, _>(7) as u16);
            let id = action_id(row.get(9), row.get(10)).0;
            let at = *places.entry(id).or_insert_with(|| {
                let (actor, at) = (row.get(11), UnixMillis(row.get(12)));
                let (records, redactions) = (Vec::new(), Vec::new());
                orders.push(ErasureOrder { id, at, actor, records, redactions });
                orders.len() - 1
            });
            for (sequence, body) in (entry.first..).zip(entry.bodies) {
                let change = ChangeId { writer, sequence };
                let (class, stamp) = (entry.class, entry.stamp);
                match body {
                    ChangeBody::Erase { register: None } => orders[at].records.push((kind, record)),
                    ChangeBody::Erase { register: Some(register) } => orders[at]
                        .redactions
                        .push(Redaction { kind, record, register, class, stamp, change }),
                    _ => {}
                }
            }
        }
        Ok(orders)
    }

    /// Removes what SQLite may have left of erased values in free pages, in the index of search and
    /// beside the database. It is tried right after every erasure and at every opening; whether
    /// nothing is left to do. Others that read just then, or a full disk, are reasons to try later.
    pub async fn finish_erasing(&self) -> bool {
        self.scrub().await
    }
}

/// Turns an erasure into changes.
async fn plan(
    session: &mut Session<'_>,
    order: Erasure,
    actor: String,
    now: UnixMillis,
) -> Result<(), StoreError> {
    let mut redacted: BTreeMap<(KindId, RecordId), Vec<(FieldId, Value)>> = BTreeMap::new();
    for (kind, record, field, value) in order.redactions {
        redacted.entry((kind, record)).or_default().push((field, value));
    }
    for ((kind, record), values) in &redacted {
        let (kind, record, values) = (*kind, *record, values.clone());
        act::check(session, &domain::Op::Set { kind, record, values })?;
    }
    let records = order.records.iter().copied();
    session.load(records.chain(redacted.keys().copied())).await?;
    let by = session.own(Class::Erasure);
    for (kind, id) in order.records {
        let record = session.position(kind, id);
        if !session.records[record].state.is_erased() {
            session.erase(record, by, None);
        }
    }
    for ((kind, id), values) in redacted {
        let record = session.position(kind, id);
        if session.records[record].is_new || session.records[record].state.is_erased() {
            continue;
        }
        for (register, named) in act::by_register(session, record, values.into_iter().collect()) {
            let value = session.merged(record, register, &named);
            session.erase(record, by, Some(register));
            if session.records[record].state.is_visible() {
                session.set(record, by, register, &value);
            }
        }
    }
    session.end_piece(None, actor, Purpose::Erasure, now);
    session.stamp(now);
    Ok(())
}

/// Removes what is left of erased values outside the tables, see [`Store::finish_erasing`].
pub(crate) async fn scrub(
    connection: &mut SqliteConnection,
    schema: &Schema,
) -> Result<bool, StoreError> {
    let what = "removing what is left of erased values";
    for table in schema.tables().iter().filter(|table| table.is_searched) {
        let name = table.kind.name;
        let sql = format!("INSERT INTO \"search_{name}\" (\"search_{name}\") VALUES ('optimize')");
        query(&sql).execute(&mut *connection).await.attempting(what)?;
    }
    // Pages that SQLite has split or filled anew may hold copies that no list of free space knows.
    query("VACUUM").execute(&mut *connection).await.attempting(what)?;
    if !truncate(connection).await? {
        return Ok(false);
    }
    query("DELETE FROM local_setting WHERE key = ?")
        .bind(UNSCRUBBED)
        .execute(connection)
        .await
        .attempting(what)?;
    Ok(true)
}

/// Empties the log beside the database; whether nobody who reads stood in the way.
async fn truncate(connection: &mut SqliteConnection) -> Result<bool, StoreError> {
    let busy: i64 = query("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(connection)
        .await
        .attempting("removing what is left of erased values")?
        .get(0);
    Ok(busy == 0)
}
