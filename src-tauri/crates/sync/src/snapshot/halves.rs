//! Cutting what is too large for a part.

use store::{LoggedAction, RemoteBatch, VersionVector};

/// Two halves that say the same as the whole, one after the other; the whole back where nothing is
/// left to be cut.
///
/// What a batch had seen grows by its first half, its place is reached by its second. Of an action
/// that is cut both halves bear its name.
pub(super) fn halves(
    mut batches: Vec<RemoteBatch>,
) -> Result<(Vec<RemoteBatch>, Vec<RemoteBatch>), Vec<RemoteBatch>> {
    if batches.len() > 1 {
        let second = batches.split_off(batches.len() / 2);
        return Ok((batches, second));
    }
    let Some(batch) = batches.first_mut() else { return Err(batches) };
    let second = if batch.actions.len() > 1 {
        batch.actions.split_off(batch.actions.len() / 2)
    } else {
        match batch.actions.first_mut() {
            Some(action) if action.changes.len() > 1 => {
                vec![LoggedAction {
                    id: action.id,
                    actor: action.actor.clone(),
                    purpose: action.purpose.clone(),
                    at: action.at,
                    changes: action.changes.split_off(action.changes.len() / 2),
                }]
            }
            _ => return Err(batches),
        }
    };
    let source = batch.source;
    let place = batch.place.take();
    let second = RemoteBatch { source, seen: VersionVector::new(), place, actions: second };
    Ok((batches, vec![second]))
}
