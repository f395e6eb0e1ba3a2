import type {
  EventView,
  HouseView,
  ImportCounts,
  InboxFile,
  RoomRow,
  SessionRow,
} from '../bindings';

function day(today: Date, days: number, time: string): string {
  const then = new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate() + days));
  return `${then.toISOString().slice(0, 10)}T${time}`;
}

/** A text that is said in its own language alone. */
export const NO_TRANSLATIONS = { fi: '', sv: '', en: '' };

const NO_COUNTS = { new: 0, confirmed: 0, waiting: 0, cancelled: 0, unfinished: 0, noShow: 0 };

/** Two events to come, one without a day, one held. */
export function sampleEvents(today: Date): EventView[] {
  const event = (
    id: string,
    name: string,
    code: string,
    eventType: string,
    startsAt: string | null,
    endsAt: string | null,
    venue: string,
    capacity: number | null,
  ): EventView => ({
    summary: {
      id,
      name,
      code,
      eventType,
      state: 'open',
      startsAt,
      endsAt,
      venue,
      capacity,
      registrations: NO_COUNTS,
      sessions: 0,
    },
    description: 'Päivä, jona yritykset, tutkijat ja opiskelijat tapaavat.',
    organiser: 'Itä-Suomen yliopisto, Karelia ja Savonia',
    campus: 'Kuopio',
    language: 'fi',
    signatories: ['Maija Meikäläinen, asiakkuuspäällikkö', 'Tero Tutkija, professori'],
    certificateContent: ['Tekoäly terveysteknologiassa', 'Yritysyhteistyön mallit'],
    practical: 'Pysäköinti rakennuksen takana. Lounas ravintola Metsälammessa.',
    names: { ...NO_TRANSLATIONS, en: 'Growth sectors company day' },
    descriptions: NO_TRANSLATIONS,
    certificateContents: NO_TRANSLATIONS,
    practicals: NO_TRANSLATIONS,
    funding: {
      project: 'p1',
      projectCode: 'S21447',
      projectName: 'Yritysyhteistyön kehittäminen kasvualoilla',
      programmePeriod: 'period_2014_2020',
      financier: 'Etelä-Savon ELY-keskus',
    },
    present: 0,
  });
  return [
    event(
      'e1',
      'Kasvualojen yrityspäivä',
      'YP26',
      'company_day',
      day(today, 12, '09:00'),
      day(today, 12, '15:30'),
      'Snellmania, Kuopio',
      12_000,
    ),
    event(
      'e2',
      'Tekoäly terveysteknologiassa',
      'TEKO',
      'training',
      day(today, 33, '12:00'),
      day(today, 34, '16:00'),
      'Tiedepuisto, Joensuu',
      60,
    ),
    event(
      'e4',
      'Tutkijoiden kampuskävely',
      'KAMPUS',
      'campus_walk',
      null,
      null,
      'Wärtsilä-kampus, Joensuu',
      25,
    ),
    event(
      'e3',
      'Fotoniikan pilottityöpaja',
      'FOTO',
      'pilot_workshop',
      day(today, -41, '13:00'),
      day(today, -41, '16:00'),
      'Microkatu 1, Kuopio',
      null,
    ),
  ];
}

/** The look of an institution with one logo. */
export function sampleHouse(): HouseView {
  return {
    institution: 'Itä-Suomen yliopisto',
    accent: '#0b4f6c',
    textFace: 'source_sans',
    headingFace: 'source_serif',
    logos: [
      {
        document: 'd1',
        hash: 'h1',
        description: 'Itä-Suomen yliopisto',
        picture:
          'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA0MCAyMCI+PHJlY3Qgd2lkdGg9IjQwIiBoZWlnaHQ9IjIwIiBmaWxsPSIjMTIzZjUyIi8+PC9zdmc+',
      },
    ],
    footFi: 'Itä-Suomen yliopisto · uef.fi',
    footSv: 'Östra Finlands universitet · uef.fi',
    footEn: 'University of Eastern Finland · uef.fi',
  };
}

export function sampleRooms(): RoomRow[] {
  return [
    { id: 'room1', name: 'Auditorio SN200', capacity: 300 },
    { id: 'room2', name: 'Sali SN201', capacity: 40 },
    { id: 'room3', name: 'Aula', capacity: null },
  ];
}

/** A day of two tracks with one speaker who is asked to be in two rooms. */
export function sampleSessions(event: string, startsAt: string | null): SessionRow[] {
  const date = (startsAt ?? '2026-10-01T09:00').slice(0, 10);
  const session = (
    n: number,
    title: string,
    sessionType: string,
    from: string,
    to: string,
    room: string | null,
    roomName: string,
    track: string,
    ...speakers: string[]
  ): SessionRow => ({
    id: `${event}-s${n}`,
    title,
    description: '',
    sessionType,
    startsAt: `${date}T${from}`,
    endsAt: `${date}T${to}`,
    room,
    roomName,
    track,
    speakers,
    titles: NO_TRANSLATIONS,
    descriptions: NO_TRANSLATIONS,
  });
  return [
    session(
      1,
      'Ilmoittautuminen ja aamukahvi',
      'registration',
      '09:00',
      '09:30',
      'room3',
      'Aula',
      '',
    ),
    session(
      2,
      'Avaus: miksi kumppanuus kannattaa',
      'talk',
      '09:30',
      '10:00',
      'room1',
      'Auditorio SN200',
      '',
      'Maija Meikäläinen',
    ),
    session(
      3,
      'Tekoäly kotihoidossa: mitä pilotista opittiin',
      'talk',
      '10:00',
      '10:45',
      'room1',
      'Auditorio SN200',
      'Terveys',
      'Tero Tutkija',
      'Saara Salminen',
    ),
    session(
      4,
      'Fotoniikka puunjalostuksen laadunvalvonnassa',
      'talk',
      '10:00',
      '10:45',
      'room2',
      'Sali SN201',
      'Teollisuus',
      'Björn Öhman',
    ),
    session(
      5,
      'Opinnäytetyö yritykselle: näin se sovitaan',
      'workshop',
      '11:00',
      '12:00',
      'room2',
      'Sali SN201',
      'Teollisuus',
      'Tero Tutkija',
    ),
    session(
      6,
      'Kliinisen tutkimuksen polku tuotteeksi',
      'talk',
      '11:00',
      '11:45',
      'room1',
      'Auditorio SN200',
      'Terveys',
      'Tero Tutkija',
    ),
    session(7, 'Lounas', 'meal', '12:00', '13:00', 'room3', 'Aula', ''),
    session(
      8,
      'Laboratoriokierros: mittaukset ja prototyypit',
      'tour',
      '13:00',
      '14:30',
      null,
      '',
      'Kierrokset',
    ),
    session(
      9,
      'Yhteenveto ja seuraavat askeleet',
      'talk',
      '14:45',
      '15:30',
      'room1',
      'Auditorio SN200',
      '',
      'Maija Meikäläinen',
    ),
  ];
}

const NOTHING: ImportCounts = {
  new: 0,
  changed: 0,
  unchanged: 0,
  setAside: 0,
  peopleKnown: 0,
  peopleNew: 0,
  peopleUnclear: 0,
};

/** One file in each state. */
export function sampleInbox(today: Date): InboxFile[] {
  const seenAt = new Date(today.getTime() - 600_000).toISOString();
  const file = (id: string, name: string, rest: Partial<InboxFile>): InboxFile => ({
    id,
    name,
    size: 18_432,
    state: 'imported',
    reason: null,
    event: null,
    eventName: '',
    counts: NOTHING,
    problems: [],
    action: null,
    seenAt,
    ...rest,
  });
  return [
    file('f1', 'ilmoittautumiset-kevät.csv', {
      state: 'needs_answer',
      reason: 'event_unknown',
      counts: { ...NOTHING, new: 9, peopleKnown: 6, peopleNew: 3 },
    }),
    file('f2', 'YP26 vastaukset (14).xlsx', {
      event: 'e1',
      eventName: 'Kasvualojen yrityspäivä',
      action: 'import1',
      counts: {
        new: 12,
        changed: 1,
        unchanged: 31,
        setAside: 1,
        peopleKnown: 11,
        peopleNew: 2,
        peopleUnclear: 1,
      },
      problems: [
        { row: 7, code: 'email_invalid', value: 'matti.virtanen(at)' },
        { row: 12, code: 'person_unclear', value: 'Virtanen' },
      ],
    }),
    file('f3', 'TEKO_export.csv', {
      state: 'unchanged',
      event: 'e2',
      eventName: 'Tekoäly terveysteknologiassa',
      counts: { ...NOTHING, unchanged: 62 },
    }),
    file('f4', 'osallistujat salattu.xlsx', { state: 'rejected', reason: 'encrypted' }),
    file('f5', 'YP26 vastaukset (15).xlsx', { state: 'waiting', size: 4096 }),
  ];
}
