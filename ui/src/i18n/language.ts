/** The languages of the program, the first one first. */
export const LANGUAGES = ['fi', 'sv', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The language that `code` (`sv`, `sv-FI`) names, if it is one of ours. */
export function asLanguage(code: string | null | undefined): Language | undefined {
  const wanted = code?.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === wanted);
}
