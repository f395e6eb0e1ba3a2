import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { invalidate } from './changes';
import { concerns, topicKey } from './topics';

test('a query is concerned by any of the topics that it is made of', () => {
  const key = topicKey(['event', 'registration'], 'event-list', 0);
  expect(concerns(key, ['registration'])).toBe(true);
  expect(concerns(key, ['session', 'event'])).toBe(true);
  expect(concerns(key, ['session'])).toBe(false);
  expect(concerns(key, [])).toBe(false);
});

test('a query of any topic is concerned by every change', () => {
  expect(concerns(topicKey(['any'], 'recent'), ['room'])).toBe(true);
});

test('where word of changes was lost, every query that depends on any is concerned', () => {
  expect(concerns(topicKey(['event'], 'event-list'), ['*'])).toBe(true);
  expect(concerns(topicKey([], 'paper-stocks'), ['*'])).toBe(false);
});

test('a key of another shape is never concerned', () => {
  expect(concerns(['event'], ['event'])).toBe(false);
});

test('a change marks only the queries that it concerns', async () => {
  const queries = new QueryClient();
  const events = topicKey(['event'], 'event-list');
  const inbox = topicKey(['inbox'], 'inbox-list');
  queries.setQueryData(events, []);
  queries.setQueryData(inbox, []);

  await invalidate(queries, { topics: ['inbox'], origin: 'inbox' });

  expect(queries.getQueryState(inbox)?.isInvalidated).toBe(true);
  expect(queries.getQueryState(events)?.isInvalidated).toBe(false);
});
