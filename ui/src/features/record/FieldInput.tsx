import { Choice } from '../../components/Choice';
import { TextInput } from '../../components/TextInput';
import { useText } from '../../i18n/useText';
import type { FormField } from '../../ipc/bindings';

/** Stands for no choice in a list. */
const NONE = '-';

interface FieldInputProps {
  readonly field: FormField;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
  readonly autoFocus: boolean;
}

/** One field of a record, written as its type wants. */
export function FieldInput({ field, value, onChange, error, autoFocus }: FieldInputProps) {
  const text = useText();
  const common = {
    label: field.label,
    isRequired: field.required,
    autoFocus,
    ...(error === undefined ? {} : { error }),
  };
  if (field.input === 'choice') {
    const none = field.required ? [] : [{ id: NONE, label: text('record.none') }];
    return (
      <Choice
        {...common}
        options={[...none, ...field.choices.map(({ name, label }) => ({ id: name, label }))]}
        value={value || (field.required ? null : NONE)}
        onChange={(chosen) => onChange(chosen === NONE ? '' : chosen)}
      />
    );
  }
  const own = {
    line: {},
    text: { lines: 4 },
    list: { lines: 3, help: text('field.listHelp') },
    date: { help: text('field.dateHelp') },
    number: { inputMode: 'numeric' },
  } as const;
  return <TextInput {...common} {...own[field.input]} value={value} onChange={onChange} />;
}
