import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { openScreen } from '../../testing/screen';

afterEach(cleanup);

const PROJECT = 'project p1';

test('a sheet refused for a missing period is saved once the project has one', async () => {
  const { backend, person } = openScreen('#/');
  backend.workspace.paperWarnings = [
    {
      code: 'visibility',
      rule: 'period_unknown',
      detail: 'Kasvu',
      mend: { project: 'p1', field: 'programme_period' },
    },
  ];
  window.location.hash = '#/events/e1?tab=paper';
  await person.click(await screen.findByRole('button', { name: 'Tallenna PDF' }));
  const [way] = await screen.findAllByRole('button', { name: 'Korjaa hankkeen tietoihin' });
  if (!way) throw new Error('nothing leads to the project');
  await person.click(way);
  const period = await screen.findByRole('button', { name: /Ohjelmakausi/ });
  expect(document.activeElement).toBe(period);
  await person.keyboard('{Enter}');
  await person.click(await screen.findByRole('option', { name: '2021–2027' }));
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  await person.click(await screen.findByRole('button', { name: 'Tallenna PDF' }));
  expect(await screen.findByText(/Tallennettu:/)).toBeTruthy();
  expect(screen.queryByText(/ohjelmakausi/i)).toBeNull();
});

test('only what was changed is written, and one press takes it back', async () => {
  const { backend, person } = openScreen('#/record/project/p1');
  await person.click(await screen.findByRole('button', { name: 'Muokkaa' }));
  const funder = await screen.findByRole('textbox', { name: 'Rahoittaja' });
  await person.clear(funder);
  await person.type(funder, 'Pohjois-Savon ELY-keskus');
  backend.workspace.records.set(PROJECT, {
    ...backend.workspace.records.get(PROJECT),
    code: 'S99',
  });
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  expect(await screen.findByText('Pohjois-Savon ELY-keskus')).toBeTruthy();
  expect(backend.workspace.records.get(PROJECT)?.code).toBe('S99');
  const [undo] = screen.getAllByRole('button', { name: 'Kumoa' }).slice(-1);
  if (undo) await person.click(undo);
  expect(await screen.findByText('Etelä-Savon ELY-keskus')).toBeTruthy();
});

test('what is refused is said at its field, which takes the focus, and can be mended', async () => {
  const { backend, person } = openScreen('#/record/project/p1/edit');
  const starts = await screen.findByRole('textbox', { name: 'Alkaa' });
  await person.clear(starts);
  await person.type(starts, 'syksyllä');
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  expect(await screen.findByText('Kirjoita päivä esimerkiksi 1.10.2026.')).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(starts));
  await person.clear(starts);
  await person.type(starts, '1.10.2023');
  expect(screen.queryByText('Kirjoita päivä esimerkiksi 1.10.2026.')).toBeNull();
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  await waitFor(() => expect(backend.workspace.records.get(PROJECT)?.starts_on).toBe('1.10.2023'));
});

test('a new project is made from the search and found there', async () => {
  const { person } = openScreen('#/search');
  await person.click(await screen.findByRole('button', { name: 'Uusi hanke' }));
  await person.click(await screen.findByRole('button', { name: 'Tallenna' }));
  expect(await screen.findByText('Tämä tarvitaan.')).toBeTruthy();
  await person.type(screen.getByRole('textbox', { name: 'Nimi' }), 'Metsä kasvaa');
  await person.type(screen.getByRole('textbox', { name: 'Hankekoodi' }), 'S30001');
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Metsä kasvaa' })).toBeTruthy();
  window.location.hash = '#/search?q=s300';
  expect(await screen.findByRole('link', { name: /Metsä kasvaa.*S30001.*Hanke/ })).toBeTruthy();
});

test('a time that was refused in a form can be mended and saved', async () => {
  const { backend, person } = openScreen('#/events/e1?tab=details');
  const starts = await screen.findByRole('textbox', { name: 'Alkaa' });
  await person.clear(starts);
  await person.type(starts, 'joskus');
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  expect(await screen.findByText('Kirjoita päivä esimerkiksi 1.10.2026.')).toBeTruthy();
  await person.clear(starts);
  await person.type(starts, '2.10.2026 klo 9');
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  await waitFor(() =>
    expect(backend.workspace.event('e1')?.summary.startsAt).toBe('2026-10-02T09:00'),
  );
});
