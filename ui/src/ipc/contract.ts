import { type Channel, invoke } from '@tauri-apps/api/core';
import type { ActionDone, ChoiceView, CommandError, HistoryEntry, WorkspaceView } from './bindings';

/** How far a cycle with the share has come. */
export type SyncProgress = { phase: SyncPhase; done: number; total: number };

export type SyncPhase = 'looking' | 'fetching' | 'checking' | 'merging' | 'publishing';

/** What the frame of the window says of the share. */
export type SyncBadge =
  | { state: 'not_shared' }
  | { state: 'up_to_date' }
  | { state: 'waiting'; changes: number }
  | ({ state: 'working' } & SyncProgress)
  | { state: 'unreachable'; since: string }
  | { state: 'needs_you'; findings: number };

/** A workstation that shares the workspace. */
export type WorkstationView = {
  id: string;
  name: string;
  machine: string;
  version: string;
  isThis: boolean;
  lastSeen: string | null;
  behindChanges: number;
  hasMine: boolean;
  waitsForMine: number;
  skewSeconds: number | null;
  state: 'active' | 'left' | 'removed' | 'superseded';
};

/** Something on the share that a person should know of. */
export type SyncProblemView = { code: string; details: { [key in string]: string } };

export type SharingView = {
  share: string | null;
  badge: SyncBadge;
  workstations: WorkstationView[];
  problems: SyncProblemView[];
  waitingChanges: number;
  findings: number;
  lastCycle: string | null;
  unreachableSince: string | null;
  passphraseSet: boolean;
};

export type CycleView = {
  published: number;
  receivedChanges: number;
  waiting: number;
  cancelled: boolean;
  problems: SyncProblemView[];
};

export type ShareOpener =
  | { by: 'passphrase'; passphrase: string }
  | { by: 'invitation'; file: string; code: string };

export type JoinDraft = {
  share: string;
  opener: ShareOpener;
  folder: string;
  institution: string;
  user: string;
};

export type InvitationView = { path: string; code: string };

/** One side of what two people wrote without knowing of each other. */
export type SideView = {
  change: string;
  what: 'value' | 'deleted' | 'written';
  value: string;
  actor: string;
  at: string;
  workstation: string;
  stands: boolean;
};

export type RecordRef = { kind: string; id: string; title: string };

export type FindingView = {
  id: string;
  code:
    | 'conflict'
    | 'deleted_and_edited'
    | 'duplicate'
    | 'overbooked'
    | 'dangling'
    | 'not_yet_received';
  kind: string;
  record: string;
  title: string;
  field: string | null;
  sides: SideView[];
  other: RecordRef | null;
  details: { [key in string]: string };
};

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

/** A line of the history that says where it was done. */
export type HistoryRow = HistoryEntry & { workstation?: string };

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

/** The commands of the shared drive. */
export const sharingCommands = {
  sharingGet: () => answered<SharingView>('sharing_get'),
  sharingFound: (folder: string, passphrase: string) =>
    answered<SharingView>('sharing_found', { folder, passphrase }),
  sharingJoin: (draft: JoinDraft, progress: Channel<SyncProgress>) =>
    answered<WorkspaceView>('sharing_join', { draft, progress }),
  sharingRejoin: (share: string, opener: ShareOpener, progress: Channel<SyncProgress>) =>
    answered<SharingView>('sharing_rejoin', { share, opener, progress }),
  sharingSyncNow: (progress: Channel<SyncProgress>) =>
    answered<CycleView>('sharing_sync_now', { progress }),
  sharingCancel: () => answered<null>('sharing_cancel'),
  sharingInvite: (path: string) => answered<InvitationView>('sharing_invite', { path }),
  sharingRemoveWorkstation: (id: string) =>
    answered<SharingView>('sharing_remove_workstation', { id }),
  sharingLeave: () => answered<SharingView>('sharing_leave'),
  sharingSetPassphrase: (passphrase: string) =>
    answered<null>('sharing_set_passphrase', { passphrase }),
  sharingRepublish: () => answered<{ files: number }>('sharing_republish'),
  projectChoices: () => answered<ChoiceView[]>('project_choices'),
  findingList: (language: string) => answered<FindingView[]>('finding_list', { language }),
  findingDecide: (id: string, choice: string) =>
    answered<ActionDone>('finding_decide', { id, choice }),
  personErasurePreview: (id: string, language: string) =>
    answered<ErasurePreview>('person_erasure_preview', { id, language }),
  personErase: (id: string, confirm: string, language: string) =>
    answered<ErasureReport>('person_erase', { id, confirm, language }),
};
