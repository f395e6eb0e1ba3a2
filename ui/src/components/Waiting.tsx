import styles from './Waiting.module.css';

/** Grey lines where something is about to be, with `label` for those who do not see them. */
export function Waiting({ label, lines = 4 }: { readonly label: string; readonly lines?: number }) {
  return (
    <div className={styles.waiting} role="status">
      <span className={styles.label}>{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <span key={line} className={styles.line} aria-hidden="true" />
      ))}
    </div>
  );
}
