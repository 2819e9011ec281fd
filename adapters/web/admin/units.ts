import { amountsIn } from '../../../src/text/amounts.ts';

const english = amountsIn('en');
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

const inUnit = (value: number, unit: string, unitDisplay: 'short' | 'long' = 'short'): string =>
  value.toLocaleString('en', { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 });

/** Formats a duration in the most readable unit. */
const duration = (seconds: number | null): string => {
  if (seconds === null) return '–';
  if (seconds < 60) return inUnit(seconds, 'second');
  if (seconds < 3_600) return inUnit(seconds / 60, 'minute');
  return seconds < 172_800 ? inUnit(seconds / 3_600, 'hour') : inUnit(seconds / 86_400, 'day', 'long');
};

/** Formats a size in the most readable unit. */
const bytes = (count: number): string => {
  if (count < 1e6) return inUnit(count / 1e3, 'kilobyte');
  return count < 1e9 ? inUnit(count / 1e6, 'megabyte') : inUnit(count / 1e9, 'gigabyte');
};

/** Amount formats for the admin pages, in English like the pages. */
export const units = {
  count: (count: number): string => whole.format(count),
  percent: (fraction: number): string => fraction.toLocaleString('en', { style: 'percent' }),
  money: (cents: number): string =>
    (cents / 100).toLocaleString('en', { style: 'currency', currency: 'USD' }),
  duration,
  bytes,
  moment: (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' '),
  hour: (date: Date): string => `${date.toISOString().slice(11, 13)}:00`,
  since: (date: Date): string => english.ago(Math.max(0, (Date.now() - date.getTime()) / 1_000)),
};
