//! Taking in what colleagues did.

use domain::{ChangeBody, KindId, RecordId};

use crate::StoreError;
use crate::action::RemoteBatch;
use crate::session::{By, Session};

/// Turns batches into changes, leaving out those that are known.
pub(crate) async fn plan(
    session: &mut Session<'_>,
    batches: Vec<RemoteBatch>,
) -> Result<(), StoreError> {
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
    for action in batches.into_iter().flat_map(|batch| batch.actions) {
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
            }
        }
        session.end_piece(Some(action.id), action.actor, action.purpose, action.at);
    }
    Ok(())
}
