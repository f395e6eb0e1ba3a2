import { Badge } from '../../components/Badge';
import { Button } from '../../components/Button';
import { formatRecent } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import type { SideView } from '../../ipc/bindings';
import { difference } from './difference';
import styles from './Finding.module.css';

interface SideProps {
  readonly side: SideView;
  /** The side that its value is held against. */
  readonly against?: SideView | undefined;
  /** Its number, which is the key that takes it. */
  readonly number?: number;
  /** Whether Tab comes to what is in it. */
  readonly isReached?: boolean;
  readonly onTake?: () => void;
}

/** What one person wrote: the value with what is its own in it, who, when and where. */
export function Side({ side, against, number, isReached, onTake }: SideProps) {
  const text = useText();
  const { what, value, actor, at, workstation, stands } = side;
  const { before, own, after } = difference(value, against?.value ?? value);
  const when = formatRecent(text.language, at, new Date());
  return (
    <li className={styles.side}>
      <div className={styles.value}>
        {what !== 'value' || value === '' ? (
          <em>{text(what === 'value' ? 'record.empty' : `findings.${what}`)}</em>
        ) : (
          <span>
            {before}
            {own && <mark className={styles.own}>{own}</mark>}
            {after}
          </span>
        )}
      </div>
      <p className={styles.who}>
        <strong>{actor}</strong> · {when}
        {workstation && <span className={styles.where}>{workstation}</span>}
      </p>
      <div className={styles.take}>
        {number !== undefined && onTake && (
          <Button
            size="s"
            excludeFromTabOrder={!isReached}
            aria-label={`${text('findings.take', { number })}: ${value || text('record.empty')}, ${actor}`}
            onPress={onTake}
          >
            {text('findings.take', { number })}
          </Button>
        )}
        {stands && <Badge tone="idle">{text('findings.stands')}</Badge>}
      </div>
    </li>
  );
}
