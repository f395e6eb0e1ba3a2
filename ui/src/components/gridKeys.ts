/** Where the keyboard is in a grid: a row and a column, from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The measures that keys move by. */
export interface Bounds {
  readonly rows: number;
  readonly columns: number;
  /** Rows that PageUp and PageDown move by. */
  readonly page: number;
}

/**
 * Where a key leads in a grid, after the pattern of the WAI-ARIA Authoring Practices for grids;
 * nothing for a key that does not move.
 */
export function move(at: Place, key: string, control: boolean, bounds: Bounds): Place | undefined {
  const last = { row: bounds.rows - 1, column: bounds.columns - 1 };
  const to = (row: number, column: number): Place => ({
    row: Math.max(0, Math.min(row, last.row)),
    column: Math.max(0, Math.min(column, last.column)),
  });
  switch (key) {
    case 'ArrowDown':
      return to(at.row + 1, at.column);
    case 'ArrowUp':
      return to(at.row - 1, at.column);
    case 'ArrowRight':
      return to(at.row, at.column + 1);
    case 'ArrowLeft':
      return to(at.row, at.column - 1);
    case 'PageDown':
      return to(at.row + bounds.page, at.column);
    case 'PageUp':
      return to(at.row - bounds.page, at.column);
    case 'Home':
      return to(control ? 0 : at.row, 0);
    case 'End':
      return to(control ? last.row : at.row, last.column);
    default:
      return undefined;
  }
}
