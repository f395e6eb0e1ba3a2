import type { RegistrationQuery, RegistrationRow } from '../bindings';
import { answers, type Part } from './answers';
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

/** The commands of registrations. */
export function registrationCommands(
  fake: FakeWorkspace,
): Part<'registrationList' | 'registrationSetStatus' | 'attendanceSet'> {
  const { answer } = answers(fake);
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
  };
}
