import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useAct } from '../../app/done';
import { useDraft } from '../../app/useDraft';
import { Button } from '../../components/Button';
import { Choice } from '../../components/Choice';
import { Disclosure } from '../../components/Disclosure';
import form from '../../components/FormRow.module.css';
import { TextInput } from '../../components/TextInput';
import { formatTyped } from '../../i18n/format';
import { asLanguage, LANGUAGES, type Language } from '../../i18n/language';
import { type MessageId, useText } from '../../i18n/useText';
import type { EventView } from '../../ipc/bindings';
import { projectsQuery } from '../../ipc/queries';
import { fieldOf, labelIn, otherLanguages, translationsOf } from './translated';

const TYPES = [
  'company_day',
  'training',
  'campus_walk',
  'pilot_workshop',
  'seminar',
  'steering_group',
] as const;
/** Stands for no project in the list. */
const NO_PROJECT = '-';

const STATES = ['draft', 'open', 'closed', 'held', 'cancelled'] as const;

interface EventFormProps {
  readonly event?: EventView;
  readonly onSaved: (id: string) => void;
  readonly onCancel?: () => void;
}

/** What a person writes of an event; for a new one, only what is needed first. */
export function EventForm({ event, onSaved, onCancel }: EventFormProps) {
  const text = useText();
  const act = useAct();
  const projects = useQuery(projectsQuery);
  const summary = event?.summary;
  const { draft, set, field, refused } = useDraft(() => ({
    name: summary?.name ?? '',
    code: summary?.code ?? '',
    eventType: summary?.eventType ?? 'company_day',
    state: summary?.state ?? 'draft',
    startsAt: formatTyped(text.language, summary?.startsAt ?? null),
    endsAt: formatTyped(text.language, summary?.endsAt ?? null),
    venue: summary?.venue ?? '',
    campus: event?.campus ?? '',
    capacity: summary?.capacity?.toString() ?? '',
    organiser: event?.organiser ?? '',
    description: event?.description ?? '',
    signatories: event?.signatories.join('\n') ?? '',
    certificateContent: event?.certificateContent.join('\n') ?? '',
    practical: event?.practical ?? '',
    language: event?.language ?? '',
    projectId: event?.funding?.project ?? '',
    nameFi: event?.names.fi ?? '',
    nameSv: event?.names.sv ?? '',
    nameEn: event?.names.en ?? '',
    descriptionFi: event?.descriptions.fi ?? '',
    descriptionSv: event?.descriptions.sv ?? '',
    descriptionEn: event?.descriptions.en ?? '',
    certificateContentFi: event?.certificateContents.fi ?? '',
    certificateContentSv: event?.certificateContents.sv ?? '',
    certificateContentEn: event?.certificateContents.en ?? '',
    practicalFi: event?.practicals.fi ?? '',
    practicalSv: event?.practicals.sv ?? '',
    practicalEn: event?.practicals.en ?? '',
  }));
  const own = asLanguage(draft.language) ?? 'fi';
  const translated = (
    name: 'name' | 'description' | 'certificateContent' | 'practical',
    label: MessageId,
    inLanguage: Language,
  ) => ({
    ...field(fieldOf(name, inLanguage), label),
    label: labelIn(text, label, inLanguage),
  });
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    const lines = (value: string) => value.split('\n').filter((line) => line.trim() !== '');
    const wanted = {
      ...draft,
      id: summary?.id ?? null,
      language: draft.language || null,
      signatories: lines(draft.signatories),
      certificateContent: lines(draft.certificateContent),
      names: translationsOf(draft, 'name'),
      descriptions: translationsOf(draft, 'description'),
      certificateContents: translationsOf(draft, 'certificateContent'),
      practicals: translationsOf(draft, 'practical'),
    };
    act.mutate({
      does: (on) => on.eventSave(wanted),
      said: text('done.saved'),
      onDone: (done) => onSaved(done.id ?? summary?.id ?? ''),
      failed: refused,
    });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput {...field('name', 'event.name')} isRequired autoFocus={!event} />
      <div className={form.pair}>
        <TextInput {...field('code', 'event.code')} help={text('event.codeHelp')} />
        <Choice
          label={text('event.type')}
          options={TYPES.map((id) => ({ id, label: text(`eventType.${id}`) }))}
          value={TYPES.find((id) => id === draft.eventType) ?? null}
          onChange={(eventType) => set('eventType', eventType)}
        />
      </div>
      <div className={form.pair}>
        <TextInput {...field('startsAt', 'event.startsAt')} help={text('event.timeHelp')} />
        <TextInput {...field('endsAt', 'event.endsAt')} />
      </div>
      <div className={form.pair}>
        <TextInput {...field('venue', 'event.venue')} />
        <TextInput {...field('capacity', 'event.capacity')} inputMode="numeric" />
      </div>
      {event && (
        <>
          <div className={form.pair}>
            <TextInput {...field('campus', 'event.campus')} />
            <Choice
              label={text('event.state')}
              options={STATES.map((id) => ({ id, label: text(`eventState.${id}`) }))}
              value={STATES.find((id) => id === draft.state) ?? null}
              onChange={(state) => set('state', state)}
            />
          </div>
          {projects.data && (
            <Choice
              label={text('event.project')}
              options={[
                { id: NO_PROJECT, label: text('event.noProject') },
                ...projects.data.map(({ name, label }) => ({ id: name, label })),
              ]}
              value={draft.projectId || NO_PROJECT}
              onChange={(project) => set('projectId', project === NO_PROJECT ? '' : project)}
            />
          )}
          <TextInput {...field('organiser', 'event.organiser')} />
          <TextInput {...field('description', 'event.description')} lines={4} />
          <TextInput
            {...field('signatories', 'event.signatories')}
            help={text('event.signatoriesHelp')}
            lines={3}
          />
          <TextInput
            {...field('certificateContent', 'event.content')}
            help={text('event.contentHelp')}
            lines={4}
          />
          <Disclosure title={text('event.practicalTitle')} lead={text('event.practicalLead')}>
            <TextInput
              {...field('practical', 'event.practical')}
              help={text('event.practicalHelp')}
              lines={4}
            />
          </Disclosure>
          <Disclosure title={text('event.otherLanguages')} lead={text('event.otherLanguagesLead')}>
            <Choice
              label={text('event.language')}
              options={LANGUAGES.map((id) => ({ id, label: text(`language.${id}`) }))}
              value={own}
              onChange={(language) => set('language', language)}
            />
            {otherLanguages(own).map((language) => (
              <fieldset key={language} className={form.form}>
                <legend className={form.legend}>{text(`event.in.${language}`)}</legend>
                <TextInput {...translated('name', 'event.name', language)} />
                <TextInput
                  {...translated('description', 'event.description', language)}
                  lines={3}
                />
                <TextInput
                  {...translated('certificateContent', 'event.content', language)}
                  help={text('event.contentHelp')}
                  lines={3}
                />
                <TextInput {...translated('practical', 'event.practical', language)} lines={3} />
              </fieldset>
            ))}
          </Disclosure>
        </>
      )}
      <div className={form.actions}>
        <Button type="submit" look="primary" isDisabled={act.isPending}>
          {text('app.save')}
        </Button>
        {onCancel && <Button onPress={onCancel}>{text('app.cancel')}</Button>}
      </div>
    </form>
  );
}
