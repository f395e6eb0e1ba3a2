import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { openScreen } from '../../testing/screen';

afterEach(cleanup);

const CODE = { name: 'Värin koodi' };

test('a colour that cannot be read is refused with the nearest that can', async () => {
  const { backend, person } = openScreen('#/settings/house');
  const field = await screen.findByRole('textbox', CODE);
  await person.clear(field);
  await person.type(field, '#ffcc88');
  expect(await screen.findByText(/Liian vaalea luettavaksi/)).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  expect(await screen.findByText(/Väriä ei tallennettu/)).toBeTruthy();
  expect(backend.workspace.house.accent).toBe('#0b4f6c');
  await person.click(screen.getByRole('button', { name: /lähintä luettavaa väriä #8a5200/ }));
  expect(field).toHaveProperty('value', '#8a5200');
  await waitFor(() => expect(screen.queryByText(/Liian vaalea luettavaksi/)).toBeNull());
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  await waitFor(() => expect(backend.workspace.house.accent).toBe('#8a5200'));
});

test('the picker and the code are one colour', async () => {
  openScreen('#/settings/house');
  const field = await screen.findByRole('textbox', CODE);
  fireEvent.change(screen.getByLabelText('Valitse väri'), { target: { value: '#123456' } });
  expect(field).toHaveProperty('value', '#123456');
});

test('what is no colour is said beside the field', async () => {
  const { person } = openScreen('#/settings/house');
  const field = await screen.findByRole('textbox', CODE);
  await person.type(field, 'x');
  expect(await screen.findByText('Kirjoita väri esimerkiksi #0b4f6c.')).toBeTruthy();
});

test('a logo is added, described, moved up and saved in that order', async () => {
  const { backend, person } = openScreen('#/settings/house');
  await person.click(await screen.findByRole('button', { name: 'Lisää logo…' }));
  const described = () => screen.getAllByRole('textbox', { name: 'Logo sanoin' });
  await waitFor(() => expect(described()).toHaveLength(2));
  const second = described()[1];
  if (second) await person.type(second, 'Savonia');
  await person.click(screen.getByRole('button', { name: 'Siirrä ylemmäs: Savonia' }));
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  await waitFor(() =>
    expect(backend.workspace.house.logos.map((logo) => logo.description)).toEqual([
      'Savonia',
      'Itä-Suomen yliopisto',
    ]),
  );
});

test('a picture that cannot be read says what to do', async () => {
  const { backend, person } = openScreen('#/settings/house');
  backend.commands.fileChooseOpen = () =>
    Promise.resolve({ status: 'ok', data: '/kuvat/logo.bmp' });
  await person.click(await screen.findByRole('button', { name: 'Lisää logo…' }));
  expect(await screen.findByText(/Kuva ei ole PNG, JPEG eikä SVG/)).toBeTruthy();
});

test('unsaved changes are there when one comes back, until they are discarded', async () => {
  const { person } = openScreen('#/settings/house');
  const foot = await screen.findByRole('textbox', { name: 'Suomeksi' });
  await person.clear(foot);
  await person.type(foot, 'Uusi alatunniste');
  await person.click(screen.getByRole('link', { name: 'Haku' }));
  await screen.findByRole('searchbox');
  window.location.hash = '#/settings/house';
  const again = await screen.findByRole('textbox', { name: 'Suomeksi' });
  expect(again).toHaveProperty('value', 'Uusi alatunniste');
  await person.click(screen.getByRole('button', { name: 'Hylkää muutokset' }));
  expect(again).toHaveProperty('value', 'Itä-Suomen yliopisto · uef.fi');
});
