import { useMutation } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { useText } from '../i18n/useText';
import { ask, type Commands } from '../ipc/backend';
import type { ActionDone } from '../ipc/bindings';
import { asIpcError, type IpcError } from '../ipc/error';
import { errorText } from './errorText';

/** Something to say after the fact: what was done, or what went wrong. */
export interface Word {
  readonly tone: 'ok' | 'bad';
  readonly text: string;
  /** The action, where it can be taken back. */
  readonly action?: string | null;
  /** The action that was taken back by this, if that is what was done. */
  readonly undoes?: string | undefined;
}

/** Says a word in the region at the foot of the window. */
export const SayContext = createContext<(word: Word) => void>(() => undefined);

export function useSay(): (word: Word) => void {
  return useContext(SayContext);
}

type Answered = Promise<
  | { status: 'ok'; data: ActionDone }
  | { status: 'error'; error: { code: string; details: Record<string, string> } }
>;

interface Wish {
  readonly does: (on: Commands) => Answered;
  /** What is said when it is done. */
  readonly said: string;
  /** The action that this takes back, if that is what it does. */
  readonly undoes?: string;
  readonly onDone?: (done: ActionDone) => void;
  /** Takes an error that belongs beside a field; answers whether it did. */
  readonly failed?: (error: IpcError) => boolean;
}

/**
 * Does something that changes the workspace, and says so with a way back. What the screens show of
 * it follows by itself, from the word that the program sends of every change.
 */
export function useAct() {
  const say = useSay();
  const text = useText();
  return useMutation({
    networkMode: 'always',
    mutationFn: (wish: Wish) => ask<ActionDone>((on) => wish.does(on)),
    onSuccess: (done, wish) => {
      say({
        tone: 'ok',
        text: done.action ? wish.said : text('done.nothing'),
        action: done.action,
        undoes: wish.undoes,
      });
      wish.onDone?.(done);
    },
    onError: (thrown, wish) => {
      const error = asIpcError(thrown);
      if (!wish.failed?.(error)) say({ tone: 'bad', text: errorText(text, error) });
    },
  });
}
