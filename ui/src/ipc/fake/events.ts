import type { Funding } from '../bindings';
import { answers, type Part } from './answers';
import { NO_TRANSLATIONS } from './sample';
import type { FakeWorkspace } from './workspace';
import { written } from './written';

/** The commands of events. */
export function eventCommands(
  fake: FakeWorkspace,
): Part<'eventList' | 'eventGet' | 'eventSave' | 'eventDelete' | 'projectChoices'> {
  const { answer, refuse } = answers(fake);
  return {
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
    projectChoices: () =>
      answer(
        projects(fake).map(([id, { code, name }]) => ({ name: id, label: `${code} ${name}` })),
      ),
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
        funding:
          fundingOf(fake, draft.projectId) ??
          (draft.projectId === '' ? null : (old?.funding ?? null)),
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
  };
}

type Words = Readonly<Record<string, string>>;

function projects(fake: FakeWorkspace): readonly (readonly [string, Words])[] {
  return [...fake.records].flatMap(([key, values]) => {
    const [kind, id = ''] = key.split(' ');
    return kind === 'project' ? [[id, values] as const] : [];
  });
}

function fundingOf(fake: FakeWorkspace, project: string | null | undefined): Funding | undefined {
  const found = projects(fake).find(([id]) => id === project);
  if (!found) return undefined;
  const [id, { code = '', name = '', funder = '', programme_period: period }] = found;
  return {
    project: id,
    projectCode: code,
    projectName: name,
    programmePeriod: period ?? null,
    financier: funder,
  };
}
