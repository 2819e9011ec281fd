import type { Messages } from './messages.ts';

/** Joins two sentences the way a language does. The second may be empty. */
export const together = ({ format }: Messages, first: string, second: string): string =>
  second === '' ? first : format('replies.together', { first, second });
