import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../components/Button';
import { Empty } from '../../components/Empty';
import { useText } from '../../i18n/useText';
import type { PaperWarning } from '../../ipc/bindings';
import { NOTHING, warningText } from './warnings';

interface NothingYetProps {
  readonly warning: PaperWarning;
  /** The event, where the sheet is of one. */
  readonly subject: string;
}

/** Stands where a sheet has nothing to show: why, and the way to where that is mended. */
export function NothingYet({ warning, subject }: NothingYetProps) {
  const text = useText();
  const navigate = useNavigate();
  if (warning.code === 'missing_letters' || warning.code === 'visibility') return null;
  const { title } = NOTHING[warning.code];
  const goes = (tab: 'registrations' | 'programme') => (
    <Button
      look="primary"
      onPress={() =>
        void navigate({ to: '/events/$event', params: { event: subject }, search: { tab } })
      }
    >
      {text(tab === 'programme' ? 'paper.toProgramme' : 'paper.toRegistrations')}
    </Button>
  );
  const actions = {
    nobody_present: goes('registrations'),
    nobody_registered: goes('registrations'),
    no_sessions: goes('programme'),
    no_stops: undefined,
    no_indicators: undefined,
  };
  return (
    <Empty icon="paper" title={text(title)} actions={actions[warning.code]}>
      <p>{warningText(text, warning).body}</p>
    </Empty>
  );
}
