import type { MessageKey, ValuesOf } from './message-keys.ts';

export type { MessageKey } from './message-keys.ts';

/** What a message must be given: nothing, or an object with all the values it names. */
type ValuesArgument<Key extends MessageKey> = ValuesOf<Key> extends null ? [] : [values: ValuesOf<Key>];

/** The messages that name no values. */
export type PlainKey = { [Key in MessageKey]: ValuesOf<Key> extends null ? Key : never }[MessageKey];

/** Where a message is read. It may be worded differently there: `choices.community@telegram`. */
export const surfaces = ['discord', 'telegram', 'terminal', 'web'] as const;

/** All messages in one language. What it lacks is said in English. */
export type Messages = {
  /** A BCP 47 tag. */
  readonly locale: string;
  readonly surface: string;
  format<Key extends MessageKey>(key: Key, ...given: ValuesArgument<Key>): string;
  /** A message without values for something declared elsewhere, such as `effects.hug`; null where there is none. */
  find(key: string): string | null;
};
