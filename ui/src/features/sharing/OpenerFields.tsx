import { FolderInput } from '../../components/FolderInput';
import { Segments } from '../../components/Segments';
import { TextInput } from '../../components/TextInput';
import { useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import type { ShareOpener } from '../../ipc/bindings';
import type { IpcError } from '../../ipc/error';

const KEYS = ['passphrase', 'invitation'] as const;

/** Errors that belong beside the field of the passphrase or of the code. */
const OF_OPENER: ReadonlySet<string> = new Set([
  'wrong_passphrase',
  'wrong_code',
  'no_passphrase',
  'invitation_used',
]);

/** What is typed of both ways in, and which of them is taken. */
export interface OpenerDraft {
  readonly by: (typeof KEYS)[number];
  readonly passphrase: string;
  readonly file: string;
  readonly code: string;
}

export const NO_OPENER: OpenerDraft = { by: 'passphrase', passphrase: '', file: '', code: '' };

/** The way in that was taken. */
export function openerOf({ by, passphrase, file, code }: OpenerDraft): ShareOpener {
  return by === 'passphrase' ? { by, passphrase } : { by, file, code };
}

/** Whether an error is about what proves that somebody belongs. */
export function isOfOpener({ code }: IpcError): boolean {
  return OF_OPENER.has(code);
}

interface OpenerFieldsProps {
  readonly value: OpenerDraft;
  readonly onChange: (value: OpenerDraft) => void;
  readonly error: string | undefined;
}

/** By what one proves to belong: the passphrase, or a colleague's invitation and its code. */
export function OpenerFields({ value, onChange, error }: OpenerFieldsProps) {
  const text = useText();
  const wrong = error === undefined ? {} : { error };
  const set = (key: keyof OpenerDraft) => (written: string) =>
    onChange({ ...value, [key]: written });
  return (
    <>
      <Segments
        label={text('join.by')}
        options={KEYS.map((id) => ({ id, label: text(`join.by.${id}`) }))}
        value={value.by}
        onChange={(by) => onChange({ ...value, by })}
      />
      {value.by === 'passphrase' ? (
        <TextInput
          label={text('join.passphrase')}
          type="password"
          autoComplete="current-password"
          value={value.passphrase}
          onChange={set('passphrase')}
          {...wrong}
          isRequired
        />
      ) : (
        <>
          <FolderInput
            label={text('join.file')}
            value={value.file}
            onChange={set('file')}
            chooseLabel={text('app.choose')}
            choose={() =>
              ask((on) => on.fileChooseOpen(text('join.chooseFile'), ['kumppani-invitation']))
            }
          />
          <TextInput
            label={text('join.code')}
            help={text('join.codeHelp')}
            autoComplete="one-time-code"
            value={value.code}
            onChange={set('code')}
            {...wrong}
            isRequired
          />
        </>
      )}
    </>
  );
}
