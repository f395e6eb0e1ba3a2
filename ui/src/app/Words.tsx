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
  const count = useRef(0);
  const say = useCallback((next: Word) => {
    count.current += 1;
    setWord({ ...next, at: count.current });
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
      <Region word={word} shut={shut} />
    </SayContext>
  );
}

function Region({ word, shut }: { readonly word: Word | null; readonly shut: () => void }) {
  const text = useText();
  const act = useAct();
  const action = word?.action;
  const { mutate } = act;
  const undo = useCallback(() => {
    if (!action) return;
    mutate({ does: (on) => on.actionUndo(action), said: text('done.undone') });
  }, [action, mutate, text]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea');
      if (!typing && (event.ctrlKey || event.metaKey) && event.key === 'z') undo();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [undo]);
  return (
    <section className={styles.region} aria-label={text('done.region')} aria-live="polite">
      {word && (
        <Notice
          tone={word.tone}
          actions={
            <>
              {action && (
                <Button size="s" icon="undo" onPress={undo}>
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
