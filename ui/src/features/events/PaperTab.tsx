import { useNavigate } from '@tanstack/react-router';
import { asLanguage } from '../../i18n/language';
import { useText } from '../../i18n/useText';
import type { EventView } from '../../ipc/bindings';
import {
  type EventPaper,
  orderOf,
  PaperDesk,
  SheetList,
  SheetOptions,
  useSheetChoices,
} from '../paper';
import styles from './PaperTab.module.css';

interface PaperTabProps {
  readonly event: EventView;
  readonly sheet: EventPaper;
}

/** What is printed of an event: every sheet, seen as it will be, then saved. */
export function PaperTab({ event, sheet }: PaperTabProps) {
  const text = useText();
  const navigate = useNavigate();
  const { id } = event.summary;
  const language = asLanguage(event.language) ?? text.language;
  const [choices, choose] = useSheetChoices(sheet, id, language);
  return (
    <div className={styles.paper}>
      <div className={styles.sheets}>
        <SheetList
          current={sheet}
          onChoose={(chosen) =>
            void navigate({
              to: '/events/$event',
              params: { event: id },
              search: { tab: 'paper', sheet: chosen },
              replace: true,
            })
          }
        />
      </div>
      <PaperDesk key={sheet} order={orderOf(sheet, id, choices)} choices={choices} choose={choose}>
        <SheetOptions paper={sheet} choices={choices} choose={choose} />
      </PaperDesk>
    </div>
  );
}
