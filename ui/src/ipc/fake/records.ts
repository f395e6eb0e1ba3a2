import type { HistoryEntry, SearchHit } from '../bindings';
import { answers, type Part } from './answers';
import { organisations } from './people';
import type { FakeWorkspace } from './workspace';

/** The commands of the register and of what was done to it. */
export function recordCommands(
  fake: FakeWorkspace,
): Part<'search' | 'recordGet' | 'recordHistory' | 'actionUndo' | 'actionRecent'> {
  const { answer, refuse } = answers(fake);
  return {
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
      if (kind === 'project') {
        return answer({
          id,
          kind,
          title: 'Yritysyhteistyön kehittäminen kasvualoilla',
          fields: [
            { name: 'code', label: 'Hankekoodi', value: 'S21447' },
            { name: 'funder', label: 'Rahoittaja', value: 'Etelä-Savon ELY-keskus' },
          ],
        });
      }
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
  };
}
