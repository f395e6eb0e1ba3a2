//! Taking in what colleagues did.

use std::collections::BTreeMap;

use domain::{ChangeBody, KindId, RecordId};

use crate::StoreError;
use crate::action::{LoggedAction, RemoteBatch};
use crate::contexts::Heard;
use crate::places::read_places;
use crate::session::{By, Memory, Session};
use crate::writers::is_file;

/// Turns batches into changes, leaving out those that are known.
pub(crate) async fn plan(
    session: &mut Session<'_>,
    mut batches: Vec<RemoteBatch>,
) -> Result<(), StoreError> {
    pass_over_known(session, &mut batches).await?;
    let mut wanted: Vec<(KindId, RecordId)> = Vec::new();
    for change in batches.iter().flat_map(|batch| &batch.actions).flat_map(|action| &action.changes)
    {
        let writers = &session.memory.writers;
        if writers
            .find(change.id.writer)
            .is_none_or(|number| writers.get(number).last < change.id.sequence)
        {
            wanted.push((change.kind, change.record));
        }
    }
    session.load(wanted).await?;
    for batch in batches {
        session.source = Some(session.memory.writers.number(batch.source));
        if session.rules.contexts {
            let news = contexts_told(session.memory, &batch);
            session.take_down(news);
        }
        for action in batch.actions {
            take_action(session, action)?;
        }
        session.places.extend(batch.place.map(|place| (batch.source, place)));
    }
    Ok(())
}

/// Leaves out the batches of segments that were taken in before.
async fn pass_over_known(
    session: &mut Session<'_>,
    batches: &mut Vec<RemoteBatch>,
) -> Result<(), StoreError> {
    if batches.iter().all(|batch| batch.place.is_none()) {
        return Ok(());
    }
    let mut known = read_places(session.connection).await?;
    batches.retain(|batch| {
        let Some(place) = batch.place else { return true };
        let is_known = known.get(&batch.source).is_some_and(|known| known.segment >= place.segment);
        if !is_known {
            known.insert(batch.source, place);
        }
        !is_known
    });
    Ok(())
}

/// What is newly known of contexts by what the source knew when it made the batch; the memory knows
/// it from now on.
///
/// Changes of another workstation in it are those of a predecessor: a workstation that was restored
/// from a backup tells again what may never have been published, with the context that it had when
/// it was made. So they have the batch's context too.
pub(crate) fn contexts_told(memory: &mut Memory, batch: &RemoteBatch) -> Vec<Heard> {
    let (own, writers) = (memory.own, &mut memory.writers);
    let mut news = Vec::new();
    let source = writers.number(batch.source);
    if source == own {
        return news;
    }
    let mut first: BTreeMap<u32, u64> = BTreeMap::new();
    for change in batch.actions.iter().flat_map(|action| &action.changes) {
        if !is_file(&change.id.writer) {
            let writer = writers.number(change.id.writer);
            first.entry(writer).or_insert(change.id.sequence);
        }
    }
    let next = writers.get(source).last + 1;
    let from = first.get(&source).copied().unwrap_or(next);
    for (id, upto) in &batch.seen {
        if !is_file(id) {
            let of = writers.number(*id);
            let heard = Heard { writer: source, of, from, upto: *upto };
            news.extend(writers.contexts.note(heard).then_some(heard));
        }
    }
    first.retain(|writer, _| *writer != source && *writer != own);
    if first.is_empty() {
        return news;
    }
    let context: Vec<_> = writers.contexts.at(source, from).collect();
    for (writer, sequence) in first {
        let from = sequence.max(writers.get(writer).last + 1);
        for &(of, upto) in &context {
            let heard = Heard { writer, of, from, upto };
            news.extend(writers.contexts.note(heard).then_some(heard));
        }
    }
    news
}

fn take_action(session: &mut Session<'_>, action: LoggedAction) -> Result<(), StoreError> {
    for change in action.changes {
        let writer = session.memory.writers.number(change.id.writer);
        let last = session.memory.writers.get(writer).last;
        if change.id.sequence <= last {
            continue;
        }
        if writer == session.memory.own {
            return Err(StoreError::OlderThanShare(change.id.sequence));
        }
        if change.id.sequence != last + 1 {
            let (expected, found) = (last + 1, change.id.sequence);
            return Err(StoreError::Gap { writer: change.id.writer, expected, found });
        }
        let by = By { writer, class: change.class, stamp: change.stamp };
        let record = session.position(change.kind, change.record);
        match change.body {
            ChangeBody::Set { register, value } => session.set(record, by, register.0, &value),
            ChangeBody::Touch => session.touch(record, by),
            ChangeBody::Delete { seen } => session.delete(record, by, seen),
            ChangeBody::Erase { register } => {
                session.erase(record, by, register.map(|register| register.0));
            }
        }
    }
    session.end_piece(Some(action.id), action.actor, action.purpose, action.at);
    Ok(())
}
