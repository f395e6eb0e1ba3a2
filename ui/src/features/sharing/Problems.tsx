import { useState } from 'react';
import { useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import type { SyncProblemView } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import styles from './SharingScreen.module.css';

/** What is wrong that the program mends by itself, or that asks nothing of anybody. */
const MILD: ReadonlySet<string> = new Set([
  'clone',
  'failed',
  'foreign',
  'gap',
  'incomplete',
  'unknown_key',
  'unreachable',
]);

/** What is not in order on the share, each by the name of its file and with what to do. */
export function Problems({ problems }: { readonly problems: readonly SyncProblemView[] }) {
  const text = useText();
  if (problems.length === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>{text('problems.title')}</h2>
      <ul className={styles.problems}>
        {problems.map((problem) => (
          <li key={`${problem.code} ${Object.values(problem.details).join(' ')}`}>
            <Problem problem={problem} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Problem({ problem }: { readonly problem: SyncProblemView }) {
  const text = useText();
  const { code, details } = problem;
  const values = {
    ...details,
    workstation: details.workstation || text('problems.someWorkstation'),
  };
  const isRolledBack = code === 'rollback';
  return (
    <Notice
      tone={MILD.has(code) ? 'info' : 'warn'}
      title={text.code('problems', code, text('problems.other'), values)}
      actions={isRolledBack && <Republish />}
    >
      <p>{text.code('problems.next', code, text('problems.next.other'), values)}</p>
      {details.path && <p className={styles.file}>{details.path}</p>}
    </Notice>
  );
}

function Republish() {
  const text = useText();
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const republish = async () => {
    setBusy(true);
    try {
      const { files } = await ask((on) => on.sharingRepublish());
      say({ tone: 'ok', text: text('problems.republished', { count: files }) });
    } catch (thrown) {
      say({ tone: 'bad', text: errorText(text, asIpcError(thrown)) });
    }
    setBusy(false);
  };
  return (
    <Button icon="send" isDisabled={busy} onPress={() => void republish()}>
      {text('problems.republish')}
    </Button>
  );
}
