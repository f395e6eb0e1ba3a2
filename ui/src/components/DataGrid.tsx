import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import { cx } from './cx';
import styles from './DataGrid.module.css';
import { move, type Place } from './gridKeys';
import { Icon } from './Icon';

/** One column of a grid. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** Parts of the width, as CSS grid takes them. */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  readonly sortable?: boolean;
}

interface DataGridProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** How many rows there are, loaded or not. */
  readonly total: number;
  /** The row at a place, once it is loaded. */
  readonly row: (index: number) => Row | undefined;
  readonly rowKey: (row: Row) => string;
  readonly sort: { readonly id: string; readonly descending: boolean };
  readonly onSort: (id: string) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (keys: ReadonlySet<string>) => void;
  readonly selectLabel: (row: Row) => string;
  /** Told which rows are in sight, so that they can be fetched. */
  readonly onSight: (first: number, last: number) => void;
}

/** The height of a row in pixels at the usual size of text; rows are measured where it differs. */
const ROW = 38;

/**
 * A grid of any length: only the rows in sight are there. One cell takes part in the Tab order and
 * the arrow keys move it; Space selects its row, Shift with arrows selects along the way.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, total, row, rowKey, sort, onSort, selected, onSelect, onSight } = props;
  const body = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const focusing = useRef(false);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => body.current,
    estimateSize: () => ROW,
    overscan: 12,
    // The titles stay over the rows, so a row at the foot must clear their height.
    scrollPaddingEnd: ROW,
    // The row of the Tab stop stays when it is scrolled out of sight, or Tab would pass the grid by.
    rangeExtractor: (range) => {
      const sight = defaultRangeExtractor(range);
      const kept = Math.min(at.row, total - 1);
      return sight.includes(kept) || kept < 0 ? sight : [...sight, kept].sort((a, b) => a - b);
    },
  });
  const items = virtual.getVirtualItems();
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;
  useEffect(() => onSight(first, last), [onSight, first, last]);
  const current = { row: Math.min(at.row, Math.max(total - 1, 0)), column: at.column };
  useEffect(() => {
    if (!focusing.current) return;
    const cell = body.current?.querySelector(`[data-place="${current.row}:${current.column}"]`);
    if (cell instanceof HTMLElement) {
      cell.focus({ preventScroll: true });
      cell.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
      focusing.current = false;
    }
  });

  const toggle = useCallback(
    (index: number, add?: boolean) => {
      const there = row(index);
      if (!there) return;
      const next = new Set(selected);
      if (add || !next.has(rowKey(there))) next.add(rowKey(there));
      else next.delete(rowKey(there));
      onSelect(next);
    },
    [row, rowKey, selected, onSelect],
  );

  const pressed = (event: KeyboardEvent) => {
    if (event.key === ' ') {
      event.preventDefault();
      toggle(current.row);
      return;
    }
    if (event.key === 'Enter' && event.target instanceof HTMLElement) {
      // What a cell holds is no Tab stop of its own: Enter in the cell opens it.
      event.target.querySelector<HTMLElement>(':scope > a, :scope > button')?.click();
      return;
    }
    const page = Math.max(1, Math.floor((body.current?.clientHeight ?? ROW) / ROW) - 1);
    const bounds = { rows: total, columns: columns.length + 1, page };
    const next = move(current, event.key, event.ctrlKey || event.metaKey, bounds);
    if (!next) return;
    event.preventDefault();
    if (event.shiftKey && next.row !== current.row) toggle(next.row, true);
    focusing.current = true;
    virtual.scrollToIndex(next.row, { align: 'auto' });
    setAt(next);
  };

  const template = { gridTemplateColumns: `2.5rem ${columns.map((one) => one.width).join(' ')}` };
  const tabIndex = (index: number, column: number) =>
    index === current.row && column === current.column ? 0 : -1;
  return (
    <div
      className={styles.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      onKeyDown={pressed}
    >
      <div ref={body} className={styles.body} role="presentation">
        <div role="rowgroup" className={styles.top}>
          <div role="row" aria-rowindex={1} className={styles.head} style={template} tabIndex={-1}>
            <span role="columnheader" aria-colindex={1} className={styles.title} tabIndex={-1}>
              <Icon name="check" />
              <span className={styles.hidden}>{label}</span>
            </span>
            {columns.map((column, index) => (
              <Title key={column.id} column={column} index={index} sort={sort} onSort={onSort} />
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const there = row(item.index);
            const key = there && rowKey(there);
            const isSelected = key !== undefined && selected.has(key);
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={isSelected}
                className={cx(styles.row, isSelected && styles.selected)}
                style={{ ...template, transform: `translateY(${item.start}px)` }}
                tabIndex={-1}
              >
                <span
                  role="gridcell"
                  aria-colindex={1}
                  data-place={`${item.index}:0`}
                  tabIndex={tabIndex(item.index, 0)}
                  className={styles.cell}
                  aria-label={there && props.selectLabel(there)}
                  onFocus={() => setAt({ row: item.index, column: 0 })}
                  onClick={() => toggle(item.index)}
                  onKeyDown={() => undefined}
                >
                  <span className={styles.box}>{isSelected && <Icon name="check" />}</span>
                </span>
                {columns.map((column, index) => (
                  <span
                    key={column.id}
                    role="gridcell"
                    aria-colindex={index + 2}
                    data-place={`${item.index}:${index + 1}`}
                    tabIndex={tabIndex(item.index, index + 1)}
                    className={styles.cell}
                    onFocus={() => setAt({ row: item.index, column: index + 1 })}
                  >
                    {there ? column.cell(there) : <span className={styles.loading} />}
                  </span>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface TitleProps<Row> {
  readonly column: Column<Row>;
  readonly index: number;
  readonly sort: { readonly id: string; readonly descending: boolean };
  readonly onSort: (id: string) => void;
}

function Title<Row>({ column, index, sort, onSort }: TitleProps<Row>) {
  const isSorted = sort.id === column.id;
  const direction = sort.descending ? 'descending' : 'ascending';
  return (
    <span
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={column.sortable ? (isSorted ? direction : 'none') : undefined}
      className={styles.title}
      tabIndex={-1}
    >
      {column.sortable ? (
        <button type="button" className={styles.sort} onClick={() => onSort(column.id)}>
          {column.title}
          <Icon name={isSorted ? (sort.descending ? 'arrowDown' : 'arrowUp') : 'sort'} />
        </button>
      ) : (
        column.title
      )}
    </span>
  );
}
