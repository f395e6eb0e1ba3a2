import { type FormEvent, useState } from 'react';
import { useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { FolderInput } from '../../components/FolderInput';
import form from '../../components/FormRow.module.css';
import { Notice } from '../../components/Notice';
import { useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import { asIpcError, type IpcError } from '../../ipc/error';
import { PassphraseFields } from './PassphraseFields';

const OF_PASSPHRASE: ReadonlySet<string> = new Set(['weak_passphrase']);

/** Begins to share the open workspace in a folder that colleagues reach. */
export function BeginForm() {
  const text = useText();
  const say = useSay();
  const [folder, setFolder] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [differs, setDiffers] = useState(false);
  const [error, setError] = useState<IpcError>();
  const [busy, setBusy] = useState(false);
  const isOfPassphrase = error !== undefined && OF_PASSPHRASE.has(error.code);
  const begin = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await ask((on) => on.sharingFound(folder, passphrase));
      say({ tone: 'ok', text: text('begin.done') });
    } catch (thrown) {
      setError(asIpcError(thrown));
    }
    setBusy(false);
  };
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    setDiffers(passphrase !== again);
    if (passphrase === again) void begin();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      {error && !isOfPassphrase && (
        <Notice tone="bad" announced>
          <p>{errorText(text, error)}</p>
        </Notice>
      )}
      <FolderInput
        label={text('begin.folder')}
        help={text('begin.folderHelp')}
        value={folder}
        onChange={setFolder}
        chooseLabel={text('app.choose')}
        choose={() => ask((on) => on.folderChoose(text('folder.choose')))}
      />
      <p>{text('passphrase.why')}</p>
      <PassphraseFields
        value={passphrase}
        again={again}
        onChange={(value) => {
          setPassphrase(value);
          setDiffers(false);
          if (isOfPassphrase) setError(undefined);
        }}
        onAgain={(value) => {
          setAgain(value);
          setDiffers(false);
        }}
        error={isOfPassphrase ? errorText(text, error) : undefined}
        againError={differs ? text('passphrase.differs') : undefined}
      />
      <Notice tone="warn">
        <p>{text('passphrase.lost')}</p>
      </Notice>
      <div className={form.actions}>
        <Button type="submit" look="primary" isDisabled={busy}>
          {text('begin.does')}
        </Button>
      </div>
    </form>
  );
}
