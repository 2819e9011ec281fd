import { de } from './de/de.ts';
import { en } from './en/en.ts';
import { words } from './en/words.ts';
import { es } from './es/es.ts';
import { ja } from './ja/ja.ts';
import type { Speech } from './language.ts';
import { pt } from './pt/pt.ts';
import type { Translation } from './translation.ts';

export const english = { ...en, ...words } satisfies Translation;

/** Every language there is, by the first part of its tag. */
export const languages = { en: english, de, es, pt, ja } as const satisfies Record<string, Translation>;

const isSpoken = (language: string): language is keyof typeof languages => Object.hasOwn(languages, language);

/** The language of a BCP 47 tag such as `pt-BR`; English where we do not speak it. */
const languageOf = (locale: string): keyof typeof languages => {
  const [first = ''] = locale.toLowerCase().split(/[-_]/);
  return isSpoken(first) ? first : 'en';
};

/** Everything said, in the language of a BCP 47 tag. */
export const speechFor = (locale: string): Speech => languages[languageOf(locale)];
