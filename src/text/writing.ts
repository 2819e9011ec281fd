import { amountsIn } from './amounts.ts';

/** How a surface writes what messages name. */
export type Writing = {
  /** Somebody's own words, shown as they were typed. */
  literally(text: string): string;
  /** A point in time as it is read there. */
  moment(date: Date): string;
};

/** Where nothing needs to be marked up. */
export const plainWriting = (locale: string): Writing => ({
  literally: (text) => text,
  moment: amountsIn(locale).moment,
});

const pattern = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC$/;

/** A point in time as the store tells it, `2026-01-31 00:00 UTC`; anything else stays as it is. */
export const writtenMoment = (writing: Writing, text: string): string => {
  const [, day, hour] = pattern.exec(text) ?? [];
  return day === undefined ? text : writing.moment(new Date(`${day}T${hour}Z`));
};
