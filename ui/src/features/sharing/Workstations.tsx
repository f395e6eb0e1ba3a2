import { useState } from 'react';
import { useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Badge, type BadgeTone } from '../../components/Badge';
import { Button } from '../../components/Button';
import { Confirm } from '../../components/Confirm';
import { cx } from '../../components/cx';
import { formatNumber, formatRecent } from '../../i18n/format';
import { type Text, useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import type { WorkstationView } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import page from './SharingScreen.module.css';
import styles from './Workstations.module.css';

/** How far a clock may be off before it is worth a word, in seconds. */
const ODD = 120;

const TONES: Record<WorkstationView['state'], BadgeTone> = {
  active: 'ok',
  left: 'idle',
  removed: 'bad',
  superseded: 'idle',
};

/** Every workstation: whether it has what was done here, and whether it has more to send. */
export function Workstations({
  workstations,
}: {
  readonly workstations: readonly WorkstationView[];
}) {
  const text = useText();
  const [leaving, setLeaving] = useState<WorkstationView>();
  const now = new Date();
  return (
    <div>
      <h2 className={page.heading} id="workstations">
        {text('workstations.title')}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className={styles.frame} tabIndex={0} aria-labelledby="workstations">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{text('workstations.name')}</th>
              <th scope="col">{text('workstations.lastSeen')}</th>
              <th scope="col">{text('workstations.hasMine')}</th>
              <th scope="col">{text('workstations.behind')}</th>
              <th scope="col">{text('workstations.clock')}</th>
              <th scope="col">{text('workstations.version')}</th>
              <th scope="col">{text('workstations.state')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {workstations.map((each) => (
              <tr key={each.id} className={cx(each.isThis && styles.own)}>
                <th scope="row">
                  <span className={styles.name}>{each.name}</span>
                  {each.isThis && <span className={styles.this}>{text('workstations.this')}</span>}
                  <span className={styles.machine}>{each.machine}</span>
                </th>
                <td>
                  {each.isThis
                    ? text('workstations.now')
                    : each.lastSeen
                      ? formatRecent(text.language, each.lastSeen, now)
                      : text('workstations.never')}
                </td>
                <td>{each.isThis ? '–' : hasMine(text, each)}</td>
                <td>
                  {each.isThis || each.behindChanges === 0
                    ? '–'
                    : text('workstations.changes', { count: each.behindChanges })}
                </td>
                <td>
                  <Clock workstation={each} />
                </td>
                <td>{each.version}</td>
                <td>
                  <Badge tone={TONES[each.state]}>{text(`workstationState.${each.state}`)}</Badge>
                </td>
                <td>
                  {each.state === 'active' && !each.isThis && (
                    <Button
                      size="s"
                      look="quiet"
                      icon="trash"
                      aria-label={text('workstations.remove', { name: each.name })}
                      onPress={() => setLeaving(each)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {leaving && <Remove workstation={leaving} onClose={() => setLeaving(undefined)} />}
    </div>
  );
}

function hasMine(text: Text, { hasMine: has, waitsForMine }: WorkstationView): string {
  if (has) return text('workstations.hasAll');
  return waitsForMine > 0
    ? text('workstations.lacks', { count: waitsForMine })
    : text('workstations.lacksSome');
}

function Clock({ workstation }: { readonly workstation: WorkstationView }) {
  const text = useText();
  const { skewSeconds, isThis, lastSeen, state } = workstation;
  if (isThis || lastSeen === null || state !== 'active') return '–';
  const skew = skewSeconds ?? 0;
  if (Math.abs(skew) <= ODD) return text('workstations.clockRight');
  const minutes = Math.round(Math.abs(skew) / 60);
  const size =
    minutes < 120
      ? text('workstations.minutes', { count: formatNumber(text.language, minutes) })
      : text('workstations.hours', {
          count: formatNumber(text.language, Math.round(minutes / 60)),
        });
  return (
    <Badge tone={minutes >= 60 ? 'bad' : 'warn'}>
      {text(skew > 0 ? 'workstations.clockAhead' : 'workstations.clockBehind', { size })}
    </Badge>
  );
}

interface RemoveProps {
  readonly workstation: WorkstationView;
  readonly onClose: () => void;
}

function Remove({ workstation, onClose }: RemoveProps) {
  const text = useText();
  const say = useSay();
  const [busy, setBusy] = useState(false);
  const { name } = workstation;
  const remove = async () => {
    setBusy(true);
    try {
      await ask((on) => on.sharingRemoveWorkstation(workstation.id));
      say({ tone: 'ok', text: text('remove.done', { name }) });
      onClose();
    } catch (thrown) {
      say({ tone: 'bad', text: errorText(text, asIpcError(thrown)) });
    }
    setBusy(false);
  };
  return (
    <Confirm
      isOpen
      title={text('remove.title', { name })}
      does={text('remove.does')}
      cancelLabel={text('app.cancel')}
      isPending={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <p>{text('remove.meaning')}</p>
      <p>{text('remove.kept')}</p>
      <p>{text('remove.unsent')}</p>
      <p>{text('remove.passphrase')}</p>
    </Confirm>
  );
}
