import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { openScreen } from '../../testing/screen';

afterEach(cleanup);

test('the project that pays is chosen in the form of the event, and taken off it', async () => {
  const { backend, person } = openScreen('#/events/e1?tab=details');
  const records = backend.workspace.records;
  records.set('project p2', { name: 'Metsä kasvaa', code: 'S30001' });
  const choose = async (label: string) => {
    await person.click(await screen.findByRole('button', { name: /Hanke, joka maksaa/ }));
    await person.click(await screen.findByRole('option', { name: label }));
    await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  };
  const payer = () => backend.workspace.event('e1')?.funding?.projectCode;
  expect(payer()).toBe('S21447');
  await choose('S30001 Metsä kasvaa');
  await waitFor(() => expect(payer()).toBe('S30001'));
  await choose('Ei hanketta');
  await waitFor(() => expect(backend.workspace.event('e1')?.funding).toBeNull());
});
