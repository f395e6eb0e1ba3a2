import { visibilityText } from '../features/paper/warnings';
import type { MessageValues, Text } from '../i18n/useText';
import type { IpcError } from '../ipc/error';

/** What went wrong and what to do, in words. */
export function errorText(text: Text, error: IpcError): string {
  const values: MessageValues = error.details;
  switch (error.code) {
    case 'not_a_workspace':
      return text('error.not_a_workspace', values);
    case 'invalid':
      return invalidText(text, error);
    case 'unsafe_location':
      return text('error.unsafe_location', values);
    case 'disk':
      return text('error.disk', values);
    case 'file_exists':
      return text('error.file_exists', values);
    case 'event_unknown':
      return text('error.event_unknown', values);
    case 'damaged':
      return text('error.damaged', values);
    case 'no_viewer':
      return text('error.no_viewer', values);
    case 'refused':
      return refusalText(text, error);
    default:
      return text.code('error', error.code, text('error.internal'), values);
  }
}

/** What is wrong with a value: by the name that people have for its field, if it has one. */
function invalidText(text: Text, { details }: IpcError): string {
  const reason = text.code('reason', details.reason ?? '', text('reason.other'));
  const field = details[`label_${text.language}`];
  if (field) return text('error.invalid', { field, reason });
  return details.value ? text('error.invalidValue', { value: details.value, reason }) : reason;
}

function refusalText(text: Text, { details }: IpcError): string {
  switch (details.reason) {
    case 'visibility': {
      const { title, body } = visibilityText(text, details.rule ?? '', details.detail ?? '');
      return `${title}. ${body}`;
    }
    case 'name_differs':
      return text('error.name_differs');
    case 'accent_contrast':
      return text('error.accent_contrast', { nearest: details.nearest ?? '' });
    default:
      return text('error.refused');
  }
}

/** What is wrong with the field called `field`, if the error is about it. */
export function fieldError(
  text: Text,
  error: IpcError | undefined,
  field: string,
): string | undefined {
  if (error?.code !== 'invalid' || error.details.field !== field) return undefined;
  return text.code('reason', error.details.reason ?? '', text('reason.other'));
}
