import type { AccentVerdict, HouseDraft } from '../bindings';
import { answers, type Part } from './answers';
import { certificateSheets, programmeSheets } from './sheets';
import type { FakeWorkspace } from './workspace';

/** A drawing of a mark, as the address that the window may show. */
export const LOGO =
  'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA0MCAyMCI+PHJlY3Qgd2lkdGg9IjQwIiBoZWlnaHQ9IjIwIiBmaWxsPSIjMTIzZjUyIi8+PC9zdmc+';

/** How well an accent can be read; the real measure is Rust's. */
function verdictOf(accent: string): AccentVerdict {
  const light = [1, 3, 5].reduce(
    (sum, at) => sum + Number.parseInt(accent.slice(at, at + 2), 16),
    0,
  );
  const readable = light < 330;
  return { contrast: readable ? 8.6 : 2.1, readable, nearest: readable ? accent : '#8a5200' };
}

/** The commands of the house look. */
export function houseCommands(
  fake: FakeWorkspace,
): Part<'houseGet' | 'houseSave' | 'housePreview' | 'pictureKeep'> {
  const { answer, refuse } = answers(fake);
  const wrong = (draft: HouseDraft) =>
    /^#[0-9a-f]{6}$/i.test(draft.accent)
      ? undefined
      : { field: 'accent', value: draft.accent, reason: 'not_a_colour' };
  return {
    houseGet: () => answer(fake.house),
    houseSave: (draft) => {
      const invalid = wrong(draft);
      if (invalid) return refuse('invalid', invalid);
      const verdict = verdictOf(draft.accent);
      if (!verdict.readable) {
        return refuse('refused', {
          reason: 'accent_contrast',
          nearest: verdict.nearest,
          contrast: String(verdict.contrast),
        });
      }
      const before = fake.house;
      fake.house = {
        ...before,
        ...draft,
        logos: draft.logos.map((logo) => ({
          ...logo,
          document: logo.document ?? fake.next('document'),
          picture: LOGO,
        })),
      };
      return answer(
        fake.act('house_look', ['house_look'], 'look', 1, () => {
          fake.house = before;
        }),
      );
    },
    housePreview: (draft, _language) => {
      const invalid = wrong(draft);
      if (invalid) return refuse('invalid', invalid);
      return answer({
        verdict: verdictOf(draft.accent),
        pages: [
          ...programmeSheets('Esimerkkipäivä', fake.sessions.get('e1') ?? [], draft.accent),
          ...certificateSheets('Esimerkkipäivä', ['Esimerkki Henkilö'], draft.accent),
        ],
      });
    },
    pictureKeep: (path) => {
      if (path.endsWith('.bmp')) {
        return refuse('invalid', { field: 'picture', value: path, reason: 'unknown_format' });
      }
      return answer({ hash: fake.next('hash'), width: 400, height: 200, picture: LOGO });
    },
  };
}
