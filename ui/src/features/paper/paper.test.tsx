import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { openScreen } from '../../testing/screen';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

describe('the list of sheets', () => {
  test('is walked with the arrow keys, and the page follows', async () => {
    const { person } = openScreen('#/events/e1?tab=paper');
    const first = await screen.findByRole('option', { name: /^Ohjelma Kansi/ });
    expect(first.getAttribute('aria-selected')).toBe('true');
    first.focus();
    await person.keyboard('{End}{ArrowUp}{ArrowUp}{ArrowUp}');
    const list = screen.getByRole('option', { name: /^Sisäänkirjaus/ });
    await waitFor(() => expect(list.getAttribute('aria-selected')).toBe('true'));
    expect(document.activeElement).toBe(list);
    expect(await screen.findByText('Tyhjiä rivejä')).toBeTruthy();
    expect(window.location.hash).toContain('sheet=check_in');
  });

  test('groups the sheets by when they are needed', async () => {
    openScreen('#/events/e1?tab=paper');
    const after = await screen.findByRole('group', { name: 'Jälkeenpäin' });
    expect(within(after).getAllByRole('option')).toHaveLength(1);
    expect(screen.getAllByRole('option')).toHaveLength(10);
  });
});

describe('what can be chosen', () => {
  test.each([
    ['programme', [], ['Tarra-arkki', 'Tyhjiä rivejä', 'Oma lista']],
    ['badges', ['Tarra-arkki', 'Käytettyjä 1. arkilla', 'Tulostus'], ['Tyhjiä rivejä']],
    ['attendance', ['Oma lista', 'Tyhjiä rivejä'], ['Tarra-arkki']],
    ['check_in', ['Tyhjiä rivejä'], ['Oma lista', 'Tarra-arkki']],
  ])('of %s is only what it has', async (sheet, shown, absent) => {
    openScreen(`#/events/e1?tab=paper&sheet=${sheet}`);
    await screen.findByRole('button', { name: 'Tallenna PDF' });
    for (const label of shown) expect(screen.getByText(label)).toBeTruthy();
    for (const label of absent) expect(screen.queryByText(label)).toBeNull();
  });

  test('is kept for each sheet while the window is open', async () => {
    const { person } = openScreen('#/events/e1?tab=paper&sheet=check_in');
    await person.click(await screen.findByRole('radio', { name: 'englanti' }));
    await person.click(screen.getByRole('option', { name: /^Ohjelma Kansi/ }));
    const english = () => screen.getByRole('radio', { name: 'englanti' });
    await waitFor(() => expect(english()).toHaveProperty('checked', false));
    await person.click(screen.getByRole('link', { name: 'Ohjelma' }));
    await person.click(screen.getByRole('link', { name: 'Paperit' }));
    await person.click(await screen.findByRole('option', { name: /^Sisäänkirjaus/ }));
    await waitFor(() => expect(english()).toHaveProperty('checked', true));
  });
});

describe('saving', () => {
  test('certificates can be a file for each person, and the folder is shown', async () => {
    const { backend, person } = openScreen('#/events/e3?tab=paper&sheet=certificates');
    await person.click(await screen.findByRole('radio', { name: 'Tiedosto kullekin' }));
    await person.click(screen.getByRole('button', { name: 'Tallenna tiedostot' }));
    await person.click(await screen.findByRole('button', { name: 'Näytä kansio' }));
    expect(backend.workspace.opened).toEqual(['/koti/maija/Asiakirjat/Kumppani/certificates-fi']);
    expect(screen.queryByRole('button', { name: 'Avaa' })).toBeNull();
  });

  test('one file is opened, or the folder that it lies in', async () => {
    const { backend, person } = openScreen('#/events/e1?tab=paper&sheet=booklet');
    await person.click(await screen.findByRole('button', { name: 'Tallenna PDF' }));
    await person.click(await screen.findByRole('button', { name: 'Avaa' }));
    await person.click(screen.getByRole('button', { name: 'Näytä kansio' }));
    expect(backend.workspace.opened).toEqual([
      '/koti/maija/Asiakirjat/Kumppani/booklet-fi.pdf',
      '/koti/maija/Asiakirjat/Kumppani',
    ]);
  });

  test('is stopped by the person', async () => {
    const { person } = openScreen('#/events/e1?tab=paper', { delay: 20 });
    await person.click(await screen.findByRole('button', { name: 'Tallenna PDF' }));
    await person.click(await screen.findByRole('button', { name: 'Keskeytä' }));
    expect(await screen.findByText('Keskeytetty. Mitään ei kirjoitettu.')).toBeTruthy();
  });

  test('what a financier would reject is said with its reason, before and at saving', async () => {
    const { backend, person } = openScreen('#/');
    backend.workspace.paperWarnings = [
      { code: 'visibility', rule: 'fund_named', detail: 'Euroopan sosiaalirahasto', mend: null },
    ];
    window.location.hash = '#/events/e1?tab=paper';
    const words = /Paperi nimeää rahaston.*”Euroopan sosiaalirahasto”/;
    expect(await screen.findByText(words)).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Tallenna PDF' }));
    await waitFor(() => expect(screen.getAllByText(words)).toHaveLength(2));
    expect(screen.queryByText(/Tallennettu:/)).toBeNull();
  });
});

describe('a sheet without content', () => {
  test.each([
    ['e1', 'certificates', 'Ketään ei ole merkitty läsnä olleeksi', 'Siirry ilmoittautuneisiin'],
    ['e3', 'signs', 'Ohjelmassa ei ole vielä mitään', 'Siirry ohjelmaan'],
  ])('%s %s says why and where it is mended', async (event, sheet, title, way) => {
    const { person } = openScreen(`#/events/${event}?tab=paper&sheet=${sheet}`);
    expect(await screen.findByRole('heading', { level: 2, name: title })).toBeTruthy();
    await person.click(screen.getByRole('button', { name: way }));
    await waitFor(() => expect(screen.queryByRole('heading', { name: title })).toBeNull());
  });

  test('the route card waits for stops', async () => {
    openScreen('#/events/e4?tab=paper&sheet=route');
    expect(await screen.findByText(/pysähdyksistä/)).toBeTruthy();
  });
});

test('the brief of a company is one press from its record', async () => {
  const { person } = openScreen('#/record/organisation/o3');
  await person.click(await screen.findByRole('button', { name: 'Käyntikooste' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Käyntikooste' })).toBeTruthy();
  expect(await screen.findByRole('img', { name: /Yhteyshenkilöt/ })).toBeTruthy();
});
