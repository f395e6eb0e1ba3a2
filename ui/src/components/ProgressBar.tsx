import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components';
import styles from './ProgressBar.module.css';

interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

/** How far long work has come. */
export function ProgressBar({ label, done, total }: ProgressBarProps) {
  return (
    <AriaProgressBar
      className={styles.progress ?? ''}
      value={done}
      maxValue={Math.max(total, 1)}
      isIndeterminate={total === 0}
    >
      {({ percentage, valueText }) => (
        <>
          <div className={styles.words}>
            <Label>{label}</Label>
            <span>{valueText}</span>
          </div>
          <svg
            className={styles.bar}
            viewBox="0 0 100 4"
            preserveAspectRatio="none"
            aria-hidden="true"
          >
            <rect className={styles.track} width="100" height="4" />
            <rect className={styles.done} width={percentage ?? 15} height="4" />
          </svg>
        </>
      )}
    </AriaProgressBar>
  );
}
