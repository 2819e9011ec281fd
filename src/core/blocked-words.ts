import { Failure } from './failure.ts';
import { type PostStep, writtenIn } from './post-steps.ts';
import { blockedAlone, minorWords, sexualWords } from './words/blocked-list.ts';

// Accents and letter case don't matter, nor do look-alike forms of letters.
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    // In Spanish this is a letter of its own: a niña is a girl, Nina is a name.
    .replaceAll('ñ', 'ƞ')
    .normalize('NFKD')
    // Invisible characters would split a word.
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

const joined = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

// Harmless words contain these: clown and bare feet. Marks are gone by then.
const before: Readonly<Record<string, string>> = { エロ: '(?<!ヒ)' };
const after: Readonly<Record<string, string>> = { 裸: '(?!足)' };

/** A pattern for whole words. Japanese has no spaces, so a word counts wherever it stands. */
const patternOf = (word: string): string => {
  const open = word.endsWith('*');
  const letters = plain(open ? word.slice(0, -1) : word).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (joined.test(word)) return `${before[word] ?? ''}${letters}${after[word] ?? ''}`;
  return `(?<![\\p{L}\\p{N}])${letters}${open ? '' : '(?![\\p{L}\\p{N}])'}`;
};

const anyOf = (words: readonly string[]): RegExp => new RegExp(words.map(patternOf).join('|'), 'u');

// Ages below 18 in digits, as people write them in the five languages.
const age =
  '(?<!\\p{N})(?:[1-9]|1[0-7])[ -]?(?:years?[ -]old|yo\\b|y/o|jahre alt|jahrige|a[nƞ]os|a[nƞ]itos|歳|才)';

const compile = () => ({
  wholeWords: anyOf(blockedAlone),
  minors: new RegExp(`${anyOf(minorWords).source}|${age}`, 'u'),
  sexual: anyOf(sexualWords),
});

// Takes longer than anything else in the start of the program, which often checks no words.
let compiled: ReturnType<typeof compile> | undefined;

/** Whether a text contains words that nobody may use, or one of a community's `own` words. */
export const hasBlockedWords = (text: string, own: readonly string[] = []): boolean => {
  const plainText = plain(text);
  if (plainText === '') return false;
  compiled ??= compile();
  const { wholeWords, minors, sexual } = compiled;
  if (wholeWords.test(plainText) || (minors.test(plainText) && sexual.test(plainText))) return true;
  return own.length > 0 && anyOf(own).test(plainText);
};

/** The prompt of an order and the steps that show text. */
type Written = { readonly prompt: string; readonly post?: readonly PostStep[] };

/** Throws `Failure` `blocked_words`, without the words, if what was written contains blocked ones. It names the prompt if that does. */
export const requireAllowedWords = ({ prompt, post = [] }: Written, own: readonly string[] = []): void => {
  const texts = post.flatMap((step) => writtenIn(step) ?? []);
  if (hasBlockedWords(prompt, own)) throw new Failure('blocked_words', { option: 'prompt' });
  if (hasBlockedWords([prompt, ...texts].join(' \n '), own)) throw new Failure('blocked_words');
};
