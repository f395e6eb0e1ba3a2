import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useId } from 'react';
import { Badge, type BadgeTone } from '../../components/Badge';
import { Button } from '../../components/Button';
import { useText } from '../../i18n/useText';
import type { FindingView, RecordRef } from '../../ipc/bindings';
import { choiceOf, choicesOf } from './choices';
import styles from './Finding.module.css';
import { Side } from './Side';

const TONES: Record<FindingView['code'], BadgeTone> = {
  conflict: 'warn',
  deleted_and_edited: 'warn',
  duplicate: 'accent',
  overbooked: 'warn',
  dangling: 'accent',
  not_yet_received: 'idle',
};

interface FindingProps {
  readonly finding: FindingView;
  /** Whether it is the one that Tab comes to, and to what is in it. */
  readonly isCurrent: boolean;
  readonly onCurrent: () => void;
  readonly onDecide: (choice: string) => void;
  readonly onStep: (by: number) => void;
}

/** One thing to decide: what it is about, what stands against what, and the ways out. */
export function Finding({ finding, isCurrent, onCurrent, onDecide, onStep }: FindingProps) {
  const text = useText();
  const heading = useId();
  const about = useId();
  const { code, sides, field } = finding;
  const choices = choicesOf(finding);
  const own = { kind: finding.kind, id: finding.record, title: finding.title };
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const choice = choiceOf(finding, event.key);
    if (step === undefined && choice === undefined) return;
    event.preventDefault();
    if (step !== undefined) onStep(step);
    else if (choice !== undefined) onDecide(choice);
  };
  return (
    <article
      tabIndex={isCurrent ? 0 : -1}
      data-finding={finding.id}
      className={styles.finding}
      aria-labelledby={heading}
      aria-describedby={about}
      onFocus={onCurrent}
      onKeyDown={pressed}
    >
      <header className={styles.head}>
        <Badge tone={TONES[code]}>{text(`finding.${code}`)}</Badge>
        <h2 id={heading} className={styles.title}>
          <To record={own} isReached={isCurrent} />
          {field && <span className={styles.field}> · {field}</span>}
        </h2>
      </header>
      <p id={about} className={styles.about}>
        {text(`finding.about.${code}`, {
          count: sides.length,
          other: finding.other?.title ?? '',
          value: finding.details.value ?? '',
          confirmed: finding.details.confirmed ?? '',
          capacity: finding.details.capacity ?? '',
        })}
      </p>
      {code === 'conflict' && (
        <ol className={styles.sides}>
          {sides.map((side, index) => (
            <Side
              key={side.change}
              side={side}
              against={sides[index === 0 ? 1 : 0]}
              number={index + 1}
              isReached={isCurrent}
              onTake={() => onDecide(side.change)}
            />
          ))}
        </ol>
      )}
      {code === 'deleted_and_edited' && (
        <ol className={styles.sides}>
          {sides.map((side) => (
            <Side key={side.change} side={side} />
          ))}
        </ol>
      )}
      {finding.other && code === 'duplicate' && (
        <p className={styles.ways}>
          <To record={own} isReached={isCurrent} />
          <To record={finding.other} isReached={isCurrent} />
        </p>
      )}
      {choices.length > 0 && (
        <div className={styles.deeds}>
          {choices.map(({ key, choice, label, danger }) => (
            <Button
              key={choice}
              look={danger ? 'danger' : 'plain'}
              excludeFromTabOrder={!isCurrent}
              onPress={() => onDecide(choice)}
            >
              {`${text(label)} (${key.toUpperCase()})`}
            </Button>
          ))}
        </div>
      )}
    </article>
  );
}

interface ToProps {
  readonly record: RecordRef;
  /** Whether Tab comes to it. */
  readonly isReached: boolean;
}

function To({ record, isReached }: ToProps) {
  const { kind, id, title } = record;
  const tabIndex = isReached ? 0 : -1;
  if (kind === 'event') {
    return (
      <Link
        to="/events/$event"
        params={{ event: id }}
        search={{ tab: undefined }}
        tabIndex={tabIndex}
      >
        {title}
      </Link>
    );
  }
  return (
    <Link to="/record/$kind/$id" params={{ kind, id }} tabIndex={tabIndex}>
      {title}
    </Link>
  );
}
