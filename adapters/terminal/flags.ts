import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Option } from '../../src/core/command.ts';
import { isOn } from '../../src/core/command-options.ts';
import { Failure } from '../../src/core/failure.ts';
import { formatOfName } from '../../src/core/formats.ts';
import { nearest } from '../../src/core/parse.ts';
import type { Declared, Raw } from './terminal-session.ts';

export type Flags = {
  readonly values: Raw;
  readonly positionals: readonly string[];
  readonly out: string | null;
  readonly json: boolean;
  /** Answers every question with yes. */
  readonly yes: boolean;
  readonly help: boolean;
};

const own = {
  out: { type: 'string' },
  json: { type: 'boolean' },
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const takesSeveral = (option: Option | undefined): boolean =>
  option?.type === 'file' && option.several !== undefined;

/** Parses a command's flags, derived from its options. Throws a usage `Failure` for an unknown flag. */
export const readFlags = (command: Declared, words: readonly string[]): Flags => {
  const names = Object.entries(command.options)
    .filter(([, option]) => option.type !== 'photos' && !('pressed' in option))
    .map(([name]) => name);
  const flags = names.filter((name) => command.options[name]?.type === 'flag');
  const options = Object.fromEntries(
    names.map((name) => [
      name,
      {
        type: flags.includes(name) ? ('boolean' as const) : ('string' as const),
        multiple: takesSeveral(command.options[name]),
      },
    ]),
  );
  const { values, positionals, tokens } = parseArgs({
    args: [...words],
    options: { ...options, ...own },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const known = [...names, ...Object.keys(own)];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (!known.includes(token.name))
      throw new Failure('unknown_option', { option: token.name, nearest: nearest(token.name, known) });
    // Without strict mode a flag at the end of the line reads as `true`.
    if (token.value === undefined && names.concat('out').includes(token.name) && !flags.includes(token.name))
      throw new Failure('missing_option', { flag: token.rawName });
  }
  const read = (name: string): unknown => {
    const value = values[name];
    // The process that runs the command may have another working directory.
    if (command.options[name]?.type !== 'file') return value;
    const file = (path: unknown) => ({ path: resolve(String(path)), name: String(path) });
    return Array.isArray(value) ? value.map(file) : file(value);
  };
  const entries = names.filter((name) => values[name] !== undefined).map((name) => [name, read(name)]);
  return {
    values: Object.fromEntries(entries),
    positionals,
    out: typeof values['out'] === 'string' ? values['out'] : null,
    json: values['json'] === true,
    yes: values['yes'] === true,
    help: values['help'] === true,
  };
};

export const takesPhotos = ({ options }: Declared): boolean =>
  Object.values(options).some(({ type }) => type === 'photos');

/** Raw values from flags and positionals. A positional is a photo or the next option, as in `share <id> public`. */
export const rawValues = (command: Declared, flags: Flags): Raw => {
  if (takesPhotos(command)) {
    const [path] = flags.positionals;
    return path === undefined ? flags.values : { ...flags.values, photos: [{ path, name: path }] };
  }
  const names = Object.entries(command.options).flatMap(([name, option]) =>
    isOn('terminal', option) ? [name] : [],
  );
  const bare = flags.positionals.map((word, index) => [names[index] ?? word, word]);
  const named = names.includes('format') && flags.out !== null ? formatOfName(flags.out) : null;
  const format = named === null ? {} : { format: named };
  const values = { ...format, ...Object.fromEntries(bare), ...flags.values };
  // The process that runs the command may have another working folder.
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const option = command.options[name];
      const isPath = option?.type === 'text' && option.path === true && typeof value === 'string';
      return [name, isPath ? resolve(value) : value];
    }),
  );
};

/** The BCP 47 tag of the terminal's language; `en` when none is set. */
export const localeIn = (environment: Readonly<Record<string, string | undefined>>): string => {
  const [wanted = ''] = ['LC_ALL', 'LC_MESSAGES', 'LANG'].flatMap((name) => environment[name] || []);
  const [name = ''] = wanted.split(/[.@]/);
  return ['', 'C', 'POSIX'].includes(name) ? 'en' : name.replace('_', '-');
};
