import type { Channel } from '@tauri-apps/api/core';
import type { JoinDraft, SyncProgress } from '../bindings';
import { answers, type Part } from './answers';
import { sampleShare } from './sampleShare';
import type { FakeWorkspace } from './workspace';

const PHASES = ['looking', 'fetching', 'checking', 'merging', 'publishing'] as const;

/** The commands of the shared drive. */
export function sharingCommands(
  fake: FakeWorkspace,
): Part<
  | 'sharingGet'
  | 'sharingFound'
  | 'sharingJoin'
  | 'sharingRejoin'
  | 'sharingSyncNow'
  | 'sharingCancel'
  | 'sharingInvite'
  | 'sharingRemoveWorkstation'
  | 'sharingLeave'
  | 'sharingSetPassphrase'
  | 'sharingRepublish'
> {
  const { answer, refuse } = answers(fake);
  const become = (sharing: typeof fake.sharing) => {
    fake.sharing = sharing;
    fake.announce(['sharing'], 'share');
    return answer(sharing);
  };
  const walk = async (progress: Channel<SyncProgress>) => {
    for (const phase of PHASES) {
      for (const done of [0, 120, 240]) {
        if (fake.cancelled) return false;
        await new Promise((resolve) => setTimeout(resolve, fake.delay * 4));
        progress.onmessage({ phase, done, total: phase === 'looking' ? 0 : 240 });
      }
    }
    return true;
  };
  return {
    sharingGet: () => answer(fake.sharing),
    sharingFound: (folder, passphrase) => {
      if (passphrase.length < 12) return refuse('weak_passphrase');
      if (folder.includes('täynnä')) return refuse('share_not_empty', { path: folder });
      return become({ ...sampleShare('up_to_date', fake.today), share: folder });
    },
    sharingJoin: async (draft: JoinDraft, progress) => {
      if (draft.opener.by === 'passphrase' && draft.opener.passphrase !== 'oikea tunnuslause') {
        return refuse('wrong_passphrase');
      }
      if (draft.opener.by === 'invitation' && draft.opener.code.replaceAll('-', '').length < 8) {
        return refuse('wrong_code');
      }
      fake.cancelled = false;
      if (!(await walk(progress))) return refuse('cancelled');
      fake.view = {
        name: 'Yrike',
        institution: draft.institution,
        user: draft.user,
        language: fake.view?.language ?? 'fi',
        folder: draft.folder,
        inbox: null,
        inboxReachable: false,
        paper: `${draft.folder}/paperit`,
        theme: fake.view?.theme ?? 'system',
        version: '0.1.0',
      };
      fake.sharing = { ...sampleShare('up_to_date', fake.today), share: draft.share };
      fake.announce(['workspace', 'sharing']);
      return answer(fake.view);
    },
    sharingRejoin: (_share, opener) => {
      if (opener.by === 'passphrase' && opener.passphrase !== 'oikea tunnuslause') {
        return refuse('wrong_passphrase');
      }
      fake.keysAreLost = false;
      return become(fake.sharing);
    },
    sharingSyncNow: async (progress) => {
      if (fake.keysAreLost) return refuse('no_keys');
      fake.cancelled = false;
      const { badge } = fake.sharing;
      if (badge.state === 'unreachable') {
        return refuse('share_unreachable', { path: fake.sharing.share ?? '' });
      }
      const isWhole = await walk(progress);
      const published = isWhole && fake.sharing.waitingChanges > 0 ? 1 : 0;
      if (isWhole && badge.state !== 'needs_you') {
        await become({ ...fake.sharing, badge: { state: 'up_to_date' }, waitingChanges: 0 });
      }
      const waiting = fake.sharing.waitingChanges;
      return answer({ published, receivedChanges: 3, waiting, cancelled: !isWhole, problems: [] });
    },
    sharingCancel: () => {
      fake.cancelled = true;
      return answer(null);
    },
    sharingInvite: (path) => answer({ path, code: 'K7QF-93MD-2XHT' }),
    sharingRemoveWorkstation: (id) =>
      become({
        ...fake.sharing,
        workstations: fake.sharing.workstations.map((each) =>
          each.id === id ? { ...each, state: 'removed' } : each,
        ),
      }),
    sharingLeave: () => become(sampleShare('none', fake.today)),
    sharingSetPassphrase: (passphrase) =>
      passphrase.length < 12 ? refuse('weak_passphrase') : answer(null),
    sharingRepublish: async () => {
      await become({ ...fake.sharing, problems: [], badge: { state: 'up_to_date' } });
      return answer({ files: 23 });
    },
  };
}
