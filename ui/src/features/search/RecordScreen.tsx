import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useAct } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { Screen } from '../../components/Screen';
import { Waiting } from '../../components/Waiting';
import { formatInstant } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import type { HistoryEntry } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import { historyQuery, recordQuery } from '../../ipc/queries';
import { recordPaper } from '../paper';
import styles from './RecordScreen.module.css';

/** One record of the register: what is known, and how it came to be known. */
export function RecordScreen({ kind, id }: { readonly kind: string; readonly id: string }) {
  const text = useText();
  const navigate = useNavigate();
  const record = useQuery(recordQuery(kind, id, text.language));
  const history = useQuery(historyQuery(kind, id, text.language));
  const what = text.code('kind', kind, text('kind.other'));
  if (record.isPending) return <Waiting label={text('app.loading')} />;
  const title = record.data?.title ?? what;
  const paper = record.data && recordPaper(kind);
  return (
    <Screen
      title={title}
      documentTitle={text('app.title', { screen: title })}
      lead={what}
      actions={
        <>
          {record.data?.editable && (
            <Button
              icon="pen"
              onPress={() => void navigate({ to: '/record/$kind/$id/edit', params: { kind, id } })}
            >
              {text('record.edit')}
            </Button>
          )}
          {paper && (
            <Button
              icon="paper"
              onPress={() => void navigate({ to: '/record/$kind/$id/paper', params: { kind, id } })}
            >
              {text(`sheet.${paper}`)}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.record}>
        {record.isError && (
          <Notice tone="bad" announced>
            <p>{errorText(text, asIpcError(record.error))}</p>
          </Notice>
        )}
        {record.data && (
          <section className={styles.card}>
            <h2 className={styles.heading}>{text('record.fields')}</h2>
            <dl className={styles.fields}>
              {record.data.fields.map((field) => (
                <div key={field.name} className={styles.field}>
                  <dt>{field.label}</dt>
                  <dd>{field.value}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        {history.data && (
          <section className={styles.card}>
            <h2 className={styles.heading}>{text('record.history')}</h2>
            <ol className={styles.entries}>
              {history.data.map((entry) => (
                <Entry key={entry.change} entry={entry} />
              ))}
            </ol>
          </section>
        )}
      </div>
    </Screen>
  );
}

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const text = useText();
  const act = useAct();
  const said =
    entry.what === 'delete'
      ? text('record.deleted')
      : text.code('purpose', entry.purpose, text('purpose.other'));
  return (
    <li className={styles.entry}>
      <div>
        <p className={styles.when}>
          <strong>{said}</strong> · {formatInstant(text.language, entry.at)}
          {entry.actor && ` · ${entry.actor}`}
        </p>
        <ul>
          {entry.fields.map((field) => (
            <li key={field.name}>
              {field.label}: {field.before && <del>{field.before}</del>}{' '}
              {field.after ? <ins>{field.after}</ins> : <em>{text('record.empty')}</em>}
            </li>
          ))}
        </ul>
      </div>
      {entry.current && (
        <Button
          size="s"
          icon="undo"
          onPress={() =>
            act.mutate({ does: (on) => on.actionUndo(entry.action), said: text('done.undone') })
          }
        >
          {text('app.undo')}
        </Button>
      )}
    </li>
  );
}
