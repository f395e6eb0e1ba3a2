//! Taking an action back: new changes of this person that restore what the action replaced, only
//! where its word still stands.
//!
//! An undo is an action like any other and can itself be taken back. So what stands in a register
//! is not simply the winning change: a change that was undone, and the change that undid it, cancel
//! each other, and what was there before stands again as its first writer's.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::{
    ChangeBody, ChangeId, Class, KindId, RecordId, RegisterId, RegisterValue, Stamp, UnixMillis,
    WriterId,
};
use sqlx::{Row, query};

use crate::action::{ActionId, Purpose};
use crate::error::Attempt;
use crate::log::{Entry, entries_of};
use crate::session::Session;
use crate::statement::json_numbers;
use crate::values::record_id;
use crate::{StoreError, UndoError, UndoRefusal};

/// A set in the log, with what is needed to order it.
#[derive(Debug)]
struct Written<'e> {
    action: ActionId,
    order: (Class, Stamp, WriterId, u64),
    value: &'e RegisterValue,
}

/// What the log says of the action's records.
struct Log {
    /// Which action each entry belongs to, by number.
    actions: HashMap<i64, ActionId>,
    /// What each undo undid, of all that the store knows.
    undoes: HashMap<ActionId, ActionId>,
    /// The actions on the records whose word stands: neither undone nor an undo.
    standing: HashSet<ActionId>,
    /// Every entry of the records, by record.
    entries: BTreeMap<i64, Vec<Entry>>,
}

/// Turns the taking back of `action` into changes; the records that had to be left as they are.
pub(crate) async fn plan(
    session: &mut Session<'_>,
    action: ActionId,
    actor: String,
    now: UnixMillis,
) -> Result<BTreeSet<(KindId, RecordId)>, UndoError> {
    let refused = |refusal| UndoError::Refused { action, refusal };
    let rows = rows_of(session, action).await?;
    let (purpose, rows) = rows.ok_or(refused(UndoRefusal::Unknown))?;
    if purpose == Purpose::Erasure {
        return Err(refused(UndoRefusal::Erasure));
    }
    let log = read_log(session, &rows).await?;
    let mut kept = BTreeSet::new();
    let places: HashMap<i64, usize> =
        session.records.iter().enumerate().map(|(at, record)| (record.row, at)).collect();
    for (row, entries) in &log.entries {
        let Some(&at) = places.get(row) else { continue };
        let is_all = take_back(session, at, action, &purpose, entries, &log);
        if !is_all {
            kept.insert((session.records[at].kind, session.records[at].id));
        }
    }
    if session.step_count() == 0 {
        return Err(refused(UndoRefusal::Superseded));
    }
    session.end_piece(None, actor, Purpose::Undo(action), now);
    session.stamp(now);
    Ok(kept)
}

/// Why the action was done, and the records it wrote to, which are loaded.
async fn rows_of(
    session: &mut Session<'_>,
    action: ActionId,
) -> Result<Option<(Purpose, Vec<i64>)>, StoreError> {
    let found = query(
        "SELECT DISTINCT a.purpose, r.row, r.kind, r.id FROM log_action a \
         JOIN log_entry e ON e.entry BETWEEN a.first_entry AND a.last_entry \
         JOIN log_record r ON r.row = e.row \
         WHERE a.writer = ? AND a.sequence = ?",
    )
    .bind(&action.0.writer.0[..])
    .bind(action.0.sequence as i64)
    .fetch_all(&mut *session.connection)
    .await
    .attempting("looking an action up")?;
    let Some(first) = found.first() else { return Ok(None) };
    let purpose = Purpose::from(first.get::<&str, _>(0));
    let rows = found.iter().map(|row| row.get(1)).collect();
    let records = found
        .iter()
        .filter_map(|row| Some((KindId(row.get::<i64, _>(2) as u16), record_id(row.get(3))?)));
    let records: Vec<_> = records.collect();
    session.load(records).await?;
    Ok(Some((purpose, rows)))
}

async fn read_log(session: &mut Session<'_>, rows: &[i64]) -> Result<Log, StoreError> {
    let mut log = Log {
        actions: HashMap::new(),
        undoes: HashMap::new(),
        standing: HashSet::new(),
        entries: BTreeMap::new(),
    };
    for entry in entries_of(session.connection, rows.iter().copied()).await? {
        log.entries.entry(entry.row).or_default().push(entry);
    }
    let found = query(
        "SELECT e.entry, a.writer, a.sequence FROM json_each(?) j \
         CROSS JOIN log_entry e ON e.row = j.value \
         CROSS JOIN log_action a ON a.first_entry = \
         (SELECT max(first_entry) FROM log_action WHERE first_entry <= e.entry)",
    )
    .bind(json_numbers(rows.iter().copied()))
    .fetch_all(&mut *session.connection)
    .await
    .attempting("reading which action an entry belongs to")?;
    for row in found {
        let writer = WriterId(row.get::<Vec<u8>, _>(1).try_into().unwrap_or_default());
        let id = ActionId(ChangeId { writer, sequence: row.get::<i64, _>(2) as u64 });
        log.actions.insert(row.get(0), id);
    }
    let found =
        query("SELECT writer, sequence, purpose FROM log_action WHERE purpose LIKE 'undo %'")
            .fetch_all(&mut *session.connection)
            .await
            .attempting("reading what was undone")?;
    for row in found {
        let writer = WriterId(row.get::<Vec<u8>, _>(0).try_into().unwrap_or_default());
        let id = ActionId(ChangeId { writer, sequence: row.get::<i64, _>(1) as u64 });
        if let Purpose::Undo(undone) = Purpose::from(row.get::<&str, _>(2)) {
            log.undoes.insert(id, undone);
        }
    }
    let all = log.actions.values().chain(log.undoes.keys()).copied().collect();
    log.standing = cancel(all, &log.undoes, None);
    Ok(log)
}

/// Takes back what the action did to one record; whether all of it.
fn take_back(
    session: &mut Session<'_>,
    at: usize,
    action: ActionId,
    purpose: &Purpose,
    entries: &[Entry],
    log: &Log,
) -> bool {
    let by = session.own(Class::Person);
    let of_action = |entry: &&Entry| log.actions.get(&entry.number) == Some(&action);
    let own: Vec<&Entry> = entries.iter().filter(of_action).collect();
    let Some(begin) = own.first() else { return true };
    let does = |entry: &Entry, check: fn(&ChangeBody) -> bool| entry.bodies.iter().any(check);
    let is_set = |body: &ChangeBody| matches!(body, ChangeBody::Set { .. });
    let is_visible = session.records[at].state.is_visible();

    if session.records[at].state.is_erased() {
        return false;
    }
    if own.iter().any(|entry| does(entry, |body| matches!(body, ChangeBody::Delete { .. }))) {
        if is_visible {
            return false;
        }
        session.touch(at, by);
        return true;
    }
    if !is_visible {
        return true;
    }

    let others_since = entries.iter().any(|entry| {
        entry.number > begin.number
            && !of_action(&entry)
            && log.actions.get(&entry.number).is_some_and(|action| log.standing.contains(action))
    });
    let was_revived = matches!(purpose, Purpose::Undo(_))
        && own.iter().any(|entry| does(entry, |body| *body == ChangeBody::Touch));
    let was_created = own.iter().any(|entry| does(entry, is_set))
        && !entries.iter().any(|entry| entry.number < begin.number && does(entry, is_set));
    if was_created || was_revived {
        if others_since {
            return false;
        }
        let seen = session.records[at].state.context(&session.memory.writers);
        session.delete(at, by, seen);
        return true;
    }

    let registers = own.iter().flat_map(|entry| &entry.bodies).filter_map(|body| match body {
        ChangeBody::Set { register, .. } => Some(*register),
        _ => None,
    });
    let registers: BTreeSet<RegisterId> = registers.collect();
    let mut is_all = true;
    for register in registers {
        match before(session, register, action, entries, log) {
            Some(value) => session.set(at, by, register.0, &value),
            None => is_all = false,
        }
    }
    is_all
}

/// What stood in a register before the action, if what stands there now is the action's.
fn before(
    session: &Session<'_>,
    register: RegisterId,
    action: ActionId,
    entries: &[Entry],
    log: &Log,
) -> Option<RegisterValue> {
    let mut written = Vec::new();
    for entry in entries {
        for (sequence, body) in (entry.first..).zip(&entry.bodies) {
            if let ChangeBody::Set { register: of, value } = body
                && *of == register
            {
                let writer = session.memory.writers.get(entry.writer).id;
                let order = (entry.class, entry.stamp, writer, sequence);
                written.push(Written { action: *log.actions.get(&entry.number)?, order, value });
            }
        }
    }
    written.sort_by_key(|change| change.order);
    let actions: HashSet<ActionId> = written.iter().map(|change| change.action).collect();
    let last = |undone: Option<ActionId>| {
        let stands = cancel(actions.clone(), &log.undoes, undone);
        written.iter().rev().find(|change| stands.contains(&change.action))
    };
    let (now, then) = (last(None)?, last(Some(action)));
    let winner = written.last()?;
    if winner.value != now.value || then.is_some_and(|then| then.order == now.order) {
        return None;
    }
    Some(match then {
        Some(then) => then.value.clone(),
        None => RegisterValue(
            winner.value.0.keys().map(|field| (*field, serde_json::Value::Null)).collect(),
        ),
    })
}

/// Those of the actions `present` that are neither undone nor an undo. An undo that is itself
/// undone, as `taken_back` is for the sake of argument, undoes nothing.
fn cancel(
    present: HashSet<ActionId>,
    undoes: &HashMap<ActionId, ActionId>,
    taken_back: Option<ActionId>,
) -> HashSet<ActionId> {
    let mut undone: HashSet<ActionId> = taken_back.into_iter().collect();
    // An undo is always later than what it undoes, so chains end; each round settles one more link.
    for _ in 0..=undoes.len() {
        let again = present
            .iter()
            .filter(|action| !undone.contains(action))
            .filter_map(|action| undoes.get(action).copied())
            .chain(taken_back)
            .collect();
        if again == undone {
            break;
        }
        undone = again;
    }
    present
        .into_iter()
        .filter(|action| !undone.contains(action) && !undoes.contains_key(action))
        .collect()
}
