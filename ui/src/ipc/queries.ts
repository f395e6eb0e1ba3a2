import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask } from './backend';
import type { HouseDraft, PaperOrder, RegistrationQuery, SyncBadge } from './bindings';
import { previewOfDraft } from './previewOfDraft';
import { type Topic, topicKey } from './topics';

/** Rows that one page of a list has at most. */
export const PAGE = 200;

/** Pages of paper that one preview has at most. */
export const SHEETS = 20;

export const workspaceQuery = queryOptions({
  queryKey: topicKey(['workspace'], 'workspace'),
  queryFn: () => ask((on) => on.workspaceCurrent()),
});

/** The events from `offset`, coming ones first. */
export function eventListQuery(offset = 0) {
  return queryOptions({
    queryKey: topicKey(['event', 'registration', 'session'], 'event-list', offset),
    queryFn: () => ask((on) => on.eventList(offset, PAGE)),
    placeholderData: keepPreviousData,
  });
}

/** The projects that can pay for an event. */
export const projectsQuery = queryOptions({
  queryKey: topicKey(['project'], 'project-choices'),
  queryFn: () => ask((on) => on.projectChoices()),
});

export function eventQuery(id: string) {
  return queryOptions({
    queryKey: topicKey(['event', 'registration', 'attendance', 'session'], 'event', id),
    queryFn: () => ask((on) => on.eventGet(id)),
  });
}

/** What the rows of a list of registrations are chosen and ordered by. */
export type RegistrationWish = Omit<RegistrationQuery, 'offset' | 'limit'>;

/** The page numbered `page`, from 0, of the registrations that `wish` names. */
export function registrationPageQuery(wish: RegistrationWish, page: number) {
  return queryOptions({
    queryKey: topicKey(
      ['registration', 'attendance', 'person', 'organisation'],
      'registration-list',
      wish,
      page,
    ),
    queryFn: () => ask((on) => on.registrationList({ ...wish, offset: page * PAGE, limit: PAGE })),
  });
}

export function programmeQuery(event: string) {
  return queryOptions({
    queryKey: topicKey(['session', 'room', 'event', 'registration', 'person'], 'programme', event),
    queryFn: () => ask((on) => on.programmeGet(event)),
  });
}

/** What the sheets of an event are made of. */
const EVENT_PAPER: readonly Topic[] = [
  'event',
  'session',
  'room',
  'route_stop',
  'attendance',
  'registration',
  'person',
  'organisation',
  'project',
  'document',
  'house_look',
  'workspace',
];

/** The sheets of `order` from the one numbered `first`, from 0. */
export function previewQuery(order: PaperOrder, first: number) {
  const isOfEvent = order.paper !== 'brief' && order.paper !== 'report';
  return queryOptions({
    queryKey: topicKey(isOfEvent ? EVENT_PAPER : ['any'], 'paper-preview', order, first),
    queryFn: () => ask((on) => on.paperPreview(order, first)),
    // Pages that follow somebody's typing are many, and none of them is asked for again.
    ...(order.draft && { gcTime: 5_000 }),
  });
}

/**
 * The programme as it would be if the session being edited were saved as it stands, from the page
 * numbered `first`, from 0; beside the pages stands which one they begin with.
 */
export function draftPreviewQuery(order: PaperOrder, first: number) {
  const { queryKey, gcTime } = previewQuery(order, first);
  return queryOptions({
    queryKey: [...queryKey, 'draft'],
    queryFn: async () => ({ first, ...(await previewOfDraft(order, first)) }),
    ...(gcTime === undefined ? {} : { gcTime }),
  });
}

export const stocksQuery = queryOptions({
  queryKey: topicKey([], 'paper-stocks'),
  queryFn: () => ask((on) => on.paperStocks()),
  staleTime: Number.POSITIVE_INFINITY,
});

export const houseQuery = queryOptions({
  queryKey: topicKey(['house_look', 'document', 'workspace'], 'house'),
  queryFn: () => ask((on) => on.houseGet()),
});

/** What a look would make of paper, before it is saved. */
export function housePreviewQuery(draft: HouseDraft, language: string) {
  return queryOptions({
    queryKey: topicKey(['house_look', 'workspace'], 'house-preview', draft, language),
    queryFn: () => ask((on) => on.housePreview(draft, language)),
    placeholderData: keepPreviousData,
    gcTime: 5_000,
  });
}

export const inboxQuery = queryOptions({
  queryKey: topicKey(['inbox', 'workspace'], 'inbox-list'),
  queryFn: () => ask((on) => on.inboxList()),
});

/** Records that `text` finds; nothing is asked for fewer than two letters. */
export function searchQuery(text: string) {
  const wanted = text.trim();
  return queryOptions({
    queryKey: topicKey(['person', 'organisation', 'project', 'infrastructure'], 'search', wanted),
    queryFn: () => ask((on) => on.search(wanted)),
    enabled: wanted.length >= 2,
    placeholderData: keepPreviousData,
  });
}

export function recordQuery(kind: string, id: string, language: string) {
  return queryOptions({
    queryKey: topicKey(['any'], 'record', kind, id, language),
    queryFn: () => ask((on) => on.recordGet(kind, id, language)),
  });
}

/** What a person writes of a record; of a new one without `id`. */
export function recordFormQuery(kind: string, id: string | null, language: string) {
  return queryOptions({
    queryKey: topicKey(['any'], 'record-form', kind, id, language),
    queryFn: () => ask((on) => on.recordForm(kind, id, language)),
  });
}

export function historyQuery(kind: string, id: string, language: string) {
  return queryOptions({
    queryKey: topicKey(['any'], 'history', kind, id, language),
    queryFn: () => ask((on) => on.recordHistory(kind, id, language)),
  });
}

function isUnderWay(state: SyncBadge['state'] | undefined): boolean {
  return state === 'waiting' || state === 'working';
}

/** The share and who shares it; every change of this workstation may be one that waits. */
export const sharingQuery = queryOptions({
  queryKey: topicKey(['any'], 'sharing'),
  queryFn: () => ask((on) => on.sharingGet()),
  // What was sent in the background is no change of anything, so nothing tells of it.
  refetchInterval: (query) => (isUnderWay(query.state.data?.badge.state) ? 2_000 : 60_000),
});

export function findingsQuery(language: string) {
  return queryOptions({
    queryKey: topicKey(['any'], 'finding-list', language),
    queryFn: () => ask((on) => on.findingList(language)),
    placeholderData: keepPreviousData,
  });
}

/** What the erasure of a person would take with it. */
export function erasureQuery(id: string, language: string) {
  return queryOptions({
    queryKey: topicKey([], 'erasure', id, language),
    queryFn: () => ask((on) => on.personErasurePreview(id, language)),
    staleTime: 0,
    gcTime: 0,
  });
}

export const recentQuery = queryOptions({
  queryKey: topicKey(['any'], 'recent'),
  queryFn: () => ask((on) => on.actionRecent()),
});
