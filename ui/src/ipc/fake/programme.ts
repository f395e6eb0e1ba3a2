import type { Clash, SessionDraft, SessionRow } from '../bindings';
import { answers, type Part } from './answers';
import { NO_TRANSLATIONS } from './sample';
import type { FakeWorkspace } from './workspace';
import { written } from './written';

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

/** A session as it would be if `draft` of it were saved. */
export function drafted(
  draft: SessionDraft,
  old: SessionRow | undefined,
  fake: FakeWorkspace,
): SessionRow {
  const roomName = draft.roomName ?? old?.roomName ?? '';
  return {
    id: draft.id ?? '',
    title: draft.title ?? old?.title ?? '',
    description: draft.description ?? old?.description ?? '',
    sessionType: draft.sessionType ?? old?.sessionType ?? null,
    startsAt: (draft.startsAt ? written(draft.startsAt) : null) ?? old?.startsAt ?? null,
    endsAt: draft.endsAt ? written(draft.endsAt) : (old?.endsAt ?? null),
    room: fake.rooms.find((room) => room.name === roomName)?.id ?? null,
    roomName,
    track: draft.track ?? old?.track ?? '',
    speakers: draft.speakers ?? old?.speakers ?? [],
    titles: draft.titles ?? old?.titles ?? NO_TRANSLATIONS,
    descriptions: draft.descriptions ?? old?.descriptions ?? NO_TRANSLATIONS,
  };
}

/** The commands of programmes. */
export function programmeCommands(
  fake: FakeWorkspace,
): Part<'programmeGet' | 'sessionSave' | 'sessionDelete'> {
  const { answer, refuse } = answers(fake);
  return {
    programmeGet: (id) => {
      const sessions = (fake.sessions.get(id) ?? []).toSorted((a, b) =>
        (a.startsAt ?? '').localeCompare(b.startsAt ?? ''),
      );
      const people = fake.event(id)?.summary.registrations.confirmed ?? 0;
      return answer({ sessions, rooms: fake.rooms, clashes: clashesOf(sessions, people, fake) });
    },
    sessionSave: (draft) => {
      if (draft.startsAt && !written(draft.startsAt)) {
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
      const session = { ...drafted(draft, old, fake), id };
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
  };
}
