import styles from './CapacityBar.module.css';
import { cx } from './cx';

interface CapacityBarProps {
  readonly taken: number;
  readonly places: number;
  /** Says the same in words. */
  readonly label: string;
}

/** How full an event is, as a bar with its words. */
export function CapacityBar({ taken, places, label }: CapacityBarProps) {
  const share = places > 0 ? Math.min(taken / places, 1) : 1;
  return (
    <div className={styles.capacity}>
      <svg
        className={cx(styles.bar, taken >= places && styles.full)}
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <rect className={styles.track} width="100" height="4" />
        <rect className={styles.taken} width={share * 100} height="4" />
      </svg>
      <span className={styles.label}>{label}</span>
    </div>
  );
}
