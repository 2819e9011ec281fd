import type { Option, Options } from './command.ts';

// They are about one request, or one file.
const aboutOneClip: ReadonlySet<string> = new Set([
  'visibility',
  'takes',
  'draft',
  'preset',
  'masked',
  'compare',
  'at',
  'original',
  'fix',
]);

const isSaved = (name: string, option: Option): boolean =>
  ['text', 'choice', 'number', 'flag'].includes(option.type) &&
  !('pressed' in option) &&
  !aboutOneClip.has(name);

/** The options of a command that a preset may hold, each with one value. */
export const presetOptions = <O extends Options>(options: O): Options =>
  Object.fromEntries(
    Object.entries(options).flatMap(([name, option]): [string, Option][] => {
      if (!isSaved(name, option)) return [];
      if (option.type !== 'choice') return [[name, option]];
      const { several: _, ...single } = option;
      return [[name, single]];
    }),
  );
