import { useSay } from '../../app/done';
import { Button } from '../../components/Button';
import { Sheet } from '../../components/Sheet';
import { useText } from '../../i18n/useText';
import type { InvitationView } from '../../ipc/bindings';
import styles from './Invitation.module.css';

interface InvitationProps {
  readonly invitation: InvitationView;
  readonly onClose: () => void;
}

/** The code of an invitation, large enough to be read aloud; it is shown this once. */
export function Invitation({ invitation, onClose }: InvitationProps) {
  const text = useText();
  const say = useSay();
  const { code, path } = invitation;
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => say({ tone: 'ok', text: text('invite.copied') }),
      () => say({ tone: 'bad', text: text('invite.notCopied') }),
    );
  return (
    <Sheet title={text('invite.ready')} closeLabel={text('app.close')} isOpen onClose={onClose}>
      <ol className={styles.steps}>
        <li>
          <p>{text('invite.sendFile')}</p>
          <p className={styles.path}>{path}</p>
        </li>
        <li>
          <p>{text('invite.tellCode')}</p>
          <output className={styles.code} aria-label={text('invite.code')}>
            {code}
          </output>
          <Button size="s" onPress={() => void copy()}>
            {text('app.copy')}
          </Button>
        </li>
        <li>
          <p>{text('invite.joins')}</p>
        </li>
      </ol>
      <p className={styles.once}>{text('invite.once')}</p>
      <div className={styles.actions}>
        <Button look="primary" onPress={onClose}>
          {text('invite.told')}
        </Button>
      </div>
    </Sheet>
  );
}
