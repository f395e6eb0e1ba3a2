import { Channel } from '@tauri-apps/api/core';
import { ask } from './backend';
import type {
  CycleView,
  JoinDraft,
  ShareOpener,
  SharingView,
  SyncProgress,
  WorkspaceView,
} from './bindings';

/** Sends and fetches now, telling how far it has come. */
export function syncNow(onProgress: (progress: SyncProgress) => void): Promise<CycleView> {
  const channel = new Channel<SyncProgress>(onProgress);
  return ask((on) => on.sharingSyncNow(channel));
}

/** Makes a workspace of what a colleague shares, telling how far it has come. */
export function joinShare(
  draft: JoinDraft,
  onProgress: (progress: SyncProgress) => void,
): Promise<WorkspaceView> {
  const channel = new Channel<SyncProgress>(onProgress);
  return ask((on) => on.sharingJoin(draft, channel));
}

/** Ties the open workspace to its share again, after its keys were lost. */
export function rejoinShare(share: string, opener: ShareOpener): Promise<SharingView> {
  const channel = new Channel<SyncProgress>(() => undefined);
  return ask((on) => on.sharingRejoin(share, opener, channel));
}
