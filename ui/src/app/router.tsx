import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
} from '@tanstack/react-router';
import { EraseScreen } from '../features/erasure/EraseScreen';
import { EventScreen, isTab, type Tab } from '../features/events/EventScreen';
import { EventsScreen } from '../features/events/EventsScreen';
import { FindingsScreen } from '../features/findings/FindingsScreen';
import { RecentScreen } from '../features/history/RecentScreen';
import { HouseScreen } from '../features/house/HouseScreen';
import { InboxScreen } from '../features/inbox/InboxScreen';
import { RecordPaperScreen, recordPaper } from '../features/paper/RecordPaperScreen';
import { asEventPaper, type EventPaper } from '../features/paper/sheets';
import { RecordFormScreen } from '../features/record/RecordFormScreen';
import { RecordScreen } from '../features/search/RecordScreen';
import { SearchScreen } from '../features/search/SearchScreen';
import { SettingsScreen } from '../features/settings/SettingsScreen';
import { SharingScreen } from '../features/sharing/SharingScreen';
import { Shell } from './Shell';

const root = createRootRoute({ component: Shell });

const events = createRoute({ getParentRoute: () => root, path: '/', component: EventsScreen });

const event = createRoute({
  getParentRoute: () => root,
  path: '/events/$event',
  validateSearch: (search): { tab?: Tab | undefined; sheet?: EventPaper | undefined } => ({
    tab: isTab(search.tab) ? search.tab : undefined,
    sheet: asEventPaper(search.sheet),
  }),
  component: function Event() {
    const { event: id } = event.useParams();
    const { tab = 'registrations', sheet = 'programme' } = event.useSearch();
    return <EventScreen key={id} id={id} tab={tab} sheet={sheet} />;
  },
});

const inbox = createRoute({ getParentRoute: () => root, path: '/inbox', component: InboxScreen });

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: (search) => ({ q: typeof search.q === 'string' ? search.q : '' }),
  component: function Search() {
    const { q } = search.useSearch();
    return <SearchScreen text={q} />;
  },
});

const record = createRoute({
  getParentRoute: () => root,
  path: '/record/$kind/$id',
  component: function Record() {
    const { kind, id } = record.useParams();
    return <RecordScreen key={id} kind={kind} id={id} />;
  },
});

const asName = (given: unknown) => (typeof given === 'string' ? given : undefined);

const recordInForm = createRoute({
  getParentRoute: () => root,
  path: '/record/$kind/$id/edit',
  validateSearch: (search): { field?: string | undefined } => ({ field: asName(search.field) }),
  component: function RecordInForm() {
    const { kind, id } = recordInForm.useParams();
    const { field } = recordInForm.useSearch();
    return <RecordFormScreen key={id} kind={kind} id={id} field={field} />;
  },
});

const newRecord = createRoute({
  getParentRoute: () => root,
  path: '/new/$kind',
  component: function NewRecord() {
    const { kind } = newRecord.useParams();
    return <RecordFormScreen key={kind} kind={kind} id={null} />;
  },
});

const recordOnPaper = createRoute({
  getParentRoute: () => root,
  path: '/record/$kind/$id/paper',
  component: function RecordOnPaper() {
    const { kind, id } = recordOnPaper.useParams();
    const paper = recordPaper(kind);
    if (!paper) return <RecordScreen key={id} kind={kind} id={id} />;
    return <RecordPaperScreen key={id} kind={kind} id={id} paper={paper} />;
  },
});

const erasure = createRoute({
  getParentRoute: () => root,
  path: '/record/person/$id/erase',
  component: function Erasure() {
    const { id } = erasure.useParams();
    return <EraseScreen key={id} id={id} />;
  },
});

const sharing = createRoute({
  getParentRoute: () => root,
  path: '/sharing',
  component: SharingScreen,
});

const findings = createRoute({
  getParentRoute: () => root,
  path: '/findings',
  validateSearch: (search): { at?: string | undefined } => ({ at: asName(search.at) }),
  component: function Findings() {
    const { at } = findings.useSearch();
    return <FindingsScreen key={at} at={at} />;
  },
});

const recent = createRoute({
  getParentRoute: () => root,
  path: '/recent',
  component: RecentScreen,
});

const house = createRoute({
  getParentRoute: () => root,
  path: '/settings/house',
  component: HouseScreen,
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: SettingsScreen,
});

const routeTree = root.addChildren([
  events,
  event,
  inbox,
  search,
  record,
  recordInForm,
  newRecord,
  recordOnPaper,
  erasure,
  findings,
  recent,
  sharing,
  settings,
  house,
]);

/** The ways through the window; where one is stands in the address. */
export function makeRouter() {
  return createRouter({ routeTree, history: createHashHistory() });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
