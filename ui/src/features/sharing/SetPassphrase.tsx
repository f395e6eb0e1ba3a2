import { type FormEvent, useState } from 'react';
import { useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import form from '../../components/FormRow.module.css';
import { Notice } from '../../components/Notice';
import { Sheet } from '../../components/Sheet';
import { useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import { asIpcError } from '../../ipc/error';
import { PassphraseFields } from './PassphraseFields';

/** Sets another passphrase for those who join from here on. */
export function SetPassphrase({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const say = useSay();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<string>();
  const [differs, setDiffers] = useState(false);
  const [busy, setBusy] = useState(false);
  const set = async () => {
    setBusy(true);
    try {
      await ask((on) => on.sharingSetPassphrase(passphrase));
      say({ tone: 'ok', text: text('passphrase.done') });
      onClose();
    } catch (thrown) {
      setError(errorText(text, asIpcError(thrown)));
      setBusy(false);
    }
  };
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    setDiffers(passphrase !== again);
    if (passphrase === again) void set();
  };
  return (
    <Sheet
      title={text('passphrase.change')}
      closeLabel={text('app.close')}
      isOpen
      onClose={onClose}
    >
      <form className={form.form} onSubmit={submit}>
        <p>{text('passphrase.changing')}</p>
        <PassphraseFields
          value={passphrase}
          again={again}
          onChange={(value) => {
            setPassphrase(value);
            setError(undefined);
            setDiffers(false);
          }}
          onAgain={(value) => {
            setAgain(value);
            setDiffers(false);
          }}
          error={error}
          againError={differs ? text('passphrase.differs') : undefined}
        />
        <Notice tone="warn">
          <p>{text('passphrase.lost')}</p>
        </Notice>
        <div className={form.actions}>
          <Button type="submit" look="primary" isDisabled={busy}>
            {text('app.save')}
          </Button>
          <Button onPress={onClose}>{text('app.cancel')}</Button>
        </div>
      </form>
    </Sheet>
  );
}
