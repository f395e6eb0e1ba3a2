import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from 'react-aria-components';
import styles from './field.module.css';

interface TextInputProps extends Omit<TextFieldProps, 'className' | 'children' | 'style'> {
  readonly label: string;
  /** A word after the label, such as “optional”. */
  readonly aside?: string;
  readonly help?: string;
  readonly error?: string;
  readonly lines?: number;
  readonly placeholder?: string;
}

/** A field for a line of text, or for several. */
export function TextInput({
  label,
  aside,
  help,
  error,
  lines,
  placeholder,
  ...props
}: TextInputProps) {
  return (
    // Rust says what is missing or wrong, in the words of the person; the browser's own words and
    // its refusal to send the form again stay out of the way.
    <TextField
      validationBehavior="aria"
      {...props}
      className={styles.field ?? ''}
      isInvalid={error !== undefined}
    >
      <Label className={styles.label}>
        {label}
        {aside && <span className={styles.optional}> {aside}</span>}
      </Label>
      {lines ? (
        <TextArea className={styles.box ?? ''} rows={lines} placeholder={placeholder} />
      ) : (
        <Input className={styles.box ?? ''} placeholder={placeholder} />
      )}
      {help && (
        <Text slot="description" className={styles.help}>
          {help}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </TextField>
  );
}
