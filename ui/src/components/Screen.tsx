import { type ReactNode, useEffect, useRef } from 'react';
import { cx } from './cx';
import styles from './Screen.module.css';

interface ScreenProps {
  readonly title: string;
  /** What the window's title says, the smallest thing first. */
  readonly documentTitle: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** Things under the title that belong to all of the screen, such as tabs. */
  readonly beneath?: ReactNode;
  /** Whether what is inside scrolls by itself and fills the height. */
  readonly fills?: boolean;
  readonly children: ReactNode;
}

let first = true;

/**
 * A screen with its title. When it comes in the place of another, the title takes the focus, so
 * that a screen reader says where one is and the next Tab goes into the screen; unless a field of
 * the screen asked for it.
 */
export function Screen(props: ScreenProps) {
  const { title, documentTitle, lead, actions, beneath, fills, children } = props;
  const whole = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = documentTitle;
  }, [documentTitle]);
  useEffect(() => {
    const isTaken = whole.current?.contains(document.activeElement);
    if (!first && !isTaken) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  return (
    <div ref={whole} className={cx(styles.screen, fills && styles.fills)}>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {lead && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {beneath}
      <div className={styles.body}>{children}</div>
    </div>
  );
}
