import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { previewOfDraft } from '../../ipc/previewOfDraft';
import { openScreen } from '../../testing/screen';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

test('the page beside the form follows the typing, and nothing is saved by it', async () => {
  const { backend, person } = openScreen('#/events/e1?tab=programme');
  await person.click(await screen.findByRole('button', { name: /Muokkaa: Avaus/ }));
  const title = screen.getByRole('textbox', { name: 'Otsikko' });
  await person.clear(title);
  await person.type(title, 'Avajaiset');
  expect(await screen.findByRole('img', { name: /Avajaiset/ })).toBeTruthy();
  expect(JSON.stringify(backend.workspace.sessions.get('e1'))).not.toContain('Avajaiset');
  await person.click(screen.getByRole('button', { name: 'Peruuta' }));
  expect(await screen.findByRole('img', { name: /Avaus: miksi/ })).toBeTruthy();
});

test('the keyboard goes back to what opened the form', async () => {
  const { person } = openScreen('#/events/e1?tab=programme');
  await person.click(await screen.findByRole('button', { name: /Muokkaa: Avaus/ }));
  await person.click(screen.getByRole('button', { name: 'Peruuta' }));
  const opener = await screen.findByRole('button', { name: /Muokkaa: Avaus/ });
  await waitFor(() => expect(document.activeElement).toBe(opener));
});

test('the paper is hidden and shown again', async () => {
  const { person } = openScreen('#/events/e1?tab=programme');
  await screen.findByRole('region', { name: 'Ohjelma paperilla' });
  await person.click(screen.getByRole('button', { name: 'Piilota paperi' }));
  expect(screen.queryByRole('region', { name: 'Ohjelma paperilla' })).toBeNull();
  await person.click(screen.getByRole('button', { name: 'Näytä paperi vieressä' }));
  expect(screen.getByRole('region', { name: 'Ohjelma paperilla' })).toBeTruthy();
});

test('a title is written in the other languages of paper', async () => {
  const { backend, person } = openScreen('#/events/e1?tab=programme');
  await person.click(await screen.findByRole('button', { name: /Muokkaa: Avaus/ }));
  await person.click(screen.getByText('Muilla kielillä'));
  await person.type(screen.getByRole('textbox', { name: 'Otsikko ruotsiksi' }), 'Öppning');
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  const saved = () => backend.workspace.sessions.get('e1')?.find((row) => row.id === 'e1-s2');
  await waitFor(() => expect(saved()?.titles).toEqual({ fi: '', sv: 'Öppning', en: '' }));
});

test('the paper turns to the session that is edited, however far it lies, and back', async () => {
  const { backend, person } = openScreen('#/');
  const [first] = backend.workspace.sessions.get('e1') ?? [];
  if (!first) throw new Error('the sample has no sessions');
  const plain = { ...first, room: null, roomName: '', speakers: [], startsAt: null };
  const many = Array.from({ length: 300 }, (_, n) => ({
    ...plain,
    id: `n${n}`,
    title: `Kohta ${n}.`,
  }));
  backend.workspace.sessions.set('e1', many);
  window.location.hash = '#/events/e1?tab=programme';
  expect(await screen.findByText('Sivu 1 / 25')).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Muokkaa: Kohta 299.' }));
  expect(await screen.findByText('Sivu 25 / 25')).toBeTruthy();
  expect(screen.queryByText('Sivu 1 / 25')).toBeNull();
  await person.click(screen.getByRole('button', { name: 'Peruuta' }));
  await person.click(screen.getByRole('button', { name: 'Edelliset sivut' }));
  expect(await screen.findByText('Sivu 1 / 25')).toBeTruthy();
});

test('a time that is half typed keeps its saved value on the page', async () => {
  const { backend } = openScreen('#/');
  const asked: (string | null | undefined)[] = [];
  const { paperPreview } = backend.commands;
  backend.commands.paperPreview = (order, first) => {
    asked.push(order.draft?.startsAt);
    return order.draft?.startsAt === undefined
      ? paperPreview(order, first)
      : Promise.resolve({
          status: 'error',
          error: { code: 'invalid', details: { field: 'starts_at', reason: 'not_a_date_time' } },
        });
  };
  const preview = await previewOfDraft(
    {
      paper: 'programme',
      subject: 'e1',
      language: 'fi',
      draft: { id: 'e1-s2', event: 'e1', title: 'Avajaiset', startsAt: '1.10.2026 kl' },
    },
    0,
  );
  expect(asked).toEqual(['1.10.2026 kl', undefined]);
  expect(preview.pages[0]?.text).toContain('Avajaiset');
});
