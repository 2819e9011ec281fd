import { closest, distance } from 'fastest-levenshtein';
import { parseCameraPath } from './camera-path.ts';
import type { CatalogueName, Command, FileSource, Option, Options, Values } from './command.ts';
import { namesIn } from './command-options.ts';
import { Failure } from './failure.ts';
import { isId } from './id.ts';

/** The catalogues known where the check runs. Names from any other catalogue pass. */
type Catalogues = Readonly<Partial<Record<CatalogueName, readonly string[]>>>;

const isFile = (value: unknown): value is FileSource =>
  typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string';

/** The known name closest to a mistyped one, or '' if none is close enough. */
export const nearest = (word: string, known: readonly string[]): string => {
  if (known.length === 0) return '';
  const candidate = closest(word.toLowerCase(), known);
  return distance(word.toLowerCase(), candidate) <= Math.max(2, candidate.length / 2) ? candidate : '';
};

/** Whether a word is a name with a slip of the finger: one letter, or two in a long name. */
export const isSlip = (word: string, name: string): boolean => {
  const shorter = Math.min(word.length, name.length);
  return shorter >= 4 && distance(word, name) <= (shorter >= 7 ? 2 : 1);
};

/** The choice that is meant by a word; people write it as they read it: "Old photo" is `old-photo`. */
const choiceBy = (word: string, choices: readonly string[]): string | undefined => {
  if (choices.includes(word)) return word;
  const slug = word.toLowerCase().replace(/\s+/g, '-');
  return choices.find((choice) => choice.toLowerCase() === slug);
};

const parseChoice = (name: string, choices: readonly string[] | undefined, value: unknown): string => {
  const word = String(value).trim();
  if (choices === undefined) return word;
  const choice = choiceBy(word, choices);
  if (choice !== undefined) return choice;
  const facts = { option: name, value: word.slice(0, 40), nearest: nearest(word, choices) };
  throw new Failure('unknown_choice', { ...facts, choices: choices.join(', ') });
};

const parseSeveral = (
  name: string,
  choices: readonly string[] | undefined,
  maximum: number,
  value: unknown,
): readonly string[] => {
  const words = String(value)
    .split(/[,;+]/)
    .map((part) => part.trim())
    .flatMap((part) => (choices !== undefined && choiceBy(part, choices) ? [part] : part.split(/\s+/)))
    .filter((word) => word !== '');
  const chosen = [...new Set(words.map((word) => parseChoice(name, choices, word)))];
  if (chosen.length === 0) throw new Failure('missing_option', { option: name });
  if (chosen.length > maximum) throw new Failure('too_many_choices', { option: name, maximum });
  return chosen;
};

const parseNumber = (name: string, option: Option & { type: 'number' }, value: unknown): number => {
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  const fits =
    number >= option.minimum && number <= option.maximum && (!option.whole || Number.isInteger(number));
  if (fits) return number;
  const { minimum, maximum } = option;
  throw new Failure('bad_number', { option: name, value: String(value).slice(0, 40), minimum, maximum });
};

// Control and direction-changing characters can disguise what a card shows. Joiners stay: emoji and Persian need them.
const unprintable = /(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Noncharacter_Code_Point}])+/gu;

// People paste these to write nothing.
const blanks = /[\u115f\u1160\u2800\u3164\uffa0]/gu;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

const parseText = (name: string, option: Option & { type: 'text' }, value: unknown): string => {
  const printed = String(value).replace(unprintable, ' ').trim();
  const text = visible.test(printed.replace(blanks, '')) ? printed : '';
  if ([...text].length <= option.maximum) return text;
  throw new Failure('bad_text', { option: name, maximum: option.maximum });
};

const flagWords: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  on: true,
  off: false,
  yes: true,
  no: false,
};

const parseFlag = (name: string, value: unknown): boolean => {
  const flag = flagWords[String(value).trim().toLowerCase()];
  if (flag !== undefined) return flag;
  const facts = { option: name, value: String(value).slice(0, 40), nearest: '' };
  throw new Failure('unknown_choice', { ...facts, choices: 'on, off' });
};

const parseFiles = (name: string, maximum: number, value: unknown): readonly FileSource[] => {
  const files = (Array.isArray(value) ? value : [value]).filter(isFile);
  if (files.length === 0) throw new Failure('missing_option', { option: name });
  if (files.length > maximum) throw new Failure('too_many_choices', { option: name, maximum });
  return files;
};

const parseOne = (name: string, option: Option, value: unknown, known: Catalogues): unknown => {
  switch (option.type) {
    case 'choice': {
      const choices = namesIn(option.choices, known);
      if (option.several !== undefined) return parseSeveral(name, choices, option.several.maximum, value);
      if (option.or === 'camera-path' && String(value).includes('=')) return parseCameraPath(String(value));
      return parseChoice(name, choices, value);
    }
    case 'number':
      return parseNumber(name, option, value);
    case 'flag':
      return parseFlag(name, value);
    case 'text':
      return parseText(name, option, value);
    case 'id':
      if (typeof value === 'string' && isId(value)) return value;
      throw new Failure('not_found');
    case 'file':
      if (option.several !== undefined) return parseFiles(name, option.several, value);
      if (isFile(value)) return value;
      throw new Failure('missing_option', { option: name });
    case 'photos': {
      const photos = Array.isArray(value) ? value.filter(isFile) : [];
      if (photos.length > 0 && photos.length <= option.maximum) return photos;
      throw new Failure('wrong_photo_count', { given: photos.length, needed: option.maximum });
    }
  }
};

/** Validates untrusted raw values against the declaration. Throws a usage `Failure` that names the invalid option. */
export const parseValues = <O extends Options>(
  { options }: Pick<Command<never, O>, 'options'>,
  raw: Readonly<Record<string, unknown>>,
  known: Catalogues,
): Values<O> => {
  for (const name of Object.keys(raw)) {
    if (!(name in options))
      throw new Failure('unknown_option', { option: name, nearest: nearest(name, Object.keys(options)) });
  }
  const values = Object.entries(options).map(([name, option]) => {
    const value = raw[name];
    if (value !== undefined && value !== null) return [name, parseOne(name, option, value, known)];
    if (option.required) throw new Failure('missing_option', { option: name });
    return [name, null];
  });
  return Object.fromEntries(values) as Values<O>;
};

/** The command with this name. Throws `Failure` `unknown_command` with the nearest name. */
export const commandNamed = <Named extends { readonly name: string }>(
  { commands }: { readonly commands: readonly Named[] },
  name: string,
): Named => {
  const found = commands.find((command) => command.name === name);
  if (found !== undefined) return found;
  const known = commands.map((command) => command.name);
  throw new Failure('unknown_command', { value: name.slice(0, 40), nearest: nearest(name, known) });
};
