import type { PaperOrder, PaperWarning, PreviewPage, SaveAs, StockView } from '../bindings';
import { answers, type Part } from './answers';
import { drafted } from './programme';
import { certificateSheets, labelSheets, listSheets, previewOf, programmeSheets } from './sheets';
import type { FakeWorkspace } from './workspace';

const STOCKS: readonly StockView[] = [
  stock('a7', 'A7', 2, 4, 105, 74),
  stock('a6', 'A6', 2, 2, 148, 105),
  stock('avery-l4785', 'AVERY L4785', 2, 5, 80, 50),
  stock('herma-4412', 'HERMA 4412', 2, 5, 80, 50),
];

function stock(
  code: string,
  name: string,
  columns: number,
  rows: number,
  labelWidthMm: number,
  labelHeightMm: number,
): StockView {
  return { code, name, columns, rows, labelWidthMm, labelHeightMm };
}

/** Whether what a rule asked for has been written into the project since. */
function isMended(warning: PaperWarning, fake: FakeWorkspace): boolean {
  if (warning.code !== 'visibility' || !warning.mend) return false;
  const { project, field } = warning.mend;
  return Boolean(fake.records.get(`project ${project}`)?.[field]);
}

/** The pages that an order comes to, and what is to be known of them. */
function sheetsOf(order: PaperOrder, fake: FakeWorkspace): [PreviewPage[], PaperWarning[]] {
  const event = fake.event(order.subject);
  const name = event?.summary.name ?? '';
  const rows = fake.registrations.get(order.subject) ?? [];
  const people = rows.map((row) => `${row.firstName} ${row.lastName}`);
  const kept = fake.sessions.get(order.subject) ?? [];
  switch (order.paper) {
    case 'programme':
    case 'one_page':
    case 'booklet': {
      const { draft } = order;
      const old = kept.find((session) => session.id === draft?.id);
      const shown = old
        ? kept.map((session) => (draft && session === old ? drafted(draft, old, fake) : session))
        : [...kept, ...(draft ? [drafted(draft, undefined, fake)] : [])];
      const warnings: PaperWarning[] = shown.length === 0 ? [{ code: 'no_sessions' }] : [];
      const standing = fake.paperWarnings.filter((warning) => !isMended(warning, fake));
      return [programmeSheets(name, shown), [...warnings, ...standing]];
    }
    case 'certificates': {
      const present = rows.filter((row) => row.present);
      if (present.length === 0) return [[], [{ code: 'nobody_present' }]];
      const names = present.map((row) => `${row.firstName} ${row.lastName}`);
      return [certificateSheets(name, names), []];
    }
    case 'badges': {
      if (people.length === 0) return [[], [{ code: 'nobody_registered' }]];
      const on = STOCKS.find((each) => each.code === order.stock) ?? STOCKS[0];
      return [labelSheets(people, on?.columns ?? 2, on?.rows ?? 4, order.usedCells ?? 0), []];
    }
    case 'signs':
      return kept.length === 0
        ? [[], [{ code: 'no_sessions' }]]
        : [certificateSheets(name, [...new Set(kept.map((each) => each.roomName))]), []];
    case 'route':
      return [[], [{ code: 'no_stops' }]];
    case 'report':
      return [listSheets('Indikaattoriraportti', ['Osallistujat', 'Yritykset'], 0), []];
    case 'brief':
      return [listSheets('Käyntikooste', ['Yhteyshenkilöt', 'Yhteydenpidot'], 0), []];
    default:
      return people.length === 0
        ? [[], [{ code: 'nobody_registered' }]]
        : [listSheets(name, people, order.blankLines ?? 8), []];
  }
}

const ENDINGS: Record<SaveAs, string> = {
  pdf: '.pdf',
  separate: '',
  zip: '.zip',
  html: '.html',
  calendar: '.ics',
};

/** The commands of paper. */
export function paperCommands(
  fake: FakeWorkspace,
): Part<'paperPreview' | 'paperSave' | 'paperCancel' | 'paperOpen' | 'paperStocks'> {
  const { answer, refuse } = answers(fake);
  return {
    paperPreview: (order, first) => {
      const [sheets, warnings] = sheetsOf(order, fake);
      const title = order.draft?.title?.trim();
      const page = title ? sheets.findIndex(({ text }) => text.includes(title)) : -1;
      return answer(previewOf(sheets, first, warnings, page < 0 ? null : page));
    },
    paperSave: async (order, saveAs, path, progress) => {
      fake.cancelled = false;
      const [sheets, warnings] = sheetsOf(order, fake);
      const total = sheets.length;
      if (total === 0) return refuse('nobody_present');
      const breach = warnings.find((warning) => warning.code === 'visibility');
      if (breach) {
        return refuse('refused', {
          reason: 'visibility',
          rule: breach.rule,
          detail: breach.detail,
          ...breach.mend,
        });
      }
      for (let done = 0; done <= 20; done += 1) {
        if (fake.cancelled) return refuse('cancelled');
        progress.onmessage({ done: Math.round((done * total) / 20), total });
        await new Promise((resolve) => setTimeout(resolve, fake.delay));
      }
      const name = `${order.paper}-${order.language}${ENDINGS[saveAs]}`;
      const file = path ?? `${fake.view?.paper}/${name}`;
      const files = saveAs === 'separate' ? total : 1;
      return answer({ path: file, pages: total, bytes: 84_231, files });
    },
    paperCancel: () => {
      fake.cancelled = true;
      return answer(null);
    },
    paperOpen: (path) => {
      fake.opened.push(path);
      return answer(null);
    },
    paperStocks: () => answer([...STOCKS]),
  };
}
