import { describe, expect, it } from 'vitest';
import { move } from './gridKeys';

const bounds = { rows: 100, columns: 5, page: 20 };

describe('keys in a grid', () => {
  it.each([
    ['ArrowDown', false, { row: 51, column: 2 }],
    ['ArrowUp', false, { row: 49, column: 2 }],
    ['ArrowRight', false, { row: 50, column: 3 }],
    ['ArrowLeft', false, { row: 50, column: 1 }],
    ['PageDown', false, { row: 70, column: 2 }],
    ['PageUp', false, { row: 30, column: 2 }],
    ['Home', false, { row: 50, column: 0 }],
    ['End', false, { row: 50, column: 4 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 99, column: 4 }],
  ])('%s (control: %s)', (key, control, place) => {
    expect(move({ row: 50, column: 2 }, key, control, bounds)).toEqual(place);
  });

  it('stay inside', () => {
    expect(move({ row: 0, column: 0 }, 'ArrowUp', false, bounds)).toEqual({ row: 0, column: 0 });
    expect(move({ row: 99, column: 4 }, 'PageDown', false, bounds)).toEqual({ row: 99, column: 4 });
  });

  it('leave other keys alone', () => {
    expect(move({ row: 0, column: 0 }, 'a', false, bounds)).toBeUndefined();
  });
});
