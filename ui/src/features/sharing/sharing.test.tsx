import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SHARE_STATES, type ShareState, sampleShare } from '../../ipc/fake/sampleShare';
import { faults } from '../../testing/axe';
import { openScreen, TODAY } from '../../testing/screen';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** The first screen, on a workstation that speaks Finnish. */
function openWelcome() {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue('fi-FI');
  return openScreen('#/', { open: false, share: 'none' });
}

const GOOD = 'kuusi hilla verkko poro';

const openShare = (share: ShareState, rest = {}) => openScreen('#/sharing', { share, ...rest });

test.each([
  ['none', /^Vain tällä koneella/, '/#/sharing'],
  ['up_to_date', /^Ajan tasalla/, '/#/sharing'],
  ['waiting', /^14 muutosta odottaa/, '/#/sharing'],
  ['working', /^Yhdistetään412 \/ 1\s280/, '/#/sharing'],
  ['unreachable', /^Ei yhteyttä levyyn/, '/#/sharing'],
  ['needs_you', /^Tarvitsee sinua6 asiaa/, '/#/findings'],
  ['rolled_back', /^Tarvitsee sinua/, '/#/sharing'],
] as const)('while it is %s the badge says %s and leads to %s', async (share, words, way) => {
  openScreen('#/inbox', { share });
  const badge = await screen.findByRole('link', { name: words });
  expect(badge.getAttribute('href')).toBe(way);
});

test.each(
  SHARE_STATES.flatMap((share) =>
    (['fi', 'sv', 'en'] as const).map((language) => [share, language] as const),
  ),
)('the page shuts nobody out while it is %s, in %s', async (share, language) => {
  openShare(share, { language, theme: language === 'sv' ? 'dark' : 'light' });
  await screen.findAllByRole('heading', { level: 1 });
  await screen.findAllByRole('link', { name: /./ });
  expect(await faults()).toEqual([]);
});

test('only what calls for somebody is announced, and that it is over', async () => {
  const { backend } = openScreen('#/inbox', { share: 'up_to_date' });
  await screen.findByRole('link', { name: /^Ajan tasalla/ });
  const spoken = () => screen.getAllByRole('status').map((region) => region.textContent);
  const become = async (share: ShareState, words: RegExp) => {
    backend.workspace.sharing = sampleShare(share, TODAY);
    backend.workspace.announce(['sharing'], 'share');
    await screen.findByRole('link', { name: words });
  };
  await become('waiting', /^14 muutosta/);
  expect(spoken().join('')).toBe('');
  await become('unreachable', /^Ei yhteyttä/);
  await waitFor(() => expect(spoken().join('')).toMatch(/Ei yhteyttä levyyn/));
  await become('up_to_date', /^Ajan tasalla/);
  await waitFor(() => expect(spoken().join('')).toBe('Ajan tasalla. Kaikki on jaettu'));
});

test('what waits is sent at once, and the badge follows', async () => {
  const { person } = openShare('waiting');
  await person.click(await screen.findByRole('button', { name: 'Vaihda muutokset nyt' }));
  expect(await screen.findByText('Muutokset vaihdettu: saatu 3, lähettämättä 0.')).toBeTruthy();
  expect(await screen.findByRole('link', { name: /^Ajan tasalla/ })).toBeTruthy();
});

test('the exchange can be stopped on the way, and nothing is lost', async () => {
  const { backend, person } = openShare('waiting', { delay: 20 });
  await person.click(await screen.findByRole('button', { name: 'Vaihda muutokset nyt' }));
  expect(await screen.findByRole('progressbar')).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Keskeytä' }));
  expect(await screen.findByText(/^Keskeytetty\./)).toBeTruthy();
  expect(backend.workspace.sharing.waitingChanges).toBe(14);
});

test('a share out of reach says that the work is safe', async () => {
  const { person } = openShare('unreachable');
  expect(await screen.findByText(/14 muutostasi on tallessa tällä koneella/)).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Vaihda muutokset nyt' }));
  expect(await screen.findByText(/Yrike\.sync ei saada yhteyttä/)).toBeTruthy();
});

test('every workstation has its row, and this one is marked', async () => {
  openShare('up_to_date');
  const own = await screen.findByRole('row', { name: /Maija, Kuopio.*tämä kone/ });
  expect(within(own).queryByRole('button')).toBeNull();
  const late = screen.getByRole('row', { name: /Åsa, Varkaus/ });
  for (const words of ['14 lähetystä lukematta', '3 muutosta', '4 min edellä', 'Mukana']) {
    expect(within(late).getByText(words)).toBeTruthy();
  }
});

test('a workstation is removed only after it was said what that means', async () => {
  const { backend, person } = openShare('up_to_date');
  await person.click(await screen.findByRole('button', { name: 'Poista kone: Tero, Joensuu' }));
  const asked = await screen.findByRole('alertdialog');
  expect(document.activeElement).toBe(within(asked).getByRole('button', { name: 'Peruuta' }));
  expect(within(asked).getByText(/salausavain vaihtuu/)).toBeTruthy();
  expect(await faults()).toEqual([]);
  await person.click(within(asked).getByRole('button', { name: 'Poista kone' }));
  expect(await screen.findByText('Tero, Joensuu on poistettu yhteiskäytöstä.')).toBeTruthy();
  const states = backend.workspace.sharing.workstations.map((each) => each.state);
  expect(states).toEqual(['active', 'removed', 'active', 'left']);
});

test('an invitation shows its code, with what to do with it', async () => {
  const { person } = openShare('up_to_date');
  await person.click(await screen.findByRole('button', { name: 'Tee kutsu…' }));
  const sheet = await screen.findByRole('dialog');
  expect(within(sheet).getByText('K7QF-93MD-2XHT')).toBeTruthy();
  expect(within(sheet).getByText(/Kerro koodi puhelimessa/)).toBeTruthy();
  expect(await faults()).toEqual([]);
  await person.click(within(sheet).getByRole('button', { name: 'Koodi on kerrottu' }));
  await waitFor(() => expect(screen.queryByText('K7QF-93MD-2XHT')).toBeNull());
});

test('what is missing on a share that went back is published again', async () => {
  const { person } = openShare('rolled_back');
  expect(await screen.findByText(/palannut vanhempaan tilaan/)).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Julkaise puuttuvat uudelleen' }));
  expect(await screen.findByText('23 tiedostoa julkaistu uudelleen.')).toBeTruthy();
  await waitFor(() => expect(screen.queryByText(/palannut vanhempaan tilaan/)).toBeNull());
});

test('damage is named by its file', async () => {
  openShare('needs_you');
  expect(await screen.findByText('w/4f1c…/s/0/0000000214.9ab2c4.seg')).toBeTruthy();
  expect(screen.getByText(/julkaisevat sen uudelleen/)).toBeTruthy();
});

test('sharing begins with a passphrase that was typed twice alike', async () => {
  const { person } = openShare('none');
  await person.click(await screen.findByRole('button', { name: 'Valitse…' }));
  const [first, second] = [
    screen.getByLabelText('Tunnuslause'),
    screen.getByLabelText('Tunnuslause uudelleen'),
  ];
  await person.type(first, GOOD);
  expect(screen.getByText('Hyvä')).toBeTruthy();
  await person.type(second, 'kuusi hilla');
  await person.click(screen.getByRole('button', { name: 'Aloita yhteiskäyttö' }));
  expect(await screen.findByText('Nämä kaksi eivät ole samat.')).toBeTruthy();
  await person.clear(second);
  await person.type(second, GOOD);
  await person.click(screen.getByRole('button', { name: 'Aloita yhteiskäyttö' }));
  expect(await screen.findByRole('table')).toBeTruthy();
});

test('a passphrase that is refused is said at its field', async () => {
  const { person } = openShare('up_to_date');
  await person.click(await screen.findByRole('button', { name: 'Vaihda tunnuslause' }));
  await person.type(await screen.findByLabelText('Tunnuslause'), 'lyhyt');
  await person.type(screen.getByLabelText('Tunnuslause uudelleen'), 'lyhyt');
  await person.click(screen.getByRole('button', { name: 'Tallenna' }));
  const field = screen.getByLabelText('Tunnuslause');
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getByText('Tunnuslause on liian lyhyt. Lisää sanoja.')).toBeTruthy();
});

test('leaving says what is not sent yet', async () => {
  const { person } = openShare('waiting');
  await person.click(await screen.findByRole('button', { name: 'Lähde…' }));
  const asked = await screen.findByRole('alertdialog');
  expect(within(asked).getByText(/14 muutosta on vielä lähettämättä/)).toBeTruthy();
  await person.click(within(asked).getByRole('button', { name: 'Lähde yhteiskäytöstä' }));
  expect(await screen.findByRole('button', { name: 'Aloita yhteiskäyttö' })).toBeTruthy();
});

test('from the first screen one joins a colleague, and a wrong passphrase can be mended', async () => {
  const { backend, person } = openWelcome();
  await person.click(await screen.findByRole('radio', { name: 'Liity kollegan jakoon' }));
  for (const choose of screen.getAllByRole('button', { name: 'Valitse…' })) {
    await person.click(choose);
  }
  const passphrase = screen.getByLabelText('Tunnuslause');
  await person.type(passphrase, 'väärä');
  await person.click(screen.getByRole('button', { name: 'Liity' }));
  expect(await screen.findByText(/^Tunnuslause ei ole oikea/)).toBeTruthy();
  expect(await faults()).toEqual([]);
  await person.clear(passphrase);
  await person.type(passphrase, 'oikea tunnuslause');
  await person.click(screen.getByRole('button', { name: 'Liity' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Tapahtumat' })).toBeTruthy();
  expect(backend.workspace.sharing.share).toBe('/koti/maija/Kumppani');
});

test('who works in a workspace already joins into another, and is shown what it holds', async () => {
  const { backend, person } = openShare('none');
  await person.click(await screen.findByRole('radio', { name: 'Liity kollegan jakoon' }));
  expect(screen.getByText(/Nyt avoin työtila jää paikalleen/)).toBeTruthy();
  for (const choose of screen.getAllByRole('button', { name: 'Valitse…' })) {
    await person.click(choose);
  }
  await person.type(screen.getByLabelText('Tunnuslause'), 'oikea tunnuslause');
  backend.workspace.events = [];
  await person.click(screen.getByRole('button', { name: 'Liity' }));
  expect(await screen.findByText('Ei vielä tapahtumia')).toBeTruthy();
});

test('an invitation and its code let one in without a passphrase', async () => {
  const { person } = openWelcome();
  await person.click(await screen.findByRole('radio', { name: 'Liity kollegan jakoon' }));
  await person.click(screen.getByRole('radio', { name: 'Kutsulla ja koodilla' }));
  for (const choose of screen.getAllByRole('button', { name: 'Valitse…' })) {
    await person.click(choose);
  }
  await person.type(screen.getByLabelText('Kertakoodi'), 'K7QF-93MD-2XHT');
  await person.click(screen.getByRole('button', { name: 'Liity' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Tapahtumat' })).toBeTruthy();
});

test.each([
  ['removed', /poistanut tämän koneen/],
  ['no_passphrase', /Tunnuslause on asetettava uudelleen/],
  ['emptied', /toinen levy/],
  ['of_tomorrow', /jotain outoa/],
])('a problem of the code %s has its words', async (code, words) => {
  const { backend } = openShare('up_to_date');
  await screen.findByRole('table');
  backend.workspace.sharing = { ...backend.workspace.sharing, problems: [{ code, details: {} }] };
  backend.workspace.announce(['sharing'], 'share');
  expect(await screen.findByText(words)).toBeTruthy();
});

test('where the keys were lost the passphrase ties the workspace to its share again', async () => {
  const { backend, person } = openShare('waiting');
  backend.workspace.keysAreLost = true;
  await person.click(await screen.findByRole('button', { name: 'Vaihda muutokset nyt' }));
  const sheet = await screen.findByRole('dialog', { name: 'Liitä työtila takaisin jakoon' });
  expect(await faults()).toEqual([]);
  await person.type(within(sheet).getByLabelText('Tunnuslause'), 'väärä');
  await person.click(within(sheet).getByRole('button', { name: 'Liitä takaisin' }));
  expect(await within(sheet).findByText(/^Tunnuslause ei ole oikea/)).toBeTruthy();
  await person.clear(within(sheet).getByLabelText('Tunnuslause'));
  await person.type(within(sheet).getByLabelText('Tunnuslause'), 'oikea tunnuslause');
  await person.click(within(sheet).getByRole('button', { name: 'Liitä takaisin' }));
  expect(await screen.findByText('Työtila on taas yhteiskäytössä.')).toBeTruthy();
});
