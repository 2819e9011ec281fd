import { resolve } from 'node:path';
import { formatOfName } from '../../src/core/formats.ts';
import type { Flags } from './flags.ts';
import type { Declared, Raw } from './terminal-session.ts';

export const takesPhotos = ({ options }: Declared): boolean =>
  Object.values(options).some(({ type }) => type === 'photos');

/** Raw values from flags and positionals. A positional is a photo or the next option, as in `share <id> public`. */
export const rawValues = (command: Declared, flags: Flags): Raw => {
  if (takesPhotos(command)) {
    const [path] = flags.positionals;
    return path === undefined ? flags.values : { ...flags.values, photos: [{ path, name: path }] };
  }
  const names = Object.keys(command.options);
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
