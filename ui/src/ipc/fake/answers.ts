import type { Commands } from '../backend';
import type { CommandError } from '../bindings';
import type { FakeWorkspace } from './workspace';

/** How a fake command answers: after the time that commands take, or with a refusal. */
export function answers(fake: FakeWorkspace) {
  return {
    answer: <T>(data: T) =>
      new Promise<{ status: 'ok'; data: T }>((resolve) =>
        setTimeout(() => resolve({ status: 'ok', data }), fake.delay),
      ),
    refuse: (code: string, details: CommandError['details'] = {}) =>
      Promise.resolve({ status: 'error' as const, error: { code, details } }),
  };
}

/** Some of the commands of the window. */
export type Part<Name extends keyof Commands> = Pick<Commands, Name>;
