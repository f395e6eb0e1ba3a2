import type {
  ActionDone,
  ActionRow,
  DataChanged,
  EventView,
  FindingView,
  HouseView,
  InboxFile,
  PaperWarning,
  RegistrationRow,
  RoomRow,
  SessionRow,
  SharingView,
  StatusCounts,
  WorkspaceView,
} from '../bindings';
import { organisations, person } from './people';
import { sampleEvents, sampleHouse, sampleInbox, sampleRooms, sampleSessions } from './sample';
import { type ShareState, sampleFindings, sampleShare } from './sampleShare';

/** What a fake workspace begins with. */
export interface FakeOptions {
  /** The day that the sample's events are laid around. */
  readonly today: Date;
  /** Registrations of the largest event. */
  readonly registrations?: number;
  /** Whether a workspace is open at the start. */
  readonly open?: boolean;
  /** Whether it has events, sessions and files. */
  readonly empty?: boolean;
  /** Milliseconds that each command takes. */
  readonly delay?: number;
  readonly language?: string;
  readonly theme?: string;
  /** How things stand with the share. */
  readonly share?: ShareState;
}

export interface Done extends ActionRow {
  readonly revert: () => readonly string[];
  readonly what: string;
}

/** The records of a fake workspace, and the one way to change them. */
export class FakeWorkspace {
  view: WorkspaceView | null;
  events: EventView[] = [];
  sessions = new Map<string, SessionRow[]>();
  registrations = new Map<string, RegistrationRow[]>();
  rooms: RoomRow[] = [];
  inbox: InboxFile[] = [];
  readonly done: Done[] = [];
  cancelled = false;
  /** What is written of records in forms of fields, by kind and id. */
  readonly records = new Map<string, Readonly<Record<string, string>>>([
    [
      'project p1',
      {
        name: 'Yritysyhteistyön kehittäminen kasvualoilla',
        code: 'S21447',
        funder: 'Etelä-Savon ELY-keskus',
        starts_on: '1.9.2023',
        ends_on: '31.12.2026',
      },
    ],
    ...organisations.map(
      ({ id, name }) => [`organisation ${id}`, { name, business_id: '2285733-9' }] as const,
    ),
  ]);
  house: HouseView = sampleHouse();
  /** What a financier would send back, on every programme. */
  paperWarnings: PaperWarning[] = [];
  /** What the system's own viewer was asked to show. */
  readonly opened: string[] = [];
  sharing: SharingView;
  findings: FindingView[] = [];
  /** Whether this computer has lost the keys of the share. */
  keysAreLost = false;
  /** What was decided: the finding and the choice. */
  readonly decided: string[] = [];
  readonly today: Date;
  readonly delay: number;
  private counter = 0;

  constructor(
    options: FakeOptions,
    private readonly tell: (change: DataChanged) => void,
  ) {
    this.delay = options.delay ?? 0;
    this.today = options.today;
    const share = options.share ?? 'up_to_date';
    this.sharing = sampleShare(share, options.today);
    if (share === 'needs_you') this.findings = sampleFindings(options.today);
    this.view =
      options.open === false
        ? null
        : {
            name: 'Yrike',
            institution: 'Itä-Suomen yliopisto',
            user: 'Maija Meikäläinen',
            language: options.language ?? 'fi',
            folder: '/koti/maija/Kumppani',
            inbox: options.empty ? null : '/koti/maija/Kumppani/saapuvat',
            inboxReachable: !options.empty,
            paper: '/koti/maija/Asiakirjat/Kumppani',
            theme: options.theme ?? 'system',
            version: '0.1.0',
          };
    if (options.empty) return;
    this.events = sampleEvents(options.today);
    this.rooms = sampleRooms();
    this.inbox = sampleInbox(options.today);
    const counts = [options.registrations ?? 10_000, 62, 24, 48];
    this.events.forEach((event, index) => {
      const { id, startsAt } = event.summary;
      const held = startsAt !== null && new Date(startsAt) < options.today;
      const rows = Array.from({ length: counts[index] ?? 0 }, (_, n) =>
        person(id, n + index * 50, held),
      );
      this.registrations.set(id, rows);
      this.sessions.set(id, index < 2 ? sampleSessions(id, startsAt) : []);
    });
  }

  /** A new identity. */
  next(prefix: string): string {
    this.counter += 1;
    return `${prefix}${this.counter}`;
  }

  /** Writes the action down and tells the screens. */
  act(
    what: string,
    topics: readonly string[],
    id: string | null,
    records: number,
    revert: () => void,
    purpose = 'edit',
  ): ActionDone {
    const action = this.next('a');
    this.done.unshift({
      action,
      what,
      purpose,
      actor: this.view?.user ?? '',
      at: new Date().toISOString(),
      records,
      revert: () => {
        revert();
        return topics;
      },
    });
    this.announce(topics, purpose === 'import' ? 'inbox' : 'window');
    return { action, id, kept: 0 };
  }

  announce(topics: readonly string[], origin: DataChanged['origin'] = 'window'): void {
    this.tell({ topics: [...topics], origin });
  }

  /** An event with its counts as they are now. */
  event(id: string): EventView | undefined {
    const found = this.events.find((event) => event.summary.id === id);
    if (!found) return undefined;
    const rows = this.registrations.get(id) ?? [];
    return {
      ...found,
      present: rows.filter((row) => row.present).length,
      summary: {
        ...found.summary,
        registrations: countStatuses(rows),
        sessions: this.sessions.get(id)?.length ?? 0,
      },
    };
  }

  /** Every registration of every event. */
  everyone(): RegistrationRow[] {
    return [...this.registrations.values()].flat();
  }
}

function countStatuses(rows: readonly RegistrationRow[]): StatusCounts {
  const counts: StatusCounts = {
    new: 0,
    confirmed: 0,
    waiting: 0,
    cancelled: 0,
    unfinished: 0,
    noShow: 0,
  };
  for (const row of rows) counts[row.status === 'no_show' ? 'noShow' : row.status] += 1;
  return counts;
}
