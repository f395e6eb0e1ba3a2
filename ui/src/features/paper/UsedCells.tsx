import { type KeyboardEvent, useRef } from 'react';
import { cx } from '../../components/cx';
import { move } from '../../components/gridKeys';
import { useText } from '../../i18n/useText';
import styles from './UsedCells.module.css';

interface UsedCellsProps {
  readonly columns: number;
  readonly rows: number;
  /** Labels from the first on that are used; the next one is the first that is free. */
  readonly used: number;
  readonly onChange: (used: number) => void;
}

/**
 * A small picture of a label sheet. A press on a label, or the arrow keys, choose the first that
 * is free; all before it are left empty.
 */
export function UsedCells({ columns, rows, used, onChange }: UsedCellsProps) {
  const text = useText();
  const sheet = useRef<HTMLFieldSetElement>(null);
  const free = Math.min(used, columns * rows - 1);
  const choose = (cell: number) => {
    onChange(cell);
    sheet.current?.querySelectorAll('button')[cell]?.focus();
  };
  const pressed = (event: KeyboardEvent) => {
    const at = { row: Math.floor(free / columns), column: free % columns };
    const bounds = { rows, columns, page: rows };
    const to = move(at, event.key, event.ctrlKey || event.metaKey, bounds);
    if (!to) return;
    event.preventDefault();
    choose(to.row * columns + to.column);
  };
  return (
    <fieldset
      ref={sheet}
      className={styles.sheet}
      aria-label={text('labels.grid')}
      style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}
      onKeyDown={pressed}
    >
      {Array.from({ length: columns * rows }, (_, cell) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a label is what stands at its place
          key={cell}
          type="button"
          className={cx(styles.cell, cell < free && styles.used, cell === free && styles.first)}
          aria-label={text('labels.cell', {
            number: cell + 1,
            row: Math.floor(cell / columns) + 1,
            column: (cell % columns) + 1,
          })}
          aria-pressed={cell === free}
          tabIndex={cell === free ? 0 : -1}
          onClick={() => choose(cell)}
        />
      ))}
    </fieldset>
  );
}
