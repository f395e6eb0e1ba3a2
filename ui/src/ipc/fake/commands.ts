import type { Commands } from '../backend';
import { eventCommands } from './events';
import { findingCommands } from './findings';
import { houseCommands } from './house';
import { inboxCommands } from './inbox';
import { paperCommands } from './paper';
import { programmeCommands } from './programme';
import { recordCommands } from './records';
import { registrationCommands } from './registrations';
import { settingsCommands } from './settings';
import { sharingCommands } from './sharing';
import type { FakeWorkspace } from './workspace';

/** The commands of a fake workspace, of the very types that the window's have. */
export function fakeCommands(fake: FakeWorkspace): Commands {
  return {
    ...settingsCommands(fake),
    ...eventCommands(fake),
    ...registrationCommands(fake),
    ...programmeCommands(fake),
    ...paperCommands(fake),
    ...houseCommands(fake),
    ...inboxCommands(fake),
    ...recordCommands(fake),
    ...sharingCommands(fake),
    ...findingCommands(fake),
  };
}
