import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useAct } from '../../app/done';
import { Button } from '../../components/Button';
import { formatInstant } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import type { FieldChange, HistoryEntry } from '../../ipc/bindings';
import { historyQuery } from '../../ipc/queries';
import styles from './RecordHistory.module.css';

interface RecordHistoryProps {
  readonly kind: string;
  readonly id: string;
}

/** What was done to a record, newest first: who, when, where, what it was and what it became. */
export function RecordHistory({ kind, id }: RecordHistoryProps) {
  const text = useText();
  const history = useQuery(historyQuery(kind, id, text.language));
  if (!history.data) return null;
  return (
    <section className={styles.card}>
      <div className={styles.head}>
        <h2 className={styles.heading}>{text('record.history')}</h2>
        <Link to="/recent">{text('recent.way')}</Link>
      </div>
      {history.data.length === 0 && <p>{text('history.none')}</p>}
      <ol className={styles.entries}>
        {history.data.map((entry) => (
          <Entry key={entry.change} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const text = useText();
  const act = useAct();
  const { actor, at, workstation, fields, action } = entry;
  const said =
    entry.what === 'delete'
      ? text('record.deleted')
      : text.code('purpose', entry.purpose, text('purpose.other'));
  const when = formatInstant(text.language, at);
  return (
    <li className={styles.entry}>
      <div className={styles.about}>
        <p className={styles.when}>
          <strong>{said}</strong> · {when}
        </p>
        <p className={styles.who}>{[actor, workstation].filter(Boolean).join(' · ')}</p>
        {fields.length > 0 && (
          <dl className={styles.fields}>
            {fields.map((field) => (
              <Written key={field.name} field={field} />
            ))}
          </dl>
        )}
      </div>
      {entry.current && (
        <Button
          size="s"
          icon="undo"
          aria-label={text('history.undo', { what: said, when })}
          isDisabled={act.isPending}
          onPress={() =>
            act.mutate({
              does: (on) => on.actionUndo(action),
              said: text('done.undone'),
              undoes: action,
            })
          }
        >
          {text('app.undo')}
        </Button>
      )}
    </li>
  );
}

/** A field, what stood in it and what was written over it. */
function Written({ field }: { readonly field: FieldChange }) {
  const text = useText();
  const { label, before, after } = field;
  return (
    <div className={styles.field}>
      <dt>{label}</dt>
      <dd>
        {before && (
          <>
            <del>
              <span className={styles.said}>{text('history.before')} </span>
              {before}
            </del>{' '}
            <span aria-hidden="true">→</span>{' '}
          </>
        )}
        {after ? (
          <ins>
            {before && <span className={styles.said}>{text('history.after')} </span>}
            {after}
          </ins>
        ) : (
          <em>{text('record.empty')}</em>
        )}
      </dd>
    </div>
  );
}
