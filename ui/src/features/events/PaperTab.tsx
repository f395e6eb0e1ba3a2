import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { Empty } from '../../components/Empty';
import { Notice } from '../../components/Notice';
import { ProgressBar } from '../../components/ProgressBar';
import { Segments } from '../../components/Segments';
import { Waiting } from '../../components/Waiting';
import { asLanguage, LANGUAGES, type Language } from '../../i18n/language';
import { useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import type {
  EventView,
  PaperWarning,
  PreviewPage,
  Progress,
  SavedPaper,
} from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import { previewQuery, SHEETS } from '../../ipc/queries';
import { savePaper } from '../../ipc/savePaper';
import styles from './PaperTab.module.css';

/** Widths of a page on the screen, in rem. */
const WIDTHS = [18, 26, 36, 48, 64];

/** A sheet that this tab offers. */
type Paper = 'programme' | 'certificates';

/** What is printed of an event: seen as it will be, then saved. */
export function PaperTab({ event }: { readonly event: EventView }) {
  const text = useText();
  const [paper, setPaper] = useState<Paper>('programme');
  const [language, setLanguage] = useState<Language>(asLanguage(event.language) ?? text.language);
  const [first, setFirst] = useState(0);
  const [zoom, setZoom] = useState(2);
  const id = event.summary.id;
  const preview = useQuery(previewQuery({ paper, subject: id, language }, first));
  const pages = preview.data?.pages ?? [];
  const count = preview.data?.pageCount ?? 0;
  const isNobody = preview.data?.warnings.some((warning) => warning.code === 'nobody_present');
  return (
    <div className={styles.paper}>
      <div className={styles.bar}>
        <Segments
          label={text('paper.kind')}
          options={[
            { id: 'programme', label: text('paper.programme') },
            { id: 'certificates', label: text('paper.certificates') },
          ]}
          value={paper}
          onChange={(chosen) => {
            setPaper(chosen);
            setFirst(0);
          }}
        />
        <Segments
          label={text('paper.language')}
          options={LANGUAGES.map((code) => ({ id: code, label: text(`language.${code}`) }))}
          value={language}
          onChange={setLanguage}
        />
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
        {!isNobody && (
          <Save key={`${paper} ${language}`} paper={paper} event={id} language={language} />
        )}
      </div>
      {paper === 'certificates' && !isNobody && <p>{text('paper.onlyPresent')}</p>}
      {preview.data?.warnings.map((warning) => (
        <Warning key={warning.code} warning={warning} />
      ))}
      {preview.isError && (
        <Notice tone="bad" announced>
          <p>{errorText(text, asIpcError(preview.error))}</p>
        </Notice>
      )}
      {preview.isPending && <Waiting label={text('app.loading')} lines={6} />}
      {isNobody ? (
        <Empty icon="paper" title={text('paper.nobody')}>
          <p>{text('paper.nobodyLead')}</p>
        </Empty>
      ) : (
        <section
          className={styles.desk}
          aria-label={text('paper.pages')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
        >
          {pages.map((page, index) => (
            <Page
              // biome-ignore lint/suspicious/noArrayIndexKey: a page is what stands at its place
              key={first + index}
              page={page}
              width={WIDTHS[zoom] ?? 36}
              caption={text('paper.page', { page: first + index + 1, pages: count })}
            />
          ))}
        </section>
      )}
      {count > SHEETS && (
        <div className={styles.turn}>
          <Button
            icon="chevronLeft"
            isDisabled={first === 0}
            onPress={() => setFirst(Math.max(0, first - SHEETS))}
          >
            {text('paper.previous')}
          </Button>
          <Button
            icon="chevronRight"
            isDisabled={first + SHEETS >= count}
            onPress={() => setFirst(first + SHEETS)}
          >
            {text('paper.next')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Warning({ warning }: { readonly warning: PaperWarning }) {
  const text = useText();
  if (warning.code !== 'no_sessions' && warning.code !== 'missing_letters') return null;
  return (
    <Notice tone="warn">
      <p>
        {warning.code === 'no_sessions'
          ? text('paper.noSessions')
          : text('paper.missingLetters', { letters: warning.letters })}
      </p>
    </Notice>
  );
}

interface PageProps {
  readonly page: PreviewPage;
  readonly width: number;
  readonly caption: string;
}

/** One page as a picture; what it says is its alternative text. */
function Page({ page, width, caption }: PageProps) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([page.svg], { type: 'image/svg+xml' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [page.svg]);
  return (
    <figure className={styles.sheet} style={{ width: `${width}rem` }}>
      {address && (
        <img
          className={styles.picture}
          src={address}
          alt={page.text}
          style={{ aspectRatio: `${page.width} / ${page.height}` }}
        />
      )}
      <figcaption className={styles.caption}>{caption}</figcaption>
    </figure>
  );
}

interface SaveProps {
  readonly paper: Paper;
  readonly event: string;
  readonly language: Language;
}

/** Saves the sheet as PDF, with how far it is and a way to stop. */
function Save({ paper, event, language }: SaveProps) {
  const text = useText();
  const say = useSay();
  const [progress, setProgress] = useState<Progress>();
  const [saved, setSaved] = useState<SavedPaper>();
  const save = async (path: string | null) => {
    setSaved(undefined);
    setProgress({ done: 0, total: 0 });
    try {
      setSaved(await savePaper({ paper, subject: event, language }, 'pdf', path, setProgress));
    } catch (thrown) {
      say({ tone: 'bad', text: errorText(text, asIpcError(thrown)) });
    }
    setProgress(undefined);
  };
  const saveAs = async () => {
    const name = `${text(`paper.${paper}`)} ${language}.pdf`;
    const path = await ask((on) => on.fileChooseSave(text('paper.saveAs'), name));
    if (path) await save(path);
  };
  const open = (path: string) =>
    ask((on) => on.paperOpen(path)).catch((thrown: unknown) =>
      say({ tone: 'bad', text: errorText(text, asIpcError(thrown)) }),
    );
  if (progress) {
    return (
      <div className={styles.saving}>
        <ProgressBar label={text('paper.saving')} done={progress.done} total={progress.total} />
        <Button size="s" onPress={() => void ask((on) => on.paperCancel())}>
          {text('paper.stop')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.save}>
      <Button look="primary" icon="paper" onPress={() => void save(null)}>
        {text('paper.save')}
      </Button>
      <Button onPress={() => void saveAs()}>{text('paper.saveAs')}</Button>
      {saved && (
        <Notice
          tone="ok"
          announced
          actions={
            <Button size="s" onPress={() => void open(saved.path)}>
              {text('paper.open')}
            </Button>
          }
        >
          <p>{text('paper.saved', { path: saved.path })}</p>
        </Notice>
      )}
    </div>
  );
}
