import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { remember, remembered } from '../../app/remembered';
import { Badge } from '../../components/Badge';
import { Button } from '../../components/Button';
import { Empty } from '../../components/Empty';
import { Notice } from '../../components/Notice';
import { Segments } from '../../components/Segments';
import { Waiting } from '../../components/Waiting';
import { formatClockRange, formatDay, readLocal } from '../../i18n/format';
import type { Language } from '../../i18n/language';
import { type Text, useText } from '../../i18n/useText';
import type { Clash, Programme, SessionDraft, SessionRow } from '../../ipc/bindings';
import { programmeQuery } from '../../ipc/queries';
import { ProgrammePage } from './ProgrammePage';
import styles from './ProgrammeTab.module.css';
import { SessionForm } from './SessionForm';

interface ProgrammeTabProps {
  readonly event: string;
  /** The language that the event is written in. */
  readonly language: Language;
}

/** What happens at an event, by day and time, with the paper that it makes beside it. */
export function ProgrammeTab({ event, language }: ProgrammeTabProps) {
  const text = useText();
  const programme = useQuery(programmeQuery(event));
  const [open, setOpen] = useState<SessionRow | 'new'>();
  const [draft, setDraft] = useState<SessionDraft>();
  const [view, setView] = useState<'list' | 'page'>('list');
  const [isBeside, setBeside] = useState(() => remembered('page') !== 'hidden');
  const work = useRef<HTMLDivElement>(null);
  const [left, setLeft] = useState<string>();
  useEffect(() => {
    // The form has gone: the keyboard goes back to what opened it.
    if (left === undefined) return;
    const opener = work.current?.querySelector<HTMLElement>(`[data-session="${left}"]`);
    (opener ?? work.current?.querySelector<HTMLElement>('button'))?.focus();
    setLeft(undefined);
  }, [left]);
  if (!programme.data) return <Waiting label={text('app.loading')} />;
  const { sessions } = programme.data;
  const close = () => {
    setLeft(open === 'new' ? '' : (open?.id ?? ''));
    setOpen(undefined);
    setDraft(undefined);
  };
  const show = (beside: boolean) => {
    setBeside(beside);
    remember('page', beside ? 'shown' : 'hidden');
  };
  const add = (
    <Button look="primary" icon="add" onPress={() => setOpen('new')}>
      {text('programme.add')}
    </Button>
  );
  if (sessions.length === 0 && !open) {
    return (
      <Empty icon="calendar" title={text('programme.empty')} actions={add}>
        <p>{text('programme.emptyLead')}</p>
      </Empty>
    );
  }
  return (
    <div className={styles.around}>
      <div className={styles.split} data-view={view} data-beside={isBeside}>
        <div className={styles.views}>
          <Segments
            label={text('programme.view')}
            labelHidden
            options={[
              { id: 'list', label: text('programme.viewList') },
              { id: 'page', label: text('programme.viewPage') },
            ]}
            value={view}
            onChange={setView}
          />
        </div>
        <div ref={work} className={styles.work}>
          <div className={styles.bar}>
            {!open && add}
            {open && (
              <h2 className={styles.heading}>
                {text(open === 'new' ? 'session.new' : 'session.edit')}
              </h2>
            )}
            <span className={styles.toggle}>
              <Button look="quiet" icon="paper" onPress={() => show(!isBeside)}>
                {text(isBeside ? 'programme.hidePage' : 'programme.showPage')}
              </Button>
            </span>
          </div>
          {open ? (
            <div className={styles.card}>
              <SessionForm
                key={open === 'new' ? 'new' : open.id}
                event={event}
                language={language}
                session={open === 'new' ? undefined : open}
                after={sessions.at(-1)}
                close={close}
                onDraft={setDraft}
              />
            </div>
          ) : (
            <div className={styles.programme}>
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
        </div>
        {(isBeside || view === 'page') && (
          <div className={styles.page}>
            <ProgrammePage event={event} language={language} draft={draft} />
          </div>
        )}
      </div>
    </div>
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
          data-session={session.id}
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
