import { type FormEvent, useState } from 'react';
import { errorText } from '../../app/errorText';
import { Button } from '../../components/Button';
import form from '../../components/FormRow.module.css';
import { Notice } from '../../components/Notice';
import { TextInput } from '../../components/TextInput';
import { useText } from '../../i18n/useText';
import { ask } from '../../ipc/backend';
import type { ErasurePreview, ErasureReport } from '../../ipc/contract';
import { asIpcError } from '../../ipc/error';
import styles from './Erasure.module.css';

interface BeforeErasureProps {
  readonly id: string;
  readonly preview: ErasurePreview;
  readonly onErased: (report: ErasureReport) => void;
  readonly onLeave: () => void;
}

/** What would go, what would stay out of reach, and the name typed out as the last question. */
export function BeforeErasure({ id, preview, onErased, onLeave }: BeforeErasureProps) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { name, records, mentions, workstations, files, outOfReach } = preview;
  const erase = async () => {
    setBusy(true);
    try {
      onErased(await ask((on) => on.personErase(id, typed, text.language)));
    } catch (thrown) {
      setRefused(errorText(text, asIpcError(thrown)));
      setBusy(false);
    }
  };
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (typed.trim() === name) void erase();
    else setRefused(text('error.name_differs'));
  };
  return (
    <div className={styles.page}>
      <section className={styles.card}>
        <h2>{text('erasure.goes')}</h2>
        <ul className={styles.list}>
          {records.map(({ kind, label, count }) => (
            <li key={kind}>{text('erasure.count', { label, count })}</li>
          ))}
        </ul>
        {mentions.length > 0 && (
          <>
            <h3>{text('erasure.mentions')}</h3>
            <ul className={styles.list}>
              {mentions.map(({ kind, id: of, title, field }) => (
                <li key={`${kind} ${of} ${field}`}>
                  {title} · {field}
                </li>
              ))}
            </ul>
          </>
        )}
        <p className={styles.soft}>
          {text('erasure.everywhere')}
          {!outOfReach.includes('share') && ` ${text('erasure.fromShare')}`}
        </p>
        {workstations.length > 0 && (
          <p className={styles.soft}>
            {text('erasure.workstations', { names: workstations.join(', ') })}
          </p>
        )}
      </section>
      <OutOfReach codes={outOfReach} files={files} />
      <form className={styles.card} onSubmit={submit}>
        <Notice tone="warn" title={text('erasure.forEver')}>
          <p>{text('erasure.forEverLead')}</p>
        </Notice>
        <TextInput
          label={text('erasure.confirm', { name })}
          value={typed}
          onChange={(value) => {
            setTyped(value);
            setRefused(undefined);
          }}
          autoComplete="off"
          {...(refused === undefined ? {} : { error: refused })}
        />
        <div className={form.actions}>
          <Button onPress={onLeave}>{text('app.cancel')}</Button>
          <Button type="submit" look="danger" icon="trash" isDisabled={busy}>
            {text(busy ? 'erasure.under' : 'erasure.does')}
          </Button>
        </div>
      </form>
    </div>
  );
}

interface OutOfReachProps {
  readonly codes: readonly string[];
  /** Files of the watched folder that name the person. */
  readonly files: readonly string[];
}

/** What the program cannot reach, and what to do about it by hand. */
export function OutOfReach({ codes, files }: OutOfReachProps) {
  const text = useText();
  if (codes.length + files.length === 0) return null;
  return (
    <section className={styles.card}>
      <h2>{text('erasure.outOfReach')}</h2>
      <ul className={styles.list}>
        {codes.map((code) => (
          <li key={code}>{text.code('outOfReach', code, code)}</li>
        ))}
        {files.map((file) => (
          <li key={file}>{text('erasure.file', { file })}</li>
        ))}
      </ul>
    </section>
  );
}
