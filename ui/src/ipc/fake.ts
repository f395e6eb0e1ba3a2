import { mockIPC } from '@tauri-apps/api/mocks';
import type { Backend } from './backend';
import type { DataChanged } from './bindings';
import { fakeCommands } from './fake/commands';
import { type FakeOptions, FakeWorkspace } from './fake/workspace';

/**
 * A backend in memory, for tests and for work on the screens without the window. It never reaches
 * a production bundle: the build refuses it.
 */
export function fakeBackend(options: FakeOptions): Backend & { workspace: FakeWorkspace } {
  // Channels number their callbacks through the window's internals, which only the window has.
  mockIPC(() => null);
  const listeners = new Set<(change: DataChanged) => void>();
  const workspace = new FakeWorkspace(options, (change) => {
    for (const heard of listeners) heard(change);
  });
  return {
    workspace,
    commands: fakeCommands(workspace),
    onDataChanged: (heard) => {
      listeners.add(heard);
      return Promise.resolve(() => listeners.delete(heard));
    },
  };
}
