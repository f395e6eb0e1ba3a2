import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { useAct } from '../../app/done';
import { useSettled } from '../../app/useSettled';
import { Button } from '../../components/Button';
import form from '../../components/FormRow.module.css';
import { Notice } from '../../components/Notice';
import { Segments } from '../../components/Segments';
import { TextInput } from '../../components/TextInput';
import { useText } from '../../i18n/useText';
import type { HouseView } from '../../ipc/bindings';
import { housePreviewQuery, houseQuery } from '../../ipc/queries';
import { AccentField } from './AccentField';
import { colourOf, draftOf, editOf, type HouseEdit, useHouseEdit } from './draft';
import styles from './HouseForm.module.css';
import { HousePages } from './HousePages';
import { Logos } from './Logos';

const FACES = ['source_sans', 'source_serif'] as const;

/** How long a change stands still before the pages follow it, in milliseconds. */
const SETTLES = 100;

/** What a person sets of the look, with the pages that it makes beside it. */
export function HouseForm({ house }: { readonly house: HouseView }) {
  const text = useText();
  const act = useAct();
  const queries = useQueryClient();
  const [edited, keep] = useHouseEdit();
  const [language, setLanguage] = useState(text.language);
  const edit = useMemo(() => edited ?? editOf(house), [edited, house]);
  const set = (change: Partial<HouseEdit>) => keep({ ...edit, ...change });
  const colour = colourOf(edit.accent);
  // While what stands in the field is no colour yet, the pages keep the one that is saved.
  const shown = useMemo(
    () => draftOf({ ...edit, accent: colour ?? house.accent }),
    [edit, colour, house.accent],
  );
  const preview = useQuery(housePreviewQuery(useSettled(shown, SETTLES), language));
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    act.mutate({
      does: (on) => on.houseSave(draftOf({ ...edit, accent: colour ?? edit.accent })),
      said: text('done.saved'),
      // The saved look is there before the edited one goes, so that nothing jumps back.
      onDone: () =>
        void queries
          .invalidateQueries({ queryKey: houseQuery.queryKey })
          .then(() => keep(undefined)),
    });
  };
  const face = (key: 'textFace' | 'headingFace') => (
    <Segments
      label={text(`house.${key}`)}
      options={FACES.map((id) => ({ id, label: text(`face.${id}`) }))}
      value={FACES.find((id) => id === edit[key]) ?? 'source_sans'}
      onChange={(chosen) => set({ [key]: chosen })}
    />
  );
  return (
    <div className={styles.house}>
      <form className={styles.form} onSubmit={submit}>
        <section className={styles.card}>
          <h2>{text('house.colour')}</h2>
          <AccentField
            typed={edit.accent}
            verdict={colour ? preview.data?.verdict : undefined}
            onChange={(accent) => set({ accent })}
          />
        </section>
        <section className={styles.card}>
          <h2>{text('house.faces')}</h2>
          {face('headingFace')}
          {face('textFace')}
        </section>
        <section className={styles.card}>
          <h2>{text('house.logos')}</h2>
          <Logos logos={edit.logos} onChange={(logos) => set({ logos })} />
        </section>
        <section className={styles.card}>
          <h2>{text('house.foot')}</h2>
          <TextInput
            label={text('house.footFi')}
            value={edit.footFi}
            onChange={(footFi) => set({ footFi })}
          />
          <TextInput
            label={text('house.footSv')}
            value={edit.footSv}
            onChange={(footSv) => set({ footSv })}
          />
          <TextInput
            label={text('house.footEn')}
            value={edit.footEn}
            onChange={(footEn) => set({ footEn })}
          />
        </section>
        {edited && (
          <Notice tone="info">
            <p>{text('house.unsaved')}</p>
          </Notice>
        )}
        <div className={form.actions}>
          <Button type="submit" look="primary" isDisabled={act.isPending}>
            {text('app.save')}
          </Button>
          {edited && <Button onPress={() => keep(undefined)}>{text('house.discard')}</Button>}
        </div>
      </form>
      <HousePages
        pages={preview.data?.pages ?? []}
        error={preview.error}
        language={language}
        onLanguage={setLanguage}
      />
    </div>
  );
}
