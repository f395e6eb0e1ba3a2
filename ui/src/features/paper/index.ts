/** What other features may use of paper. */
export { orderOf, useSheetChoices } from './choices';
export { PaperDesk } from './PaperDesk';
export { recordPaper } from './RecordPaperScreen';
export { SheetList } from './SheetList';
export { SheetOptions } from './SheetOptions';
export type { EventPaper } from './sheets';
