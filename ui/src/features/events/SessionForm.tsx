import { type FormEvent, useState } from 'react';
import { useAct } from '../../app/done';
import { fieldError } from '../../app/errorText';
import { Button } from '../../components/Button';
import { Choice } from '../../components/Choice';
import form from '../../components/FormRow.module.css';
import { TextInput } from '../../components/TextInput';
import { formatTyped } from '../../i18n/format';
import { type MessageId, useText } from '../../i18n/useText';
import type { SessionRow } from '../../ipc/bindings';
import type { IpcError } from '../../ipc/error';

const TYPES = [
  'talk',
  'panel',
  'workshop',
  'tour',
  'pitch',
  'networking',
  'break',
  'meal',
  'registration',
  'transfer',
  'other',
] as const;

interface SessionFormProps {
  readonly event: string;
  readonly session?: SessionRow | undefined;
  /** The last session so far: a new one begins where it ends. */
  readonly after?: SessionRow | undefined;
  readonly close: () => void;
}

/** What a person writes of one item of a programme. */
export function SessionForm({ event, session, after, close }: SessionFormProps) {
  const text = useText();
  const act = useAct();
  const [error, setError] = useState<IpcError>();
  const [draft, setDraft] = useState({
    title: session?.title ?? '',
    startsAt: formatTyped(text.language, session?.startsAt ?? after?.endsAt ?? null),
    endsAt: formatTyped(text.language, session?.endsAt ?? null),
    roomName: session?.roomName ?? '',
    track: session?.track ?? '',
    sessionType: session?.sessionType ?? 'talk',
    speakers: session?.speakers.join('\n') ?? '',
    description: session?.description ?? '',
  });
  const field = (key: keyof typeof draft, label: MessageId) => ({
    label: text(label),
    value: draft[key],
    onChange: (value: string) => setDraft({ ...draft, [key]: value }),
    error: fieldError(
      text,
      error,
      key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    ),
  });
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    const speakers = draft.speakers.split('\n').filter((line) => line.trim() !== '');
    act.mutate({
      does: (on) => on.sessionSave({ ...draft, speakers, id: session?.id ?? null, event }),
      said: text('done.saved'),
      onDone: close,
      failed: (failure) => {
        setError(failure);
        return failure.code === 'invalid';
      },
    });
  };
  const remove = () => {
    if (!session) return;
    act.mutate({
      does: (on) => on.sessionDelete(session.id),
      said: text('done.deleted'),
      onDone: close,
    });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput {...field('title', 'session.title')} isRequired autoFocus />
      <div className={form.pair}>
        <TextInput {...field('startsAt', 'event.startsAt')} help={text('event.timeHelp')} />
        <TextInput {...field('endsAt', 'event.endsAt')} />
      </div>
      <div className={form.pair}>
        <TextInput {...field('roomName', 'session.room')} />
        <TextInput {...field('track', 'session.track')} />
      </div>
      <Choice
        label={text('session.type')}
        options={TYPES.map((id) => ({ id, label: text(`sessionType.${id}`) }))}
        value={TYPES.find((id) => id === draft.sessionType) ?? null}
        onChange={(sessionType) => setDraft({ ...draft, sessionType })}
      />
      <TextInput
        {...field('speakers', 'session.speakers')}
        help={text('session.speakersHelp')}
        lines={2}
      />
      <TextInput {...field('description', 'session.description')} lines={4} />
      <div className={form.actions}>
        <Button type="submit" look="primary" isDisabled={act.isPending}>
          {text('app.save')}
        </Button>
        <Button onPress={close}>{text('app.cancel')}</Button>
        {session && (
          <span className={form.end}>
            <Button look="danger" icon="trash" onPress={remove}>
              {text('app.delete')}
            </Button>
          </span>
        )}
      </div>
    </form>
  );
}
