import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { Screen } from '../../components/Screen';
import { Waiting } from '../../components/Waiting';
import { useText } from '../../i18n/useText';
import { asIpcError } from '../../ipc/error';
import { recordQuery } from '../../ipc/queries';
import { RecordFindings } from '../findings';
import { RecordHistory } from '../history';
import { recordPaper } from '../paper';
import styles from './RecordScreen.module.css';

/** One record of the register: what is known, and how it came to be known. */
export function RecordScreen({ kind, id }: { readonly kind: string; readonly id: string }) {
  const text = useText();
  const navigate = useNavigate();
  const record = useQuery(recordQuery(kind, id, text.language));
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
          {record.data && kind === 'person' && (
            <Button
              look="danger"
              icon="trash"
              onPress={() => void navigate({ to: '/record/person/$id/erase', params: { id } })}
            >
              {text('erasure.way')}
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
        <RecordFindings kind={kind} id={id} />
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
        <RecordHistory kind={kind} id={id} />
      </div>
    </Screen>
  );
}
