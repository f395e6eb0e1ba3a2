import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { errorText } from '../../app/errorText';
import { useSettled } from '../../app/useSettled';
import { Notice } from '../../components/Notice';
import { PageFigure } from '../../components/PageFigure';
import { useText } from '../../i18n/useText';
import type { PreviewPage, SessionDraft } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import { draftPreviewQuery } from '../../ipc/queries';
import styles from './ProgrammePage.module.css';

/** How long the typing rests before the page follows it, in milliseconds. */
const SETTLES = 80;

interface ProgrammePageProps {
  readonly event: string;
  readonly language: string;
  /** The session that is being edited, as it stands in the form. */
  readonly draft: SessionDraft | undefined;
}

/** The programme on paper, following the typing; it turns to the page of the session. */
export function ProgrammePage({ event, language, draft }: ProgrammePageProps) {
  const text = useText();
  const desk = useRef<HTMLElement>(null);
  const settled = useSettled(draft, SETTLES);
  const preview = useQuery({
    ...draftPreviewQuery({ paper: 'programme', subject: event, language, draft: settled ?? null }),
    placeholderData: keepPreviousData,
  });
  const pages = preview.data?.pages ?? [];
  const place = settled ? pageOf(pages, settled) : -1;
  const session = draft ? (draft.id ?? 'new') : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another session turns the page, too
  useEffect(() => {
    const page = desk.current?.querySelectorAll('figure')[place];
    if (page) desk.current?.scrollTo?.({ top: page.offsetTop - 16, behavior: 'smooth' });
  }, [place, session]);
  return (
    <section
      ref={desk}
      className={styles.desk}
      aria-label={text('programme.page')}
      aria-busy={preview.isFetching}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
    >
      {preview.isError && (
        <Notice tone="bad">
          <p>{errorText(text, asIpcError(preview.error))}</p>
        </Notice>
      )}
      {pages.map((page, index) => (
        <PageFigure
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is what stands at its place
          key={index}
          page={page}
          isMarked={index === place}
          caption={text('paper.page', {
            page: index + 1,
            pages: preview.data?.pageCount ?? pages.length,
          })}
        />
      ))}
    </section>
  );
}

/**
 * The place of the page that says most of the session: where its description stands if it has
 * one, else the first page that has its title.
 */
export function pageOf(pages: readonly PreviewPage[], draft: SessionDraft): number {
  const flat = (said: string) => said.replaceAll(/\s+/g, ' ').trim();
  const title = flat(draft.title ?? '');
  if (title === '') return -1;
  const said = pages.map((page) => flat(page.text));
  const description = flat(draft.description ?? '').slice(0, 24);
  const whole = said.findIndex(
    (page) => description !== '' && page.includes(title) && page.includes(description),
  );
  return whole >= 0 ? whole : said.findIndex((page) => page.includes(title));
}
