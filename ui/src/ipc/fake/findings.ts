import { answers, type Part } from './answers';
import type { FakeWorkspace } from './workspace';

/** The commands of what is to be decided, and of an erasure. */
export function findingCommands(
  fake: FakeWorkspace,
): Part<'findingList' | 'findingDecide' | 'personErasurePreview' | 'personErase'> {
  const { answer, refuse } = answers(fake);
  const put = (findings: typeof fake.findings) => {
    fake.findings = findings;
    fake.sharing = {
      ...fake.sharing,
      findings: findings.length,
      badge:
        findings.length > 0
          ? { state: 'needs_you', findings: findings.length }
          : { state: 'up_to_date' },
    };
  };
  return {
    findingList: () => answer(fake.findings),
    findingDecide: (id, choice) => {
      const before = fake.findings;
      if (!before.some((each) => each.id === id)) return refuse('not_found', { id });
      put(before.filter((each) => each.id !== id));
      fake.decided.push(`${id} ${choice}`);
      return answer(
        fake.act('decision', ['organisation', 'sharing'], id, 1, () => put(before), 'decision'),
      );
    },
    personErasurePreview: (id) => {
      const row = fake.everyone().find((each) => each.person === id);
      if (!row) return refuse('not_found', { kind: 'person', id });
      const registrations = fake.everyone().filter((each) => each.person === id).length;
      return answer({
        name: `${row.firstName} ${row.lastName}`,
        records: [
          { kind: 'person', label: 'Henkilö', count: 1 },
          { kind: 'registration', label: 'Ilmoittautuminen', count: registrations },
          { kind: 'attendance', label: 'Läsnäolo', count: 1 },
        ],
        mentions: [
          {
            kind: 'interaction',
            id: 'i1',
            title: 'Tapaaminen Outokummussa 3.6.2026',
            field: 'Muistiinpano',
          },
        ],
        workstations: ['Tero, Joensuu', 'Åsa, Varkaus'],
        files: ['ilmoittautumiset-kevät.csv'],
        outOfReach: ['paper', 'exports', 'originals', 'backups'],
      });
    },
    personErase: (id, confirm) => {
      const rows = fake.everyone().filter((each) => each.person === id);
      const [row] = rows;
      if (!row) return refuse('not_found', { kind: 'person', id });
      const name = `${row.firstName} ${row.lastName}`;
      if (confirm !== name) return refuse('name_differs');
      for (const [event, all] of fake.registrations) {
        fake.registrations.set(
          event,
          all.filter((each) => each.person !== id),
        );
      }
      fake.announce(['person', 'registration', 'sharing']);
      return answer({
        name,
        at: fake.today.toISOString(),
        actor: fake.view?.user ?? '',
        records: [
          { kind: 'person', label: 'Henkilö', count: 1 },
          { kind: 'registration', label: 'Ilmoittautuminen', count: rows.length },
          { kind: 'attendance', label: 'Läsnäolo', count: 1 },
        ],
        mentions: 1,
        segments: 12,
        keyRotated: true,
        waitingFor: ['Åsa, Varkaus'],
        files: ['ilmoittautumiset-kevät.csv'],
        outOfReach: ['paper', 'exports', 'originals', 'backups'],
      });
    },
  };
}
