import type { MessageId, Text } from '../../i18n/useText';
import type { PaperWarning } from '../../ipc/bindings';

/** What is wrong with a sheet, in words: what it is, why it matters and what to do. */
export interface Said {
  readonly title?: string;
  readonly body: string;
}

/** What a sheet that cannot be made is waiting for. */
export const NOTHING: Record<
  Exclude<PaperWarning['code'], 'missing_letters' | 'visibility'>,
  { readonly title: MessageId; readonly body: MessageId }
> = {
  nobody_present: { title: 'paper.nobody', body: 'paper.nobodyLead' },
  nobody_registered: { title: 'paper.nobodyRegistered', body: 'paper.nobodyRegisteredLead' },
  no_sessions: { title: 'paper.noSessionsTitle', body: 'paper.noSessions' },
  no_stops: { title: 'paper.noStops', body: 'paper.noStopsLead' },
  no_indicators: { title: 'paper.noIndicators', body: 'paper.noIndicatorsLead' },
};

/** A rule of European visibility that a sheet breaks. */
export function visibilityText(text: Text, rule: string, detail: string): Said {
  const why = text.code('visibility', rule, text('visibility.other'), { year: detail });
  const found = detail && rule !== 'period_over' ? text('visibility.found', { detail }) : '';
  return { title: text('visibility.title'), body: [why, found].filter(Boolean).join(' ') };
}

/** A warning about a sheet that is printed all the same. */
export function warningText(text: Text, warning: PaperWarning): Said {
  switch (warning.code) {
    case 'missing_letters':
      return { body: text('paper.missingLetters', { letters: warning.letters }) };
    case 'visibility':
      return visibilityText(text, warning.rule, warning.detail);
    default: {
      const { title, body } = NOTHING[warning.code];
      return { title: text(title), body: text(body) };
    }
  }
}
