import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useAct } from '../../app/done';
import { Badge, type BadgeTone } from '../../components/Badge';
import { Button } from '../../components/Button';
import { Choice } from '../../components/Choice';
import { type Column, DataGrid } from '../../components/DataGrid';
import { Empty } from '../../components/Empty';
import { TextInput } from '../../components/TextInput';
import { Waiting } from '../../components/Waiting';
import { formatInstant } from '../../i18n/format';
import { type Text, useText } from '../../i18n/useText';
import type { RegistrationRow, RegistrationSort, RegistrationStatus } from '../../ipc/bindings';
import { PAGE, registrationPageQuery } from '../../ipc/queries';
import styles from './RegistrationsTab.module.css';

const STATUSES: readonly RegistrationStatus[] = [
  'new',
  'confirmed',
  'waiting',
  'cancelled',
  'unfinished',
  'no_show',
];

const TONES: Record<RegistrationStatus, BadgeTone> = {
  new: 'accent',
  confirmed: 'ok',
  waiting: 'warn',
  cancelled: 'bad',
  unfinished: 'idle',
  no_show: 'idle',
};

const SORTS: readonly RegistrationSort[] = [
  'name',
  'organisation',
  'email',
  'status',
  'submitted_at',
];

/** Who has registered: to be looked through, filtered, marked. */
export function RegistrationsTab({ event }: { readonly event: string }) {
  const text = useText();
  const [filter, setFilter] = useState('');
  const [status, setStatus] = useState<RegistrationStatus | null>(null);
  const [sort, setSort] = useState<{ id: RegistrationSort; descending: boolean }>({
    id: 'name',
    descending: false,
  });
  const [sight, setSight] = useState({ first: 0, last: 0 });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const words = useDeferredValue(filter);
  const wish = { event, text: words, status, sort: sort.id, descending: sort.descending };
  const pages = [...new Set([Math.floor(sight.first / PAGE), Math.floor(sight.last / PAGE)])];
  const answers = useQueries({ queries: pages.map((page) => registrationPageQuery(wish, page)) });
  // The first page of the wish before stays until the new one is there, and with it the field that
  // is being typed in.
  const head = useQuery({
    ...registrationPageQuery(wish, 0),
    placeholderData: keepPreviousData,
  });
  const loaded = new Map(pages.map((page, index) => [page, answers[index]?.data]));
  loaded.set(0, head.data);
  const total = loaded.get(0)?.total;
  const row = (index: number) => loaded.get(Math.floor(index / PAGE))?.rows[index % PAGE];
  const onSight = useCallback((first: number, last: number) => setSight({ first, last }), []);
  const columns = useMemo(() => columnsOf(text), [text]);
  const isUnfiltered = filter === '' && status === null;
  if (total === undefined) return <Waiting label={text('app.loading')} lines={8} />;
  if (total === 0 && isUnfiltered) {
    return (
      <Empty icon="person" title={text('registrations.empty')}>
        <p>{text('registrations.emptyLead')}</p>
      </Empty>
    );
  }
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.filter}>
          <TextInput label={text('registrations.filter')} value={filter} onChange={setFilter} />
        </div>
        <Choice
          label={text('registrations.status')}
          options={[
            { id: 'any', label: text('status.any') },
            ...STATUSES.map((id) => ({ id, label: text(`status.${id}`) })),
          ]}
          value={status ?? 'any'}
          onChange={(id) => setStatus(STATUSES.find((known) => known === id) ?? null)}
        />
        <p className={styles.count} role="status">
          {total === 0
            ? text('registrations.noMatch')
            : text('registrations.count', { count: total })}
        </p>
      </div>
      {selected.size > 0 && <Marks ids={[...selected]} clear={() => setSelected(new Set())} />}
      <DataGrid
        label={text('registrations.table')}
        columns={columns}
        total={total}
        row={row}
        rowKey={(one) => one.id}
        sort={sort}
        onSort={(id) => {
          const known = SORTS.find((one) => one === id);
          if (known) setSort({ id: known, descending: sort.id === known && !sort.descending });
        }}
        selected={selected}
        onSelect={setSelected}
        selectLabel={(one) => `${one.firstName} ${one.lastName}`}
        onSight={onSight}
      />
    </>
  );
}

/** What can be done with those who are selected. */
function Marks({ ids, clear }: { readonly ids: readonly string[]; readonly clear: () => void }) {
  const text = useText();
  const act = useAct();
  const mark = (present: boolean) =>
    act.mutate({
      does: (on) => on.attendanceSet([...ids], present),
      said: text(present ? 'done.present' : 'done.absent', { count: ids.length }),
      onDone: clear,
    });
  return (
    <div className={styles.marks}>
      <p>{text('registrations.selected', { count: ids.length })}</p>
      <Button size="s" icon="check" onPress={() => mark(true)}>
        {text('registrations.markPresent')}
      </Button>
      <Button size="s" onPress={() => mark(false)}>
        {text('registrations.markAbsent')}
      </Button>
      <Choice
        label={text('registrations.setStatus')}
        labelHidden
        placeholder={text('registrations.setStatus')}
        options={STATUSES.map((id) => ({ id, label: text(`status.${id}`) }))}
        value={null}
        onChange={(status) =>
          act.mutate({
            does: (on) => on.registrationSetStatus([...ids], status),
            said: text('done.status', { count: ids.length }),
            onDone: clear,
          })
        }
      />
    </div>
  );
}

function columnsOf(text: Text): readonly Column<RegistrationRow>[] {
  return [
    {
      id: 'name',
      title: text('registrations.name'),
      width: 'minmax(9rem, 1.4fr)',
      sortable: true,
      cell: (row) => {
        const name = [row.lastName, row.firstName].filter(Boolean).join(' ');
        return row.person ? (
          <Link to="/record/$kind/$id" params={{ kind: 'person', id: row.person }} tabIndex={-1}>
            {name}
          </Link>
        ) : (
          name
        );
      },
    },
    {
      id: 'organisation',
      title: text('registrations.organisation'),
      width: 'minmax(8rem, 1.3fr)',
      sortable: true,
      cell: (row) => row.organisationName,
    },
    {
      id: 'email',
      title: text('registrations.email'),
      width: 'minmax(8rem, 1.5fr)',
      sortable: true,
      cell: (row) => row.email,
    },
    {
      id: 'status',
      title: text('registrations.status'),
      width: '8rem',
      sortable: true,
      cell: (row) => <Badge tone={TONES[row.status]}>{text(`status.${row.status}`)}</Badge>,
    },
    {
      id: 'submitted_at',
      title: text('registrations.submitted'),
      width: 'minmax(7rem, 0.9fr)',
      sortable: true,
      cell: (row) => row.submittedAt && formatInstant(text.language, row.submittedAt),
    },
    {
      id: 'present',
      title: text('registrations.present'),
      width: '6.5rem',
      cell: (row) => row.present && <Badge tone="ok">{text('registrations.presentYes')}</Badge>,
    },
  ];
}
