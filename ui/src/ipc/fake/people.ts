import type { RegistrationRow, RegistrationStatus } from '../bindings';

const FIRST =
  'Aino Eino Helmi Väinö Kerttu Onni Lumi Aarne Sanni Juho Päivi Mikko Åsa Björn Elina Tuomas Noora Antti Maria Jari Sofia Petri Anna Lauri Hanna Matti Saara Ville Kaisa Oskari Riikka Timo Venla Heikki Emmi Pekka Ida Samuli Johanna Markus'.split(
    ' ',
  );
const LAST =
  'Virtanen Korhonen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen Lehtinen Saarinen Salminen Heinonen Niemi Heikkilä Kinnunen Salonen Turunen Salo Laitinen Tuominen Rantanen Karjalainen Jokinen Mattila Savolainen Lahtinen Ahonen Öhman Ärjä Åkerblom Pitkänen Räsänen Pulkkinen Kosonen Hirvonen Mustonen Väisänen'.split(
    ' ',
  );
const ORGANISATIONS = [
  'Itä-Suomen yliopisto',
  'Karelia-ammattikorkeakoulu',
  'Savonia-ammattikorkeakoulu',
  'Outokummun Metalli Oy',
  'Kuopion Terveysteknologia Oy',
  'Nordic Optics Ab',
  'Savon Puu Oy',
  'Joensuun Fotoniikka Oy',
  'Pohjois-Karjalan Sähkö Oy',
  'Varkauden Konepaja Oy',
  'Mikkelin Elintarvike Oy',
  'Business Joensuu Oy',
  'Tmi Helmi Laine',
  'Siilinjärven kunta',
  'Valamo Biotech Oy',
  'Saimaan Vesi Oy',
];
const TITLES = [
  'toimitusjohtaja',
  'kehityspäällikkö',
  'tutkija',
  'professori',
  'projektipäällikkö',
  'HR-asiantuntija',
  'opiskelija',
  'tuotantopäällikkö',
];
const DIETS = ['', '', '', '', '', 'kasvis', 'gluteeniton', 'laktoositon', '', 'vegaani'];
const STATUSES: readonly RegistrationStatus[] = [
  'confirmed',
  'confirmed',
  'confirmed',
  'confirmed',
  'confirmed',
  'confirmed',
  'new',
  'waiting',
  'cancelled',
  'confirmed',
];

/** A number below `below`, always the same for the same `seed`. */
function drawn(seed: number, below: number): number {
  const mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  return ((mixed ^ (mixed >>> 13)) >>> 0) % below;
}

function pick<T>(from: readonly T[], seed: number, otherwise: T): T {
  return from[drawn(seed, from.length)] ?? otherwise;
}

/** The registration numbered `n` of `event`; the same numbers give the same person. */
export function person(event: string, n: number, held: boolean): RegistrationRow {
  const firstName = pick(FIRST, n * 7 + 1, 'Aino');
  const lastName = pick(LAST, n * 13 + 5, 'Virtanen');
  const organisationName = pick(ORGANISATIONS, n * 29 + 3, '');
  const address = `${firstName}.${lastName}`
    .toLowerCase()
    .replaceAll('ä', 'a')
    .replaceAll('ö', 'o')
    .replaceAll('å', 'a');
  const status = pick(STATUSES, n * 17 + 11, 'confirmed');
  return {
    id: `${event}-r${n}`,
    person: `p${drawn(n * 7 + 1, FIRST.length)}-${drawn(n * 13 + 5, LAST.length)}`,
    firstName,
    lastName,
    email: `${address}${n > 400 ? n : ''}@example.fi`,
    phone: `0${40 + drawn(n, 10)} ${String(100 + drawn(n * 3, 900))} ${String(1000 + drawn(n * 5, 9000))}`,
    organisation: `o${ORGANISATIONS.indexOf(organisationName)}`,
    organisationName,
    jobTitle: pick(TITLES, n * 31 + 7, ''),
    status: held && status === 'new' ? 'no_show' : status,
    diet: held ? '' : pick(DIETS, n * 37 + 2, ''),
    submittedAt: new Date(Date.UTC(2026, 7, 3, 6, 0, 0) + n * 61_000).toISOString(),
    present: held && status === 'confirmed' && drawn(n, 5) > 0,
  };
}

/** The organisations that the register knows. */
export const organisations = ORGANISATIONS.map((name, index) => ({ id: `o${index}`, name }));
