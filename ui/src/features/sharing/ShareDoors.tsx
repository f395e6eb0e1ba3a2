import { useState } from 'react';
import { useSay } from '../../app/done';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import { Confirm } from '../../components/Confirm';
import { useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import type { InvitationView, SharingView } from '../../ipc/bindings';
import { asIpcError } from '../../ipc/error';
import { Invitation } from './Invitation';
import { SetPassphrase } from './SetPassphrase';
import styles from './SharingScreen.module.css';

/** Who else may come in, with what, and the way out. */
export function ShareDoors({ sharing }: { readonly sharing: SharingView }) {
  const text = useText();
  const say = useSay();
  const [invitation, setInvitation] = useState<InvitationView>();
  const [open, setOpen] = useState<'passphrase' | 'leave'>();
  const [busy, setBusy] = useState(false);
  const shut = () => setOpen(undefined);
  const attempt = async (does: () => Promise<void>) => {
    setBusy(true);
    try {
      await does();
    } catch (thrown) {
      say({ tone: 'bad', text: errorText(text, asIpcError(thrown)) });
    }
    setBusy(false);
  };
  const invite = () =>
    attempt(async () => {
      const name = `${text('invite.fileName')}.kumppani-invitation`;
      const path = await ask((on) => on.fileChooseSave(text('invite.save'), name));
      if (path) setInvitation(await ask((on) => on.sharingInvite(path)));
    });
  const leave = () =>
    attempt(async () => {
      await ask((on) => on.sharingLeave());
      say({ tone: 'ok', text: text('leave.done') });
      shut();
    });
  return (
    <section>
      <h2 className={styles.heading}>{text('doors.title')}</h2>
      <div className={styles.doors}>
        <div className={styles.door}>
          <h3>{text('invite.title')}</h3>
          <p>{text('invite.lead')}</p>
          <Button icon="person" isDisabled={busy} onPress={() => void invite()}>
            {text('invite.does')}
          </Button>
        </div>
        <div className={styles.door}>
          <h3>{text('passphrase.title')}</h3>
          <p>{text(sharing.passphraseSet ? 'passphrase.isSet' : 'passphrase.isNotSet')}</p>
          <Button onPress={() => setOpen('passphrase')}>
            {text(sharing.passphraseSet ? 'passphrase.change' : 'passphrase.set')}
          </Button>
        </div>
        <div className={styles.door}>
          <h3>{text('leave.title')}</h3>
          <p>{text('leave.lead')}</p>
          <Button look="danger" onPress={() => setOpen('leave')}>
            {text('leave.open')}
          </Button>
        </div>
      </div>
      {invitation && (
        <Invitation invitation={invitation} onClose={() => setInvitation(undefined)} />
      )}
      {open === 'passphrase' && <SetPassphrase onClose={shut} />}
      <Confirm
        isOpen={open === 'leave'}
        title={text('leave.confirm')}
        does={text('leave.does')}
        cancelLabel={text('app.cancel')}
        isPending={busy}
        onConfirm={() => void leave()}
        onClose={shut}
      >
        <p>{text('leave.meaning')}</p>
        <p>
          {sharing.waitingChanges > 0
            ? text('leave.unsent', { count: sharing.waitingChanges })
            : text('leave.allSent')}
        </p>
      </Confirm>
    </section>
  );
}
