import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { I18nProvider as AriaLanguage } from 'react-aria-components';
import { Waiting } from '../components/Waiting';
import { HouseKeeper } from '../features/house/draft';
import { ChoicesKeeper } from '../features/paper/choices';
import { Welcome } from '../features/welcome/Welcome';
import { speak } from '../i18n/i18n';
import { asLanguage } from '../i18n/language';
import { useText } from '../i18n/useText';
import { ask } from '../ipc/backend';
import { followChanges } from '../ipc/changes';
import { workspaceQuery } from '../ipc/queries';
import { makeRouter } from './router';
import { Words } from './Words';

/** Queries ask a program on the same computer: there is no network to wait for. */
export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: 30_000,
        refetchOnWindowFocus: true,
      },
    },
  });
}

/** The program as it is seen. */
export function App() {
  const [queries] = useState(makeQueries);
  return (
    <QueryClientProvider client={queries}>
      <Program queries={queries} />
    </QueryClientProvider>
  );
}

function Program({ queries }: { readonly queries: QueryClient }) {
  const workspace = useQuery(workspaceQuery);
  const language = asLanguage(workspace.data?.language) ?? asLanguage(navigator.language) ?? 'fi';
  const i18n = useMemo(() => speak(language), [language]);
  const theme = workspace.data?.theme ?? 'system';
  useEffect(() => followChanges(queries), [queries]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = theme;
  }, [language, theme]);
  useEffect(() => {
    if (!workspace.isPending) void ask((on) => on.windowReady()).catch(() => undefined);
  }, [workspace.isPending]);
  return (
    <I18nProvider i18n={i18n}>
      <AriaLanguage locale={`${language}-FI`}>
        <Words>
          <ChoicesKeeper>
            <HouseKeeper>
              <Inside pending={workspace.isPending} open={Boolean(workspace.data)} />
            </HouseKeeper>
          </ChoicesKeeper>
        </Words>
      </AriaLanguage>
    </I18nProvider>
  );
}

function Inside({ pending, open }: { readonly pending: boolean; readonly open: boolean }) {
  const text = useText();
  const [router] = useState(makeRouter);
  if (pending) return <Waiting label={text('app.loading')} />;
  return open ? <RouterProvider router={router} /> : <Welcome />;
}
