import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { faults } from '../../testing/axe';
import { openScreen } from '../../testing/screen';

afterEach(cleanup);

test('a change says who, where, what it was and what it became', async () => {
  openScreen('#/record/organisation/o3');
  const entry = (await screen.findByText('Maija Meikäläinen · Maija, Kuopio')).closest('li');
  expect(entry?.querySelector('del')?.textContent).toBe('Ennen: 050 439 0172');
  expect(entry?.querySelector('ins')?.textContent).toBe('Jälkeen: 044 123 4567');
});

test('only what still stands can be taken back', async () => {
  openScreen('#/record/organisation/o3');
  const undo = await screen.findByRole('button', { name: /^Kumoa: / });
  expect(undo.getAttribute('aria-label')).toMatch(/Muokkaus, 14\.9\.2026/);
});

test('an action is taken back from the list of what was done lately', async () => {
  const { backend, person } = openScreen('#/events/e1?tab=details');
  const name = await screen.findByRole('textbox', { name: 'Nimi' });
  await person.clear(name);
  await person.type(name, 'Toinen');
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  await screen.findByRole('heading', { level: 1, name: 'Toinen' });
  window.location.hash = '#/recent';
  await person.click(await screen.findByRole('button', { name: /^Kumoa: Muokkaus/ }));
  expect(await screen.findByText('Kumottu.')).toBeTruthy();
  expect(backend.workspace.event('e1')?.summary.name).toBe('Kasvualojen yrityspäivä');
  expect(await faults()).toEqual([]);
});

test('before anything was done the list says what will come', async () => {
  openScreen('#/recent');
  expect(await screen.findByText('Mitään ei ole vielä tehty')).toBeTruthy();
});
