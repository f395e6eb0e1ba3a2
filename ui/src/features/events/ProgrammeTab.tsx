import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Badge } from '../../components/Badge';
import { Button } from '../../components/Button';
import { Empty } from '../../components/Empty';
import { Notice } from '../../components/Notice';
import { Sheet } from '../../components/Sheet';
import { Waiting } from '../../components/Waiting';
import { formatClockRange, formatDay, readLocal } from '../../i18n/format';
import type { Language } from '../../i18n/language';
import { type Text, useText } from '../../i18n/useText';
import type { Clash, Programme, SessionRow } from '../../ipc/bindings';
import { programmeQuery } from '../../ipc/queries';
import styles from './ProgrammeTab.module.css';
import { SessionForm } from './SessionForm';

interface ProgrammeTabProps {
  readonly event: string;
  /** The language that the event is written in. */
  readonly language: Language;
}

/** What happens at an event, by day and time. */
export function ProgrammeTab({ event, language }: ProgrammeTabProps) {
  const text = useText();
  const programme = useQuery(programmeQuery(event));
  const [open, setOpen] = useState<SessionRow | 'new'>();
  if (!programme.data) return <Waiting label={text('app.loading')} />;
  const { sessions } = programme.data;
  const add = (
    <Button look="primary" icon="add" onPress={() => setOpen('new')}>
      {text('programme.add')}
    </Button>
  );
  return (
    <>
      {sessions.length === 0 ? (
        <Empty icon="calendar" title={text('programme.empty')} actions={add}>
          <p>{text('programme.emptyLead')}</p>
        </Empty>
      ) : (
        <div className={styles.programme}>
          <div>{add}</div>
          <Clashes programme={programme.data} />
          {byDay(sessions).map(([day, ofDay]) => (
            <section key={day}>
              <h2 className={styles.day}>{dayTitle(text, day)}</h2>
              <ol className={styles.list}>
                {ofDay.map((session) => (
                  <Session key={session.id} session={session} onOpen={() => setOpen(session)} />
                ))}
              </ol>
            </section>
          ))}
        </div>
      )}
      <Sheet
        title={text(open === 'new' ? 'session.new' : 'session.edit')}
        closeLabel={text('app.close')}
        isOpen={open !== undefined}
        onClose={() => setOpen(undefined)}
      >
        {open && (
          <SessionForm
            event={event}
            language={language}
            session={open === 'new' ? undefined : open}
            after={sessions.at(-1)}
            close={() => setOpen(undefined)}
          />
        )}
      </Sheet>
    </>
  );
}

function Session({
  session,
  onOpen,
}: {
  readonly session: SessionRow;
  readonly onOpen: () => void;
}) {
  const text = useText();
  const from = readLocal(session.startsAt);
  const to = readLocal(session.endsAt);
  const where = [session.track, session.roomName].filter(Boolean).join(' · ');
  return (
    <li className={styles.session}>
      <p className={styles.time}>{from && formatClockRange(text.language, from, to ?? from)}</p>
      <div className={styles.what}>
        <button
          type="button"
          className={styles.title}
          aria-label={text('programme.edit', { title: session.title })}
          onClick={onOpen}
        >
          {session.title}
        </button>
        {session.speakers.length > 0 && <p>{session.speakers.join(', ')}</p>}
        {where && <p className={styles.where}>{where}</p>}
      </div>
      {session.sessionType && (
        <Badge tone="idle">
          {text.code('sessionType', session.sessionType, session.sessionType)}
        </Badge>
      )}
    </li>
  );
}

function Clashes({ programme }: { readonly programme: Programme }) {
  const text = useText();
  if (programme.clashes.length === 0) return null;
  const titles = new Map(programme.sessions.map((session) => [session.id, session.title]));
  return (
    <Notice tone="warn" title={text('programme.clashes')}>
      <ul>
        {programme.clashes.map((clash) => {
          const words = clashText(text, clash, titles);
          return <li key={words}>{words}</li>;
        })}
      </ul>
    </Notice>
  );
}

function clashText(text: Text, clash: Clash, titles: ReadonlyMap<string, string>): string {
  const title = (id: string) => titles.get(id) ?? '';
  switch (clash.code) {
    case 'room':
      return text('clash.room', {
        room: clash.room,
        first: title(clash.sessions[0]),
        second: title(clash.sessions[1]),
      });
    case 'speaker':
      return text('clash.speaker', {
        speaker: clash.speaker,
        first: title(clash.sessions[0]),
        second: title(clash.sessions[1]),
      });
    case 'too_small':
      return text('clash.tooSmall', {
        first: title(clash.session),
        room: clash.room,
        seats: clash.seats,
        people: clash.people,
      });
    case 'ends_before_start':
      return text('clash.backward', { first: title(clash.session) });
  }
}

function byDay(
  sessions: readonly SessionRow[],
): readonly (readonly [string, readonly SessionRow[]])[] {
  const days = new Map<string, SessionRow[]>();
  for (const session of sessions) {
    const day = session.startsAt?.slice(0, 10) ?? '';
    days.set(day, [...(days.get(day) ?? []), session]);
  }
  return [...days];
}

function dayTitle(text: Text, day: string): string {
  const at = readLocal(day);
  return at ? formatDay(text.language, at) : text('programme.undated');
}
