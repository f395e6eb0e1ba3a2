import type { Language } from './language';

/** A space where a line never breaks. */
const NBSP = '\u00a0';
const DASH = '–';

/** A day and a time without a time zone, as events have. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** Reads `2026-10-01T09:00`; nothing for anything else. */
export function readLocal(text: string | null | undefined): LocalTime | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(text ?? '');
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return { year, month, day, hour, minute };
}

const WEEKDAYS: Record<Language, readonly string[]> = {
  fi: ['su', 'ma', 'ti', 'ke', 'to', 'pe', 'la'],
  sv: ['sö', 'må', 'ti', 'on', 'to', 'fr', 'lö'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const CLOCK: Record<Language, string> = { fi: `klo${NBSP}`, sv: `kl.${NBSP}`, en: '' };

function weekday(language: Language, at: LocalTime): string {
  return WEEKDAYS[language][new Date(Date.UTC(at.year, at.month - 1, at.day)).getUTCDay()] ?? '';
}

/** `1.10.2026`; in English `1 Oct 2026`. */
export function formatDate(language: Language, at: LocalTime): string {
  return language === 'en'
    ? `${at.day}${NBSP}${MONTHS[at.month - 1]}${NBSP}${at.year}`
    : `${at.day}.${at.month}.${at.year}`;
}

/** `to 1.10.2026`. */
export function formatDay(language: Language, at: LocalTime): string {
  return `${weekday(language, at)}${NBSP}${formatDate(language, at)}`;
}

/** `9.00`; in English `9:00`. */
export function formatClock(language: Language, at: LocalTime): string {
  const minute = String(at.minute).padStart(2, '0');
  return `${at.hour}${language === 'en' ? ':' : '.'}${minute}`;
}

/** `klo 9.00–15.30`, or the start alone. */
export function formatClockRange(
  language: Language,
  from: LocalTime,
  to: LocalTime | undefined,
): string {
  const end = to ? `${DASH}${formatClock(language, to)}` : '';
  return `${CLOCK[language]}${formatClock(language, from)}${end}`;
}

function sameDay(a: LocalTime, b: LocalTime): boolean {
  return a.year === b.year && a.month === b.month && a.day === b.day;
}

/** `1.–3.10.2026`, `30.9.–1.10.2026`, `31.12.2026–1.1.2027`. */
export function formatDateRange(language: Language, from: LocalTime, to: LocalTime): string {
  if (sameDay(from, to)) return formatDate(language, from);
  const end = formatDate(language, to);
  if (from.year !== to.year) return `${formatDate(language, from)}${DASH}${end}`;
  if (language === 'en') {
    return from.month === to.month
      ? `${from.day}${DASH}${end}`
      : `${from.day}${NBSP}${MONTHS[from.month - 1]}${NBSP}${DASH}${NBSP}${end}`;
  }
  return from.month === to.month
    ? `${from.day}.${DASH}${end}`
    : `${from.day}.${from.month}.${DASH}${end}`;
}

/** When an event is: `to 1.10.2026 klo 9.00–15.30`, or its days alone if there are several. */
export function formatSpan(
  language: Language,
  startsAt: string | null,
  endsAt: string | null,
): string | undefined {
  const from = readLocal(startsAt);
  if (!from) return undefined;
  const to = readLocal(endsAt);
  if (to && !sameDay(from, to)) return formatDateRange(language, from, to);
  const join = language === 'en' ? ', ' : ' ';
  return `${formatDay(language, from)}${join}${formatClockRange(language, from, to)}`;
}

/** A local time as a person would type it: `1.10.2026 klo 9.00`. */
export function formatTyped(language: Language, text: string | null): string {
  const at = readLocal(text);
  if (!at) return '';
  const clock = { fi: 'klo ', sv: 'kl. ', en: '' }[language];
  return `${at.day}.${at.month}.${at.year} ${clock}${formatClock('fi', at)}`;
}

/** An instant (RFC 3339) on the wall clock of `timeZone`, the workstation's unless given. */
export function formatInstant(language: Language, instant: string, timeZone?: string): string {
  const then = new Date(instant);
  if (Number.isNaN(then.getTime())) return instant;
  const parts = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
    timeZone,
  }).formatToParts(then);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value ?? 0);
  const at: LocalTime = {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
  const join = language === 'en' ? ', ' : ' ';
  return `${formatDate(language, at)}${join}${CLOCK[language]}${formatClock(language, at)}`;
}

const LOCALES: Record<Language, string> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

/** `12 000`, the space never breaking. */
export function formatNumber(language: Language, value: number): string {
  return new Intl.NumberFormat(LOCALES[language]).format(value);
}

/** `12,5 kt` (`kB`, `kB`). */
export function formatBytes(language: Language, bytes: number): string {
  const units = language === 'fi' ? ['t', 'kt', 'Mt', 'Gt'] : ['B', 'kB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = new Intl.NumberFormat(LOCALES[language], {
    maximumFractionDigits: unit === 0 || size >= 100 ? 0 : 1,
  }).format(size);
  return `${digits}${NBSP}${units[unit]}`;
}

/** How many days `then` lies after `now` on the wall calendar; negative before it. */
function daysFrom(now: Date, then: Date, timeZone?: string): number {
  const dayOf = (at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
  return Math.round((Date.parse(dayOf(then)) - Date.parse(dayOf(now))) / 86_400_000);
}

/** The day and the clock of an instant, apart. */
function dayAndClock(language: Language, instant: string, timeZone?: string): [string, string] {
  const whole = formatInstant(language, instant, timeZone);
  const [day = '', clock = ''] = whole.split(language === 'en' ? ', ' : ' ');
  return [day, clock];
}

/** An instant in a word or two: `klo 9.05` on the day of `now`, else its day alone. */
export function formatShortly(
  language: Language,
  instant: string,
  now: Date,
  timeZone?: string,
): string {
  const then = new Date(instant);
  if (Number.isNaN(then.getTime())) return instant;
  const [day, clock] = dayAndClock(language, instant, timeZone);
  return daysFrom(now, then, timeZone) === 0 ? clock : day;
}

/** An instant as people say it beside `now`: `tänään klo 9.05`, `eilen klo 16.40`, else its day. */
export function formatRecent(
  language: Language,
  instant: string,
  now: Date,
  timeZone?: string,
): string {
  const then = new Date(instant);
  if (Number.isNaN(then.getTime())) return instant;
  const days = daysFrom(now, then, timeZone);
  if (days > 0 || days < -1) return formatInstant(language, instant, timeZone);
  const named = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' });
  const [, clock] = dayAndClock(language, instant, timeZone);
  return `${named.format(days, 'day')} ${clock}`;
}
