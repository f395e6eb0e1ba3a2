import { listen } from '@tauri-apps/api/event';
import { type CommandError, type DataChanged, commands as generated } from './bindings';
import { erasureCommands } from './contract';
import { asIpcError, IpcError } from './error';

const commands = { ...generated, ...erasureCommands };

/** What the window answers. */
export type Commands = typeof commands;

/** The other side of the door: the commands, and word of what changed. */
export interface Backend {
  readonly commands: Commands;
  /** Calls `heard` at every change; the answer stops it. */
  readonly onDataChanged: (heard: (change: DataChanged) => void) => Promise<() => void>;
}

type Answer<T> = { status: 'ok'; data: T } | { status: 'error'; error: CommandError };

const window: Backend = {
  commands,
  onDataChanged: (heard) => listen<DataChanged>('data-changed', (event) => heard(event.payload)),
};

let current: Backend = window;

/** Puts another backend in the window's place, for tests and for work without the window. */
export function installBackend(backend: Backend): void {
  current = backend;
}

/** The backend that answers now. */
export function backend(): Backend {
  return current;
}

/** Runs one command and gives its answer, or throws an `IpcError`. */
export async function ask<T>(command: (commands: Commands) => Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await command(current.commands);
  } catch (thrown) {
    throw asIpcError(thrown);
  }
  if (answer.status === 'ok') return answer.data;
  throw new IpcError(answer.error);
}
