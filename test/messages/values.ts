import { typesIn } from './arguments.ts';
import type { Source } from './folder.ts';

/** Where the types of all messages stand. */
export const valuesFile = 'src/text/message-values.ts';

const typeOf = (text: string): string => {
  const types = [...typesIn(text)].sort(([one], [other]) => one.localeCompare(other, 'en'));
  return types.length === 0 ? 'null' : `{ ${types.map(([name, type]) => `${name}: ${type}`).join('; ')} }`;
};

/** TypeScript that names every English message and the values it needs. */
export const valuesSource = (english: ReadonlyMap<string, Source>): string => {
  const lines = [...english.values()]
    .sort((one, other) => one.key.localeCompare(other.key, 'en'))
    .map(({ key, text }) => `  '${key}': ${typeOf(text)};`);
  return [
    '// Made from src/text/messages/en by `npm run messages`. Do not edit.',
    '',
    '/** Every message with the values it names; null where it names none. */',
    'export type MessageValues = {',
    ...lines,
    '};',
    '',
  ].join('\n');
};
