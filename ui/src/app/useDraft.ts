import { useState } from 'react';
import { type MessageId, useText } from '../i18n/useText';
import type { IpcError } from '../ipc/error';
import { fieldError } from './errorText';

/**
 * What a person writes in a form of texts, and what was refused of it, beside the field that it is
 * about. Fields are named as in Rust, but in camelCase.
 */
export function useDraft<Draft extends Record<string, string>>(begin: () => Draft) {
  const text = useText();
  const [draft, setDraft] = useState(begin);
  const [error, setError] = useState<IpcError>();
  const isAbout = (failure: IpcError | undefined, key: string) =>
    failure?.code === 'invalid' && failure.details.field === inRust(key);
  const set = (key: keyof Draft & string, value: string) => {
    setDraft({ ...draft, [key]: value });
    if (isAbout(error, key)) setError(undefined);
  };
  return {
    draft,
    set,
    /** The properties of the text field for `key`. */
    field: (key: keyof Draft & string, label: MessageId) => ({
      label: text(label),
      value: draft[key] ?? '',
      onChange: (value: string) => set(key, value),
      error: fieldError(text, error, inRust(key)),
    }),
    /** Takes an error of saving; whether it belongs beside a field of the form. */
    refused: (failure: IpcError) => {
      setError(failure);
      return Object.keys(draft).some((key) => isAbout(failure, key));
    },
  };
}

/** The name of a field as Rust has it. */
function inRust(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
