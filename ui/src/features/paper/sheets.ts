import type { Paper, SaveAs } from '../../ipc/bindings';

/** Paper of an event; the other kinds are of one organisation or one project. */
export type EventPaper = Exclude<Paper, 'brief' | 'report'>;

/** What can be chosen of a sheet beside its language. */
export type SheetOption = 'labels' | 'lists' | 'blankLines';

/** The sheets of an event in the order in which a coordinator needs them. */
export const GROUPS: readonly {
  readonly id: 'before' | 'day' | 'after';
  readonly sheets: readonly EventPaper[];
}[] = [
  { id: 'before', sheets: ['programme', 'one_page', 'booklet', 'badges', 'tents'] },
  { id: 'day', sheets: ['attendance', 'check_in', 'signs', 'route'] },
  { id: 'after', sheets: ['certificates'] },
];

const SHEETS = GROUPS.flatMap((group) => group.sheets);

/** The sheet of that name, if an event has it. */
export function asEventPaper(name: unknown): EventPaper | undefined {
  return SHEETS.find((sheet) => sheet === name);
}

const OPTIONS: Partial<Record<Paper, readonly SheetOption[]>> = {
  badges: ['labels'],
  attendance: ['lists', 'blankLines'],
  check_in: ['blankLines'],
};

/** What can be chosen of a sheet beside its language. */
export function optionsOf(paper: Paper): readonly SheetOption[] {
  return OPTIONS[paper] ?? [];
}

const FORMS: Partial<Record<Paper, readonly SaveAs[]>> = {
  programme: ['pdf', 'html', 'calendar'],
  certificates: ['pdf', 'separate', 'zip'],
};

/** The forms that a sheet can be saved in, the usual one first. */
export function formsOf(paper: Paper): readonly SaveAs[] {
  return FORMS[paper] ?? ['pdf'];
}
