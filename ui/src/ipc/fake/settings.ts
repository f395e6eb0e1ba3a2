import { answers, type Part } from './answers';
import type { FakeWorkspace } from './workspace';

/** The commands of the workspace and its settings, and the dialogs of the system. */
export function settingsCommands(
  fake: FakeWorkspace,
): Part<
  | 'workspaceCurrent'
  | 'workspaceCreate'
  | 'workspaceOpen'
  | 'settingsSave'
  | 'folderChoose'
  | 'fileChooseSave'
  | 'fileChooseOpen'
  | 'windowReady'
> {
  const { answer, refuse } = answers(fake);
  return {
    workspaceCurrent: () => answer(fake.view),
    workspaceCreate: (draft) => {
      if (draft.folder.startsWith('//') || draft.folder.startsWith('\\\\')) {
        return refuse('unsafe_location', { path: draft.folder, reason: 'network' });
      }
      if (/onedrive|dropbox|icloud/i.test(draft.folder)) {
        return refuse('unsafe_location', { path: draft.folder, reason: 'cloud' });
      }
      if (draft.name.trim() === '') {
        return refuse('invalid', { field: 'name', value: '', reason: 'empty' });
      }
      fake.view = {
        name: draft.name,
        institution: draft.institution,
        user: draft.user,
        language: 'fi',
        folder: draft.folder,
        inbox: draft.inbox,
        inboxReachable: draft.inbox !== null,
        paper: `${draft.folder}/paperit`,
        theme: 'system',
        version: '0.1.0',
      };
      fake.announce(['workspace']);
      return answer(fake.view);
    },
    workspaceOpen: (folder) => refuse('not_found', { path: folder }),
    settingsSave: (draft) => {
      if (!fake.view) return refuse('no_workspace');
      const { view } = fake;
      const inbox = draft.inbox ?? view.inbox;
      fake.view = {
        ...view,
        name: draft.name ?? view.name,
        institution: draft.institution ?? view.institution,
        user: draft.user ?? view.user,
        language: draft.language ?? view.language,
        theme: draft.theme ?? view.theme,
        paper: draft.paper ?? view.paper,
        inbox: inbox === '' ? null : inbox,
        inboxReachable: Boolean(inbox),
      };
      fake.announce(['workspace', 'inbox']);
      return answer(fake.view);
    },
    folderChoose: () => answer('/koti/maija/Kumppani'),
    fileChooseSave: (_title, suggested) => answer(`/koti/maija/Työpöytä/${suggested}`),
    fileChooseOpen: () => answer('/koti/maija/Kuvat/logo.svg'),
    windowReady: () => answer(null),
  };
}
