import { useState } from 'react';
import { useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { ProgressBar } from '../../components/ProgressBar';
import { Segments } from '../../components/Segments';
import { formatBytes } from '../../i18n/format';
import { type MessageId, useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import type { PaperOrder, Progress, SaveAs, SavedPaper } from '../../ipc/bindings';
import { asIpcError, type IpcError } from '../../ipc/error';
import { savePaper } from '../../ipc/savePaper';
import type { SheetChoices } from './choices';
import { MendButton } from './MendButton';
import styles from './SavePaper.module.css';
import { formsOf } from './sheets';
import { visibilityText } from './warnings';

const LABELS: Record<SaveAs, MessageId> = {
  pdf: 'paper.save',
  separate: 'paper.save.separate',
  zip: 'paper.save.zip',
  html: 'paper.save.html',
  calendar: 'paper.save.calendar',
};

const ENDINGS = { pdf: 'pdf', zip: 'zip', html: 'html', calendar: 'ics' } as const;

interface SavePaperProps {
  readonly order: PaperOrder;
  readonly choices: SheetChoices;
  readonly choose: (change: Partial<SheetChoices>) => void;
}

/** Saves a sheet in the form that was chosen, with how far it is and a way to stop. */
export function SavePaper({ order, choices, choose }: SavePaperProps) {
  const text = useText();
  const say = useSay();
  const [progress, setProgress] = useState<Progress>();
  const [saved, setSaved] = useState<SavedPaper>();
  const [refusal, setRefusal] = useState<IpcError>();
  const forms = formsOf(order.paper);
  const form = forms.find((known) => known === choices.form) ?? 'pdf';
  const save = async (path: string | null) => {
    setSaved(undefined);
    setRefusal(undefined);
    setProgress({ done: 0, total: 0 });
    try {
      setSaved(await savePaper({ order, saveAs: form, path }, setProgress));
    } catch (thrown) {
      const error = asIpcError(thrown);
      if (error.details.reason === 'visibility') setRefusal(error);
      else say({ tone: 'bad', text: errorText(text, error) });
    }
    setProgress(undefined);
  };
  const saveAs = async () => {
    const language = [order.language, order.secondLanguage].filter(Boolean).join('+');
    const path =
      form === 'separate'
        ? await ask((on) => on.folderChoose(text('folder.choose')))
        : await ask((on) =>
            on.fileChooseSave(
              text('paper.saveAs'),
              `${text(`sheet.${order.paper}`)} ${language}.${ENDINGS[form]}`,
            ),
          );
    if (path) await save(path);
  };
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
      {forms.length > 1 && (
        <Segments
          label={text('form.label')}
          options={forms.map((id) => ({ id, label: text(`form.${id}`) }))}
          value={form}
          onChange={(chosen) => choose({ form: chosen })}
        />
      )}
      <div className={styles.buttons}>
        <Button look="primary" icon="paper" onPress={() => void save(null)}>
          {text(LABELS[form])}
        </Button>
        <Button onPress={() => void saveAs()}>
          {text(form === 'separate' ? 'paper.saveInto' : 'paper.saveAs')}
        </Button>
      </div>
      {refusal && <Refusal details={refusal.details} />}
      {saved && <Saved saved={saved} />}
    </div>
  );
}

function Refusal({ details }: Pick<IpcError, 'details'>) {
  const text = useText();
  const { rule = '', detail = '', project, field } = details;
  const { title, body } = visibilityText(text, rule, detail);
  return (
    <div className={styles.word}>
      <Notice
        tone="bad"
        announced
        title={title}
        actions={project && field && <MendButton project={project} field={field} />}
      >
        <p>{body}</p>
      </Notice>
    </div>
  );
}

/** What was saved, and the ways to it. */
function Saved({ saved }: { readonly saved: SavedPaper }) {
  const text = useText();
  const say = useSay();
  const open = (path: string) =>
    ask((on) => on.paperOpen(path)).catch((thrown: unknown) =>
      say({ tone: 'bad', text: errorText(text, asIpcError(thrown)) }),
    );
  const isFolder = saved.files > 1;
  const size = formatBytes(text.language, saved.bytes);
  const folder = saved.path.replace(/[\\/][^\\/]*$/, '');
  return (
    <div className={styles.word}>
      <Notice
        tone="ok"
        announced
        actions={
          <>
            {!isFolder && (
              <Button size="s" onPress={() => void open(saved.path)}>
                {text('paper.open')}
              </Button>
            )}
            <Button
              size="s"
              icon="folder"
              onPress={() => void open(isFolder ? saved.path : folder)}
            >
              {text('paper.showFolder')}
            </Button>
          </>
        }
      >
        <p>{text('paper.saved', { path: saved.path })}</p>
        <p className={styles.measure}>
          {isFolder
            ? text('paper.savedFiles', { files: saved.files, size })
            : text('paper.savedPages', { pages: saved.pages, size })}
        </p>
      </Notice>
    </div>
  );
}
