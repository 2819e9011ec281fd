import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { isMissingFile } from '../core/failure.ts';
import type { Messages } from './messages.ts';
import { codeInBackticks } from './styles.ts';

type Values = Record<string, string | number>;

/** A message, or a file of messages, that can't be used. */
export type MessageProblem = {
  readonly language: string;
  readonly key: string;
  readonly error: unknown;
};
type Report = (problem: MessageProblem) => void;

export type MessageCatalogue = {
  /** Tags of the available languages, English first. */
  readonly languages: readonly string[];
  /** All messages in the language of a BCP 47 tag such as `pt-BR`, or in English if that language isn't available. */
  messagesFor(locale: string, surface: string): Messages;
};

const messagesFolder = (): string =>
  dirname(dirname(createRequire(import.meta.url).resolve('#messages/en/chat.json')));

/** How a surface shows text between backticks. Discord renders it as code itself. */
const written: Readonly<Record<string, (text: string) => string>> = {
  discord: (text) => text,
  telegram: codeInBackticks,
};
const unticked = (text: string): string => text.replaceAll('`', '');

/** Finds the source of a message. A file is read when its first message is needed. */
const openFiles = (folder: string, language: string, report: Report) => {
  const files = new Map<string, object>();
  const read = (name: string): object => {
    try {
      return JSON.parse(readFileSync(join(folder, language, `${name}.json`), 'utf8'));
    } catch (error) {
      if (!isMissingFile(error)) report({ language, key: name, error });
      return {};
    }
  };
  return (key: string): string | null => {
    const dot = key.indexOf('.');
    const name = key.slice(0, dot);
    const file = files.get(name) ?? read(name);
    files.set(name, file);
    const source: unknown = Object.getOwnPropertyDescriptor(file, key.slice(dot + 1))?.value;
    return typeof source === 'string' ? source : null;
  };
};

/** A message as it's written for a surface, read once: a text if it takes no values. */
type Written = { readonly key: string; readonly message: IntlMessageFormat | string };

/** Formats messages of one language. Returns null for missing or broken ones; a broken one is reported once. */
const openLanguage = (folder: string, language: string, report: Report) => {
  const source = openFiles(folder, language, report);
  const known = new Map<string, Written>();
  const broken = new Set<string>();
  const refuse = (key: string, error: unknown): void => {
    broken.add(key);
    report({ language, key, error });
  };
  const read = (key: string, surface: string): Written | null => {
    const text = broken.has(key) ? null : source(key);
    if (text === null) return null;
    const shown = (written[surface] ?? unticked)(text);
    try {
      const message = new IntlMessageFormat(shown, language, undefined, { ignoreTag: true });
      return { key, message: shown.includes('{') ? message : String(message.format({})) };
    } catch (error) {
      refuse(key, error);
      return null;
    }
  };
  const format = (key: string, values: Values, surface: string): string | null => {
    const name = `${surface} ${key}`;
    const found = known.get(name) ?? read(`${key}@${surface}`, surface) ?? read(key, surface);
    if (found === null) return null;
    known.set(name, found);
    const { message } = found;
    if (typeof message === 'string') return message;
    try {
      return String(message.format(values));
    } catch (error) {
      known.delete(name);
      refuse(found.key, error);
      return format(key, values, surface);
    }
  };
  return { source, format };
};

/** Opens the messages in a folder. A broken one is reported once and shown in English. */
export const openMessages = (report: Report, folder: string = messagesFolder()): MessageCatalogue => {
  const english = openLanguage(folder, 'en', report);
  const others = readdirSync(folder).filter((name) => name !== 'en' && !name.includes('.'));
  const languages = ['en', ...others.sort()];
  const opened = new Map<string, ReturnType<typeof openLanguage>>([['en', english]]);
  const languageOf = (locale: string) => {
    const language = opened.get(locale) ?? openLanguage(folder, locale, report);
    opened.set(locale, language);
    return language;
  };
  const named = new Map(languages.map((language) => [language.toLowerCase(), language]));
  const closest = (locale: string): string => {
    const tag = locale.toLowerCase().replaceAll('_', '-');
    for (let end = tag.length; end > 0; end = tag.lastIndexOf('-', end - 1)) {
      const language = named.get(tag.slice(0, end));
      if (language !== undefined) return language;
    }
    return 'en';
  };
  return {
    languages,
    messagesFor: (wanted, surface) => {
      const locale = closest(wanted);
      const { format } = languageOf(locale);
      // The last resort is the message without its values, never a key.
      const formatted = (key: string, values: Values): string | null =>
        format(key, values, surface) ?? english.format(key, values, surface) ?? english.source(key);
      return {
        ...{ locale, surface },
        format: (key, ...[values]) => formatted(key, values ?? {}) ?? '',
        find: (key) => formatted(key, {}),
      };
    },
  };
};
