import { expect, test } from 'vitest';
import {
  formatBytes,
  formatClockRange,
  formatDateRange,
  formatInstant,
  formatNumber,
  formatRecent,
  formatShortly,
  formatSpan,
  formatTyped,
  readLocal,
} from './format';

function local(text: string) {
  const read = readLocal(text);
  if (!read) throw new Error(`${text} is no local time`);
  return read;
}

/** Makes non-breaking spaces visible, so that a plain space in their place fails. */
const shown = (text: string | undefined) => text?.replaceAll('\u00a0', '~');

test.each([
  ['fi', '2026-10-01T09:00', '2026-10-01T15:30', 'to~1.10.2026 klo~9.00–15.30'],
  ['sv', '2026-10-01T09:00', '2026-10-01T15:30', 'to~1.10.2026 kl.~9.00–15.30'],
  ['en', '2026-10-01T09:00', '2026-10-01T15:30', 'Thu~1~Oct~2026, 9:00–15:30'],
  ['fi', '2026-10-01T09:00', null, 'to~1.10.2026 klo~9.00'],
  ['fi', '2026-10-01T09:00', '2026-10-03T16:00', '1.–3.10.2026'],
  ['fi', '2026-09-30T09:00', '2026-10-01T16:00', '30.9.–1.10.2026'],
] as const)('in %s an event from %s to %s is %s', (language, from, to, expected) => {
  expect(shown(formatSpan(language, from, to))).toBe(expected);
});

test('an event without a day has no words for when it is', () => {
  expect(formatSpan('fi', null, null)).toBeUndefined();
});

test('a range of days over a new year names both years', () => {
  expect(formatDateRange('fi', local('2026-12-31'), local('2027-01-01'))).toBe(
    '31.12.2026–1.1.2027',
  );
});

test('hours have no leading zero and minutes always two digits', () => {
  expect(shown(formatClockRange('fi', local('2026-10-01T08:05'), undefined))).toBe('klo~8.05');
});

test('what stands in a field is what a person would type there', () => {
  expect(formatTyped('fi', '2026-10-01T09:00')).toBe('1.10.2026 klo 9.00');
  expect(formatTyped('fi', null)).toBe('');
});

test('an instant is shown on the wall clock of its place, over the change to winter time', () => {
  expect(shown(formatInstant('fi', '2026-10-01T06:05:00Z', 'Europe/Helsinki'))).toBe(
    '1.10.2026 klo~9.05',
  );
  expect(shown(formatInstant('fi', '2026-12-31T22:30:00Z', 'Europe/Helsinki'))).toBe(
    '1.1.2027 klo~0.30',
  );
});

test('thousands are kept together by a space that does not break', () => {
  expect(shown(formatNumber('fi', 12_000))).toBe('12~000');
  expect(formatNumber('en', 12_000)).toBe('12,000');
});

test('sizes have a decimal comma and the units of the language', () => {
  expect(shown(formatBytes('fi', 12_480))).toBe('12,5~kt');
  expect(shown(formatBytes('en', 12_480))).toBe('12.5~kB');
  expect(shown(formatBytes('fi', 512))).toBe('512~t');
});

test('text that is no local time is not read', () => {
  expect(readLocal('huomenna')).toBeUndefined();
  expect(readLocal(null)).toBeUndefined();
});

const NOW = new Date('2026-10-02T05:00:00Z');

test.each([
  ['fi', '2026-10-02T04:05:00Z', 'tänään klo~7.05', 'klo~7.05'],
  ['fi', '2026-10-01T20:59:00Z', 'eilen klo~23.59', '1.10.2026'],
  ['fi', '2026-09-30T20:59:00Z', '30.9.2026 klo~23.59', '30.9.2026'],
  ['fi', '2026-10-02T22:00:00Z', '3.10.2026 klo~1.00', '3.10.2026'],
  ['sv', '2026-10-01T21:00:00Z', 'i dag kl.~0.00', 'kl.~0.00'],
  ['en', '2026-10-01T10:00:00Z', 'yesterday 13:00', '1~Oct~2026'],
] as const)(
  'beside a morning in October, in %s, %s is %s and shortly %s',
  (language, at, recently, shortly) => {
    expect(shown(formatRecent(language, at, NOW, 'Europe/Helsinki'))).toBe(recently);
    expect(shown(formatShortly(language, at, NOW, 'Europe/Helsinki'))).toBe(shortly);
  },
);
