import { Channel } from '@tauri-apps/api/core';
import { ask } from './backend';
import type { PaperOrder, Progress, SaveAs, SavedPaper } from './bindings';

/** What to save, in what form, and where; no path means the workspace's folder for paper. */
export interface Saving {
  readonly order: PaperOrder;
  readonly saveAs: SaveAs;
  readonly path: string | null;
}

/** Saves sheets, telling how far it has come. */
export function savePaper(
  { order, saveAs, path }: Saving,
  onProgress: (progress: Progress) => void,
): Promise<SavedPaper> {
  const channel = new Channel<Progress>(onProgress);
  return ask((on) => on.paperSave(order, saveAs, path, channel));
}
