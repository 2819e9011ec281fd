import type { Duration } from './language.ts';

/** Forms of a word by the amount before it, as CLDR names them. */
type Forms = { readonly one?: string; readonly other: string };

const moment = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC$/;

/** How a language counts, lists and tells the time; `tag` is a BCP 47 tag. */
export const grammar = (tag: string) => {
  const rules = new Intl.PluralRules(tag);
  const and = new Intl.ListFormat(tag);
  const parts = new Intl.ListFormat(tag, { type: 'unit', style: 'narrow' });
  const time = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle: 'medium', timeStyle: 'short' });
  const share = new Intl.NumberFormat(tag, { style: 'percent' });
  const number = (value: number, digits = 0): string =>
    value.toLocaleString(tag, { maximumFractionDigits: digits });
  const unit = (unit: 'second' | 'minute', value: number): string =>
    value.toLocaleString(tag, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
  const plural = (count: number, { one, other }: Forms): string =>
    rules.select(count) === 'one' ? (one ?? other) : other;
  const duration: Duration = (seconds) => {
    const whole = Math.max(1, Math.round(seconds));
    return whole < 60
      ? unit('second', whole)
      : parts.format([unit('minute', Math.floor(whole / 60)), unit('second', whole % 60)]);
  };
  return {
    number,
    plural,
    duration,
    /** An amount and its word: 1 clip, 2 clips. */
    counted: (count: number, forms: Forms): string => `${number(count)} ${plural(count, forms)}`,
    seconds: (value: number): string => unit('second', value),
    percent: (fraction: number): string => share.format(fraction),
    list: (items: readonly string[]): string => and.format(items),
    dollars: (cents: number): string =>
      `${(cents / 100).toLocaleString(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 })} USD`,
    /** A time as the store tells it, `2026-01-31 00:00 UTC`; anything else stays as it is. */
    time: (text: string | number | undefined): string => {
      const [, day, hour] = moment.exec(String(text ?? '')) ?? [];
      return day === undefined ? String(text ?? '') : `${time.format(new Date(`${day}T${hour}Z`))} UTC`;
    },
  };
};
