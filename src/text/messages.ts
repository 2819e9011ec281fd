import type { MessageKey, ValuesOf } from './message-keys.ts';

export type { MessageKey } from './message-keys.ts';

/** The values argument of a message: none, or an object with all the values it takes. */
type ValuesArgument<Key extends MessageKey> = ValuesOf<Key> extends null ? [] : [values: ValuesOf<Key>];

/** Messages that take no values. */
export type PlainKey = { [Key in MessageKey]: ValuesOf<Key> extends null ? Key : never }[MessageKey];

/** All messages in one language. Missing ones fall back to English. */
export type Messages = {
  /** A BCP 47 tag. */
  readonly locale: string;
  /** Where it is read. Wording may differ by surface: `choices.community@telegram`. */
  readonly surface: string;
  format<Key extends MessageKey>(key: Key, ...values: ValuesArgument<Key>): string;
  /** A message without values for something declared elsewhere, such as `effects.hug`. Null if there is none. */
  find(key: string): string | null;
};
