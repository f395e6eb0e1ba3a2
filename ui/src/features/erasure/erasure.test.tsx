import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { fakeBackend } from '../../ipc/fake';
import { faults } from '../../testing/axe';
import { openScreen, TODAY } from '../../testing/screen';

afterEach(cleanup);

const [someone] = fakeBackend({ today: TODAY, registrations: 60 }).workspace.everyone();
const ID = someone?.person ?? '';
const NAME = `${someone?.firstName} ${someone?.lastName}`;

test('the way to it is on the record of a person', async () => {
  const { person } = openScreen(`#/record/person/${ID}`);
  await person.click(await screen.findByRole('button', { name: 'Poista henkilö pysyvästi…' }));
  expect(
    await screen.findByRole('heading', { level: 1, name: 'Poista henkilö pysyvästi' }),
  ).toBeTruthy();
  expect(screen.getByText(/^Henkilö: 1$/)).toBeTruthy();
  expect(screen.getByText(/Tulostettu ja allekirjoitettu paperi/)).toBeTruthy();
});

test('another name erases nobody', async () => {
  const { backend, person } = openScreen(`#/record/person/${ID}/erase`);
  await person.type(await screen.findByLabelText(/^Vahvista kirjoittamalla/), 'Aino');
  await person.click(screen.getByRole('button', { name: 'Poista pysyvästi' }));
  expect(await screen.findByText(/^Nimi ei ole sama/)).toBeTruthy();
  expect(backend.workspace.everyone().some((row) => row.person === ID)).toBe(true);
});

test('the name typed out erases, and a report is left to print or to copy', async () => {
  const { backend, person } = openScreen(`#/record/person/${ID}/erase`);
  await person.type(await screen.findByLabelText(/^Vahvista kirjoittamalla/), NAME);
  await person.click(screen.getByRole('button', { name: 'Poista pysyvästi' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Raportti poistosta' })).toBeTruthy();
  expect(screen.getByText(NAME)).toBeTruthy();
  expect(screen.getByText(/eivät ole vielä vahvistaneet poistoa: Åsa, Varkaus/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Tulosta raportti' })).toBeTruthy();
  await waitFor(() =>
    expect(backend.workspace.everyone().some((row) => row.person === ID)).toBe(false),
  );
  expect(await faults()).toEqual([]);
});

test.each(['fi', 'sv', 'en'])('the question shuts nobody out in %s', async (language) => {
  openScreen(`#/record/person/${ID}/erase`, { language, theme: 'dark' });
  await screen.findByRole('textbox');
  expect(await faults()).toEqual([]);
});
