import type { FieldInput, FormField, RecordForm, RecordView } from '../bindings';

type Words = Readonly<Record<string, string>>;

interface Declared {
  readonly name: string;
  readonly label: Words;
  readonly input: FieldInput;
  readonly choices?: readonly { readonly name: string; readonly label: string }[];
  readonly required?: boolean;
  readonly group?: string;
}

const labels = (fi: string, sv: string, en: string): Words => ({ fi, sv, en });

const PERIODS = [
  { name: 'period_2014_2020', label: '2014–2020' },
  { name: 'period_2021_2027', label: '2021–2027' },
];

const NAME = { name: 'name', label: labels('Nimi', 'Namn', 'Name'), input: 'line' } as const;

/** Some fields of the kinds that are written in a form; the real declarations are Rust's. */
const DECLARED: Readonly<Record<string, readonly Declared[]>> = {
  project: [
    { name: 'code', label: labels('Hankekoodi', 'Projektkod', 'Project code'), input: 'line' },
    { ...NAME, required: true },
    { name: 'short_name', label: labels('Lyhenne', 'Förkortning', 'Short name'), input: 'line' },
    {
      name: 'programme_period',
      label: labels('Ohjelmakausi', 'Programperiod', 'Programme period'),
      input: 'choice',
      choices: PERIODS,
    },
    { name: 'fund', label: labels('Rahasto', 'Fond', 'Fund'), input: 'line' },
    { name: 'funder', label: labels('Rahoittaja', 'Finansiär', 'Funder'), input: 'line' },
    {
      name: 'starts_on',
      label: labels('Alkaa', 'Börjar', 'Starts on'),
      input: 'date',
      group: 'period',
    },
    {
      name: 'ends_on',
      label: labels('Päättyy', 'Slutar', 'Ends on'),
      input: 'date',
      group: 'period',
    },
    { name: 'description', label: labels('Kuvaus', 'Beskrivning', 'Description'), input: 'text' },
  ],
  organisation: [
    { ...NAME, required: true },
    { name: 'business_id', label: labels('Y-tunnus', 'FO-nummer', 'Business ID'), input: 'line' },
    {
      name: 'growth_sectors',
      label: labels('Kasvualat', 'Tillväxtbranscher', 'Growth sectors'),
      input: 'list',
    },
  ],
};

const KINDS: Readonly<Record<string, Words>> = {
  project: labels('Hanke', 'Projekt', 'Project'),
  organisation: labels('Organisaatio', 'Organisation', 'Organisation'),
};

/** The form of a record with `values`, as the window gives it; none where its kind has none. */
export function formOf(
  kind: string,
  id: string | null,
  values: Words,
  language: string,
): RecordForm | undefined {
  const fields = DECLARED[kind]?.map(
    (field): FormField => ({
      name: field.name,
      label: field.label[language] ?? '',
      input: field.input,
      choices: [...(field.choices ?? [])],
      value: values[field.name] ?? '',
      required: field.required ?? false,
      group: field.group ?? null,
    }),
  );
  if (!fields) return undefined;
  const kindLabel = KINDS[kind]?.[language] ?? '';
  return { kind, kindLabel, id, title: id === null ? '' : (values.name ?? ''), fields };
}

/** The same record to be read. */
export function viewOf({ kind, title, fields }: RecordForm, id: string): RecordView {
  const shown = fields.filter((field) => field.value !== '');
  return {
    id,
    kind,
    title,
    editable: true,
    fields: shown.map(({ name, label, value, choices }) => ({
      name,
      label,
      value: choices.find((choice) => choice.name === value)?.label ?? value,
    })),
  };
}

/** What Rust would refuse of a form, by the field and the reason; nothing if all is well. */
export function refusedOf(
  kind: string,
  values: Words,
): { field: string; value: string; reason: string } | undefined {
  for (const { name, input, required } of DECLARED[kind] ?? []) {
    const value = (values[name] ?? '').trim();
    if (required && value === '') return { field: name, value, reason: 'required' };
    if (input === 'date' && value !== '' && !/^\d{1,2}\.\d{1,2}\.\d{4}$/.test(value)) {
      return { field: name, value, reason: 'not_a_date' };
    }
  }
  return undefined;
}
