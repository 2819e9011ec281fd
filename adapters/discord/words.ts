import type { Language, Words } from '../../src/text/language.ts';

/** Everything said in one language. */
export type Speech = Language & Words<string, string, string>;

// Markdown and mentions in people's own words must show as they were typed.
const special = /[\\*_~`|>#[\]()@<:-]/g;

/** Somebody's words, shown literally. */
export const literally = (words: string): string => words.replaceAll(special, (sign) => `\\${sign}`);

/** A point in time that counts down by itself where it is read. */
export const countdown = (milliseconds: number): string => `<t:${Math.round(milliseconds / 1_000)}:R>`;
