import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { fakeBackend } from '../ipc/fake';
import type { FakeOptions } from '../ipc/fake/workspace';
import { faults } from '../testing/axe';
import { openScreen, TODAY } from '../testing/screen';

afterEach(cleanup);

const open = (address: string, options: Partial<FakeOptions> = {}) =>
  openScreen(address, { registrations: 300, ...options });

test.each([
  ['#/', 'Tapahtumat'],
  ['#/events/e1', 'Kasvualojen yrityspäivä'],
  ['#/events/e1?tab=programme', 'Kasvualojen yrityspäivä'],
  ['#/events/e1?tab=paper&sheet=programme', 'Kasvualojen yrityspäivä'],
  ['#/events/e1?tab=paper&sheet=badges', 'Kasvualojen yrityspäivä'],
  ['#/events/e1?tab=paper&sheet=attendance', 'Kasvualojen yrityspäivä'],
  ['#/events/e1?tab=paper&sheet=certificates', 'Kasvualojen yrityspäivä'],
  ['#/events/e1?tab=paper&sheet=route', 'Kasvualojen yrityspäivä'],
  ['#/events/e1?tab=details', 'Kasvualojen yrityspäivä'],
  ['#/inbox', 'Saapuvat'],
  ['#/search?q=kuopio', 'Haku'],
  ['#/record/organisation/o3', 'Outokummun Metalli Oy'],
  ['#/record/organisation/o3/paper', 'Käyntikooste'],
  ['#/record/project/p1', 'Yritysyhteistyön kehittäminen kasvualoilla'],
  ['#/record/project/p1/paper', 'Indikaattoriraportti'],
  ['#/new/project', 'Uusi hanke'],
  ['#/sharing', 'Yhteiskäyttö'],
  ['#/findings', 'Ratkaistavaa'],
  ['#/recent', 'Viimeksi tehty'],
  ['#/settings', 'Asetukset'],
  ['#/settings/house', 'Talon ilme'],
])('%s has its title, and nothing that shuts people out', async (address, title) => {
  open(address);
  expect(await screen.findByRole('heading', { level: 1, name: title })).toBeTruthy();
  expect(await faults()).toEqual([]);
});

const NEW_SCREENS = ['#/events/e1?tab=paper&sheet=badges', '#/settings/house'];

test.each(
  ['fi', 'sv', 'en'].flatMap((language) =>
    ['light', 'dark'].flatMap((theme) =>
      NEW_SCREENS.map((address) => [address, language, theme] as const),
    ),
  ),
)('%s shuts nobody out in %s, %s', async (address, language, theme) => {
  open(address, { language, theme });
  await screen.findAllByRole('img');
  expect(document.documentElement.dataset.theme).toBe(theme);
  expect(await faults()).toEqual([]);
});

test.each(
  ['fi', 'sv', 'en'].flatMap((language) =>
    ['light', 'dark'].map((theme) => [language, theme] as const),
  ),
)('the form of a project shuts nobody out in %s, %s', async (language, theme) => {
  open('#/record/project/p1/edit', { language, theme });
  expect(await screen.findByDisplayValue('S21447')).toBeTruthy();
  expect(document.documentElement.dataset.theme).toBe(theme);
  expect(await faults()).toEqual([]);
});

test.each(['#/', '#/inbox'])('%s says what to do while there is nothing', async (address) => {
  open(address, { empty: true });
  await screen.findByRole('heading', { level: 2 });
  expect(await faults()).toEqual([]);
});

test('without a workspace one is made or opened', async () => {
  open('#/', { open: false });
  expect(await screen.findByRole('heading', { level: 1 })).toBeTruthy();
  expect(await faults()).toEqual([]);
});

test('the field of the filter keeps the focus and what is typed into it', async () => {
  const { person } = open('#/events/e1');
  const field = await screen.findByRole('textbox', { name: /Suodata/ });
  await person.type(field, 'virtanen');
  expect(document.activeElement).toBe(field);
  expect(field).toHaveProperty('value', 'virtanen');
});

test('choosing another language changes every word at once', async () => {
  const { person } = open('#/settings');
  const languages = await screen.findByRole('radiogroup', { name: 'Kieli' });
  await person.click(within(languages).getByRole('radio', { name: 'ruotsi' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Inställningar' })).toBeTruthy();
  expect(document.documentElement.lang).toBe('sv');
});

test('a file that arrives shows itself without a click', async () => {
  const { backend } = open('#/inbox', { empty: true });
  await screen.findByRole('heading', { level: 1, name: 'Saapuvat' });
  backend.workspace.inbox = fakeBackend({ today: TODAY }).workspace.inbox;
  backend.workspace.announce(['inbox'], 'inbox');
  expect(await screen.findByText('ilmoittautumiset-kevät.csv')).toBeTruthy();
});

test('Enter in the search opens the first that was found', async () => {
  const { person } = open('#/search');
  await person.type(await screen.findByRole('searchbox'), 'outok');
  await screen.findByRole('link', { name: /Outokummun Metalli Oy/ });
  await person.keyboard('{Enter}');
  expect(
    await screen.findByRole('heading', { level: 1, name: 'Outokummun Metalli Oy' }),
  ).toBeTruthy();
});

test('Ctrl+Z takes back what was done here, the last first', async () => {
  const { backend, person } = open('#/events/e1?tab=details');
  const name = await screen.findByRole('textbox', { name: 'Nimi' });
  for (const renamed of ['Ensin', 'Sitten']) {
    await person.clear(name);
    await person.type(name, renamed);
    await person.click(screen.getByRole('button', { name: 'Tallenna' }));
    await screen.findByRole('heading', { level: 1, name: renamed });
  }
  const nameNow = () => backend.workspace.event('e1')?.summary.name;
  screen.getByRole('heading', { level: 1 }).focus();
  await person.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(nameNow()).toBe('Ensin'));
  await screen.findByRole('heading', { level: 1, name: 'Ensin' });
  await person.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(nameNow()).toBe('Kasvualojen yrityspäivä'));
});
