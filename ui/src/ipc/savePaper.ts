import { Channel } from '@tauri-apps/api/core';
import { ask } from './backend';
import type { PaperOrder, Progress, SaveAs, SavedPaper } from './bindings';

/**
 * Saves a sheet in the form `saveAs`, telling how far it has come; no path means the workspace's
 * folder for paper.
 */
export function savePaper(
  order: PaperOrder,
  saveAs: SaveAs,
  path: string | null,
  onProgress: (progress: Progress) => void,
): Promise<SavedPaper> {
  const channel = new Channel<Progress>(onProgress);
  return ask((on) => on.paperSave(order, saveAs, path, channel));
}
