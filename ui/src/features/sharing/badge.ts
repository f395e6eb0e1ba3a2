import { useEffect, useRef, useState } from 'react';
import type { IconName } from '../../components/Icon';
import { formatNumber, formatShortly } from '../../i18n/format';
import type { Text } from '../../i18n/useText';
import type { SharingView, SyncBadge, SyncPhase } from '../../ipc/bindings';

/** How long work must last before the badge speaks of it, in milliseconds. */
const LASTS = 800;

export type BadgeState = SyncBadge['state'];

const SIGNS: Record<BadgeState, IconName> = {
  not_shared: 'shared',
  up_to_date: 'check',
  waiting: 'send',
  working: 'again',
  unreachable: 'unplugged',
  needs_you: 'decide',
};

/** The sign of a state; what calls for somebody is either to be decided or to be seen to. */
export function signOf(state: BadgeState, findings: number): IconName {
  return state === 'needs_you' && findings === 0 ? 'alert' : SIGNS[state];
}

/** What the badge says: the state in a few words, and a little more beneath. */
export function badgeText(
  text: Text,
  badge: SyncBadge,
  findings: number,
  now: Date,
): { word: string; more: string } {
  switch (badge.state) {
    case 'not_shared':
      return { word: text('sync.notShared'), more: text('sync.notSharedMore') };
    case 'up_to_date':
      return { word: text('sync.upToDate'), more: text('sync.upToDateMore') };
    case 'waiting':
      return {
        word: text('sync.waiting', { count: badge.changes }),
        more: text('sync.waitingMore'),
      };
    case 'working':
      return { word: phaseText(text, badge.phase), more: progressText(text, badge) };
    case 'unreachable':
      return {
        word: text('sync.unreachable'),
        more: text('sync.since', { when: formatShortly(text.language, badge.since, now) }),
      };
    case 'needs_you':
      return {
        word: text('sync.needsYou'),
        more: findings > 0 ? text('sync.toDecide', { count: findings }) : text('sync.needsYouMore'),
      };
  }
}

export function phaseText(text: Text, phase: SyncPhase): string {
  return text(`sync.phase.${phase}`);
}

function progressText(text: Text, { done, total }: { done: number; total: number }): string {
  if (total === 0) return text('sync.oneMoment');
  return text('sync.progress', {
    done: formatNumber(text.language, done),
    total: formatNumber(text.language, total),
  });
}

/** The badge without its flutter: work that is over at once is never shown. */
export function useCalm(badge: SyncBadge | undefined): SyncBadge | undefined {
  const [calm, setCalm] = useState(badge);
  const isBrief = badge?.state === 'working' && calm !== undefined && calm.state !== 'working';
  useEffect(() => {
    if (!isBrief) setCalm(badge);
  }, [badge, isBrief]);
  useEffect(() => {
    if (!isBrief) return;
    const timer = setTimeout(() => setCalm(badge), LASTS);
    return () => clearTimeout(timer);
  }, [badge, isBrief]);
  return calm;
}

/**
 * What a screen reader is told unasked: only that something calls for a person, that the share went
 * out of reach, and that either is over. Nothing when the window opens in the best of order.
 */
export function useAnnounced(text: Text, sharing: SharingView | undefined, now: Date): string {
  const [said, setSaid] = useState('');
  const troubled = useRef<BadgeState>(undefined);
  useEffect(() => {
    if (!sharing || sharing.badge.state === 'working') return;
    const { badge, findings } = sharing;
    const isTrouble = badge.state === 'unreachable' || badge.state === 'needs_you';
    if (isTrouble ? troubled.current === badge.state : troubled.current === undefined) return;
    const { word, more } = badgeText(text, badge, findings, now);
    setSaid(`${word}. ${more}`);
    troubled.current = isTrouble ? badge.state : undefined;
  }, [sharing, text, now]);
  return said;
}
