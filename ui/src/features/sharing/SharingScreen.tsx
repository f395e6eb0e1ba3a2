import { useQuery } from '@tanstack/react-query';
import { errorText } from '../../app/errorText';
import { Notice } from '../../components/Notice';
import { Screen } from '../../components/Screen';
import { Waiting } from '../../components/Waiting';
import { useText } from '../../i18n/useText';
import { asIpcError } from '../../ipc/error';
import { sharingQuery } from '../../ipc/queries';
import { NotShared } from './NotShared';
import { Problems } from './Problems';
import { ShareDoors } from './ShareDoors';
import styles from './SharingScreen.module.css';
import { StateOfShare } from './StateOfShare';
import { Workstations } from './Workstations';

/** The share: whether all is well, who shares it, and what to do where it is not. */
export function SharingScreen() {
  const text = useText();
  const sharing = useQuery(sharingQuery);
  const title = text('sharing.title');
  const view = sharing.data;
  return (
    <Screen title={title} documentTitle={text('app.title', { screen: title })} lead={view?.share}>
      {sharing.isPending && <Waiting label={text('app.loading')} />}
      {sharing.isError && (
        <Notice tone="bad" announced>
          <p>{errorText(text, asIpcError(sharing.error))}</p>
        </Notice>
      )}
      {view?.share === null && <NotShared />}
      {view && view.share !== null && (
        <div className={styles.page}>
          <StateOfShare sharing={view} />
          <Problems problems={view.problems} />
          <Workstations workstations={view.workstations} />
          <ShareDoors sharing={view} />
        </div>
      )}
    </Screen>
  );
}
