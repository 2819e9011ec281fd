import { surfaces } from '../../src/text/messages.ts';
import { typesIn } from './arguments.ts';
import type { Source } from './folder.ts';

/** Where the types of all messages stand. */
export const valuesFile = 'src/text/message-values.ts';

/** What a message and its wordings for single surfaces name between them. */
export const namedBy = (messages: ReadonlyMap<string, Source>, key: string): Map<string, string> => {
  const [base = ''] = key.split('@');
  const wordings = [base, ...surfaces.map((surface) => `${base}@${surface}`)];
  return new Map(wordings.flatMap((one) => [...typesIn(messages.get(one)?.text ?? '')]));
};

const typeOf = (messages: ReadonlyMap<string, Source>, key: string): string => {
  const types = [...namedBy(messages, key)].sort(([one], [other]) => one.localeCompare(other, 'en'));
  return types.length === 0 ? 'null' : `{ ${types.map(([name, type]) => `${name}: ${type}`).join('; ')} }`;
};

/** TypeScript that names every English message and the values it needs. */
export const valuesSource = (english: ReadonlyMap<string, Source>): string => {
  const lines = [...english.values()]
    .filter(({ key }) => !key.includes('@'))
    .sort((one, other) => one.key.localeCompare(other.key, 'en'))
    .map(({ key }) => `  '${key}': ${typeOf(english, key)};`);
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
