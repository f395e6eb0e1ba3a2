import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct, useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Badge, type BadgeTone } from '../../components/Badge';
import { Button } from '../../components/Button';
import { Choice } from '../../components/Choice';
import { Empty } from '../../components/Empty';
import { Notice } from '../../components/Notice';
import { Screen } from '../../components/Screen';
import { Waiting } from '../../components/Waiting';
import { formatBytes, formatInstant } from '../../i18n/format';
import { type Text, useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import type { InboxFile, InboxState, RowProblem } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import { eventListQuery, inboxQuery, workspaceQuery } from '../../ipc/queries';
import styles from './InboxScreen.module.css';

const TONES: Record<InboxState, BadgeTone> = {
  waiting: 'idle',
  needs_answer: 'warn',
  imported: 'ok',
  unchanged: 'idle',
  rejected: 'bad',
  undone: 'idle',
};

/** The watched folder: every file and what came of it, without a click. */
export function InboxScreen() {
  const text = useText();
  const navigate = useNavigate();
  const files = useQuery(inboxQuery);
  const workspace = useQuery(workspaceQuery);
  const title = text('inbox.title');
  const folder = workspace.data?.inbox;
  const settings = (
    <Button icon="settings" onPress={() => void navigate({ to: '/settings' })}>
      {text('inbox.settings')}
    </Button>
  );
  return (
    <Screen
      title={title}
      documentTitle={text('app.title', { screen: title })}
      lead={folder && text('inbox.watching', { folder })}
    >
      {folder && workspace.data?.inboxReachable === false && (
        <Notice tone="warn" announced>
          <p>{text('inbox.unreachable', { folder })}</p>
        </Notice>
      )}
      {files.isPending && <Waiting label={text('app.loading')} />}
      {files.data?.length === 0 && !folder && (
        <Empty icon="folder" title={text('inbox.noFolder')} actions={settings}>
          <p>{text('inbox.noFolderLead')}</p>
        </Empty>
      )}
      {files.data?.length === 0 && folder && (
        <Empty icon="inbox" title={text('inbox.empty')}>
          <p>{text('inbox.emptyLead')}</p>
        </Empty>
      )}
      <ul className={styles.list} aria-live="polite" aria-relevant="additions">
        {files.data?.map((file) => (
          <File key={file.id} file={file} />
        ))}
      </ul>
    </Screen>
  );
}

function File({ file }: { readonly file: InboxFile }) {
  const text = useText();
  const act = useAct();
  const { action } = file;
  const about = [formatBytes(text.language, file.size), formatInstant(text.language, file.seenAt)];
  return (
    <li className={styles.file}>
      <div className={styles.head}>
        <h2 className={styles.name}>{file.name}</h2>
        <Badge tone={TONES[file.state]}>{text(`inboxState.${file.state}`)}</Badge>
        {file.event && (
          <Link to="/events/$event" params={{ event: file.event }} search={{ tab: undefined }}>
            {file.eventName}
          </Link>
        )}
        {action && (
          <span className={styles.undo}>
            <Button
              size="s"
              icon="undo"
              onPress={() =>
                act.mutate({
                  does: (on) => on.actionUndo(action),
                  said: text(file.state === 'undone' ? 'done.redone' : 'done.undone'),
                })
              }
            >
              {text(file.state === 'undone' ? 'inbox.redo' : 'inbox.undo')}
            </Button>
          </span>
        )}
      </div>
      <p className={styles.about}>{about.filter(Boolean).join(' · ')}</p>
      <Outcome file={file} />
      {file.state === 'needs_answer' && file.reason === 'event_unknown' && <ForWhich file={file} />}
      {file.problems.length > 0 && (
        <details>
          <summary>{text('inbox.problems', { count: file.problems.length })}</summary>
          <ul className={styles.problems}>
            {file.problems.map((problem) => (
              <li key={`${problem.row} ${problem.code} ${problem.value}`}>
                {problemText(text, problem)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** What came of a file, in one sentence. */
function Outcome({ file }: { readonly file: InboxFile }) {
  const text = useText();
  const { counts } = file;
  if (file.reason) return <p>{problemText(text, { row: 0, code: file.reason, value: '' })}</p>;
  if (file.state !== 'imported' && file.state !== 'unchanged') return null;
  return (
    <p>
      {counts.new > 0 &&
        text('inbox.sentence', {
          rows: counts.new,
          known: counts.peopleKnown,
          fresh: counts.peopleNew,
          unclear: counts.peopleUnclear,
        })}
      {counts.new > 0 && counts.changed + counts.unchanged > 0 && ' · '}
      {counts.changed + counts.unchanged > 0 &&
        text('inbox.changed', { changed: counts.changed, unchanged: counts.unchanged })}
    </p>
  );
}

/** Asks a person which event a file is for. */
function ForWhich({ file }: { readonly file: InboxFile }) {
  const text = useText();
  const say = useSay();
  const events = useQuery(eventListQuery());
  const [event, setEvent] = useState<string | null>(null);
  const take = async () => {
    if (!event) return;
    try {
      const report = await ask((on) => on.inboxImport(file.id, event));
      say({
        tone: 'ok',
        text: text('done.imported', { file: report.file, count: report.counts.new }),
        action: report.action,
      });
    } catch (thrown) {
      say({ tone: 'bad', text: errorText(text, asIpcError(thrown)) });
    }
  };
  return (
    <div className={styles.ask}>
      <Choice
        label={text('inbox.event')}
        options={events.data?.rows.map((row) => ({ id: row.id, label: row.name })) ?? []}
        value={event}
        onChange={setEvent}
        placeholder={text('app.choose')}
      />
      <Button look="primary" isDisabled={!event} onPress={() => void take()}>
        {text('inbox.import')}
      </Button>
    </div>
  );
}

function problemText(text: Text, problem: RowProblem): string {
  const what = text.code('problem', problem.code, text('problem.other'));
  const value = problem.value ? ` (${problem.value})` : '';
  if (problem.row === 0) return `${what.charAt(0).toUpperCase()}${what.slice(1)}${value}`;
  return `${text('inbox.row', { row: problem.row })}: ${what}${value}`;
}
