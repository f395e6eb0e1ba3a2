import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { faults } from '../../testing/axe';
import { openScreen } from '../../testing/screen';

afterEach(cleanup);

const open = (rest = {}) => openScreen('#/findings', { share: 'needs_you', ...rest });

const conflict = () => screen.findByRole('article', { name: /Outokummun Metalli Oy.*Seuraava/ });

test('both versions stand side by side, with who, when, where, and what differs marked', async () => {
  open();
  const article = await conflict();
  const [first, second] = within(article).getAllByRole('listitem');
  expect(first?.textContent).toMatch(/klo 9, sopimus.*Maija Meikäläinen.*Maija, Kuopio/);
  expect(first?.querySelector('mark')?.textContent).toBe('9,');
  expect(second?.querySelector('mark')?.textContent).toBe('14,');
  expect(first?.textContent).toMatch(/näkyy nyt/);
});

test.each([
  ['1', 'x1 c1'],
  ['2', 'x1 c2'],
  ['k', 'x1 c1'],
])('%s decides, and the focus is at the next', async (key, decided) => {
  const { backend, person } = open();
  (await conflict()).focus();
  await person.keyboard(key);
  await waitFor(() => expect(backend.workspace.decided).toEqual([decided]));
  const next = await screen.findByRole('article', { name: /Eino Salminen.*Puhelin/ });
  await waitFor(() => expect(document.activeElement).toBe(next));
  expect(screen.getByText('Ratkaistu: Outokummun Metalli Oy.')).toBeTruthy();
});

test('a key that names no side decides nothing', async () => {
  const { backend, person } = open();
  (await conflict()).focus();
  await person.keyboard('3d{Control>}1{/Control}');
  expect(backend.workspace.decided).toEqual([]);
});

test('what a colleague decided meanwhile is said, and goes', async () => {
  const { backend, person } = open();
  (await conflict()).focus();
  backend.workspace.findings = backend.workspace.findings.slice(1);
  await person.keyboard('1');
  expect(await screen.findByText('Joku on jo ratkaissut tämän.')).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('article', { name: /Seuraava/ })).toBeNull());
});

test('what was decided is taken back with one press', async () => {
  const { person } = open();
  (await conflict()).focus();
  await person.keyboard('2');
  await waitFor(() => expect(screen.queryByRole('article', { name: /Seuraava/ })).toBeNull());
  await person.click(await screen.findByRole('button', { name: 'Kumoa' }));
  expect(await conflict()).toBeTruthy();
});

test('arrows walk from one to the other, and Tab stops at one alone', async () => {
  const { person } = open();
  (await conflict()).focus();
  await person.keyboard('{ArrowDown}{ArrowDown}');
  const third = screen.getByRole('article', { name: 'Nordic Optics Ab' });
  expect(document.activeElement).toBe(third);
  const stops = screen.getAllByRole('article').filter((article) => article.tabIndex === 0);
  expect(stops).toEqual([third]);
  await person.tab();
  expect(document.activeElement).toBe(within(third).getByRole('link'));
  await person.tab();
  await person.tab();
  await person.tab();
  expect(document.activeElement?.closest('article')).toBeNull();
});

test.each([
  ['k', 'x3 keep'],
  ['d', 'x3 delete'],
])('what was deleted and edited is decided by %s', async (key, decided) => {
  const { backend, person } = open();
  (await screen.findByRole('article', { name: 'Nordic Optics Ab' })).focus();
  await person.keyboard(key);
  await waitFor(() => expect(backend.workspace.decided).toEqual([decided]));
});

test('of what was deleted and edited it is said who did which', async () => {
  open();
  const article = await screen.findByRole('article', { name: 'Nordic Optics Ab' });
  const sides = within(article).getAllByRole('listitem');
  expect(sides[0]?.textContent).toMatch(/^muokkasi.*Tero Tutkija.*näkyy nyt/);
  expect(sides[1]?.textContent).toMatch(/^poisti.*Maija Meikäläinen/);
});

test('other findings lead to the records they are about', async () => {
  open();
  const twice = await screen.findByRole('article', { name: /Savon Puu Oy.*Y-tunnus/ });
  const ways = within(twice).getAllByRole('link');
  expect(ways.map((way) => way.getAttribute('href'))).toContain('/#/record/organisation/o7');
  const full = screen.getByRole('article', { name: 'Kasvualojen yrityspäivä' });
  expect(within(full).getByText(/34 vahvistettua, 30 paikkaa/)).toBeTruthy();
  expect(within(full).getByRole('link').getAttribute('href')).toBe('/#/events/e1');
});

test('after the last the screen says that nothing is left, and has the focus', async () => {
  const { backend, person } = open();
  (await conflict()).focus();
  backend.workspace.findings = backend.workspace.findings.slice(0, 1);
  await person.keyboard('1');
  const title = await screen.findByRole('heading', { level: 2, name: 'Ei mitään ratkaistavaa' });
  await waitFor(() => expect(document.activeElement?.contains(title)).toBe(true));
  expect(document.activeElement).not.toBe(document.body);
  expect(await screen.findByRole('link', { name: /^Ajan tasalla/ })).toBeTruthy();
});

test('the record says what is to be decided of it, and leads to that very finding', async () => {
  const { person } = openScreen('#/record/organisation/o5', { share: 'needs_you' });
  expect(await screen.findByText('Poistettu ja muokattu')).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Ratkaise' }));
  const article = await screen.findByRole('article', { name: 'Nordic Optics Ab' });
  await waitFor(() => expect(document.activeElement).toBe(article));
});

test('how many there are stands beside the way to them', async () => {
  open();
  expect(await screen.findByRole('link', { name: 'Ratkaistavaa6' })).toBeTruthy();
});

test.each(
  ['fi', 'sv', 'en'].flatMap((language) =>
    ['light', 'dark'].map((theme) => [language, theme] as const),
  ),
)('the findings shut nobody out in %s, %s', async (language, theme) => {
  open({ language, theme });
  expect(await screen.findAllByRole('article')).toHaveLength(6);
  expect(await faults()).toEqual([]);
});
