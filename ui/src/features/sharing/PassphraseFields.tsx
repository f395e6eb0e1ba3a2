import { useState } from 'react';
import { Button } from '../../components/Button';
import { cx } from '../../components/cx';
import { TextInput } from '../../components/TextInput';
import { useText } from '../../i18n/useText';
import styles from './PassphraseFields.module.css';
import { type Strength, strengthOf } from './passphrase';

const BARS: Record<Strength, number> = { none: 0, short: 1, fair: 2, good: 3 };

interface PassphraseFieldsProps {
  readonly value: string;
  readonly again: string;
  readonly onChange: (value: string) => void;
  readonly onAgain: (value: string) => void;
  readonly error?: string | undefined;
  /** What is wrong with the second time, if anything. */
  readonly againError?: string | undefined;
}

/** A new passphrase, typed twice, with how well it would hold. */
export function PassphraseFields(props: PassphraseFieldsProps) {
  const { value, again, onChange, onAgain, error, againError } = props;
  const text = useText();
  const [shown, setShown] = useState(false);
  const strength = strengthOf(value);
  const type = shown ? 'text' : 'password';
  return (
    <div className={styles.fields}>
      <div className={styles.pick}>
        <TextInput
          label={text('passphrase.new')}
          help={text('passphrase.help')}
          type={type}
          autoComplete="new-password"
          value={value}
          onChange={onChange}
          {...(error === undefined ? {} : { error })}
          isRequired
        />
        <Button aria-pressed={shown} onPress={() => setShown(!shown)}>
          {text(shown ? 'passphrase.hide' : 'passphrase.show')}
        </Button>
      </div>
      <div className={styles.strength}>
        {strength !== 'none' && (
          <span className={styles.bars} aria-hidden="true">
            {[1, 2, 3].map((bar) => (
              <span
                key={bar}
                className={cx(styles.bar, bar <= BARS[strength] && styles[strength])}
              />
            ))}
          </span>
        )}
        <span role="status">{strength !== 'none' && text(`passphrase.strength.${strength}`)}</span>
      </div>
      <TextInput
        label={text('passphrase.again')}
        type={type}
        autoComplete="new-password"
        value={again}
        onChange={onAgain}
        {...(againError === undefined ? {} : { error: againError })}
        isRequired
      />
    </div>
  );
}
