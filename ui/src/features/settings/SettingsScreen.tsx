import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import form from '../../components/FormRow.module.css';
import { Screen } from '../../components/Screen';
import { Segments } from '../../components/Segments';
import { TextInput } from '../../components/TextInput';
import { LANGUAGES } from '../../i18n/language';
import { useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import type { SettingsDraft, WorkspaceView } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import { workspaceQuery } from '../../ipc/queries';
import styles from './SettingsScreen.module.css';

const THEMES = ['system', 'light', 'dark'] as const;

/** The settings of this workstation. Language and look change at once, the rest when saved. */
export function SettingsScreen() {
  const text = useText();
  const workspace = useQuery(workspaceQuery);
  const title = text('settings.title');
  return (
    <Screen title={title} documentTitle={text('app.title', { screen: title })}>
      {workspace.data && <Settings workspace={workspace.data} />}
    </Screen>
  );
}

function Settings({ workspace }: { readonly workspace: WorkspaceView }) {
  const text = useText();
  const say = useSay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState({
    name: workspace.name,
    institution: workspace.institution,
    user: workspace.user,
    inbox: workspace.inbox ?? '',
    paper: workspace.paper,
  });
  const save = useMutation({
    networkMode: 'always',
    mutationFn: (wanted: Partial<SettingsDraft>) =>
      ask((on) => on.settingsSave({ ...UNCHANGED, ...wanted })),
    onSuccess: (view) => {
      queries.setQueryData(workspaceQuery.queryKey, view);
    },
    onError: (thrown) => say({ tone: 'bad', text: errorText(text, asIpcError(thrown)) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft, { onSuccess: () => say({ tone: 'ok', text: text('done.saved') }) });
  };
  const choose = async (key: 'inbox' | 'paper') => {
    const folder = await ask((on) => on.folderChoose(text('folder.choose')));
    if (folder) setDraft({ ...draft, [key]: folder });
  };
  const set = (key: keyof typeof draft) => (value: string) => setDraft({ ...draft, [key]: value });
  return (
    <div className={styles.settings}>
      <section className={styles.card}>
        <h2>{text('settings.look')}</h2>
        <Segments
          label={text('settings.language')}
          options={LANGUAGES.map((code) => ({ id: code, label: text(`language.${code}`) }))}
          value={text.language}
          onChange={(language) => save.mutate({ language })}
        />
        <Segments
          label={text('settings.theme')}
          options={THEMES.map((id) => ({ id, label: text(`settings.theme.${id}`) }))}
          value={THEMES.find((id) => id === workspace.theme) ?? 'system'}
          onChange={(theme) => save.mutate({ theme })}
        />
      </section>
      <section className={styles.card}>
        <h2>{text('settings.house')}</h2>
        <p>{text('settings.houseLead')}</p>
        <div>
          <Button icon="paper" onPress={() => void navigate({ to: '/settings/house' })}>
            {text('settings.houseOpen')}
          </Button>
        </div>
      </section>
      <section className={styles.card}>
        <h2>{text('settings.sharing')}</h2>
        <p>{text('settings.sharingLead')}</p>
        <div className={form.actions}>
          <Button icon="shared" onPress={() => void navigate({ to: '/sharing' })}>
            {text('settings.sharingOpen')}
          </Button>
          <Button icon="clock" onPress={() => void navigate({ to: '/recent' })}>
            {text('recent.way')}
          </Button>
        </div>
      </section>
      <form className={styles.card} onSubmit={submit}>
        <h2>{text('settings.work')}</h2>
        <TextInput
          label={text('settings.name')}
          value={draft.name}
          onChange={set('name')}
          isRequired
        />
        <div className={form.pair}>
          <TextInput
            label={text('settings.institution')}
            value={draft.institution}
            onChange={set('institution')}
          />
          <TextInput label={text('settings.user')} value={draft.user} onChange={set('user')} />
        </div>
        <h2>{text('settings.folders')}</h2>
        <div className={styles.pick}>
          <TextInput
            label={text('settings.inbox')}
            help={text('settings.inboxHelp')}
            value={draft.inbox}
            onChange={set('inbox')}
          />
          <Button icon="folder" onPress={() => void choose('inbox')}>
            {text('app.choose')}
          </Button>
        </div>
        <div className={styles.pick}>
          <TextInput label={text('settings.paper')} value={draft.paper} onChange={set('paper')} />
          <Button icon="folder" onPress={() => void choose('paper')}>
            {text('app.choose')}
          </Button>
        </div>
        <div className={form.actions}>
          <Button type="submit" look="primary" isDisabled={save.isPending}>
            {text('app.save')}
          </Button>
        </div>
      </form>
      <p className={styles.version}>
        {text('settings.version', { version: workspace.version })} · {text('settings.folder')}:{' '}
        {workspace.folder}
      </p>
    </div>
  );
}

/** Settings that are not named keep their values. */
const UNCHANGED: SettingsDraft = {
  name: null,
  institution: null,
  user: null,
  language: null,
  inbox: null,
  paper: null,
  theme: null,
};
