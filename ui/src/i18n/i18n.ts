import { type I18n, setupI18n } from '@lingui/core';
import { messages as en } from './en.json?lingui';
import { messages as fi } from './fi.json?lingui';
import type { Language } from './language';
import { messages as sv } from './sv.json?lingui';

/** Makes the words of all three languages ready, speaking `language`. */
export function speak(language: Language): I18n {
  return setupI18n({ locale: language, messages: { fi, sv, en } });
}
