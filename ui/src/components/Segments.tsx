import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { Option } from './Choice';
import field from './field.module.css';
import styles from './Segments.module.css';

interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly labelHidden?: boolean;
}

/** Chooses one of two to four things that are all in sight. */
export function Segments<T extends string>(props: SegmentsProps<T>) {
  const { label, options, value, onChange, labelHidden } = props;
  return (
    <RadioGroup
      className={field.field ?? ''}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen) onChange(chosen.id);
      }}
      orientation="horizontal"
      aria-label={labelHidden ? label : undefined}
    >
      {!labelHidden && <Label className={field.label}>{label}</Label>}
      <div className={styles.row}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className={styles.segment ?? ''}>
            {option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
