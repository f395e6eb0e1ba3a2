import type { QueryKey } from '@tanstack/react-query';

/** The kinds of things that a change can be about. */
export type Topic =
  | 'event'
  | 'session'
  | 'room'
  | 'registration'
  | 'attendance'
  | 'person'
  | 'organisation'
  | 'project'
  | 'infrastructure'
  | 'route_stop'
  | 'document'
  | 'house_look'
  | 'inbox'
  | 'sharing'
  | 'workspace'
  | 'any';

/** A query's key: what it is made of, its name, and what it was asked. */
export type TopicKey = readonly [
  topics: readonly Topic[],
  name: string,
  ...asked: readonly unknown[],
];

/** Begins the key of a query whose answer depends on `topics`. */
export function topicKey(
  topics: readonly Topic[],
  name: string,
  ...asked: readonly unknown[]
): TopicKey {
  return [topics, name, ...asked];
}

/**
 * Whether a change of `changed` can alter the answer to the query of `key`; `*` says that word of
 * some changes was lost, so that any may have.
 */
export function concerns(key: QueryKey, changed: readonly string[]): boolean {
  const [topics] = key;
  if (!Array.isArray(topics)) return false;
  return topics.some(
    (topic) => topic === 'any' || changed.includes(topic) || changed.includes('*'),
  );
}
