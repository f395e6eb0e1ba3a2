import { keeping } from '../../app/kept';
import type { HouseDraft, HouseView } from '../../ipc/bindings';

/** A look as it is being edited: the logos with their pictures. */
export interface HouseEdit extends Omit<HouseDraft, 'logos'> {
  readonly logos: readonly LogoEdit[];
}

export interface LogoEdit {
  /** The record that names the file; none before the look is saved. */
  readonly document: string | null;
  readonly hash: string;
  readonly description: string;
  readonly picture: string;
}

const { Keeper, useKept } = keeping<HouseEdit>();

export const HouseKeeper = Keeper;

/** What was changed of the look and not saved yet; it is kept while the window is open. */
export function useHouseEdit() {
  return useKept('house');
}

export function editOf(house: HouseView): HouseEdit {
  const { institution: _, ...edit } = house;
  return edit;
}

export function draftOf(edit: HouseEdit): HouseDraft {
  return {
    ...edit,
    logos: edit.logos.map(({ document, hash, description }) => ({ document, hash, description })),
  };
}

/** The colour that was typed, as `#0b4f6c`, once it is one. */
export function colourOf(typed: string): string | undefined {
  const found = /^#?([0-9a-f]{6})$/i.exec(typed.trim());
  return found?.[1] && `#${found[1].toLowerCase()}`;
}
