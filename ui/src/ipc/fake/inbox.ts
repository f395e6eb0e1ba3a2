import { answers, type Part } from './answers';
import type { FakeWorkspace } from './workspace';

/** The commands of the watched folder. */
export function inboxCommands(fake: FakeWorkspace): Part<'inboxList' | 'inboxImport'> {
  const { answer, refuse } = answers(fake);
  return {
    inboxList: () => answer(fake.inbox),
    inboxImport: (id, event) => {
      const file = fake.inbox.find((each) => each.id === id);
      if (!file) return refuse('not_found', { kind: 'file', id });
      const before = fake.inbox;
      const done = fake.act(
        'import',
        ['inbox', 'registration'],
        null,
        file.counts.new,
        () => {
          fake.inbox = before.map((each) =>
            each.id === id ? { ...each, state: 'undone', reason: null, event } : each,
          );
        },
        'import',
      );
      fake.inbox = before.map((each) =>
        each.id === id
          ? {
              ...each,
              state: 'imported',
              reason: null,
              event,
              eventName: fake.event(event)?.summary.name ?? '',
              action: done.action,
            }
          : each,
      );
      fake.announce(['inbox'], 'inbox');
      return answer({
        file: file.name,
        state: 'imported',
        reason: null,
        event,
        profile: null,
        counts: file.counts,
        problems: file.problems,
        action: done.action,
      });
    },
  };
}
