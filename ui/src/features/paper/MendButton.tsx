import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../components/Button';
import { useText } from '../../i18n/useText';
import type { Mend } from '../../ipc/bindings';

/** Leads to the field of the project where a broken rule is mended. */
export function MendButton({ project, field }: Mend) {
  const text = useText();
  const navigate = useNavigate();
  return (
    <Button
      size="s"
      icon="pen"
      onPress={() =>
        void navigate({
          to: '/record/$kind/$id/edit',
          params: { kind: 'project', id: project },
          search: { field },
        })
      }
    >
      {text('visibility.mend')}
    </Button>
  );
}
