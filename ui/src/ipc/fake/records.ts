import type { HistoryEntry, SearchHit } from '../bindings';
import { answers, type Part } from './answers';
import { formOf, refusedOf, viewOf } from './forms';
import { organisations } from './people';
import type { FakeWorkspace } from './workspace';

/** The commands of the register and of what was done to it. */
export function recordCommands(
  fake: FakeWorkspace,
): Part<
  | 'search'
  | 'recordGet'
  | 'recordForm'
  | 'recordSave'
  | 'recordHistory'
  | 'actionUndo'
  | 'actionRecent'
> {
  const { answer, refuse } = answers(fake);
  return {
    search: (text) => {
      const wanted = text.toLowerCase();
      const hits: SearchHit[] = organisations
        .filter((each) => each.name.toLowerCase().includes(wanted))
        .map((each) => ({ ...each, kind: 'organisation', title: each.name, detail: 'Kuopio' }));
      for (const [key, values] of fake.records) {
        const told = `${values.name} ${values.code}`.toLowerCase();
        const [kind = '', id = ''] = key.split(' ');
        if (kind === 'project' && told.includes(wanted)) {
          hits.push({ id, kind, title: values.name ?? '', detail: values.code ?? '' });
        }
      }
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
    recordForm: (kind, id, language) => {
      const values = id === null ? {} : fake.records.get(`${kind} ${id}`);
      if (!values) return refuse('not_found', { kind, id: id ?? '' });
      const form = formOf(kind, id, values, language);
      return form ? answer(form) : refuse('refused', { reason: 'not_editable' });
    },
    recordSave: ({ kind = '', id: given = null, fields = [] }) => {
      const id = given ?? fake.next(kind);
      const key = `${kind} ${id}`;
      const before = fake.records.get(key);
      const written = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
      const refused = refusedOf(kind, { ...before, ...written });
      if (refused) return refuse('invalid', refused);
      fake.records.set(key, { ...before, ...written });
      return answer(
        fake.act(kind, [kind], id, 1, () => {
          if (before) fake.records.set(key, before);
          else fake.records.delete(key);
        }),
      );
    },
    recordGet: (kind, id, language) => {
      const values = fake.records.get(`${kind} ${id}`);
      const form = values && formOf(kind, id, values, language);
      if (form && kind === 'project') return answer(viewOf(form, id));
      if (kind === 'organisation') {
        const found = organisations.find((each) => each.id === id);
        if (!found) return refuse('not_found', { kind, id });
        return answer({
          id,
          kind,
          title: found.name,
          editable: true,
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
        editable: false,
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
          workstation: 'Maija, Kuopio',
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
          workstation: '',
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
  };
}
