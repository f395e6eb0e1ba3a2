import { invoke } from '@tauri-apps/api/core';
import type { CommandError } from './bindings';

export type ErasedKind = { kind: string; label: string; count: number };

export type ErasurePreview = {
  name: string;
  records: ErasedKind[];
  mentions: { kind: string; id: string; title: string; field: string }[];
  workstations: string[];
  files: string[];
  outOfReach: string[];
};

export type ErasureReport = {
  name: string;
  at: string;
  actor: string;
  records: ErasedKind[];
  mentions: number;
  segments: number;
  keyRotated: boolean;
  waitingFor: string[];
  files: string[];
  outOfReach: string[];
};

type Answer<T> = Promise<{ status: 'ok'; data: T } | { status: 'error'; error: CommandError }>;

async function answered<T>(command: string, given: Record<string, unknown> = {}): Answer<T> {
  try {
    return { status: 'ok', data: await invoke<T>(command, given) };
  } catch (thrown) {
    if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'details' in thrown) {
      const { code, details } = thrown;
      const said = Object.entries(details ?? {}).map(([key, value]) => [key, String(value)]);
      return { status: 'error', error: { code: String(code), details: Object.fromEntries(said) } };
    }
    throw thrown;
  }
}

/** The commands of an erasure. */
export const erasureCommands = {
  personErasurePreview: (id: string, language: string) =>
    answered<ErasurePreview>('person_erasure_preview', { id, language }),
  personErase: (id: string, confirm: string, language: string) =>
    answered<ErasureReport>('person_erase', { id, confirm, language }),
};
