import { useLingui } from '@lingui/react';
import { useMemo } from 'react';
import type fi from './fi.json';
import type { Language } from './language';
import { asLanguage } from './language';

/** The name of a message; all three languages have each. */
export type MessageId = keyof typeof fi;

export type MessageValues = Readonly<Record<string, string | number>>;

/** Finds words: `text('events.title')`. */
export interface Text {
  (id: MessageId, values?: MessageValues): string;
  /** The message of a code that Rust chose, or `otherwise` where there is none. */
  readonly code: (
    prefix: string,
    code: string,
    otherwise: string,
    values?: MessageValues,
  ) => string;
  readonly language: Language;
}

function isMessageId(id: string, messages: object): id is MessageId {
  return Object.hasOwn(messages, id);
}

/** The words of the language that the program speaks now. */
export function useText(): Text {
  const { i18n } = useLingui();
  const { locale } = i18n;
  return useMemo(() => {
    const say = (id: MessageId, values?: MessageValues) => i18n._({ id, values });
    return Object.assign(say, {
      code: (prefix: string, code: string, otherwise: string, values?: MessageValues) => {
        const id = `${prefix}.${code}`;
        return isMessageId(id, i18n.messages) ? say(id, values) : otherwise;
      },
      language: asLanguage(locale) ?? 'fi',
    });
  }, [i18n, locale]);
}
