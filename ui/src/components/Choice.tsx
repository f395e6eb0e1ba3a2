import {
  Button,
  FieldError,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from 'react-aria-components';
import styles from './Choice.module.css';
import { cx } from './cx';
import field from './field.module.css';
import { Icon } from './Icon';

export interface Option<T extends string> {
  readonly id: T;
  readonly label: string;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly placeholder?: string;
  readonly error?: string;
  /** Says the label to screen readers alone. */
  readonly labelHidden?: boolean;
  readonly isDisabled?: boolean;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
}

/** Chooses one of a few things from a list that opens. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, options, value, onChange, placeholder, error, labelHidden } = props;
  const choose = (key: Key | null) => {
    const chosen = options.find((option) => option.id === key);
    if (chosen) onChange(chosen.id);
  };
  return (
    <Select
      className={field.field ?? ''}
      value={value}
      onChange={choose}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      isDisabled={props.isDisabled ?? false}
      isRequired={props.isRequired ?? false}
      autoFocus={props.autoFocus ?? false}
      placeholder={placeholder ?? ''}
      aria-label={labelHidden ? label : undefined}
    >
      {!labelHidden && <Label className={field.label}>{label}</Label>}
      <Button className={cx(field.box, styles.button)}>
        <SelectValue className={styles.value ?? ''} />
        <Icon name="chevronDown" />
      </Button>
      <FieldError className={field.error ?? ''}>{error}</FieldError>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''} items={options}>
          {(option) => (
            <ListBoxItem className={styles.item ?? ''} textValue={option.label}>
              {({ isSelected }) => (
                <>
                  <span>{option.label}</span>
                  {isSelected && <Icon name="check" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
