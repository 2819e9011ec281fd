import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const messagesFolder = 'src/text/messages';

/** A message as it stands in a file. */
export type Source = { readonly file: string; readonly key: string; readonly text: string };

/** The languages in a folder, English first. */
export const languagesIn = (folder: string): string[] => {
  const names = readdirSync(folder).filter((name) => !name.includes('.'));
  return ['en', ...names.filter((name) => name !== 'en').sort()];
};

/** All messages of a language. Throws where a file cannot be read. */
export const readLanguage = (folder: string, language: string): Map<string, Source> => {
  const files = readdirSync(join(folder, language)).filter((name) => name.endsWith('.json'));
  const sources = files.flatMap((name) => {
    const file = join(folder, language, name);
    const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    const prefix = name.slice(0, -'.json'.length);
    return Object.entries(messages).map(([key, text]) => ({ file, key: `${prefix}.${key}`, text }));
  });
  return new Map(sources.map((source) => [source.key, source]));
};
