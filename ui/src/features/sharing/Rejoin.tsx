import { type FormEvent, useState } from 'react';
import { useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import form from '../../components/FormRow.module.css';
import { Sheet } from '../../components/Sheet';
import { useText } from '../../i18n/useText';
import { asIpcError, type IpcError } from '../../ipc/error';
import { rejoinShare } from '../../ipc/sharing';
import { isOfOpener, NO_OPENER, OpenerFields, openerOf } from './OpenerFields';

interface RejoinProps {
  readonly share: string;
  readonly onClose: () => void;
}

/** Ties the workspace to its share again where this computer has lost the keys. */
export function Rejoin({ share, onClose }: RejoinProps) {
  const text = useText();
  const say = useSay();
  const [opener, setOpener] = useState(NO_OPENER);
  const [error, setError] = useState<IpcError>();
  const [busy, setBusy] = useState(false);
  const rejoin = async () => {
    setBusy(true);
    try {
      await rejoinShare(share, openerOf(opener));
      say({ tone: 'ok', text: text('rejoin.done') });
      onClose();
    } catch (thrown) {
      const failure = asIpcError(thrown);
      if (isOfOpener(failure)) setError(failure);
      else say({ tone: 'bad', text: errorText(text, failure) });
      setBusy(false);
    }
  };
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    void rejoin();
  };
  return (
    <Sheet title={text('rejoin.title')} closeLabel={text('app.close')} isOpen onClose={onClose}>
      <form className={form.form} onSubmit={submit}>
        <p>{text('rejoin.lead')}</p>
        <OpenerFields
          value={opener}
          onChange={(next) => {
            setOpener(next);
            setError(undefined);
          }}
          error={error && errorText(text, error)}
        />
        <div className={form.actions}>
          <Button type="submit" look="primary" isDisabled={busy}>
            {text('rejoin.does')}
          </Button>
          <Button onPress={onClose}>{text('app.cancel')}</Button>
        </div>
      </form>
    </Sheet>
  );
}
