import { useState } from 'react';
import { TextInput } from './TextInput';

interface CountInputProps {
  readonly label: string;
  readonly help?: string;
  readonly value: number;
  /** The largest count that makes sense. */
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A field for a count; while something else than a count stands in it, the count is unchanged. */
export function CountInput({ label, help, value, max, onChange }: CountInputProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <TextInput
      label={label}
      {...(help === undefined ? {} : { help })}
      inputMode="numeric"
      value={typed ?? String(value)}
      onChange={(text) => {
        setTyped(text);
        if (/^\d{1,6}$/.test(text.trim())) onChange(Math.min(Number(text), max));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
