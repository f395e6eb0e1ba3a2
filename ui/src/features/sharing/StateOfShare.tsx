import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { cx } from '../../components/cx';
import { Icon } from '../../components/Icon';
import { ProgressBar } from '../../components/ProgressBar';
import { formatRecent } from '../../i18n/format';
import { type Text, useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import type { SharingView, SyncProgress } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import { syncNow } from '../../ipc/sharing';
import { phaseText, signOf } from './badge';
import { Rejoin } from './Rejoin';
import styles from './SharingScreen.module.css';

/** How things stand, what follows for the person who reads it, and the way to send and fetch now. */
export function StateOfShare({ sharing }: { readonly sharing: SharingView }) {
  const text = useText();
  const say = useSay();
  const navigate = useNavigate();
  const [own, setOwn] = useState<SyncProgress>();
  const [rejoining, setRejoining] = useState(false);
  const { badge } = sharing;
  const sync = async () => {
    setOwn({ phase: 'looking', done: 0, total: 0 });
    try {
      const { cancelled, receivedChanges, waiting } = await syncNow(setOwn);
      say({
        tone: 'ok',
        text: cancelled
          ? text('sharing.cancelled')
          : text('sharing.synced', { received: receivedChanges, waiting }),
      });
    } catch (thrown) {
      const error = asIpcError(thrown);
      if (error.code === 'no_keys') setRejoining(true);
      else say({ tone: 'bad', text: errorText(text, error) });
    }
    setOwn(undefined);
  };
  const working = own ?? (badge.state === 'working' ? badge : undefined);
  const [sentence, next] = sentences(text, sharing, new Date());
  return (
    <section className={cx(styles.card, styles[badge.state])}>
      <div className={styles.state}>
        <span className={styles.sign}>
          <Icon name={signOf(badge.state, sharing.findings)} />
        </span>
        <div className={styles.sentences}>
          <h2 className={styles.sentence}>{sentence}</h2>
          <p className={styles.soft}>{next}</p>
        </div>
      </div>
      <div className={styles.deeds}>
        {badge.state === 'needs_you' && sharing.findings > 0 && (
          <Button look="primary" icon="decide" onPress={() => void navigate({ to: '/findings' })}>
            {text('sharing.toFindings')}
          </Button>
        )}
        {working ? (
          <>
            <div className={styles.progress}>
              <ProgressBar
                label={phaseText(text, working.phase)}
                done={working.done}
                total={working.total}
              />
            </div>
            <Button onPress={() => void ask((on) => on.sharingCancel())}>
              {text('sharing.cancel')}
            </Button>
          </>
        ) : (
          <Button icon="again" onPress={() => void sync()}>
            {text('sharing.syncNow')}
          </Button>
        )}
      </div>
      {rejoining && <Rejoin share={sharing.share ?? ''} onClose={() => setRejoining(false)} />}
    </section>
  );
}

/** The state in one sentence, and what to do about it in another. */
function sentences(text: Text, sharing: SharingView, now: Date): readonly [string, string] {
  const { badge, waitingChanges, lastCycle, problems, findings } = sharing;
  const when = (instant: string) => formatRecent(text.language, instant, now);
  const last = lastCycle
    ? text('sharing.lastCycle', { when: when(lastCycle) })
    : text('sharing.noCycleYet');
  switch (badge.state) {
    case 'not_shared':
      return [text('sync.notShared'), text('sync.notSharedMore')];
    case 'up_to_date':
      return [text('sharing.upToDate'), last];
    case 'waiting':
      return [
        text('sharing.waiting', { count: badge.changes }),
        text('sharing.waitingNext', { last }),
      ];
    case 'working':
      return [text('sharing.working'), text('sharing.workingNext')];
    case 'unreachable':
      return [
        text('sharing.unreachable', { when: when(badge.since) }),
        waitingChanges > 0
          ? text('sharing.unreachableNext', { count: waitingChanges })
          : text('sharing.unreachableNothing'),
      ];
    case 'needs_you':
      return findings > 0
        ? [text('sharing.toDecide', { count: findings }), text('sharing.toDecideNext')]
        : [text('sharing.problems', { count: problems.length }), text('sharing.problemsNext')];
  }
}
