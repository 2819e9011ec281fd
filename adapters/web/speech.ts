import type { Failure } from '../../src/core/failure.ts';
import type { Text } from '../../src/core/text.ts';
import type { Speech } from '../../src/text/language.ts';

export type { Speech };

/** A reply's sentence. */
export const sentence = (speech: Speech, text: Text): string =>
  (speech.replies[text.key] as (values: Text['values']) => string)(text.values);

/** What happened and what to do next. */
export const failureText = (speech: Speech, { kind, facts }: Pick<Failure, 'kind' | 'facts'>): string =>
  speech.failures[kind](facts);
