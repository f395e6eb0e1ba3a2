/** What other features may use of the history. */
export { RecordHistory } from './RecordHistory';
