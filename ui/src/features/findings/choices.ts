import type { MessageId } from '../../i18n/useText';
import type { FindingView } from '../../ipc/bindings';

/** A way to decide beside taking one of the sides, and its key. */
export interface Choice {
  readonly key: string;
  readonly choice: string;
  readonly label: MessageId;
  readonly danger?: boolean;
}

/** What can be decided of a finding beside its numbered sides. */
export function choicesOf({ code, sides }: FindingView): readonly Choice[] {
  if (code === 'conflict') {
    const stands = sides.find((side) => side.stands);
    return stands ? [{ key: 'k', choice: stands.change, label: 'findings.keepStanding' }] : [];
  }
  if (code === 'deleted_and_edited') {
    return [
      { key: 'k', choice: 'keep', label: 'findings.keep' },
      { key: 'd', choice: 'delete', label: 'findings.delete', danger: true },
    ];
  }
  if (code === 'duplicate') {
    return [{ key: 'e', choice: 'different', label: 'findings.different' }];
  }
  return [];
}

/** What `key` decides of a finding: the number of a side, or the letter of a way. */
export function choiceOf(finding: FindingView, key: string): string | undefined {
  if (finding.code === 'conflict' && /^[1-9]$/.test(key)) {
    return finding.sides[Number(key) - 1]?.change;
  }
  return choicesOf(finding).find((each) => each.key === key.toLowerCase())?.choice;
}
