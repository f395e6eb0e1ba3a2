import { expect, test } from 'vitest';
import en from './en.json';
import fi from './fi.json';
import sv from './sv.json';

const catalogs: Record<string, Record<string, string>> = { fi, sv, en };

/** The names between braces, sorted, without the words of plural branches (`one {…}`). */
function placeholders(message: string): string[] {
  return [
    ...new Set(
      [...message.matchAll(/(?<!(?:one|other|=\d+) )\{(\w+)[,}]/g)].map((match) => match[1] ?? ''),
    ),
  ].sort();
}

test.each(Object.keys(catalogs))('%s has every message, and none is empty', (language) => {
  const catalog = catalogs[language] ?? {};
  expect(Object.keys(catalog).sort()).toEqual(Object.keys(fi).sort());
  expect(Object.entries(catalog).filter(([, message]) => message.trim() === '')).toEqual([]);
});

test.each(['sv', 'en'])('%s is told the same things as Finnish in every message', (language) => {
  const catalog = catalogs[language] ?? {};
  const differing = Object.entries(fi).filter(
    ([id, message]) => `${placeholders(message)}` !== `${placeholders(catalog[id] ?? '')}`,
  );
  expect(differing).toEqual([]);
});
