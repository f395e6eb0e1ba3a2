import { Button } from './Button';
import styles from './FolderInput.module.css';
import { TextInput } from './TextInput';

interface FolderInputProps {
  readonly label: string;
  readonly help?: string;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly chooseLabel: string;
  /** Asks for a folder or a file; nothing where the dialog was closed. */
  readonly choose: () => Promise<string | null>;
}

/** A path that is typed, pasted or chosen in the system's dialog. */
export function FolderInput(props: FolderInputProps) {
  const { label, help, error, value, onChange, chooseLabel, choose } = props;
  return (
    <div className={styles.pick}>
      <TextInput
        label={label}
        value={value}
        onChange={onChange}
        {...(help === undefined ? {} : { help })}
        {...(error === undefined ? {} : { error })}
        isRequired
      />
      <Button
        icon="folder"
        onPress={() =>
          void choose().then((chosen) => {
            if (chosen) onChange(chosen);
          })
        }
      >
        {chooseLabel}
      </Button>
    </div>
  );
}
