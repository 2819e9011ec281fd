import { typesIn } from './arguments.ts';
import type { Source } from './folder.ts';

/** Surfaces that may have wordings of their own. */
export const surfaces = ['discord', 'telegram', 'terminal', 'web'] as const;

/** What a message and its wordings for single surfaces name between them. */
export const namedBy = (messages: ReadonlyMap<string, Source>, key: string): Map<string, string> => {
  const [base = ''] = key.split('@');
  const wordings = [base, ...surfaces.map((surface) => `${base}@${surface}`)];
  return new Map(wordings.flatMap((one) => [...typesIn(messages.get(one)?.text ?? '')]));
};

const typeOf = (messages: ReadonlyMap<string, Source>, key: string): string => {
  const types = [...namedBy(messages, key)].sort(([one], [other]) => one.localeCompare(other, 'en'));
  return `{ ${types.map(([name, type]) => `${name}: ${type}`).join('; ')} }`;
};

const sourceOf = (english: ReadonlyMap<string, Source>, name: string, keys: readonly string[]): string =>
  [
    '// Made from src/text/messages/en by `npm run messages`. Do not edit.',
    '',
    '/** The messages that name values, and those. */',
    `export type ${name} = {`,
    ...keys.map((key) => `  '${key}': ${typeOf(english, key)};`),
    '};',
    '',
  ].join('\n');

/** TypeScript that names every English message that needs values, and those: files and what is in them. */
export const valuesSources = (english: ReadonlyMap<string, Source>): Readonly<Record<string, string>> => {
  const keys = [...english.keys()]
    .filter((key) => !key.includes('@') && namedBy(english, key).size > 0)
    .sort((one, other) => one.localeCompare(other, 'en'));
  const source = (name: string, prefixes: readonly string[], others = false): string => {
    const isOne = (key: string): boolean => prefixes.some((prefix) => key.startsWith(prefix));
    return sourceOf(
      english,
      name,
      keys.filter((key) => isOne(key) !== others),
    );
  };
  return {
    'src/text/failure-values.ts': source('FailureValues', ['failures.']),
    'src/text/reply-values.ts': source('ReplyValues', ['replies.']),
    'src/text/message-values.ts': source('MessageValues', ['failures.', 'replies.'], true),
  };
};
