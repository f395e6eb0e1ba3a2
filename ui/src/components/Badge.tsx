import styles from './Badge.module.css';
import { cx } from './cx';

export type BadgeTone = 'ok' | 'warn' | 'bad' | 'idle' | 'accent';

/** A word with a coloured dot; the word says it all. */
export function Badge({ tone, children }: { readonly tone: BadgeTone; readonly children: string }) {
  return <span className={cx(styles.badge, styles[tone])}>{children}</span>;
}
