import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorText, fieldError } from '../../app/errorText';
import { Button } from '../../components/Button';
import { FolderInput } from '../../components/FolderInput';
import { Notice } from '../../components/Notice';
import { Segments } from '../../components/Segments';
import { TextInput } from '../../components/TextInput';
import { useText } from '../../i18n/useText';
import { ask, type Commands } from '../../ipc/backend';
import { asIpcError, type IpcError } from '../../ipc/error';
import { workspaceQuery } from '../../ipc/queries';
import { JoinForm } from '../sharing';
import styles from './Welcome.module.css';

const WAYS = ['new', 'join'] as const;

/** The first thing that is seen where no workspace is open: make one, join one, or open one. */
export function Welcome() {
  const text = useText();
  const queries = useQueryClient();
  const [draft, setDraft] = useState({ folder: '', name: '', institution: '', user: '' });
  const [error, setError] = useState<IpcError>();
  const [way, setWay] = useState<(typeof WAYS)[number]>('new');
  const [busy, setBusy] = useState(false);
  const set = (key: keyof typeof draft) => (value: string) => setDraft({ ...draft, [key]: value });
  const attempt = async (does: (on: Commands) => ReturnType<Commands['workspaceOpen']>) => {
    setBusy(true);
    setError(undefined);
    try {
      queries.setQueryData(workspaceQuery.queryKey, await ask(does));
    } catch (thrown) {
      setError(asIpcError(thrown));
    }
    setBusy(false);
  };
  const choose = () => ask((on) => on.folderChoose(text('folder.choose')));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt((on) => on.workspaceCreate({ ...draft, inbox: null }));
  };
  return (
    <main className={styles.welcome}>
      <h1 className={styles.title}>{text('welcome.title')}</h1>
      <p className={styles.lead}>{text('welcome.lead')}</p>
      {error && (
        <Notice tone="bad" announced>
          <p>{errorText(text, error)}</p>
        </Notice>
      )}
      <Segments
        label={text('welcome.way')}
        options={WAYS.map((id) => ({ id, label: text(`welcome.way.${id}`) }))}
        value={way}
        onChange={setWay}
      />
      {way === 'join' && (
        <section className={styles.form}>
          <h2>{text('welcome.way.join')}</h2>
          <p className={styles.lead}>{text('join.lead')}</p>
          <JoinForm />
        </section>
      )}
      {way === 'new' && (
        <form className={styles.form} onSubmit={submit}>
          <h2>{text('welcome.new')}</h2>
          <TextInput
            label={text('welcome.name')}
            value={draft.name}
            onChange={set('name')}
            error={fieldError(text, error, 'name')}
            isRequired
          />
          <TextInput
            label={text('welcome.institution')}
            value={draft.institution}
            onChange={set('institution')}
          />
          <TextInput
            label={text('welcome.user')}
            help={text('welcome.userHelp')}
            value={draft.user}
            onChange={set('user')}
          />
          <FolderInput
            label={text('welcome.folder')}
            help={text('welcome.folderHelp')}
            value={draft.folder}
            onChange={set('folder')}
            error={fieldError(text, error, 'folder')}
            chooseLabel={text('app.choose')}
            choose={choose}
          />
          <Button type="submit" look="primary" isDisabled={busy}>
            {text('welcome.make')}
          </Button>
        </form>
      )}
      <div className={styles.open}>
        <p>{text('welcome.openLead')}</p>
        <Button
          icon="folder"
          isDisabled={busy}
          onPress={() =>
            void choose().then((folder) => {
              if (folder) void attempt((on) => on.workspaceOpen(folder));
            })
          }
        >
          {text('welcome.open')}
        </Button>
      </div>
    </main>
  );
}
