import type { Messages } from './messages.ts';

/** Joins two sentences the way a language does. Either may be empty. */
export const together = ({ format }: Messages, first: string, second: string): string =>
  first === '' || second === '' ? `${first}${second}` : format('replies.together', { first, second });
