import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { cx } from '../../components/cx';
import { Icon } from '../../components/Icon';
import { useText } from '../../i18n/useText';
import { sharingQuery } from '../../ipc/queries';
import { badgeText, signOf, useAnnounced, useCalm } from './badge';
import styles from './SharingBadge.module.css';

/** Whether one's work is safe with the colleagues, in the frame of the window; it leads to more. */
export function SharingBadge() {
  const text = useText();
  const sharing = useQuery(sharingQuery);
  const badge = useCalm(sharing.data?.badge);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment of the latest word
  const now = useMemo(() => new Date(), [sharing.dataUpdatedAt]);
  const said = useAnnounced(text, sharing.data, now);
  if (!badge) return null;
  const findings = sharing.data?.findings ?? 0;
  const { word, more } = badgeText(text, badge, findings, now);
  const isOfFindings = badge.state === 'needs_you' && findings > 0;
  const portion = badge.state === 'working' && badge.total > 0 ? badge.done / badge.total : 0;
  return (
    <div className={styles.place}>
      <Link
        to={isOfFindings ? '/findings' : '/sharing'}
        className={cx(styles.badge, styles[badge.state])}
      >
        <span className={styles.sign}>
          <Icon name={signOf(badge.state, findings)} />
        </span>
        <span className={styles.words}>
          <span className={styles.word}>{word}</span>
          <span className={styles.more}>{more}</span>
        </span>
        <svg
          className={styles.bar}
          viewBox="0 0 100 2"
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <rect className={styles.done} width={portion * 100} height="2" />
        </svg>
      </Link>
      <p className={styles.said} role="status">
        {said}
      </p>
    </div>
  );
}
