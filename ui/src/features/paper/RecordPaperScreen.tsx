import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../components/Button';
import { Screen } from '../../components/Screen';
import { useText } from '../../i18n/useText';
import type { Paper } from '../../ipc/bindings';
import { recordQuery } from '../../ipc/queries';
import { orderOf, useSheetChoices } from './choices';
import { PaperDesk } from './PaperDesk';
import { SheetOptions } from './SheetOptions';

/** The paper that is made of a record of `kind`, if any is. */
export function recordPaper(kind: string): Paper | undefined {
  const papers: Partial<Record<string, Paper>> = { organisation: 'brief', project: 'report' };
  return papers[kind];
}

interface RecordPaperScreenProps {
  readonly kind: string;
  readonly id: string;
  readonly paper: Paper;
}

/** The paper of one record, such as the brief of a company before a visit. */
export function RecordPaperScreen({ kind, id, paper }: RecordPaperScreenProps) {
  const text = useText();
  const navigate = useNavigate();
  const record = useQuery(recordQuery(kind, id, text.language));
  const [choices, choose] = useSheetChoices(paper, id, text.language);
  const title = text(`sheet.${paper}`);
  const name = record.data?.title ?? '';
  return (
    <Screen
      title={title}
      documentTitle={text('app.title', { screen: [title, name].filter(Boolean).join(', ') })}
      lead={[name, text.code('sheetAbout', paper, '')].filter(Boolean).join(' · ')}
      actions={
        <Button
          icon="chevronLeft"
          onPress={() => void navigate({ to: '/record/$kind/$id', params: { kind, id } })}
        >
          {text('record.back')}
        </Button>
      }
    >
      <PaperDesk order={orderOf(paper, id, choices)} choices={choices} choose={choose}>
        <SheetOptions paper={paper} choices={choices} choose={choose} />
      </PaperDesk>
    </Screen>
  );
}
