import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { FolderInput } from '../../components/FolderInput';
import form from '../../components/FormRow.module.css';
import { Notice } from '../../components/Notice';
import { ProgressBar } from '../../components/ProgressBar';
import { TextInput } from '../../components/TextInput';
import { useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import type { SyncProgress } from '../../ipc/bindings';
import { asIpcError, type IpcError } from '../../ipc/error';
import { workspaceQuery } from '../../ipc/queries';
import { joinShare } from '../../ipc/sharing';
import { phaseText } from './badge';
import { isOfOpener, NO_OPENER, OpenerFields, openerOf } from './OpenerFields';

interface JoinFormProps {
  /** Called when the workspace is there and open. */
  readonly onJoined?: () => void;
}

/** Joins what a colleague shares, with the passphrase or with an invitation and its code. */
export function JoinForm({ onJoined }: JoinFormProps) {
  const text = useText();
  const queries = useQueryClient();
  const workspace = useQuery(workspaceQuery).data;
  const [opener, setOpener] = useState(NO_OPENER);
  const [draft, setDraft] = useState({
    share: '',
    folder: '',
    institution: workspace?.institution ?? '',
    user: workspace?.user ?? '',
  });
  const [error, setError] = useState<IpcError>();
  const [progress, setProgress] = useState<SyncProgress>();
  const set = (key: keyof typeof draft) => (value: string) => {
    setDraft({ ...draft, [key]: value });
    setError(undefined);
  };
  const chooseFolder = () => ask((on) => on.folderChoose(text('folder.choose')));
  const keyError = error && isOfOpener(error) ? errorText(text, error) : undefined;
  const open = (next: typeof opener) => {
    setOpener(next);
    setError(undefined);
  };
  const join = async () => {
    const wanted = { ...draft, opener: openerOf(opener) };
    setError(undefined);
    setProgress({ phase: 'looking', done: 0, total: 0 });
    try {
      const view = await joinShare(wanted, setProgress);
      queries.setQueryData(workspaceQuery.queryKey, view);
      // Whatever was asked before was asked of the workspace that was open then.
      void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[1] !== 'workspace' });
      onJoined?.();
    } catch (thrown) {
      setError(asIpcError(thrown));
    }
    setProgress(undefined);
  };
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    void join();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      {error && !keyError && (
        <Notice tone={error.code === 'cancelled' ? 'info' : 'bad'} announced>
          <p>{errorText(text, error)}</p>
        </Notice>
      )}
      <FolderInput
        label={text('join.share')}
        help={text('join.shareHelp')}
        value={draft.share}
        onChange={set('share')}
        chooseLabel={text('app.choose')}
        choose={chooseFolder}
      />
      <OpenerFields value={opener} onChange={open} error={keyError} />
      <FolderInput
        label={text('join.folder')}
        help={text('welcome.folderHelp')}
        value={draft.folder}
        onChange={set('folder')}
        chooseLabel={text('app.choose')}
        choose={chooseFolder}
      />
      <div className={form.pair}>
        <TextInput
          label={text('welcome.user')}
          help={text('welcome.userHelp')}
          value={draft.user}
          onChange={set('user')}
        />
        <TextInput
          label={text('welcome.institution')}
          value={draft.institution}
          onChange={set('institution')}
        />
      </div>
      {progress ? (
        <>
          <ProgressBar
            label={phaseText(text, progress.phase)}
            done={progress.done}
            total={progress.total}
          />
          <div className={form.actions}>
            <Button onPress={() => void ask((on) => on.sharingCancel())}>
              {text('sharing.cancel')}
            </Button>
          </div>
        </>
      ) : (
        <div className={form.actions}>
          <Button type="submit" look="primary">
            {text('join.does')}
          </Button>
        </div>
      )}
    </form>
  );
}
