import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { useSay } from '../../app/done';
import { Button } from '../../components/Button';
import form from '../../components/FormRow.module.css';
import { Notice } from '../../components/Notice';
import { formatInstant } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import type { ErasureReport } from '../../ipc/contract';
import { OutOfReach } from './BeforeErasure';
import styles from './Erasure.module.css';

/** What was erased and what is left to do, to be printed or copied: the program keeps no copy. */
export function Report({ report }: { readonly report: ErasureReport }) {
  const text = useText();
  const say = useSay();
  const navigate = useNavigate();
  const words = useRef<HTMLDivElement>(null);
  const { name, at, actor, records, mentions, segments, keyRotated, waitingFor } = report;
  const copy = () =>
    navigator.clipboard.writeText(words.current?.innerText ?? '').then(
      () => say({ tone: 'ok', text: text('erasure.copied') }),
      () => say({ tone: 'bad', text: text('erasure.notCopied') }),
    );
  return (
    <div className={styles.page}>
      <Notice tone="ok" announced>
        <p>{text('erasure.done')}</p>
      </Notice>
      <div ref={words} className={styles.paper}>
        <section className={styles.card}>
          <h2>{text('erasure.reached')}</h2>
          <dl className={styles.facts}>
            <dt>{text('erasure.who')}</dt>
            <dd>{name}</dd>
            <dt>{text('erasure.when')}</dt>
            <dd>{formatInstant(text.language, at)}</dd>
            <dt>{text('erasure.by')}</dt>
            <dd>{actor}</dd>
          </dl>
          <ul className={styles.list}>
            {records.map(({ kind, label, count }) => (
              <li key={kind}>{text('erasure.count', { label, count })}</li>
            ))}
            {mentions > 0 && <li>{text('erasure.mentionsErased', { count: mentions })}</li>}
            {segments > 0 && <li>{text('erasure.segments', { count: segments })}</li>}
            {keyRotated && <li>{text('erasure.keyRotated')}</li>}
          </ul>
          <p>
            {waitingFor.length > 0
              ? text('erasure.waitingFor', { names: waitingFor.join(', ') })
              : text('erasure.confirmed')}
          </p>
        </section>
        <OutOfReach codes={report.outOfReach} files={report.files} />
      </div>
      <p className={styles.soft}>{text('erasure.notKept')}</p>
      <div className={form.actions}>
        <Button look="primary" icon="paper" onPress={() => window.print()}>
          {text('erasure.print')}
        </Button>
        <Button onPress={() => void copy()}>{text('app.copy')}</Button>
        <Button onPress={() => void navigate({ to: '/search', search: { q: '' }, replace: true })}>
          {text('erasure.leave')}
        </Button>
      </div>
    </div>
  );
}
