import { useId } from 'react';
import { Button } from '../../components/Button';
import field from '../../components/field.module.css';
import { Notice } from '../../components/Notice';
import { TextInput } from '../../components/TextInput';
import { formatNumber } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import type { AccentVerdict } from '../../ipc/bindings';
import styles from './AccentField.module.css';
import { colourOf } from './draft';

interface AccentFieldProps {
  /** What stands in the field, a colour or on its way to one. */
  readonly typed: string;
  /** Whether the colour can be read; none while it is no colour. */
  readonly verdict: AccentVerdict | undefined;
  readonly onChange: (accent: string) => void;
}

/** The accent colour, typed or picked, and whether text can be read in it. */
export function AccentField({ typed, verdict, onChange }: AccentFieldProps) {
  const text = useText();
  const picker = useId();
  const colour = colourOf(typed);
  const contrast = verdict
    ? formatNumber(text.language, Math.floor((verdict.contrast ?? 0) * 10) / 10)
    : '';
  return (
    <>
      <div className={styles.fields}>
        <TextInput
          label={text('house.accent')}
          help={text('house.accentHelp')}
          value={typed}
          onChange={onChange}
          spellCheck="false"
          {...(colour ? {} : { error: text('reason.not_a_colour') })}
        />
        <div className={field.field}>
          <label className={field.label} htmlFor={picker}>
            {text('house.pick')}
          </label>
          <input
            id={picker}
            type="color"
            className={styles.picker}
            value={colour ?? '#000000'}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      </div>
      {verdict?.readable && (
        <p className={styles.verdict}>{text('house.contrastGood', { contrast })}</p>
      )}
      {verdict && !verdict.readable && (
        <Notice
          tone="bad"
          announced
          actions={
            <>
              <span
                className={styles.swatch}
                style={{ backgroundColor: verdict.nearest }}
                aria-hidden="true"
              />
              <Button size="s" onPress={() => onChange(verdict.nearest)}>
                {text('house.nearest', { colour: verdict.nearest })}
              </Button>
            </>
          }
        >
          <p>{text('house.contrastBad', { contrast })}</p>
        </Notice>
      )}
    </>
  );
}
