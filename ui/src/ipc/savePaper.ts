import { Channel } from '@tauri-apps/api/core';
import { ask } from './backend';
import type { Paper, Progress, SavedPaper } from './bindings';

/** What to save, in what language, and where; no path means the workspace's folder for paper. */
export interface PaperOrder {
  readonly paper: Paper;
  readonly event: string;
  readonly language: string;
  readonly path: string | null;
}

/** Saves sheets as a file, telling how far it has come. */
export function savePaper(
  order: PaperOrder,
  onProgress: (progress: Progress) => void,
): Promise<SavedPaper> {
  const channel = new Channel<Progress>(onProgress);
  return ask((on) => on.paperSave(order.paper, order.event, order.language, order.path, channel));
}
