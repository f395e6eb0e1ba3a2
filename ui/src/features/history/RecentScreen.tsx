import { useQuery } from '@tanstack/react-query';
import { useAct } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { Empty } from '../../components/Empty';
import { Notice } from '../../components/Notice';
import { Screen } from '../../components/Screen';
import { Waiting } from '../../components/Waiting';
import { formatRecent } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import type { ActionRow } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import { recentQuery } from '../../ipc/queries';
import styles from './RecentScreen.module.css';

/** What was done lately in this workspace, with the way back from each. */
export function RecentScreen() {
  const text = useText();
  const recent = useQuery(recentQuery);
  const title = text('recent.title');
  return (
    <Screen
      title={title}
      documentTitle={text('app.title', { screen: title })}
      lead={text('recent.lead')}
    >
      {recent.isPending && <Waiting label={text('app.loading')} />}
      {recent.isError && (
        <Notice tone="bad" announced>
          <p>{errorText(text, asIpcError(recent.error))}</p>
        </Notice>
      )}
      {recent.data?.length === 0 && (
        <Empty icon="clock" title={text('recent.none')}>
          <p>{text('recent.noneLead')}</p>
        </Empty>
      )}
      {recent.data && recent.data.length > 0 && (
        <ol className={styles.actions}>
          {recent.data.map((action) => (
            <Action key={action.action} action={action} />
          ))}
        </ol>
      )}
    </Screen>
  );
}

function Action({ action }: { readonly action: ActionRow }) {
  const text = useText();
  const act = useAct();
  const what = text.code('purpose', action.purpose, text('purpose.other'));
  const when = formatRecent(text.language, action.at, new Date());
  return (
    <li className={styles.action}>
      <div className={styles.about}>
        <p>
          <strong>{what}</strong> · {text('recent.records', { count: action.records })}
        </p>
        <p className={styles.who}>
          {action.actor} · {when}
        </p>
      </div>
      <Button
        size="s"
        icon="undo"
        aria-label={text('history.undo', { what, when })}
        isDisabled={act.isPending}
        onPress={() =>
          act.mutate({
            does: (on) => on.actionUndo(action.action),
            said: text('done.undone'),
            undoes: action.action,
          })
        }
      >
        {text('app.undo')}
      </Button>
    </li>
  );
}
