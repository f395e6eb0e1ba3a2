import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useAct } from '../../app/done';
import { fieldError } from '../../app/errorText';
import { Button } from '../../components/Button';
import form from '../../components/FormRow.module.css';
import { useText } from '../../i18n/useText';
import type { FormField, RecordForm } from '../../ipc/bindings';
import type { IpcError } from '../../ipc/error';
import { FieldInput } from './FieldInput';

interface RecordFieldsProps {
  readonly form: RecordForm;
  /** The field that takes the focus. */
  readonly field: string | undefined;
  readonly onSaved: (id: string) => void;
  readonly onCancel: () => void;
}

/** The fields of a record as its kind declares them; only those that were changed are written. */
export function RecordFields({ form: shown, field, onSaved, onCancel }: RecordFieldsProps) {
  const text = useText();
  const act = useAct();
  const element = useRef<HTMLFormElement>(null);
  const [changes, setChanges] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<IpcError>();
  useEffect(() => {
    if (error)
      element.current
        ?.querySelector<HTMLElement>('[data-refused] :is(input, textarea, button)')
        ?.focus();
  }, [error]);
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    const fields = Object.entries(changes).map(([name, value]) => ({ name, value }));
    act.mutate({
      does: (on) => on.recordSave({ kind: shown.kind, id: shown.id, fields }),
      said: text('done.saved'),
      onDone: (done) => onSaved(done.id ?? shown.id ?? ''),
      failed: (failure) => {
        const isOfForm = shown.fields.some(({ name }) => name === failure.details.field);
        setError(failure);
        return failure.code === 'invalid' && isOfForm;
      },
    });
  };
  const write = (name: string, value: string) => {
    setChanges({ ...changes, [name]: value });
    if (error?.details.field === name) setError(undefined);
  };
  const input = (each: FormField) => {
    const refused = fieldError(text, error, each.name);
    return (
      <div key={each.name} data-refused={refused && true}>
        <FieldInput
          field={each}
          value={changes[each.name] ?? each.value}
          onChange={(value) => write(each.name, value)}
          error={refused}
          autoFocus={each.name === field}
        />
      </div>
    );
  };
  return (
    <form ref={element} className={form.form} onSubmit={submit}>
      {together(shown.fields).map((fields) =>
        fields.length === 1 ? (
          fields.map(input)
        ) : (
          <div key={fields[0]?.name} className={form.pair}>
            {fields.map(input)}
          </div>
        ),
      )}
      <div className={form.actions}>
        <Button type="submit" look="primary" isDisabled={act.isPending}>
          {text('app.save')}
        </Button>
        <Button onPress={onCancel}>{text('app.cancel')}</Button>
      </div>
    </form>
  );
}

/** The fields in their order, those that make sense together side by side. */
function together(fields: readonly FormField[]): readonly (readonly FormField[])[] {
  const rows: FormField[][] = [];
  for (const field of fields) {
    const last = rows.at(-1);
    if (last && field.group !== null && last[0]?.group === field.group) last.push(field);
    else rows.push([field]);
  }
  return rows;
}
