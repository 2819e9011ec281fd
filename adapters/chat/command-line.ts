import type { Known, Option, Options } from '../../src/core/command.ts';
import { choicesOf } from '../../src/core/command-options.ts';
import { isId } from '../../src/core/id.ts';
import { isSlip, nearest } from '../../src/core/parse.ts';

/** A typed command and the text after it. */
export type TypedCommand = { readonly command: string; readonly rest: string };

const commandLine = /^\/([a-zA-Z0-9_]{1,32})(?:@(\w+))?(?:\s+([\s\S]*))?$/;

/** Parses `/command@bot words`; null for anything else, including commands addressed to another bot. */
export const readLine = (text: string, bot: string): TypedCommand | null => {
  const [, command, named, rest = ''] = commandLine.exec(text.trim()) ?? [];
  if (command === undefined) return null;
  if (named !== undefined && named.toLowerCase() !== bot.toLowerCase()) return null;
  return { command: command.toLowerCase(), rest: rest.trim() };
};

const isTyped = (option: Option): boolean =>
  option.type !== 'photos' && option.type !== 'file' && !('pressed' in option);

// Phone keyboards turn straight quotes into curly ones.
const setting = /(?:^|(?<=\s))([a-z][a-z0-9-]*)[:=](?:["“”]([^"“”]*)["“”]|(\S+))(?=\s|$)/giu;

/**
 * The first `name:value` that can't be typed, with the option it may mean: a model would read it as a prompt. With
 * `near`, only slips count, because people write such things in prompts. Links aren't options.
 */
export const mistypedIn = (
  words: string,
  options: Options,
  near: boolean,
): { readonly option: string; readonly nearest: string } | null => {
  const names = Object.keys(options).filter((name) => options[name] !== undefined && isTyped(options[name]));
  for (const [, name = '', , plain = ''] of words.matchAll(setting)) {
    const option = name.toLowerCase();
    if (names.includes(option) || plain.startsWith('//')) continue;
    if (near && Object.hasOwn(options, option)) continue;
    const close = nearest(option, names);
    if (!near || isSlip(option, close)) return { option, nearest: close };
  }
  return null;
};

/** Extracts `name:value` pairs for known options and returns them with the remaining text. */
export const settingsIn = (words: string, options: Options) => {
  const values: Record<string, unknown> = {};
  const rest = words.replace(setting, (whole, name: string, quoted?: string, plain?: string) => {
    const option = options[name.toLowerCase()];
    if (option === undefined || !isTyped(option)) return whole;
    values[name.toLowerCase()] = quoted ?? plain ?? '';
    return ' ';
  });
  return { values, rest: rest.replace(/[^\S\n]+/g, ' ').trim() };
};

/**
 * Parses options from text: `name:value` sets any option. In the remaining words, a required id is picked out first;
 * the rest is a choice if it matches one, otherwise free text.
 */
export const readWords = (words: string, options: Options, known: Known): Record<string, unknown> => {
  const { values, rest } = settingsIn(words, options);
  const open = Object.entries(options).filter(([name, option]) => isTyped(option) && !(name in values));
  const parts = rest.split(/\s+/).filter((part) => part !== '');
  for (const [name, option] of open) {
    if (parts.length === 0) break;
    const at = option.type === 'id' && option.required ? parts.findIndex(isId) : -1;
    if (at >= 0) values[name] = parts.splice(at, 1)[0];
  }
  if (parts.length === 0) return values;
  const left = parts.length === rest.split(/\s+/).length ? rest : parts.join(' ');
  const text = open.find(([, option]) => option.type === 'text');
  // If the command also takes free text, only its first choice option can match a bare word.
  const [main] = Object.entries(options).filter(([, option]) => option.type === 'choice');
  const choice = open
    .filter(([name]) => text === undefined || name === main?.[0])
    .find(([, option]) => choicesOf(option, known).includes(left.toLowerCase()));
  if (choice !== undefined) return { ...values, [choice[0]]: left.toLowerCase() };
  const first = text ?? open.find(([, option]) => option.required === true && option.type !== 'id');
  return first === undefined ? values : { ...values, [first[0]]: left };
};
