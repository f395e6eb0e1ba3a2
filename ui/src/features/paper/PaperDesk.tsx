import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { PageFigure } from '../../components/PageFigure';
import { Waiting } from '../../components/Waiting';
import { useText } from '../../i18n/useText';
import type { PaperOrder } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import { previewQuery, SHEETS } from '../../ipc/queries';
import type { SheetChoices } from './choices';
import { MendButton } from './MendButton';
import { NothingYet } from './NothingYet';
import styles from './PaperDesk.module.css';
import { SavePaper } from './SavePaper';
import { warningText } from './warnings';

/** Widths of a page on the screen, in rem. */
const WIDTHS = [16, 24, 34, 46, 64];

interface PaperDeskProps {
  readonly order: PaperOrder;
  readonly choices: SheetChoices;
  readonly choose: (change: Partial<SheetChoices>) => void;
  /** What can be chosen of the sheet, above its pages. */
  readonly children: ReactNode;
}

/** A sheet as it will be printed, with what can be chosen of it, and the way to save it. */
export function PaperDesk({ order, choices, choose, children }: PaperDeskProps) {
  const text = useText();
  const asked = JSON.stringify(order);
  const [turned, setTurned] = useState({ asked, first: 0 });
  const [zoom, setZoom] = useState(2);
  const first = turned.asked === asked ? turned.first : 0;
  const turn = (to: number) => setTurned({ asked, first: Math.max(0, to) });
  // The pages stay until those of another choice are there, and with them what was chosen.
  const preview = useQuery({
    ...previewQuery(order, first),
    placeholderData: keepPreviousData,
  });
  const pages = preview.data?.pages ?? [];
  const count = preview.data?.pageCount ?? 0;
  const warnings = preview.data?.warnings ?? [];
  const missing = warnings.find(
    (warning) =>
      warning.code === 'nobody_present' || (count === 0 && warning.code !== 'visibility'),
  );
  return (
    <div className={styles.sheet}>
      {!missing && <div className={styles.options}>{children}</div>}
      {preview.isError && (
        <Notice tone="bad" announced>
          <p>{errorText(text, asIpcError(preview.error))}</p>
        </Notice>
      )}
      {preview.isPending && <Waiting label={text('app.loading')} lines={6} />}
      {missing && <NothingYet warning={missing} subject={order.subject} />}
      {preview.data && !missing && (
        <>
          <SavePaper key={order.paper} order={order} choices={choices} choose={choose} />
          {warnings.map((warning) => {
            const { title, body } = warningText(text, warning);
            return (
              <Notice
                key={body}
                tone={warning.code === 'visibility' ? 'bad' : 'warn'}
                announced={warning.code === 'visibility'}
                actions={
                  warning.code === 'visibility' && warning.mend && <MendButton {...warning.mend} />
                }
                {...(title === undefined ? {} : { title })}
              >
                <p>{body}</p>
              </Notice>
            );
          })}
          <div className={styles.around}>
            <div className={styles.zoom}>
              <Button
                icon="zoomOut"
                aria-label={text('paper.zoomOut')}
                isDisabled={zoom === 0}
                onPress={() => setZoom(zoom - 1)}
              />
              <Button
                icon="zoomIn"
                aria-label={text('paper.zoomIn')}
                isDisabled={zoom === WIDTHS.length - 1}
                onPress={() => setZoom(zoom + 1)}
              />
            </div>
            <section
              className={styles.desk}
              aria-label={text('paper.pages')}
              aria-busy={preview.isPlaceholderData}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
              tabIndex={0}
            >
              {pages.map((page, index) => (
                <PageFigure
                  // biome-ignore lint/suspicious/noArrayIndexKey: a page is what stands at its place
                  key={first + index}
                  page={page}
                  width={WIDTHS[zoom]}
                  caption={text('paper.page', { page: first + index + 1, pages: count })}
                />
              ))}
            </section>
          </div>
          {count > SHEETS && (
            <div className={styles.turn}>
              <Button
                icon="chevronLeft"
                isDisabled={first === 0}
                onPress={() => turn(first - SHEETS)}
              >
                {text('paper.previous')}
              </Button>
              <Button
                icon="chevronRight"
                isDisabled={first + SHEETS >= count}
                onPress={() => turn(first + SHEETS)}
              >
                {text('paper.next')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
