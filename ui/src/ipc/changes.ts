import type { QueryClient } from '@tanstack/react-query';
import { backend } from './backend';
import type { DataChanged } from './bindings';
import { concerns } from './topics';

/** Asks again what a change may have altered. */
export function invalidate(queries: QueryClient, change: DataChanged): Promise<void> {
  return queries.invalidateQueries({
    predicate: (query) => concerns(query.queryKey, change.topics),
  });
}

/** Keeps every query of `queries` true to the workspace; the answer stops it. */
export function followChanges(queries: QueryClient): () => void {
  let stopped = false;
  let stop: (() => void) | undefined;
  backend()
    .onDataChanged((change) => void invalidate(queries, change))
    .then((stopListening) => {
      if (stopped) stopListening();
      else stop = stopListening;
    })
    .catch(() => {
      // Without the listener the screens still show what they ask for when they are opened.
    });
  return () => {
    stopped = true;
    stop?.();
  };
}
