import type { ReactNode } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './Icon';
import styles from './Notice.module.css';

type Tone = 'info' | 'ok' | 'warn' | 'bad';

const ICONS: Record<Tone, IconName> = { info: 'info', ok: 'check', warn: 'alert', bad: 'error' };

interface NoticeProps {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
  /** Buttons, at the end. */
  readonly actions?: ReactNode;
  /** Whether it is read out when it appears. */
  readonly announced?: boolean;
}

/** A few words that a person should not miss, where they belong. */
export function Notice({ tone, title, children, actions, announced }: NoticeProps) {
  const role = announced ? (tone === 'bad' ? 'alert' : 'status') : undefined;
  return (
    <div className={cx(styles.notice, styles[tone])} role={role}>
      <span className={styles.icon}>
        <Icon name={ICONS[tone]} />
      </span>
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
