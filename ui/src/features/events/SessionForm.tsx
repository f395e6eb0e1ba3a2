import { type FormEvent, useEffect, useMemo } from 'react';
import { useAct } from '../../app/done';
import { useDraft } from '../../app/useDraft';
import { Button } from '../../components/Button';
import { Choice } from '../../components/Choice';
import { Disclosure } from '../../components/Disclosure';
import form from '../../components/FormRow.module.css';
import { TextInput } from '../../components/TextInput';
import { formatTyped } from '../../i18n/format';
import type { Language } from '../../i18n/language';
import { type MessageId, useText } from '../../i18n/useText';
import type { SessionDraft, SessionRow } from '../../ipc/bindings';
import { fieldOf, labelIn, otherLanguages, translationsOf } from './translated';

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
  /** The language that the plain texts are in. */
  readonly language: Language;
  /** The last session so far: a new one begins where it ends. */
  readonly after?: SessionRow | undefined;
  readonly close: () => void;
  /** Told what stands in the form at every change, so that the paper can follow. */
  readonly onDraft?: (draft: SessionDraft) => void;
}

/** What a person writes of one item of a programme. */
export function SessionForm(props: SessionFormProps) {
  const { event, session, language, after, close, onDraft } = props;
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
    titleFi: session?.titles.fi ?? '',
    titleSv: session?.titles.sv ?? '',
    titleEn: session?.titles.en ?? '',
    descriptionFi: session?.descriptions.fi ?? '',
    descriptionSv: session?.descriptions.sv ?? '',
    descriptionEn: session?.descriptions.en ?? '',
  }));
  const wanted = useMemo(
    () => ({
      ...draft,
      id: session?.id ?? null,
      event,
      speakers: draft.speakers.split('\n').filter((line) => line.trim() !== ''),
      titles: translationsOf(draft, 'title'),
      descriptions: translationsOf(draft, 'description'),
    }),
    [draft, session, event],
  );
  useEffect(() => onDraft?.(wanted), [onDraft, wanted]);
  const translated = (name: 'title' | 'description', label: MessageId, inLanguage: Language) => ({
    ...field(fieldOf(name, inLanguage), label),
    label: labelIn(text, label, inLanguage),
  });
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    act.mutate({
      does: (on) => on.sessionSave(wanted),
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
      <Disclosure title={text('event.otherLanguages')} lead={text('session.otherLanguagesLead')}>
        {otherLanguages(language).map((other) => (
          <fieldset key={other} className={form.form}>
            <legend className={form.legend}>{text(`event.in.${other}`)}</legend>
            <TextInput {...translated('title', 'session.title', other)} />
            <TextInput {...translated('description', 'session.description', other)} lines={3} />
          </fieldset>
        ))}
      </Disclosure>
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
