import { ask } from './backend';
import type { PaperOrder, Preview, SessionDraft } from './bindings';
import { asIpcError } from './error';

/**
 * Pages from the one numbered `first` with a session as somebody is writing it. A field that is not understood yet, such as a
 * time that is half typed, is left out, which keeps its saved value; the rest is followed.
 */
export async function previewOfDraft(order: PaperOrder, first: number): Promise<Preview> {
  let draft = order.draft ?? null;
  for (;;) {
    const asked = { ...order, draft };
    try {
      return await ask((on) => on.paperPreview(asked, first));
    } catch (thrown) {
      const error = asIpcError(thrown);
      if (!draft || error.code !== 'invalid') throw error;
      draft = without(draft, error.details.field ?? '');
    }
  }
}

/** The draft without the field that Rust calls `field`; none where it has no such field. */
function without(draft: SessionDraft, field: string): SessionDraft | null {
  const name = field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const kept = Object.entries(draft).filter(([key, value]) => key !== name && value !== undefined);
  return kept.length < Object.keys(draft).length ? Object.fromEntries(kept) : null;
}
