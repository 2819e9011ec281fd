import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messagesFolder, readLanguage } from './folder.ts';

const madeFromFolder = 'test/messages/made-from';

/** Files that only those who run the service read: they stay in English. */
const englishOnly = ['admin'];

const fileFor = (language: string): string => join(madeFromFolder, `${language}.json`);
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

const readMadeFrom = (language: string): Record<string, string> =>
  existsSync(fileFor(language)) ? JSON.parse(readFileSync(fileFor(language), 'utf8')) : {};

/** What is to be done in a language, by key. */
export type Work = {
  readonly missing: readonly string[];
  /** The English has changed since. */
  readonly stale: readonly string[];
  /** English has no such message any more. */
  readonly obsolete: readonly string[];
};

const wanted = () => {
  const english = readLanguage(messagesFolder, 'en');
  return new Map([...english].filter(([key]) => !englishOnly.includes(key.split('.')[0] ?? '')));
};

/** What a language lacks, has from an older English, or has too much. */
export const workIn = (language: string): Work => {
  const english = wanted();
  const own = readLanguage(messagesFolder, language);
  const madeFrom = readMadeFrom(language);
  return {
    missing: [...english.keys()].filter((key) => !own.has(key)),
    stale: [...english.values()]
      .filter(({ key, text }) => own.has(key) && madeFrom[key] !== hashOf(text))
      .map(({ key }) => key),
    obsolete: [...own.keys()].filter((key) => !english.has(key)),
  };
};

/** Notes that a language's messages whose keys begin with one of `prefixes` say what English says now. */
export const markTranslated = (language: string, prefixes: readonly string[]): void => {
  const english = wanted();
  const own = readLanguage(messagesFolder, language);
  const marked = [...english.values()].filter(
    ({ key }) => own.has(key) && (prefixes.length === 0 || prefixes.some((prefix) => key.startsWith(prefix))),
  );
  const kept = Object.entries(readMadeFrom(language)).filter(([key]) => own.has(key) && english.has(key));
  const all = new Map([...kept, ...marked.map(({ key, text }) => [key, hashOf(text)] as const)]);
  const sorted = Object.fromEntries([...all].sort(([one], [other]) => one.localeCompare(other, 'en')));
  mkdirSync(madeFromFolder, { recursive: true });
  writeFileSync(fileFor(language), `${JSON.stringify(sorted, null, 2)}\n`);
};
