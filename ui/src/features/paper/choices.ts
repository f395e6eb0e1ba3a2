import { keeping } from '../../app/kept';
import { remember, remembered } from '../../app/remembered';
import type { Language } from '../../i18n/language';
import type { Paper, PaperLists, PaperOrder, SaveAs } from '../../ipc/bindings';
import { optionsOf } from './sheets';

/** What a person chose of one sheet. */
export interface SheetChoices {
  readonly language: Language;
  /** The language that everything is said in as well. */
  readonly second: Language | null;
  readonly stock: string | null;
  /** Labels of the first sheet that were used before. */
  readonly usedCells: number;
  readonly bothSides: boolean;
  readonly lists: PaperLists;
  readonly blankLines: number;
  readonly form: SaveAs;
}

const { Keeper, useKept } = keeping<SheetChoices>();

export const ChoicesKeeper = Keeper;

/** What was chosen of a sheet of `subject`, kept while the window is open. */
export function useSheetChoices(paper: Paper, subject: string, language: Language) {
  const [kept, keep] = useKept(`${subject} ${paper}`);
  const choices = kept ?? { ...USUAL, stock: remembered('stock'), language };
  const choose = (change: Partial<SheetChoices>) => {
    const next = { ...choices, ...change };
    if (change.stock) remember('stock', change.stock);
    keep(next.second === next.language ? { ...next, second: null } : next);
  };
  return [choices, choose] as const;
}

/** The order that the choices make; what a sheet does not have is left out. */
export function orderOf(paper: Paper, subject: string, choices: SheetChoices): PaperOrder {
  const options = optionsOf(paper);
  return {
    paper,
    subject,
    language: choices.language,
    secondLanguage: choices.second,
    ...(options.includes('labels') && {
      stock: choices.stock,
      usedCells: choices.usedCells,
      bothSides: choices.bothSides,
    }),
    ...(options.includes('lists') && { lists: choices.lists }),
    ...(options.includes('blankLines') && { blankLines: choices.blankLines }),
  };
}

const USUAL: Omit<SheetChoices, 'language'> = {
  second: null,
  stock: null,
  usedCells: 0,
  bothSides: false,
  lists: 'day',
  blankLines: 8,
  form: 'pdf',
};
