import type {
  FindingView,
  SharingView,
  SideView,
  SyncBadge,
  SyncProblemView,
  WorkstationView,
} from '../bindings';

/** How things stand with the share of a fake workspace. */
export const SHARE_STATES = [
  'none',
  'up_to_date',
  'waiting',
  'working',
  'unreachable',
  'needs_you',
  'rolled_back',
] as const;

export type ShareState = (typeof SHARE_STATES)[number];

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

function workstations(today: Date): WorkstationView[] {
  const station = (id: string, ago: number, rest: Partial<WorkstationView>): WorkstationView => ({
    id,
    name: '',
    machine: 'Windows 11',
    version: '0.1.0',
    isThis: false,
    lastSeen: new Date(today.getTime() - ago).toISOString(),
    behindChanges: 0,
    hasMine: true,
    waitsForMine: 0,
    skewSeconds: null,
    state: 'active',
    ...rest,
  });
  return [
    station('w1', 0, { name: 'Maija, Kuopio', machine: 'Maijan kannettava', isThis: true }),
    station('w2', 4 * MINUTE, { name: 'Tero, Joensuu', machine: 'KARELIA-2114' }),
    station('w3', 2 * DAY, {
      name: 'Åsa, Varkaus',
      machine: 'SAVONIA-LT-77',
      hasMine: false,
      waitsForMine: 14,
      behindChanges: 3,
      skewSeconds: 260,
    }),
    station('w4', 40 * DAY, {
      name: 'Vanha pöytäkone',
      version: '0.0.9',
      hasMine: false,
      waitsForMine: 810,
      skewSeconds: null,
      state: 'left',
    }),
  ];
}

const PROBLEMS: SyncProblemView[] = [
  {
    code: 'damaged',
    details: { path: 'w/4f1c…/s/0/0000000214.9ab2c4.seg', why: '' },
  },
  {
    code: 'conflict_copy',
    details: { path: 'w/77d0…/s/0/0000000031.77aa01-SAVONIA-LT-77.seg' },
  },
];

/** A share in `state`, with four workstations. */
export function sampleShare(state: ShareState, today: Date): SharingView {
  const since = new Date(today.getTime() - 3 * DAY).toISOString();
  const badges: Record<ShareState, SyncBadge> = {
    none: { state: 'not_shared' },
    up_to_date: { state: 'up_to_date' },
    waiting: { state: 'waiting', changes: 14 },
    working: { state: 'working', phase: 'merging', done: 412, total: 1_280 },
    unreachable: { state: 'unreachable', since },
    needs_you: { state: 'needs_you', findings: 8 },
    rolled_back: { state: 'needs_you', findings: 1 },
  };
  if (state === 'none') {
    return {
      share: null,
      badge: badges.none,
      workstations: [],
      problems: [],
      waitingChanges: 0,
      findings: 0,
      lastCycle: null,
      unreachableSince: null,
      passphraseSet: false,
    };
  }
  const problems: Partial<Record<ShareState, SyncProblemView[]>> = {
    needs_you: PROBLEMS,
    rolled_back: [{ code: 'rollback', details: { workstation: 'Tero, Joensuu', files: '23' } }],
  };
  return {
    share: '/Volumes/yhteiset/Yrike.sync',
    badge: badges[state],
    workstations: workstations(today),
    problems: problems[state] ?? [],
    waitingChanges: state === 'waiting' || state === 'unreachable' ? 14 : 0,
    findings: state === 'needs_you' ? 6 : 0,
    lastCycle: new Date(today.getTime() - (state === 'unreachable' ? 3 * DAY : 0)).toISOString(),
    unreachableSince: state === 'unreachable' ? since : null,
    passphraseSet: true,
  };
}

/** One finding of each kind, and a conflict of three. */
export function sampleFindings(today: Date): FindingView[] {
  const side = (change: string, value: string, who: string, rest: Partial<SideView>): SideView => ({
    change,
    what: 'value',
    value,
    actor: who,
    at: new Date(today.getTime() - 7 * 60 * MINUTE).toISOString(),
    workstation: '',
    stands: false,
    ...rest,
  });
  const finding = (id: string, rest: Partial<FindingView>): FindingView => ({
    id,
    code: 'conflict',
    kind: 'organisation',
    record: 'o3',
    title: 'Outokummun Metalli Oy',
    field: null,
    sides: [],
    other: null,
    details: {},
    ...rest,
  });
  const maija = { workstation: 'Maija, Kuopio', stands: true };
  const tero = {
    workstation: 'Tero, Joensuu',
    at: new Date(today.getTime() - 9 * 60 * MINUTE).toISOString(),
  };
  return [
    finding('x1', {
      field: 'Seuraava askel',
      sides: [
        side('c1', 'Soita ke 2.9. klo 9, sopimusluonnos mukaan', 'Maija Meikäläinen', maija),
        side('c2', 'Soita ke 2.9. klo 14, sopimusluonnos mukaan', 'Tero Tutkija', tero),
      ],
    }),
    finding('x2', {
      kind: 'person',
      record: 'p1-5',
      title: 'Eino Salminen',
      field: 'Puhelin',
      sides: [
        side('c3', '050 439 0172', 'Maija Meikäläinen', maija),
        side('c4', '044 123 4567', 'Tero Tutkija', tero),
        side('c5', '', 'Åsa Öhman', { workstation: 'Åsa, Varkaus' }),
      ],
    }),
    finding('x3', {
      code: 'deleted_and_edited',
      record: 'o5',
      title: 'Nordic Optics Ab',
      sides: [
        side('c7', '', 'Tero Tutkija', { ...tero, what: 'written', stands: true }),
        side('c6', '', 'Maija Meikäläinen', { what: 'deleted', workstation: 'Maija, Kuopio' }),
      ],
    }),
    finding('x4', {
      code: 'duplicate',
      title: 'Savon Puu Oy',
      record: 'o6',
      field: 'Y-tunnus',
      other: { kind: 'organisation', id: 'o7', title: 'Savon Puu Oy (Varkaus)' },
      details: { value: '2285733-9' },
    }),
    finding('x5', {
      code: 'overbooked',
      kind: 'event',
      record: 'e1',
      title: 'Kasvualojen yrityspäivä',
      details: { confirmed: '34', capacity: '30' },
    }),
    finding('x6', {
      code: 'dangling',
      kind: 'thesis',
      record: 't1',
      title: 'Opinnäyte: koneoppiminen sahalla',
      field: 'Organisaatio',
      other: { kind: 'organisation', id: 'o9', title: 'Varkauden Konepaja Oy' },
    }),
  ];
}
