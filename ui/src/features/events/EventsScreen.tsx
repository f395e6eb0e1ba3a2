import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Badge } from '../../components/Badge';
import { Button } from '../../components/Button';
import { CapacityBar } from '../../components/CapacityBar';
import { Empty } from '../../components/Empty';
import { Screen } from '../../components/Screen';
import { Sheet } from '../../components/Sheet';
import { Waiting } from '../../components/Waiting';
import { formatSpan } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import type { EventSummary } from '../../ipc/bindings';
import { eventListQuery } from '../../ipc/queries';
import { EventForm } from './EventForm';
import styles from './EventsScreen.module.css';

/** Every event: coming ones first, the next at the top. */
export function EventsScreen() {
  const text = useText();
  const navigate = useNavigate();
  const events = useQuery(eventListQuery());
  const [adding, setAdding] = useState(false);
  const title = text('events.title');
  const rows = events.data?.rows ?? [];
  const today = new Date().toISOString().slice(0, 10);
  const isPast = (event: EventSummary) => (event.endsAt ?? event.startsAt ?? '9') < today;
  const add = (
    <Button look="primary" icon="add" onPress={() => setAdding(true)}>
      {text('events.new')}
    </Button>
  );
  return (
    <Screen
      title={title}
      documentTitle={text('app.title', { screen: title })}
      actions={rows.length > 0 && add}
    >
      {events.isPending && <Waiting label={text('app.loading')} />}
      {events.data && rows.length === 0 && (
        <Empty icon="calendar" title={text('events.empty')} actions={add}>
          <p>{text('events.emptyLead')}</p>
        </Empty>
      )}
      <EventList title={text('events.coming')} events={rows.filter((event) => !isPast(event))} />
      <EventList title={text('events.past')} events={rows.filter(isPast)} />
      <Sheet
        title={text('events.new')}
        closeLabel={text('app.close')}
        isOpen={adding}
        onClose={() => setAdding(false)}
      >
        <EventForm
          onCancel={() => setAdding(false)}
          onSaved={(id) => {
            setAdding(false);
            void navigate({
              to: '/events/$event',
              params: { event: id },
              search: { tab: undefined },
            });
          }}
        />
      </Sheet>
    </Screen>
  );
}

function EventList({
  title,
  events,
}: {
  readonly title: string;
  readonly events: readonly EventSummary[];
}) {
  if (events.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{title}</h2>
      <ul className={styles.list}>
        {events.map((event) => (
          <EventCard key={event.id} event={event} />
        ))}
      </ul>
    </section>
  );
}

function EventCard({ event }: { readonly event: EventSummary }) {
  const text = useText();
  const { confirmed, waiting, cancelled, new: fresh } = event.registrations;
  const coming = confirmed + fresh;
  const when = formatSpan(text.language, event.startsAt, event.endsAt) ?? text('events.undated');
  return (
    <li className={styles.card}>
      <div className={styles.what}>
        <Link
          to="/events/$event"
          params={{ event: event.id }}
          search={{ tab: undefined }}
          className={styles.name}
        >
          {event.name}
        </Link>
        <p className={styles.meta}>{[when, event.venue, event.code].filter(Boolean).join(' · ')}</p>
      </div>
      <div className={styles.tags}>
        {event.eventType && (
          <Badge tone="accent">{text.code('eventType', event.eventType, event.eventType)}</Badge>
        )}
        {event.state && (
          <Badge tone="idle">{text.code('eventState', event.state, event.state)}</Badge>
        )}
      </div>
      <div className={styles.numbers}>
        {event.capacity === null ? (
          <p>{text('events.confirmed', { count: coming })}</p>
        ) : (
          <CapacityBar
            taken={coming}
            places={event.capacity}
            label={text('events.capacity', { taken: coming, places: event.capacity })}
          />
        )}
        <p className={styles.meta}>
          {[
            waiting > 0 && text('events.waiting', { count: waiting }),
            cancelled > 0 && text('events.cancelled', { count: cancelled }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
    </li>
  );
}
