import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';

/** How a surface formats values in messages. */
export type Writing = {
  /** The person's own words, shown as they were typed. */
  literally(text: string): string;
  /** Somebody, by their ID with its platform. */
  person(owner: string): string;
  /** A point in time, as shown on that surface. */
  moment(date: Date): string;
};

/** For surfaces without markup. */
export const plainWriting = (locale: string): Writing => ({
  literally: (text) => text,
  person: (owner) => owner,
  moment: amountsIn(locale).moment,
});

const pattern = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC$/;

/** Formats a time as the store writes it, `2026-01-31 00:00 UTC`. Anything else stays as it is. */
export const writtenMoment = (writing: Writing, text: string): string => {
  const [, day, hour] = pattern.exec(text) ?? [];
  return day === undefined ? text : writing.moment(new Date(`${day}T${hour}Z`));
};

/** Joins two sentences the way a language does. Either may be empty. */
export const together = ({ format }: Messages, first: string, second: string): string =>
  first === '' || second === '' ? `${first}${second}` : format('replies.together', { first, second });
