import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useAct } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { Screen } from '../../components/Screen';
import { Waiting } from '../../components/Waiting';
import { formatSpan } from '../../i18n/format';
import { asLanguage } from '../../i18n/language';
import { type MessageId, useText } from '../../i18n/useText';
import type { EventView } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import { eventQuery } from '../../ipc/queries';
import type { EventPaper } from '../paper';
import { EventForm } from './EventForm';
import styles from './EventScreen.module.css';
import { PaperTab } from './PaperTab';
import { ProgrammeTab } from './ProgrammeTab';
import { RegistrationsTab } from './RegistrationsTab';

const TABS = ['registrations', 'programme', 'paper', 'details'] as const;

export type Tab = (typeof TABS)[number];

const LABELS: Record<Tab, MessageId> = {
  registrations: 'event.registrations',
  programme: 'event.programme',
  paper: 'event.paper',
  details: 'event.details',
};

export function isTab(tab: unknown): tab is Tab {
  return TABS.some((known) => known === tab);
}

interface EventScreenProps {
  readonly id: string;
  readonly tab: Tab;
  /** The sheet that the tab of paper shows. */
  readonly sheet: EventPaper;
}

/** One event: who comes, what happens, what is printed. */
export function EventScreen({ id, tab, sheet }: EventScreenProps) {
  const text = useText();
  const event = useQuery(eventQuery(id));
  if (event.isError) {
    return (
      <Screen title={text('events.title')} documentTitle={text('app.name')}>
        <Notice tone="bad" announced>
          <p>{errorText(text, asIpcError(event.error))}</p>
        </Notice>
      </Screen>
    );
  }
  if (!event.data) return <Waiting label={text('app.loading')} />;
  const { summary } = event.data;
  const when =
    formatSpan(text.language, summary.startsAt, summary.endsAt) ?? text('events.undated');
  return (
    <Screen
      title={summary.name}
      documentTitle={text('app.title', { screen: `${text(LABELS[tab])}, ${summary.name}` })}
      lead={[when, summary.venue, summary.code].filter(Boolean).join(' · ')}
      beneath={<Tabs id={id} current={tab} />}
      fills={tab === 'registrations'}
    >
      {tab === 'registrations' && <RegistrationsTab event={id} />}
      {tab === 'programme' && (
        <ProgrammeTab event={id} language={asLanguage(event.data.language) ?? 'fi'} />
      )}
      {tab === 'paper' && <PaperTab event={event.data} sheet={sheet} />}
      {tab === 'details' && <Details event={event.data} />}
    </Screen>
  );
}

function Tabs({ id, current }: { readonly id: string; readonly current: Tab }) {
  const text = useText();
  return (
    <nav className={styles.tabs} aria-label={text('event.tabs')}>
      {TABS.map((tab) => (
        <Link
          key={tab}
          to="/events/$event"
          params={{ event: id }}
          search={{ tab }}
          className={styles.tab}
          activeProps={{}}
          aria-current={tab === current ? 'page' : false}
        >
          {text(LABELS[tab])}
        </Link>
      ))}
    </nav>
  );
}

function Details({ event }: { readonly event: EventView }) {
  const text = useText();
  const act = useAct();
  const navigate = useNavigate();
  const remove = () =>
    act.mutate({
      does: (on) => on.eventDelete(event.summary.id),
      said: text('done.deleted'),
      onDone: () => void navigate({ to: '/' }),
    });
  return (
    <div className={styles.details}>
      {event.funding && (
        <p>
          {text('event.funding')}:{' '}
          <Link to="/record/$kind/$id" params={{ kind: 'project', id: event.funding.project }}>
            {[event.funding.projectCode, event.funding.projectName].filter(Boolean).join(' ')}
          </Link>
        </p>
      )}
      <EventForm event={event} onSaved={() => undefined} />
      <div>
        <Button look="danger" icon="trash" onPress={remove}>
          {text('event.delete')}
        </Button>
      </div>
    </div>
  );
}
