import type { Commands } from '../backend';
import type {
  Clash,
  CommandError,
  HistoryEntry,
  RegistrationQuery,
  RegistrationRow,
  SearchHit,
  SessionRow,
} from '../bindings';
import { organisations } from './people';
import { NO_TRANSLATIONS } from './sample';
import { certificateSheets, previewOf, programmeSheets } from './sheets';
import type { FakeWorkspace } from './workspace';

const collator = new Intl.Collator('fi');

function sorted(rows: readonly RegistrationRow[], query: RegistrationQuery): RegistrationRow[] {
  const key = (row: RegistrationRow) => {
    switch (query.sort) {
      case 'name':
        return `${row.lastName} ${row.firstName}`;
      case 'organisation':
        return row.organisationName;
      case 'email':
        return row.email;
      case 'status':
        return row.status;
      case 'submitted_at':
        return row.submittedAt ?? '';
    }
  };
  const keyed = rows.map((row) => ({ row, key: key(row) }));
  keyed.sort((a, b) => collator.compare(a.key, b.key) * (query.descending ? -1 : 1));
  return keyed.map(({ row }) => row);
}

function matching(rows: readonly RegistrationRow[], query: RegistrationQuery): RegistrationRow[] {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (query.status && row.status !== query.status) return false;
    const text =
      `${row.firstName} ${row.lastName} ${row.email} ${row.organisationName}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Reads `1.10.2026 klo 9.30` and ISO 8601; the real rules are Rust's. */
function written(text: string): string | null {
  const iso = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(text);
  if (iso) return `${iso[1]}T${iso[2]}`;
  const plain = text.replaceAll('\u00a0', ' ').trim();
  const finnish =
    /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s+(?:klo|kl\.?|at)?\s*(\d{1,2})(?:[.:](\d{2}))?)?$/.exec(
      plain,
    );
  if (!finnish) return null;
  const two = (part: string | undefined) => (part ?? '0').padStart(2, '0');
  return `${finnish[3]}-${two(finnish[2])}-${two(finnish[1])}T${two(finnish[4])}:${two(finnish[5])}`;
}

function clashesOf(sessions: readonly SessionRow[], people: number, fake: FakeWorkspace): Clash[] {
  const clashes: Clash[] = [];
  sessions.forEach((a, index) => {
    const seats = fake.rooms.find((room) => room.id === a.room)?.capacity;
    if (seats && people > seats && a.track === '') {
      clashes.push({ code: 'too_small', session: a.id, room: a.roomName, seats, people });
    }
    for (const b of sessions.slice(index + 1)) {
      if (!a.startsAt || !a.endsAt || !b.startsAt || !b.endsAt) continue;
      if (a.startsAt >= b.endsAt || b.startsAt >= a.endsAt) continue;
      if (a.room && a.room === b.room) {
        clashes.push({ code: 'room', sessions: [a.id, b.id], room: a.roomName });
      }
      for (const speaker of a.speakers) {
        if (b.speakers.includes(speaker)) {
          clashes.push({ code: 'speaker', sessions: [a.id, b.id], speaker });
        }
      }
    }
  });
  return clashes;
}

/** The commands of a fake workspace, of the very types that the window's have. */
export function fakeCommands(fake: FakeWorkspace): Commands {
  const answer = <T>(data: T) =>
    new Promise<{ status: 'ok'; data: T }>((resolve) =>
      setTimeout(() => resolve({ status: 'ok', data }), fake.delay),
    );
  const refuse = (code: string, details: CommandError['details'] = {}) =>
    Promise.resolve({ status: 'error' as const, error: { code, details } });

  const changeMany = (
    ids: readonly string[],
    topic: string,
    what: string,
    change: (row: RegistrationRow) => RegistrationRow,
  ) => {
    const before = new Map(fake.registrations);
    const wanted = new Set(ids);
    for (const [event, rows] of fake.registrations) {
      fake.registrations.set(
        event,
        rows.map((row) => (wanted.has(row.id) ? change(row) : row)),
      );
    }
    return fake.act(what, [topic], ids[0] ?? null, ids.length, () => {
      fake.registrations = before;
    });
  };

  return {
    workspaceCurrent: () => answer(fake.view),
    workspaceCreate: (draft) => {
      if (draft.folder.startsWith('//') || draft.folder.startsWith('\\\\')) {
        return refuse('unsafe_location', { path: draft.folder, reason: 'network' });
      }
      if (/onedrive|dropbox|icloud/i.test(draft.folder)) {
        return refuse('unsafe_location', { path: draft.folder, reason: 'cloud' });
      }
      if (draft.name.trim() === '') {
        return refuse('invalid', { field: 'name', value: '', reason: 'empty' });
      }
      fake.view = {
        name: draft.name,
        institution: draft.institution,
        user: draft.user,
        language: 'fi',
        folder: draft.folder,
        inbox: draft.inbox,
        inboxReachable: draft.inbox !== null,
        paper: `${draft.folder}/paperit`,
        theme: 'system',
        version: '0.1.0',
      };
      fake.announce(['workspace']);
      return answer(fake.view);
    },
    workspaceOpen: (folder) => refuse('not_found', { path: folder }),
    settingsSave: (draft) => {
      if (!fake.view) return refuse('no_workspace');
      const { view } = fake;
      const inbox = draft.inbox ?? view.inbox;
      fake.view = {
        ...view,
        name: draft.name ?? view.name,
        institution: draft.institution ?? view.institution,
        user: draft.user ?? view.user,
        language: draft.language ?? view.language,
        theme: draft.theme ?? view.theme,
        paper: draft.paper ?? view.paper,
        inbox: inbox === '' ? null : inbox,
        inboxReachable: Boolean(inbox),
      };
      fake.announce(['workspace', 'inbox']);
      return answer(fake.view);
    },
    folderChoose: () => answer('/koti/maija/Kumppani'),
    fileChooseOpen: (_title, extensions) => answer(`/koti/maija/Kuvat/logo.${extensions[0] ?? ''}`),
    fileChooseSave: (_title, suggested) => answer(`/koti/maija/Työpöytä/${suggested}`),
    eventList: (offset, limit) =>
      answer({
        total: fake.events.length,
        rows: fake.events
          .slice(offset, offset + limit)
          .flatMap((event) => fake.event(event.summary.id)?.summary ?? []),
      }),
    eventGet: (id) => {
      const event = fake.event(id);
      return event ? answer(event) : refuse('not_found', { kind: 'event', id });
    },
    eventSave: (draft) => {
      const startsAt = draft.startsAt ? written(draft.startsAt) : null;
      if (draft.startsAt && !startsAt) {
        return refuse('invalid', {
          field: 'starts_at',
          value: draft.startsAt,
          reason: 'not_a_date',
        });
      }
      const endsAt = draft.endsAt ? written(draft.endsAt) : null;
      if (draft.endsAt && !endsAt) {
        return refuse('invalid', { field: 'ends_at', value: draft.endsAt, reason: 'not_a_date' });
      }
      if (draft.name !== undefined && !draft.name?.trim()) {
        return refuse('invalid', { field: 'name', value: '', reason: 'empty' });
      }
      const before = fake.events;
      const old = fake.events.find((event) => event.summary.id === draft.id);
      const id = draft.id ?? fake.next('event');
      const { summary } = old ?? {};
      const event = {
        summary: {
          id,
          name: draft.name ?? summary?.name ?? '',
          code: draft.code ?? summary?.code ?? '',
          eventType: draft.eventType ?? summary?.eventType ?? null,
          state: draft.state ?? summary?.state ?? null,
          startsAt: draft.startsAt === undefined ? (summary?.startsAt ?? null) : startsAt,
          endsAt: draft.endsAt === undefined ? (summary?.endsAt ?? null) : endsAt,
          venue: draft.venue ?? summary?.venue ?? '',
          capacity:
            draft.capacity === undefined
              ? (summary?.capacity ?? null)
              : Number(draft.capacity) || null,
          registrations: {
            new: 0,
            confirmed: 0,
            waiting: 0,
            cancelled: 0,
            unfinished: 0,
            noShow: 0,
          },
          sessions: 0,
        },
        description: draft.description ?? old?.description ?? '',
        organiser: draft.organiser ?? old?.organiser ?? '',
        campus: draft.campus ?? old?.campus ?? '',
        language: draft.language ?? old?.language ?? null,
        signatories: draft.signatories ?? old?.signatories ?? [],
        certificateContent: draft.certificateContent ?? old?.certificateContent ?? [],
        practical: draft.practical ?? old?.practical ?? '',
        names: draft.names ?? old?.names ?? NO_TRANSLATIONS,
        descriptions: draft.descriptions ?? old?.descriptions ?? NO_TRANSLATIONS,
        certificateContents:
          draft.certificateContents ?? old?.certificateContents ?? NO_TRANSLATIONS,
        practicals: draft.practicals ?? old?.practicals ?? NO_TRANSLATIONS,
        funding: old?.funding ?? null,
        present: 0,
      };
      fake.events = old
        ? fake.events.map((each) => (each === old ? event : each))
        : [event, ...fake.events];
      return answer(
        fake.act('event', ['event'], id, 1, () => {
          fake.events = before;
        }),
      );
    },
    eventDelete: (id) => {
      const before = fake.events;
      fake.events = fake.events.filter((event) => event.summary.id !== id);
      return answer(
        fake.act('event', ['event'], id, 1, () => {
          fake.events = before;
        }),
      );
    },
    registrationList: (query) => {
      const rows = sorted(matching(fake.registrations.get(query.event) ?? [], query), query);
      return answer({
        total: rows.length,
        rows: rows.slice(query.offset, query.offset + Math.min(query.limit, 200)),
      });
    },
    registrationSetStatus: (ids, status) =>
      answer(changeMany(ids, 'registration', 'status', (row) => ({ ...row, status }))),
    attendanceSet: (ids, present) =>
      answer(changeMany(ids, 'attendance', 'present', (row) => ({ ...row, present }))),
    programmeGet: (id) => {
      const sessions = (fake.sessions.get(id) ?? []).toSorted((a, b) =>
        (a.startsAt ?? '').localeCompare(b.startsAt ?? ''),
      );
      const people = fake.event(id)?.summary.registrations.confirmed ?? 0;
      return answer({ sessions, rooms: fake.rooms, clashes: clashesOf(sessions, people, fake) });
    },
    sessionSave: (draft) => {
      const startsAt = draft.startsAt ? written(draft.startsAt) : null;
      if (draft.startsAt && !startsAt) {
        return refuse('invalid', {
          field: 'starts_at',
          value: draft.startsAt,
          reason: 'not_a_date',
        });
      }
      const before = fake.sessions;
      const rows = fake.sessions.get(draft.event ?? '') ?? [];
      const old = rows.find((row) => row.id === draft.id);
      const id = draft.id ?? fake.next('session');
      const roomName = draft.roomName ?? old?.roomName ?? '';
      const session: SessionRow = {
        id,
        title: draft.title ?? old?.title ?? '',
        description: draft.description ?? old?.description ?? '',
        sessionType: draft.sessionType ?? old?.sessionType ?? null,
        startsAt: startsAt ?? old?.startsAt ?? null,
        endsAt: draft.endsAt ? written(draft.endsAt) : (old?.endsAt ?? null),
        room: fake.rooms.find((room) => room.name === roomName)?.id ?? null,
        roomName,
        track: draft.track ?? old?.track ?? '',
        speakers: draft.speakers ?? old?.speakers ?? [],
        titles: draft.titles ?? old?.titles ?? NO_TRANSLATIONS,
        descriptions: draft.descriptions ?? old?.descriptions ?? NO_TRANSLATIONS,
      };
      fake.sessions = new Map(before).set(
        draft.event ?? '',
        old ? rows.map((row) => (row === old ? session : row)) : [...rows, session],
      );
      return answer(
        fake.act('session', ['session'], id, 1, () => {
          fake.sessions = before;
        }),
      );
    },
    sessionDelete: (id) => {
      const before = fake.sessions;
      fake.sessions = new Map(
        [...before].map(([event, rows]) => [event, rows.filter((row) => row.id !== id)]),
      );
      return answer(
        fake.act('session', ['session'], id, 1, () => {
          fake.sessions = before;
        }),
      );
    },
    paperPreview: ({ paper, subject: event }, first) => {
      const name = fake.event(event)?.summary.name ?? '';
      if (paper === 'programme') {
        const sessions = fake.sessions.get(event) ?? [];
        const warnings = sessions.length === 0 ? [{ code: 'no_sessions' as const }] : [];
        return answer(previewOf(programmeSheets(name, sessions), first, warnings));
      }
      const present = (fake.registrations.get(event) ?? []).filter((row) => row.present);
      const people = present.map((row) => `${row.firstName} ${row.lastName}`);
      const warnings = people.length === 0 ? [{ code: 'nobody_present' as const }] : [];
      return answer(previewOf(certificateSheets(name, people), first, warnings));
    },
    paperSave: async ({ paper, subject: event, language }, _saveAs, path, progress) => {
      fake.cancelled = false;
      const total = paper === 'programme' ? 1 : (fake.event(event)?.present ?? 0);
      if (total === 0) return refuse('nobody_present');
      for (let done = 0; done <= 20; done += 1) {
        if (fake.cancelled) return refuse('cancelled');
        progress.onmessage({ done: Math.round((done * total) / 20), total });
        await new Promise((resolve) => setTimeout(resolve, fake.delay));
      }
      const file = path ?? `${fake.view?.paper}/${paper}-${language}.pdf`;
      return answer({ path: file, pages: total, bytes: 84_231, files: 1 });
    },
    houseGet: () => answer(fake.house),
    houseSave: (draft) => {
      const before = fake.house;
      fake.house = {
        ...fake.house,
        ...draft,
        logos: draft.logos.map((logo) => ({
          document: logo.document ?? fake.next('document'),
          hash: logo.hash,
          description: logo.description,
          picture: '',
        })),
      };
      return answer(
        fake.act('house', ['house_look'], 'house', 1, () => {
          fake.house = before;
        }),
      );
    },
    housePreview: (draft) =>
      answer({
        verdict: { contrast: 8.6, readable: true, nearest: draft.accent },
        pages: [...programmeSheets('Yrityspäivä', []), ...certificateSheets('Yrityspäivä', ['A'])],
      }),
    pictureKeep: (path) => {
      if (!/\.(png|jpe?g|svg)$/i.test(path)) {
        return refuse('invalid', { field: 'picture', value: path, reason: 'unknown_format' });
      }
      const picture =
        'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 40 20%22%3E%3Crect width=%2240%22 height=%2220%22 fill=%22%230b4f6c%22/%3E%3C/svg%3E';
      return answer({ hash: fake.next('hash'), width: 40, height: 20, picture });
    },
    paperStocks: () =>
      answer([
        { code: 'a7', name: 'A7', columns: 2, rows: 4, labelWidthMm: 105, labelHeightMm: 74.25 },
        {
          code: 'avery-l4785',
          name: 'AVERY L4785',
          columns: 2,
          rows: 5,
          labelWidthMm: 80,
          labelHeightMm: 50,
        },
      ]),
    paperCancel: () => {
      fake.cancelled = true;
      return answer(null);
    },
    paperOpen: () => answer(null),
    inboxList: () => answer(fake.inbox),
    inboxImport: (id, event) => {
      const file = fake.inbox.find((each) => each.id === id);
      if (!file) return refuse('not_found', { kind: 'file', id });
      const before = fake.inbox;
      const done = fake.act(
        'import',
        ['inbox', 'registration'],
        null,
        file.counts.new,
        () => {
          fake.inbox = before.map((each) =>
            each.id === id ? { ...each, state: 'undone', reason: null, event } : each,
          );
        },
        'import',
      );
      fake.inbox = before.map((each) =>
        each.id === id
          ? {
              ...each,
              state: 'imported',
              reason: null,
              event,
              eventName: fake.event(event)?.summary.name ?? '',
              action: done.action,
            }
          : each,
      );
      fake.announce(['inbox'], 'inbox');
      return answer({
        file: file.name,
        state: 'imported',
        reason: null,
        event,
        profile: null,
        counts: file.counts,
        problems: file.problems,
        action: done.action,
      });
    },
    search: (text) => {
      const wanted = text.toLowerCase();
      const hits: SearchHit[] = organisations
        .filter((each) => each.name.toLowerCase().includes(wanted))
        .map((each) => ({ ...each, kind: 'organisation', title: each.name, detail: 'Kuopio' }));
      const seen = new Set<string>();
      for (const row of fake.everyone()) {
        if (hits.length >= 50) break;
        const name = `${row.firstName} ${row.lastName}`;
        if (row.person && !seen.has(row.person) && name.toLowerCase().includes(wanted)) {
          seen.add(row.person);
          hits.push({
            id: row.person,
            kind: 'person',
            title: name,
            detail: [row.jobTitle, row.organisationName].filter(Boolean).join(', '),
          });
        }
      }
      return answer(hits);
    },
    recordGet: (kind, id) => {
      if (kind === 'organisation') {
        const found = organisations.find((each) => each.id === id);
        if (!found) return refuse('not_found', { kind, id });
        return answer({
          id,
          kind,
          title: found.name,
          fields: [
            { name: 'business_id', label: 'Y-tunnus', value: '2285733-9' },
            { name: 'town', label: 'Kunta', value: 'Kuopio' },
            { name: 'website', label: 'Verkkosivu', value: 'www.example.fi' },
          ],
        });
      }
      const row = fake.everyone().find((each) => each.person === id);
      if (!row) return refuse('not_found', { kind, id });
      return answer({
        id,
        kind,
        title: `${row.firstName} ${row.lastName}`,
        fields: [
          { name: 'email', label: 'Sähköposti', value: row.email },
          { name: 'phone', label: 'Puhelin', value: row.phone },
          { name: 'job_title', label: 'Tehtävä', value: row.jobTitle },
          { name: 'organisation', label: 'Organisaatio', value: row.organisationName },
        ],
      });
    },
    recordHistory: (_kind, id) => {
      const entries: HistoryEntry[] = [
        {
          change: `${id}-c2`,
          action: 'h2',
          purpose: 'edit',
          actor: 'Maija Meikäläinen',
          at: '2026-09-14T09:12:00Z',
          what: 'set',
          fields: [
            { name: 'phone', label: 'Puhelin', before: '050 439 0172', after: '044 123 4567' },
          ],
          current: true,
        },
        {
          change: `${id}-c1`,
          action: 'h1',
          purpose: 'import',
          actor: 'Kumppani',
          at: '2026-08-03T06:01:00Z',
          what: 'set',
          fields: [
            { name: 'email', label: 'Sähköposti', before: '', after: 'aino@example.fi' },
            { name: 'phone', label: 'Puhelin', before: '', after: '050 439 0172' },
          ],
          current: false,
        },
      ];
      return answer(entries);
    },
    actionUndo: (action) => {
      const done = fake.done.find((each) => each.action === action);
      if (!done) {
        const file = fake.inbox.find((each) => each.action === action);
        if (!file) return refuse('undo_refused', { reason: 'unknown' });
        fake.inbox = fake.inbox.map((each) =>
          each === file ? { ...each, state: 'undone', action: null } : each,
        );
        fake.announce(['inbox', 'registration']);
        return answer({ action: null, id: null, kept: 2 });
      }
      const topics = done.revert();
      fake.announce(topics);
      return answer(fake.act('undo', topics, null, done.records, () => undefined, 'undo'));
    },
    actionRecent: () =>
      answer(fake.done.slice(0, 50).map(({ revert: _, what: __, ...row }) => row)),
    windowReady: () => answer(null),
  };
}
