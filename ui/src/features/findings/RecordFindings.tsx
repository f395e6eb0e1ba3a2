import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../components/Button';
import { Notice } from '../../components/Notice';
import { useText } from '../../i18n/useText';
import { findingsQuery, sharingQuery } from '../../ipc/queries';

interface RecordFindingsProps {
  readonly kind: string;
  readonly id: string;
}

/** What is to be decided of one record, where somebody looks at it. */
export function RecordFindings({ kind, id }: RecordFindingsProps) {
  const text = useText();
  const navigate = useNavigate();
  const some = (useQuery(sharingQuery).data?.findings ?? 0) > 0;
  const findings = useQuery({ ...findingsQuery(text.language), enabled: some });
  const own = (some ? (findings.data ?? []) : []).filter(
    (finding) => finding.kind === kind && finding.record === id,
  );
  const [first] = own;
  if (!first) return null;
  const about = own.map(({ code, field }) => {
    const what = text(`finding.${code}`);
    return field ? `${what}: ${field}` : what;
  });
  return (
    <Notice
      tone="warn"
      title={text('findings.ofRecord', { count: own.length })}
      actions={
        <Button
          icon="decide"
          onPress={() => void navigate({ to: '/findings', search: { at: first.id } })}
        >
          {text('sharing.toFindings')}
        </Button>
      }
    >
      <p>{about.join(' · ')}</p>
    </Notice>
  );
}
