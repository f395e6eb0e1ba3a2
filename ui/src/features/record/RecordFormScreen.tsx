import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { errorText } from '../../app/errorText';
import { Notice } from '../../components/Notice';
import { Screen } from '../../components/Screen';
import { Waiting } from '../../components/Waiting';
import { useText } from '../../i18n/useText';
import { asIpcError } from '../../ipc/error';
import { recordFormQuery } from '../../ipc/queries';
import { RecordFields } from './RecordFields';
import styles from './RecordFormScreen.module.css';

interface RecordFormScreenProps {
  readonly kind: string;
  /** The record; none for a new one. */
  readonly id: string | null;
  /** The field that takes the focus, where somebody came for it. */
  readonly field?: string | undefined;
}

/** Writes what is known of a record; then one is back where one came from. */
export function RecordFormScreen({ kind, id, field }: RecordFormScreenProps) {
  const text = useText();
  const navigate = useNavigate();
  const { history } = useRouter();
  const form = useQuery(recordFormQuery(kind, id, text.language));
  const title =
    id === null
      ? text.code('record.new', kind, text('record.new.other'))
      : text('record.editing', { title: form.data?.title ?? '' });
  const goes = (to: string) =>
    void navigate({ to: '/record/$kind/$id', params: { kind, id: to }, replace: true });
  const leave = () => {
    if (history.canGoBack()) history.back();
    else if (id === null) void navigate({ to: '/search', search: { q: '' }, replace: true });
    else goes(id);
  };
  if (form.isPending) return <Waiting label={text('app.loading')} />;
  return (
    <Screen
      title={title}
      documentTitle={text('app.title', { screen: title })}
      lead={id !== null && form.data?.kindLabel}
    >
      <div className={styles.form}>
        {form.isError && (
          <Notice tone="bad" announced>
            <p>{errorText(text, asIpcError(form.error))}</p>
          </Notice>
        )}
        {form.data && (
          <RecordFields
            form={form.data}
            field={field}
            onSaved={(saved) => (id === null ? goes(saved) : leave())}
            onCancel={leave}
          />
        )}
      </div>
    </Screen>
  );
}
