import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { errorText } from '../../app/errorText';
import { useSettled } from '../../app/useSettled';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { PageFigure } from '../../components/PageFigure';
import { useText } from '../../i18n/useText';
import type { SessionDraft } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import { draftPreviewQuery, SHEETS } from '../../ipc/queries';
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
  const [first, setFirst] = useState(0);
  const order = { paper: 'programme', subject: event, language, draft: settled ?? null } as const;
  const preview = useQuery({
    ...draftPreviewQuery(order, first),
    placeholderData: keepPreviousData,
  });
  const { pages = [], pageCount = 0, first: shown = 0 } = preview.data ?? {};
  const page = preview.data?.pageOfDraft ?? null;
  const place = page === null ? -1 : page - shown;
  const session = draft ? (draft.id ?? 'new') : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another session turns the pages, too
  useEffect(() => {
    if (page !== null) setFirst(page - (page % SHEETS));
  }, [page, session]);
  useEffect(() => {
    if (pageCount > 0) setFirst((now) => (now < pageCount ? now : 0));
  }, [pageCount]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another session turns the page, too
  useEffect(() => {
    const figure = desk.current?.querySelectorAll('figure')[place];
    if (figure) desk.current?.scrollTo?.({ top: figure.offsetTop - 16, behavior: 'smooth' });
  }, [page, place, session]);
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
          key={shown + index}
          page={page}
          isMarked={index === place}
          caption={text('paper.page', { page: shown + index + 1, pages: pageCount })}
        />
      ))}
      {pageCount > SHEETS && (
        <div className={styles.turn}>
          <Button
            icon="chevronLeft"
            isDisabled={first === 0}
            onPress={() => setFirst(first - SHEETS)}
          >
            {text('paper.previous')}
          </Button>
          <Button
            icon="chevronRight"
            isDisabled={first + SHEETS >= pageCount}
            onPress={() => setFirst(first + SHEETS)}
          >
            {text('paper.next')}
          </Button>
        </div>
      )}
    </section>
  );
}
