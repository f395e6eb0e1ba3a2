import { expect, test } from 'vitest';
import { difference } from './difference';

test.each([
  ['Soita ke klo 9, heti', 'Soita ke klo 14, heti', 'Soita ke klo ', '9,', ' heti'],
  ['050 439 0172', '044 123 4567', '', '050 439 0172', ''],
  ['sama', 'sama', 'sama', '', ''],
  ['yksi kaksi', 'yksi', 'yksi ', 'kaksi', ''],
  ['', 'jotain', '', '', ''],
  ['a a', 'a', 'a ', 'a', ''],
])('of %j against %j the own part is %j, %j, %j', (value, other, before, own, after) => {
  const parts = difference(value, other);
  expect(parts).toEqual({ before, own, after });
  expect(parts.before + parts.own + parts.after).toBe(value);
});
