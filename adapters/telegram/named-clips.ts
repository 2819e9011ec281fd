import { isNextClip } from '../../src/core/action.ts';
import type { BoundCommand, Options } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import { settingsIn } from '../chat/command-line.ts';
import type { Single } from './incoming.ts';
import { actionsOf, isOurs } from './telegram-ask.ts';
import type { Me } from './telegram-deps.ts';

const onlyNumbers = /^[\d\s.,;+&]*\d[\d\s.,;+&]*$/;

/** The clip of ours that a message replies to, by its id; null for any other message. */
export const clipAnswered = (answered: Single | undefined, me: Me): string | null =>
  isOurs(answered, me)
    ? (actionsOf(answered).find(({ command }) => command === 'edit' || command === 'remix')?.id ?? null)
    : null;

/** Throws `Failure` `no_such_number`. */
const numberedIn = (offered: readonly string[], words: string): string[] =>
  (words.match(/\d+/g) ?? []).map((one) => {
    const id = offered[Number(one) - 1];
    if (id === undefined) throw new Failure('no_such_number', { value: one, max: offered.length });
    return id;
  });

const idOptions = (options: Options): string[] =>
  Object.keys(options).filter((name) => options[name]?.type === 'id' && !('pressed' in options[name]));

const asValues = (options: Options, ids: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    idOptions(options).flatMap((name, at) => (ids[at] === undefined ? [] : [[name, ids[at]]])),
  );

/**
 * What a reply to the question which clip comes next says: the clips by their numbers, and perhaps settings. Null for other
 * messages.
 */
export const nextClipsIn = (
  answered: Single | undefined,
  me: Me,
  words: string,
  { options }: Pick<BoundCommand, 'options'>,
): Readonly<Record<string, unknown>> | null => {
  const offered = isOurs(answered, me) ? actionsOf(answered).filter(isNextClip) : [];
  const { rest, values } = settingsIn(words, options);
  const [first] = offered;
  if (first === undefined || !onlyNumbers.test(rest)) return null;
  const named = numberedIn(
    offered.flatMap(({ argument = [] }) => argument),
    rest,
  );
  return { ...values, ...asValues(options, [first.id, ...named]) };
};

/**
 * The clips that a command is about which takes several: those of the list it replies to that it names by their numbers, or
 * the clip it replies to. Null if there are numbers and no list.
 */
export const clipsNamed = (
  answered: Single | undefined,
  me: Me,
  words: string,
  { options }: Pick<BoundCommand, 'options'>,
): Readonly<Record<string, unknown>> | null => {
  if (idOptions(options).length < 2) return {};
  const { rest } = settingsIn(words, options);
  if (!onlyNumbers.test(rest)) {
    const id = rest === '' ? clipAnswered(answered, me) : null;
    return id === null ? {} : asValues(options, [id]);
  }
  const listed = isOurs(answered, me)
    ? actionsOf(answered).filter(({ argument, command }) => command === 'clip' && argument === undefined)
    : [];
  if (listed.length === 0) return null;
  return asValues(
    options,
    numberedIn(
      listed.map(({ id }) => id),
      rest,
    ),
  );
};
