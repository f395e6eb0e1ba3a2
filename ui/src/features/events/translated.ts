import { LANGUAGES, type Language } from '../../i18n/language';
import type { MessageId, Text } from '../../i18n/useText';
import type { Translations } from '../../ipc/bindings';

/** What the fields of a translated text are called in a form: `nameFi`, `nameSv`, `nameEn`. */
export function fieldOf<Name extends string>(name: Name, language: Language) {
  const endings = { fi: 'Fi', sv: 'Sv', en: 'En' } as const;
  return `${name}${endings[language]}` as const;
}

/** The languages of paper beside the one that a text is written in. */
export function otherLanguages(own: Language): readonly Language[] {
  return LANGUAGES.filter((language) => language !== own);
}

/** The translations of the text called `name` in a draft. */
export function translationsOf(
  draft: Readonly<Record<string, string>>,
  name: string,
): Translations {
  const said = (language: Language) => draft[fieldOf(name, language)] ?? '';
  return { fi: said('fi'), sv: said('sv'), en: said('en') };
}

/** What the field of a translated text is called: `Nimi ruotsiksi`. */
export function labelIn(text: Text, field: MessageId, language: Language): string {
  return text(`field.in.${language}`, { field: text(field) });
}
