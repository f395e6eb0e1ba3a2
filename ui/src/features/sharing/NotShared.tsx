import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Segments } from '../../components/Segments';
import { useText } from '../../i18n/useText';
import { BeginForm } from './BeginForm';
import { JoinForm } from './JoinForm';
import styles from './NotShared.module.css';

const WAYS = ['begin', 'join'] as const;

/** Where nothing is shared yet: what sharing is, and the two ways into it. */
export function NotShared() {
  const text = useText();
  const navigate = useNavigate();
  const [way, setWay] = useState<(typeof WAYS)[number]>('begin');
  return (
    <div className={styles.page}>
      <p className={styles.lead}>{text('notShared.lead')}</p>
      <Segments
        label={text('notShared.way')}
        options={WAYS.map((id) => ({ id, label: text(`notShared.${id}`) }))}
        value={way}
        onChange={setWay}
      />
      <section className={styles.card}>
        {way === 'begin' ? (
          <BeginForm />
        ) : (
          <>
            <p className={styles.lead}>{text('join.leadOpen')}</p>
            <JoinForm onJoined={() => void navigate({ to: '/' })} />
          </>
        )}
      </section>
    </div>
  );
}
