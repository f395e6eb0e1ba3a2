/** What other features may use of sharing. */
export { JoinForm } from './JoinForm';
