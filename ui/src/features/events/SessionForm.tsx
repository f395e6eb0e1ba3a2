import type { FormEvent } from 'react';
import { useAct } from '../../app/done';
import { useDraft } from '../../app/useDraft';
import { Button } from '../../components/Button';
import { Choice } from '../../components/Choice';
import form from '../../components/FormRow.module.css';
import { TextInput } from '../../components/TextInput';
import { formatTyped } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import type { SessionRow } from '../../ipc/bindings';

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
  const { draft, set, field, refused } = useDraft(() => ({
    title: session?.title ?? '',
    startsAt: formatTyped(text.language, session?.startsAt ?? after?.endsAt ?? null),
    endsAt: formatTyped(text.language, session?.endsAt ?? null),
    roomName: session?.roomName ?? '',
    track: session?.track ?? '',
    sessionType: session?.sessionType ?? 'talk',
    speakers: session?.speakers.join('\n') ?? '',
    description: session?.description ?? '',
  }));
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    const speakers = draft.speakers.split('\n').filter((line) => line.trim() !== '');
    act.mutate({
      does: (on) => on.sessionSave({ ...draft, speakers, id: session?.id ?? null, event }),
      said: text('done.saved'),
      onDone: close,
      failed: refused,
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
        onChange={(sessionType) => set('sessionType', sessionType)}
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
