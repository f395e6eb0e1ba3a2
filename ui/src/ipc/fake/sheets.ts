import type { Preview, PreviewPage, SessionRow } from '../bindings';

const WIDTH = 595;
const HEIGHT = 842;

function bar(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="1.5" fill="${fill}"/>`;
}

/** A drawing of a page: like the real ones it has no text, only shapes. */
function page(inside: string, text: string): PreviewPage {
  return {
    width: WIDTH,
    height: HEIGHT,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>${inside}</svg>`,
    text,
  };
}

function letters(x: number, y: number, words: string, size: number, fill: string): string {
  let at = x;
  let drawn = '';
  for (const word of words.split(' ').slice(0, 9)) {
    const width = Math.min(word.length * size * 0.5, WIDTH - 60 - at);
    if (width <= 0) break;
    drawn += bar(at, y, width, size * 0.62, fill);
    at += width + size * 0.36;
  }
  return drawn;
}

/** The programme of `name`, twelve sessions a page. */
export function programmeSheets(
  name: string,
  sessions: readonly SessionRow[],
  accent = '#123f52',
): PreviewPage[] {
  const pages: PreviewPage[] = [];
  for (let first = 0; first === 0 || first < sessions.length; first += 12) {
    const shown = sessions.slice(first, first + 12);
    const rows = shown.map((session, row) => {
      const y = 190 + row * 44;
      return (
        letters(60, y, '9.00–9.45', 11, accent) +
        letters(140, y, session.title, 12, '#13252d') +
        letters(140, y + 15, session.speakers.join(' '), 9, '#7a8d95') +
        bar(60, y + 30, WIDTH - 120, 0.6, '#d5dddd')
      );
    });
    pages.push(
      page(
        bar(0, 0, WIDTH, 10, accent) +
          letters(60, 84, name, 26, accent) +
          letters(60, 118, 'Kuopio 12.10.2026 klo 9.00', 12, '#47606a') +
          rows.join('') +
          letters(60, HEIGHT - 60, 'Euroopan unionin osarahoittama', 9, '#47606a'),
        `${name}. ${shown.map((session) => session.title).join('. ')}`,
      ),
    );
  }
  return pages;
}

/** One certificate a person. */
export function certificateSheets(
  name: string,
  people: readonly string[],
  accent = '#123f52',
): PreviewPage[] {
  return people.map((who) =>
    page(
      `<rect x="36" y="36" width="${WIDTH - 72}" height="${HEIGHT - 72}" fill="none" stroke="${accent}" stroke-width="1.2"/>` +
        letters(170, 200, 'TODISTUS', 34, accent) +
        letters(170, 300, who, 22, '#13252d') +
        letters(120, 350, `osallistui tapahtumaan ${name}`, 13, '#47606a') +
        letters(120, 620, 'Kuopiossa 12.10.2026', 11, '#47606a') +
        bar(120, 690, 160, 0.8, '#13252d') +
        bar(320, 690, 160, 0.8, '#13252d'),
      `Todistus. ${who} osallistui tapahtumaan ${name}.`,
    ),
  );
}

/** Badges, `used` of the first sheet left empty. */
export function labelSheets(
  people: readonly string[],
  columns: number,
  rows: number,
  used: number,
): PreviewPage[] {
  const cells = [...Array.from({ length: used }, () => ''), ...people];
  const each = columns * rows;
  return Array.from({ length: Math.ceil(cells.length / each) }, (_, sheet) => {
    const shown = cells.slice(sheet * each, (sheet + 1) * each);
    const drawn = shown.map((who, cell) => {
      if (who === '') return '';
      const x = 20 + ((cell % columns) * (WIDTH - 40)) / columns;
      const y = 20 + (Math.floor(cell / columns) * (HEIGHT - 40)) / rows;
      return letters(x + 20, y + 40, who, 18, '#123f52');
    });
    return page(drawn.join(''), shown.filter(Boolean).join('. '));
  });
}

/** A list of `people` with lines to sign on, `blank` of them empty. */
export function listSheets(name: string, people: readonly string[], blank: number): PreviewPage[] {
  const lines = [...people, ...Array.from({ length: blank }, () => '')];
  return Array.from({ length: Math.ceil(lines.length / 24) }, (_, sheet) => {
    const shown = lines.slice(sheet * 24, (sheet + 1) * 24);
    const drawn = shown.map(
      (who, line) =>
        letters(60, 120 + line * 28, who, 11, '#13252d') +
        bar(60, 138 + line * 28, WIDTH - 120, 0.6, '#7a8d95'),
    );
    return page(letters(60, 70, name, 20, '#123f52') + drawn.join(''), shown.join('. '));
  });
}

/** Twenty pages from `first`, and the page of the session being edited. */
export function previewOf(
  sheets: readonly PreviewPage[],
  first: number,
  warnings: Preview['warnings'],
  pageOfDraft: number | null,
): Preview {
  const pages = sheets.slice(first, first + 20);
  return { pageCount: sheets.length, pages, warnings, pageOfDraft };
}
