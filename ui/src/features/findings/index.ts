/** What other features may use of findings. */
export { RecordFindings } from './RecordFindings';
