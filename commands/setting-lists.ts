import { Failure } from '../src/core/failure.ts';
import { nearest } from '../src/core/parse.ts';
import { everyone } from '../src/core/rules.ts';

const longestShown = 40;

const wordsIn = (text: string): string[] => text.split(/[\s,;]+/).filter((word) => word !== '');

/** Throws `Failure` `unknown_choice`. A typo must change nothing, and must never open what was meant to stay closed. */
const refuse = (
  option: string,
  word: string,
  known: readonly string[],
  choices = known.join(', '),
): never => {
  const facts = { option, value: word.slice(0, longestShown), nearest: nearest(word, known) };
  throw new Failure('unknown_choice', { ...facts, choices });
};

/**
 * Parses a list of known names; the word in `open` gives an empty list. Throws `Failure` `unknown_choice` for any other
 * word.
 */
export const namesIn = (
  option: string,
  text: string,
  known: readonly string[],
  open: 'all' | 'none',
): string[] => {
  const words = wordsIn(text.toLowerCase());
  if (words.length === 1 && words[0] === open) return [];
  if (words.length === 0) return refuse(option, text, [open, ...known]);
  return [...new Set(words)].map((word) =>
    known.includes(word) ? word : refuse(option, word, [open, ...known]),
  );
};

const mention = {
  channels: { form: /^(?:<#(\d{1,25})>|(-?\d{1,25}))$/, choices: 'all, a mention of a channel, its id' },
  roles: { form: /^(?:<@&(\d{1,25})>|(\d{1,25}))$/, choices: 'all, @everyone, a mention of a role, its id' },
} as const;

const idIn = (
  kind: keyof typeof mention,
  word: string,
  option: string = kind,
  choices: string = mention[kind].choices,
): string => {
  const { form } = mention[kind];
  if (kind === 'roles' && /^@?everyone$/i.test(word)) return everyone;
  const [, mentioned, plain] = form.exec(word) ?? [];
  return mentioned ?? plain ?? refuse(option, word, [], choices);
};

/**
 * Parses a list of mentions or plain IDs; `all` gives an empty list. Throws `Failure` `unknown_choice` for any other
 * word.
 */
export const idsIn = (option: keyof typeof mention, text: string): string[] => {
  const words = wordsIn(text);
  if (words.length === 1 && words[0]?.toLowerCase() === 'all') return [];
  if (words.length === 0) return refuse(option, text, [], mention[option].choices);
  return [...new Set(words.map((word) => idIn(option, word)))];
};

/** Parses exactly one role. Throws `Failure` `unknown_choice` for none or several. */
export const roleIn = (text: string): string => {
  const [word, ...more] = wordsIn(text);
  const choices = '@everyone, a mention of a role, its id';
  return word === undefined || more.length > 0
    ? refuse('role', text, [], choices)
    : idIn('roles', word, 'role', choices);
};

const maxWords = 200;
const entriesIn = (text: string | null): string[] =>
  (text ?? '')
    .toLowerCase()
    .split(/[,;]/)
    .map((word) => word.trim().slice(0, longestShown))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));

/**
 * A community's blocked words after adding some and removing others; `all` removes them all. Throws `Failure`
 * `too_many_choices`: words left out silently would look blocked.
 */
export const wordsAfter = (
  before: readonly string[],
  added: string | null,
  removed: string | null,
): string[] => {
  const gone = entriesIn(removed);
  const left = gone.includes('all') ? [] : before.filter((word) => !gone.includes(word));
  const all = [...new Set([...left, ...entriesIn(added)])];
  if (all.length > maxWords)
    throw new Failure('too_many_choices', { option: 'block-words', maximum: maxWords });
  return all;
};
