import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import type { PaperOrder } from '../../ipc/bindings';
import type { fakeBackend } from '../../ipc/fake';
import { openScreen } from '../../testing/screen';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

/** Writes down what is asked of the preview. */
function ordersOf(backend: ReturnType<typeof fakeBackend>): PaperOrder[] {
  const orders: PaperOrder[] = [];
  const { paperPreview } = backend.commands;
  backend.commands.paperPreview = (order, first) => {
    orders.push(order);
    return paperPreview(order, first);
  };
  return orders;
}

describe('the used labels', () => {
  test('are counted by the arrow keys and by the field, which follow each other', async () => {
    const { backend, person } = openScreen('#/events/e1?tab=paper&sheet=badges');
    const orders = ordersOf(backend);
    const sheet = await screen.findByRole('group', { name: /Ensimmäinen arkki/ });
    const cells = within(sheet).getAllByRole('button');
    expect(cells).toHaveLength(8);
    cells[0]?.focus();
    await person.keyboard('{ArrowDown}{ArrowRight}');
    const field = screen.getByRole('textbox', { name: 'Käytettyjä 1. arkilla' });
    expect(field).toHaveProperty('value', '3');
    expect(document.activeElement).toBe(cells[3]);
    expect(cells[3]?.getAttribute('aria-pressed')).toBe('true');
    await person.clear(field);
    await person.type(field, '5');
    expect(cells[5]?.getAttribute('aria-pressed')).toBe('true');
    await waitFor(() => expect(orders.at(-1)?.usedCells).toBe(5));
  });

  test('never fill the whole first sheet', async () => {
    const { person } = openScreen('#/events/e1?tab=paper&sheet=badges');
    const field = await screen.findByRole('textbox', { name: 'Käytettyjä 1. arkilla' });
    await person.clear(field);
    await person.type(field, '99');
    await person.tab();
    expect(field).toHaveProperty('value', '7');
  });
});

test('the label sheet is remembered by the workstation', async () => {
  const first = openScreen('#/events/e1?tab=paper&sheet=badges');
  await first.person.click(await screen.findByRole('button', { name: /Tarra-arkki/ }));
  await first.person.click(screen.getByRole('option', { name: /HERMA 4412/ }));
  cleanup();
  openScreen('#/events/e2?tab=paper&sheet=badges');
  expect(await screen.findByRole('button', { name: /HERMA 4412/ })).toBeTruthy();
});
