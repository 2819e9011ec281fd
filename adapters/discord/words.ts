import type { Facts, Failure } from '../../src/core/failure.ts';
import type { Speech } from '../../src/text/language.ts';

export type { Speech };

// Markdown and mentions in people's own words must show as they were typed.
const special = /[\\*_~`|>#[\]()@<:-]/g;

/** Somebody's words, shown literally. */
export const literally = (words: string): string => words.replaceAll(special, (sign) => `\\${sign}`);

const literalFacts = (facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'string' ? literally(fact) : fact]),
  );

// Points in time as the house writes them, which everybody may read by their own clock.
const moment = /\d{4}\\?-\d{2}\\?-\d{2} \d{2}\\?:\d{2} UTC/g;

/** A sentence whose points in time everybody reads by their own clock. */
export const atOwnTime = (words: string): string =>
  words.replaceAll(moment, (time) => `<t:${Date.parse(time.replaceAll('\\', '')) / 1_000}:f>`);

/** What a failure is told as: what happened and what to do next. */
export const failureText = (speech: Speech, { kind, facts }: Pick<Failure, 'kind' | 'facts'>): string =>
  `❌ ${atOwnTime(speech.failures[kind](literalFacts(facts)))}`;

/** A point in time that counts down by itself where it is read. */
export const countdown = (milliseconds: number): string => `<t:${Math.round(milliseconds / 1_000)}:R>`;
