import type { ReactNode } from 'react';
import styles from './Disclosure.module.css';
import { Icon } from './Icon';

interface DisclosureProps {
  readonly title: string;
  /** What is inside, in a few words. */
  readonly lead?: string;
  readonly children: ReactNode;
}

/** A part of a form that most people leave alone, folded away until it is wanted. */
export function Disclosure({ title, lead, children }: DisclosureProps) {
  return (
    <details className={styles.disclosure}>
      <summary className={styles.summary}>
        <Icon name="chevronRight" />
        <span>
          <span className={styles.title}>{title}</span>
          {lead && <span className={styles.lead}>{lead}</span>}
        </span>
      </summary>
      <div className={styles.inside}>{children}</div>
    </details>
  );
}
