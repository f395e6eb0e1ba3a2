import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useReducer,
  useState,
} from 'react';

/**
 * Makes a place that keeps what a person set on a screen while the window is open, each under a
 * name, so that it is there again when the person comes back.
 */
export function keeping<T>() {
  const Kept = createContext<Map<string, T>>(new Map());

  function Keeper({ children }: { readonly children: ReactNode }) {
    const [kept] = useState(() => new Map<string, T>());
    return <Kept value={kept}>{children}</Kept>;
  }

  /** What is kept under `key`, and the way to set it; nothing lets it go. */
  function useKept(key: string): readonly [T | undefined, (next: T | undefined) => void] {
    const kept = useContext(Kept);
    const [, redraw] = useReducer((times: number) => times + 1, 0);
    const set = useCallback(
      (next: T | undefined) => {
        if (next === undefined) kept.delete(key);
        else kept.set(key, next);
        redraw();
      },
      [kept, key],
    );
    return [kept.get(key), set];
  }

  return { Keeper, useKept };
}
