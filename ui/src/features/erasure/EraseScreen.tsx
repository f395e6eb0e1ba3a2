import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { errorText } from '../../app/errorText';
import { Notice } from '../../components/Notice';
import { Screen } from '../../components/Screen';
import { Waiting } from '../../components/Waiting';
import { useText } from '../../i18n/useText';
import type { ErasureReport } from '../../ipc/contract';
import { asIpcError } from '../../ipc/error';
import { erasureQuery } from '../../ipc/queries';
import { BeforeErasure } from './BeforeErasure';
import { Report } from './Report';

/** Erases a person for ever: first what it reaches and what not, then the proof of it. */
export function EraseScreen({ id }: { readonly id: string }) {
  const text = useText();
  const navigate = useNavigate();
  const preview = useQuery(erasureQuery(id, text.language));
  const [report, setReport] = useState<ErasureReport>();
  const title = report ? text('erasure.reportTitle') : text('erasure.title');
  const leave = () =>
    void navigate({ to: '/record/$kind/$id', params: { kind: 'person', id }, replace: true });
  if (!report && preview.isPending) return <Waiting label={text('app.loading')} />;
  return (
    <Screen
      key={report ? 'after' : 'before'}
      title={title}
      documentTitle={text('app.title', { screen: title })}
      lead={!report && preview.data?.name}
    >
      {report && <Report report={report} />}
      {!report && preview.isError && (
        <Notice tone="bad" announced>
          <p>{errorText(text, asIpcError(preview.error))}</p>
        </Notice>
      )}
      {!report && preview.data && (
        <BeforeErasure id={id} preview={preview.data} onErased={setReport} onLeave={leave} />
      )}
    </Screen>
  );
}
