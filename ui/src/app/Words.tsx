import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '../components/Button';
import { Notice } from '../components/Notice';
import { useText } from '../i18n/useText';
import { SayContext, useAct, type Word } from './done';
import styles from './Words.module.css';

/** How long a word stays that needs no answer, in milliseconds. */
const STAYS = 10_000;

/** The region at the foot of the window that says what was done, with a way back. */
export function Words({ children }: { readonly children: ReactNode }) {
  const [word, setWord] = useState<(Word & { readonly at: number }) | null>(null);
  const [done, setDone] = useState<readonly string[]>([]);
  const count = useRef(0);
  const say = useCallback((next: Word) => {
    const { action, undoes } = next;
    count.current += 1;
    setWord({ ...next, at: count.current });
    if (undoes) setDone((before) => before.filter((one) => one !== undoes));
    else if (action) setDone((before) => [...before, action]);
  }, []);
  const shut = useCallback(() => setWord(null), []);
  useEffect(() => {
    if (word?.tone !== 'ok') return;
    const timer = setTimeout(shut, STAYS);
    return () => clearTimeout(timer);
  }, [word, shut]);
  return (
    <SayContext value={say}>
      {children}
      <Region word={word} last={done.at(-1)} shut={shut} />
    </SayContext>
  );
}

interface RegionProps {
  readonly word: Word | null;
  /** The last action of this window that still stands; Ctrl+Z takes it back. */
  readonly last: string | undefined;
  readonly shut: () => void;
}

function Region({ word, last, shut }: RegionProps) {
  const text = useText();
  const { mutate, isPending } = useAct();
  const action = word?.action;
  const undo = useCallback(
    (undoes: string) =>
      mutate({ does: (on) => on.actionUndo(undoes), said: text('done.undone'), undoes }),
    [mutate, text],
  );
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea');
      if (typing || isPending || !last || !(event.ctrlKey || event.metaKey)) return;
      if (event.key === 'z') undo(last);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [undo, last, isPending]);
  return (
    <section className={styles.region} aria-label={text('done.region')} aria-live="polite">
      {word && (
        <Notice
          tone={word.tone}
          actions={
            <>
              {action && (
                <Button size="s" icon="undo" onPress={() => undo(action)}>
                  {text('app.undo')}
                </Button>
              )}
              <Button
                size="s"
                look="quiet"
                icon="close"
                aria-label={text('app.close')}
                onPress={shut}
              />
            </>
          }
        >
          <p>{word.text}</p>
        </Notice>
      )}
    </section>
  );
}
