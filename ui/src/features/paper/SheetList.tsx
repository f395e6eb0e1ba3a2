import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import { useText } from '../../i18n/useText';
import styles from './SheetList.module.css';
import { asEventPaper, type EventPaper, GROUPS } from './sheets';

interface SheetListProps {
  readonly current: EventPaper;
  readonly onChoose: (sheet: EventPaper) => void;
}

/** The sheets of an event by when they are needed; the arrow keys go through them. */
export function SheetList({ current, onChoose }: SheetListProps) {
  const text = useText();
  return (
    <ListBox
      className={styles.list ?? ''}
      aria-label={text('paper.sheets')}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[current]}
      onSelectionChange={(keys) => {
        const chosen = keys === 'all' ? undefined : asEventPaper([...keys][0]);
        if (chosen) onChoose(chosen);
      }}
    >
      {GROUPS.map((group) => (
        <ListBoxSection key={group.id} id={group.id} className={styles.group ?? ''}>
          <Header className={styles.when ?? ''}>{text(`sheetGroup.${group.id}`)}</Header>
          {group.sheets.map((sheet) => (
            <ListBoxItem
              key={sheet}
              id={sheet}
              className={styles.sheet ?? ''}
              textValue={text(`sheet.${sheet}`)}
            >
              <span className={styles.name}>{text(`sheet.${sheet}`)}</span>{' '}
              <span className={styles.about}>{text(`sheetAbout.${sheet}`)}</span>
            </ListBoxItem>
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  );
}
